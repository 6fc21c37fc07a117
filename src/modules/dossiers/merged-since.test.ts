import assert from 'node:assert/strict';
import test from 'node:test';
import { findAgencyByCode, findLivingAgencyByCode } from '#modules/org/public.ts';
import { mergeInto } from '#modules/org/testing/world.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { agencyOfStep } from './context.ts';
import type { DossierDetail } from './detail-schema.ts';
import { AgencyFinder } from './exchange/agencies.ts';
import { subscribeDossiers } from './subscriptions.ts';
import { aDossier, dossierSeed, makeWorld, reception } from './testing/world.ts';

/* Catalogue, workflows and files name agencies by codes that outlive them. */
const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
subscribeDossiers();
const system = province.as(systemActor('Sáp nhập'));
const [gone, heir] = [world.agency('KH.SKHCN'), world.agency('KH.STC')];

test('what names an agency merged since goes to its heir: a new dossier, a step of one that runs, a line of a file', async () => {
  const running = await world.as('clerk').act(await aDossier(world), 'forward');
  province.clock.set('2018-07-04T09:00');
  await system.run((tx) => mergeInto(tx, 'KH.SKHCN', 'KH.STC', '2018-07-04'));

  const fresh = await world.as('otherClerk').post<DossierDetail>('/api/dossiers', reception(world));
  assert.deepEqual([fresh.receivingAgency.id, fresh.competentAgency.id, fresh.agency.id], [heir, heir, heir]);
  const passed = await world.as('otherClerk').get<DossierDetail>(`/api/dossiers/${running.id}`);
  assert.deepEqual([passed.agency.id, passed.dueAt], [heir, running.dueAt]);
  const on = await world.as('otherClerk').act(passed, 'advance');
  assert.equal(on.agency.id, heir);

  await system.run(async (tx) => {
    assert.equal((await findAgencyByCode(tx, 'KH.SKHCN'))?.id, gone, 'old work keeps its name');
    assert.equal((await findLivingAgencyByCode(tx, 'KH.SKHCN'))?.id, heir);
    assert.equal((await findLivingAgencyByCode(tx, 'KH.SNV'))?.id, world.agency('KH.SNV'));
    assert.equal(await findLivingAgencyByCode(tx, 'KH.KHONGCO'), undefined);
    const step = { key: 's', name: 'Phối hợp', minutes: 60, agency: { kind: 'code', code: 'KH.SKHCN' } };
    const places = { receiving_agency_id: world.agency('KH.SNV'), competent_agency_id: world.agency('KH.SNV') };
    assert.equal(await agencyOfStep(tx, step as Parameters<typeof agencyOfStep>[1], places), heir);
    const finder = new AgencyFinder();
    await finder.learn(tx, ['KH.SKHCN', 'Sở Khoa học và Công nghệ']);
    assert.deepEqual([finder.of('KH.SKHCN'), finder.of('Sở Khoa học và Công nghệ')], [heir, heir]);
  });
});
