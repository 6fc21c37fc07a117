import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { events } from '#platform/events/events.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { DossierDetail } from './detail-schema.ts';
import type { DossierPage } from './list-schema.ts';
import { subscribeDossiers } from './subscriptions.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
subscribeDossiers();
const clerk = world.as('clerk');
const finance = world.as('otherClerk');
const from = world.agency('KH.SKHCN');
const to = { id: world.agency('KH.STC'), code: 'KH.STC', name: 'Sở Tài chính' };

const merge = () =>
  province.as(systemActor('Sáp nhập')).run((tx) =>
    events.emit(tx, 'org.agencies_merged', {
      changeId: from,
      effectiveOn: tx.today,
      reason: 'Nghị quyết sáp nhập',
      document: null,
      decidedBy: null,
      fromIds: [from],
      toId: to.id,
      from: [{ id: from, code: 'KH.SKHCN', name: 'Sở Khoa học và Công nghệ' }],
      to,
    }),
  );

test('open dossiers pass to the successor with their clock as it runs; what is done stays; the history keeps both', async () => {
  const running = await clerk.act(await aDossier(world), 'forward');
  const asked = await world.as('head').act(await clerk.act(await aDossier(world), 'forward'), 'advance', {
    officerId: world.actors.officer.personId,
  });
  const done = await aDossier(world, { decision: 'on-spot' });
  province.clock.set('2018-07-04T09:00');
  assert.equal((await finance.refused('GET', `/api/dossiers/${running.id}`)).status, 404);

  await merge();
  const passed = await finance.get<DossierDetail>(`/api/dossiers/${running.id}`);
  assert.deepEqual([passed.agency.id, passed.receivingAgency.id, passed.competentAgency.id], [to.id, to.id, to.id]);
  assert.deepEqual(
    [passed.dueAt, passed.firstDueAt, passed.code, passed.stepName],
    [running.dueAt, running.firstDueAt, running.code, running.stepName],
  );
  assert.deepEqual(
    passed.legs.map(({ agency }) => agency.name),
    ['Sở Khoa học và Công nghệ', 'Sở Khoa học và Công nghệ', 'Sở Tài chính'],
  );
  assert.equal(passed.events.at(-1)?.action, 'succeed');
  assert.deepEqual(passed.intervals.length, 1, 'no clock was touched');
  const { officer } = await finance.get<DossierDetail>(`/api/dossiers/${asked.id}`);
  assert.equal(officer, null, 'the successor names its own');
  assert.equal((await finance.refused('GET', `/api/dossiers/${done.id}`)).status, 404);
  assert.equal((await clerk.get<DossierDetail>(`/api/dossiers/${done.id}`)).agency.id, from);

  const queue = await finance.get<DossierPage>('/api/dossiers?queue=agency');
  assert.deepEqual(new Set(queue.dossiers.map(({ id }) => id)), new Set([running.id, asked.id]));
  const advanced = await finance.act(passed, 'advance');
  assert.equal(advanced.agency.id, to.id);
});

test('what is suspended when its agency is merged is looked at again by the successor', async () => {
  province.clock.set('2018-07-02T09:00');
  const forwarded = await clerk.act(await aDossier(world), 'forward');
  const document = { number: '7/QĐ', on: '2018-07-02' };
  const stopped = await world.as('head').act(forwarded, 'suspend', { reason: 'Chờ tòa án', cause: 'law', document });
  await merge();
  const passed = await finance.get<DossierDetail>(`/api/dossiers/${stopped.id}`);
  assert.deepEqual([passed.state, passed.waiting?.until], ['suspended', stopped.waiting?.until]);
  const { rows } = await province.as(systemActor()).run((tx) =>
    sql<{ agency_id: string; state: string }>`
      select agency_id, state from reminder_obligation where key = ${`${stopped.id}/wait`}`.execute(tx.db),
  );
  assert.deepEqual(rows, [{ agency_id: to.id, state: 'open' }]);
});

test('told twice, a merger moves nothing twice', async () => {
  const { dossiers } = await finance.get<DossierPage>('/api/dossiers?queue=agency');
  await merge();
  const again = await finance.get<DossierPage>('/api/dossiers?queue=agency');
  assert.deepEqual(
    again.dossiers.map(({ version }) => version),
    dossiers.map(({ version }) => version),
  );
});

test('a calendar that changes late moves open promises later, with a line that says why; the first promise stays', async () => {
  const dossier = await aDossier(world);
  await world.as('administrator').post('/api/calendar/days', {
    date: '2018-07-10',
    kind: 'local',
    name: 'Bão số 3',
    reason: 'Bão số 3',
    source: { title: 'Công điện 01/CĐ-UBND' },
  });
  const after = await clerk.get<DossierDetail>(`/api/dossiers/${dossier.id}`);
  assert.ok(after.dueAt && dossier.dueAt && after.dueAt > dossier.dueAt);
  assert.deepEqual(
    [after.firstDueAt, after.events.at(-1)?.action, after.status],
    [dossier.firstDueAt, 'recount', 'running'],
  );
});
