import assert from 'node:assert/strict';
import test from 'node:test';
import { addPublishedWorkflow } from '#modules/procedures/public.ts';
import { aStep, flow } from '#modules/procedures/testing/flows.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { DossierDetail } from './detail-schema.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T08:00', seed: dossierSeed });
const world = await makeWorld(province);
const [clerk, head] = [world.as('clerk'), world.as('head')];
const receiving = { agency: { kind: 'receiving' } } as const;

/** Reception, one step of the department under this key, handing over. */
const publish = (key: string, validFrom: string, number: string) =>
  province
    .as(systemActor('Thử nghiệm'))
    .run((tx) =>
      addPublishedWorkflow(
        tx,
        world.procedure.id,
        flow(aStep('nhan', 120, key, receiving), aStep(key, 960, 'tra'), aStep('tra', null, '', receiving)),
        { validFrom, source: 'Thử', isSample: false, decision: { number, on: validFrom } },
      ),
    );
const read = ({ id }: { readonly id: string }) => clerk.get<DossierDetail>(`/api/dossiers/${id}`);
const ways = ({ nextSteps }: DossierDetail) => nextSteps.map(({ key }) => key);

test('a workflow published while a dossier runs is for what is received later; the dossier stays on its own and says so', async () => {
  const old = await publish('cu', '2018-01-01', '1/QĐ-UBND');
  const running = await aDossier(world);
  assert.deepEqual(running.workflow, {
    id: old.id,
    version: old.version,
    decision: { number: '1/QĐ-UBND', on: '2018-01-01' },
    isSample: false,
    newer: null,
  });

  const fresh = await publish('moi', '2018-07-02', '2/QĐ-UBND');
  const after = await read(running);
  assert.deepEqual([after.workflow?.version, after.workflow?.newer], [old.version, fresh.version]);
  assert.deepEqual(ways(after), ['cu']);
  const later = await aDossier(world);
  assert.deepEqual([later.workflow?.version, later.workflow?.newer, ways(later)], [fresh.version, null, ['moi']]);

  // To its end by its own steps; once it has ended nothing newer concerns it.
  let dossier = await clerk.act(running, 'forward');
  assert.match(dossier.stepName ?? '', /cu/i);
  dossier = await head.act(dossier, 'finish');
  dossier = await clerk.act(dossier, 'hand-over-result', { receiver: 'Nguyễn Thị Hòa' });
  assert.deepEqual([dossier.urgency, dossier.workflow?.version, dossier.workflow?.newer], ['ended', old.version, null]);
});

test('a workflow that is in force only later is not called newer before its day', async () => {
  const now = (await aDossier(world)).workflow?.version;
  const coming = await publish('sau', '2018-07-09', '3/QĐ-UBND');
  const dossier = await aDossier(world);
  assert.deepEqual([dossier.workflow?.version, dossier.workflow?.newer], [now, null]);
  province.clock.set(new Date('2018-07-09T09:00:00+07:00'));
  assert.equal((await read(dossier)).workflow?.newer, coming.version);
});
