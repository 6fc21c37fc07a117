import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import type { CalendarChanged } from '#modules/calendar/public.ts';
import { newId } from '#kernel/id.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { DEFAULT_POLICY } from './domain/policy.ts';
import { fireDue } from './fire.ts';
import { reminderJobs } from './jobs.ts';
import { seedReminders, smtpTransport } from './public.ts';
import { currentPolicy, insertPolicy } from './store/policy-store.ts';
import { subscribeReminders } from './subscriptions.ts';
import { anObligation, at, makeWorld, remindersSeed } from './testing/world.ts';

subscribeReminders();
const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
const transport = smtpTransport({ url: undefined, from: 'x@tinh.invalid', publicUrl: 'http://localhost' });
const [recheck] = reminderJobs(transport);

async function nextOf(
  id: string,
): Promise<{ step: string | null; at: string | null; reason: string | null; agency: string }> {
  return system.run(async (tx) => {
    const { rows } = await sql<{
      next_step_key: string;
      next_at: Date | null;
      no_next_reason: string;
      agency_id: string;
    }>`
      select next_step_key, next_at, no_next_reason, agency_id
      from reminder_obligation join reminder_clock on obligation_id = id where id = ${id}`.execute(tx.db);
    const row = rows[0];
    assert.ok(row);
    const { next_step_key: step, next_at: next, no_next_reason: reason, agency_id: agency } = row;
    return { step, at: next && toVietnamIso(next).slice(0, 16), reason, agency };
  });
}

/** Enters a day off as the calendar's own use case does: rows, a new version, and the fact. */
async function dayOff(tx: Tx, date: string, agencyId: string | null): Promise<void> {
  await sql`insert into calendar_day (id, on_date, kind, name, sources, scope, agency_id)
    values (${newId()}, ${date}, 'local', 'Nghỉ tránh bão', '[]', ${agencyId ? 'agency' : 'province'}, ${agencyId})`.execute(
    tx.db,
  );
  await sql`update calendar_version set id = ${newId()}`.execute(tx.db);
  const change: CalendarChanged = {
    what: 'day',
    ...(agencyId ? { agencyId } : {}),
    from: date,
    to: date,
    reason: 'bão',
    before: null,
    after: null,
    subject: { kind: 'calendar', id: 'day' },
  };
  await events.emit(tx, 'calendar.changed', change);
}

test('a merger told by org hands open work to the successor', async () => {
  const { id } = await anObligation(province, world, { dueAt: at('2018-03-30T17:00'), agencyId: world.ids.other });
  const ref = (agency: string) => ({ id: agency, code: agency, name: agency });
  await system.run((tx) =>
    events.emit(tx, 'org.agencies_merged', {
      changeId: newId(),
      effectiveOn: tx.today,
      reason: null,
      document: null,
      decidedBy: null,
      fromIds: [world.ids.other],
      toId: world.ids.department,
      from: [ref(world.ids.other)],
      to: ref(world.ids.department),
    }),
  );
  assert.equal((await nextOf(id)).agency, world.ids.department);
});

test('a day off declared later moves the reminders that are counted over it, of the agency concerned and of no other', async () => {
  const ours = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  const others = await anObligation(province, world, { dueAt: at('2018-03-30T17:00'), agencyId: world.ids.office });
  await fireDue(province);
  assert.deepEqual(
    [(await nextOf(ours.id)).at, (await nextOf(others.id)).at],
    ['2018-03-21T07:00', '2018-03-21T07:00'],
  );
  await system.run((tx) => dayOff(tx, '2018-03-28', world.ids.department));
  assert.ok(recheck);
  assert.ok((await recheck.run(province)) > 0);
  assert.equal(await recheck.run(province), 0);
  assert.deepEqual(
    [(await nextOf(ours.id)).at, (await nextOf(others.id)).at],
    ['2018-03-20T07:00', '2018-03-21T07:00'],
  );
});

test('a plan that waits for a year’s days off goes on when they are entered', async () => {
  const { id } = await anObligation(province, world, { dueAt: at('2027-03-26T17:00') });
  await fireDue(province);
  assert.equal((await nextOf(id)).reason, 'year-without-data:2027');
  await system.run(async (tx) => {
    await sql`insert into calendar_year (year, sources) values (2027, '[]')`.execute(tx.db);
    await dayOff(tx, '2027-01-01', null);
  });
  await recheck?.run(province);
  assert.deepEqual(await nextOf(id), {
    step: 'before-7',
    at: '2027-03-17T07:00',
    reason: null,
    agency: world.ids.department,
  });
});

test('the policy in the database is the program’s own, and an update of the program adds a version', async () => {
  await system.run(async (tx) => {
    assert.deepEqual((await currentPolicy(tx.db, 'directive-task')).policy, DEFAULT_POLICY);
    assert.equal(await seedReminders(tx), false);
    const older = { ...DEFAULT_POLICY, name: 'bản cũ' };
    await insertPolicy(tx.db, { id: newId(), kind: '*', version: 2, policy: older, madeAt: tx.now, madeBy: null });
    assert.equal(await seedReminders(tx), true);
    assert.deepEqual((await currentPolicy(tx.db, '*')).version, 3);
    const own = { ...DEFAULT_POLICY, name: 'của tỉnh' };
    await insertPolicy(tx.db, { id: newId(), kind: '*', version: 4, policy: own, madeAt: tx.now, madeBy: newId() });
    assert.equal(await seedReminders(tx), false, 'what the province made its own is left alone');
  });
});

test('a kind of obligation may have a policy of its own', async () => {
  await system.run((tx) =>
    insertPolicy(tx.db, {
      id: newId(),
      kind: 'survey',
      version: 1,
      policy: { ...DEFAULT_POLICY, onAssignment: [] },
      madeAt: tx.now,
      madeBy: null,
    }),
  );
  const { id } = await anObligation(province, world, { kind: 'survey', dueAt: at('2018-04-20T17:00') });
  assert.equal((await nextOf(id)).step, 'before-7');
});
