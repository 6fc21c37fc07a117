import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { register } from 'prom-client';
import { endMembership, postsOf } from '#modules/org/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { newId } from '#kernel/id.ts';
import { findPeople } from './digest.ts';
import { writeMornings } from './mornings.ts';
import { measures } from './measures.ts';
import { alertDifferences } from './alert.ts';
import { acknowledgeObligation, fireDue, obligationOf } from './public.ts';
import { reconcile } from './reconcile.ts';
import { anObligation, at, makeWorld, remindersSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));

async function found(): Promise<Record<string, number>> {
  const { differences } = await reconcile(province);
  return Object.fromEntries(differences.map(({ kind, count }) => [kind, count]));
}

test('when every open obligation has its owner, its next step and a list to stand on, nothing is found', async () => {
  await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  await anObligation(province, world, { dueAt: at('2018-03-30T17:00'), personId: world.officer.personId });
  await fireDue(province);
  assert.deepEqual(await found(), {});
});

test('a morning’s letter, which is of no single firing, is no difference', async () => {
  province.clock.set('2018-02-27T07:30');
  const written = await writeMornings(province, await findPeople(province));
  assert.ok([...written.values()].includes('letter'));
  assert.deepEqual(await found(), {});
});

test('an owner unknown, gone, or without anybody at work is found and counted in /metrics, once each', async () => {
  const nobody = await anObligation(province, world, {
    dueAt: at('2018-03-30T17:00'),
    agencyId: world.ids.other,
    personId: newId(),
  });
  const unknown = await anObligation(province, world, { dueAt: at('2018-03-30T17:00'), agencyId: newId() });
  await fireDue(province);
  assert.deepEqual(await found(), { 'no-person': 1, 'no-agency': 1, 'on-no-list': 1 });
  assert.match(await register.metrics(), /reminders_differences\{kind="no-person"\} 1/);
  const { check } = await measures(system);
  assert.deepEqual(check?.differences.find(({ kind }) => kind === 'no-person')?.obligationIds, [nobody.id]);
  assert.deepEqual(check?.differences.find(({ kind }) => kind === 'no-agency')?.obligationIds, [unknown.id]);
});

test('work of a person who has left the agency stands on nobody’s list there and is found', async () => {
  await system.run(async (tx) => {
    const [post] = (await postsOf(tx, [world.officer.personId], tx.today)).get(world.officer.personId) ?? [];
    assert.ok(post);
    const { rows } = await sql<{ id: string }>`
      select id from org_membership where person_id = ${world.officer.personId}`.execute(tx.db);
    await endMembership(tx, rows[0]?.id ?? '', '2018-02-27');
  });
  province.clock.set('2018-03-01T09:00');
  await fireDue(province);
  assert.equal((await found())['person-left'], 1);
});

test('a step that stays unfired past ten minutes, and a plan that is missing or failed, are found', async () => {
  const late = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  province.clock.set('2018-03-01T09:09');
  assert.equal((await found())['not-fired'], undefined, 'nine minutes are lateness, not a fault');
  province.clock.set('2018-03-01T09:11');
  assert.equal((await found())['not-fired'], 1);
  const owner = new pg.Client({ connectionString: province.ownerUrl });
  await owner.connect();
  await owner.query('delete from p_test.reminder_plan where obligation_id = $1', [late.id]);
  await owner.query(
    "update p_test.reminder_clock set next_at = null, next_step_key = null, next_planned_at = null, no_next_reason = 'fault' where obligation_id = $1",
    [late.id],
  );
  await owner.end();
  const now = await found();
  assert.deepEqual([now['not-fired'], now['no-plan'], now['plan-failed']], [undefined, 1, 1]);
});

test('a message that belongs to no firing, and a matter without a clock, are found although no foreign key forbids them', async () => {
  const { id } = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  const other = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  await fireDue(province);
  const before = await found();
  const owner = new pg.Client({ connectionString: province.ownerUrl });
  await owner.connect();
  await owner.query('delete from p_test.reminder_firing where obligation_id = $1', [id]);
  await owner.query('delete from p_test.reminder_clock where obligation_id = $1', [other.id]);
  await owner.end();
  const now = await found();
  assert.deepEqual([before['no-firing'], before['no-clock']], [undefined, undefined]);
  assert.deepEqual([now['no-firing'], now['no-clock']], [1, 1]);
});

test('what is found stands on the list of an administrator, who is reminded of it, until nothing is found any more', async () => {
  const alert = () =>
    system.run((tx) =>
      obligationOf(tx, 'reminders', 'differences').then((known) => known && [known.state, known.personId]),
    );
  assert.deepEqual(await alert(), ['open', world.administrator.personId]);
  province.clock.set('2018-03-01T09:30');
  await fireDue(province);
  const { rows } = await system.run((tx) =>
    sql<{ n: number }>`
      select count(*) as n from reminder_message m join reminder_obligation o on o.id = m.obligation_id
      where o.source = 'reminders' and m.recipient_id = ${world.administrator.personId}`.execute(tx.db),
  );
  assert.ok((rows[0]?.n ?? 0) > 0);
  await system.run((tx) => alertDifferences(tx, []));
  assert.deepEqual(await alert(), ['done', world.administrator.personId]);
  await reconcile(province);
  assert.deepEqual(
    await alert(),
    ['open', world.administrator.personId],
    'taken up again, as there is something still',
  );
});

test('the page tells how late steps were and what share of each rule was acted upon within a working day', async () => {
  province.clock.set('2018-04-02T09:00');
  const quick = await anObligation(province, world, { dueAt: at('2018-06-29T17:00') });
  await anObligation(province, world, { dueAt: at('2018-06-29T17:00') });
  province.clock.set('2018-04-02T09:00:30');
  await fireDue(province);
  province.clock.set('2018-04-02T10:00');
  await system.run((tx) => acknowledgeObligation(tx, 'test', quick.key, world.clerk.personId));
  const of = async () => (await measures(system)).effects.find(({ rule }) => rule === 'assigned');
  const before = await of();
  province.clock.set('2018-04-03T09:01');
  const after = await of();
  assert.equal((after?.told ?? 0) - (before?.told ?? 0), 2, 'counted when their working day is over, not before');
  assert.equal((after?.acted ?? 0) - (before?.acted ?? 0), 1);
  const { lateness } = await measures(system);
  assert.deepEqual(
    lateness.map(({ upToSeconds }) => upToSeconds),
    [1, 10, 60, 600, null],
  );
  assert.equal(lateness.find(({ upToSeconds }) => upToSeconds === 60)?.count, 2, 'thirty seconds late');
});
