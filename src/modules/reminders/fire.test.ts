import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import { sql } from 'kysely';
import { newId } from '#kernel/id.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { fireDue } from './fire.ts';
import { reminderJobs } from './jobs.ts';
import {
  acknowledgeObligation,
  cancelObligation,
  completeObligation,
  nextMoment,
  registerObligation,
  reopenObligation,
  smtpTransport,
  transferObligations,
} from './public.ts';
import { anObligation, at, makeWorld, remindersSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));

interface Fired {
  step_key: string;
  fired: string;
  outcome: string;
  folded: string[];
  told: { personId: string; name: string; audience: string }[];
}

async function firings(id: string): Promise<Fired[]> {
  return system.run(async (tx) => {
    const { rows } = await sql<
      Omit<Fired, 'fired'> & { fired_at: Date }
    >`select step_key, fired_at, outcome, folded, told from reminder_firing where obligation_id = ${id} order by fired_at, id`.execute(
      tx.db,
    );
    return rows.map(({ fired_at, ...row }) => ({ ...row, fired: toVietnamIso(fired_at).slice(0, 16) }));
  });
}

/** Walks the clock through every planned moment up to `until`, firing at each, as the demonstration clock does. */
async function walk(until: string): Promise<void> {
  await fireDue(province);
  for (;;) {
    const next = await system.run(nextMoment);
    if (!next || next > at(until)) break;
    province.clock.set(next);
    const { claimed } = await fireDue(province);
    assert.ok(claimed > 0, `nothing to do at ${toVietnamIso(next)}`);
  }
  province.clock.set(until);
}

beforeEach(async () => {
  await system.run(async (tx: Tx) => {
    await sql`with closed as (
        update reminder_obligation set state = 'cancelled', closed_at = now() where state = 'open' returning id)
      update reminder_clock set next_at = null, next_step_key = null, next_planned_at = null, no_next_reason = null
      from closed where obligation_id = closed.id`.execute(tx.db);
  });
  province.clock.set('2018-02-26T15:00');
});

test('a task of 24 working days is told when given, 7, 3 and 1 working days before, on the day, 1 and 3 days overdue, then weekly', async () => {
  const { id } = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  await walk('2018-04-20T17:00');
  assert.deepEqual(
    (await firings(id)).map(({ step_key, fired }) => [step_key, fired]),
    [
      ['assigned', '2018-02-26T15:00'],
      ['before-7', '2018-03-21T07:00'],
      ['before-3', '2018-03-27T07:00'],
      ['before-1', '2018-03-29T07:00'],
      ['due-day', '2018-03-30T07:00'],
      ['overdue-1', '2018-04-02T07:00'],
      ['overdue-3', '2018-04-04T07:00'],
      ['week-2018-04-09', '2018-04-09T07:00'],
      ['week-2018-04-16', '2018-04-16T07:00'],
    ],
  );
});

test('each step is told to those it concerns, nobody twice: officer and clerk, the deputy on the day, the head, the follower, the vice-chair, the chair', async () => {
  const { id } = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  await walk('2018-05-15T17:00');
  const names = new Map((await firings(id)).map(({ step_key, told }) => [step_key, told.map(({ name }) => name)]));
  assert.deepEqual(names.get('before-3'), ['Võ Chuyên Viên', 'Ngô Văn Thư']);
  assert.deepEqual(names.get('due-day'), ['Võ Chuyên Viên', 'Ngô Văn Thư', 'Trần Phó']);
  assert.deepEqual(names.get('overdue-1'), ['Võ Chuyên Viên', 'Lê Giám Đốc']);
  assert.deepEqual(names.get('overdue-3'), ['Võ Chuyên Viên', 'Lê Giám Đốc', 'Đỗ Theo Dõi']);
  assert.deepEqual(names.get('week-2018-04-09'), ['Võ Chuyên Viên', 'Lê Giám Đốc', 'Đỗ Theo Dõi']);
  assert.deepEqual(names.get('week-2018-04-16')?.slice(3), ['Bùi Phó Chủ Tịch'], '11 working days overdue');
  assert.deepEqual(names.get('week-2018-05-14')?.slice(3), ['Bùi Phó Chủ Tịch'], '28 working days overdue');
  await walk('2018-05-22T17:00');
  assert.deepEqual(
    (await firings(id))
      .at(-1)
      ?.told.map(({ name }) => name)
      .slice(3),
    ['Bùi Phó Chủ Tịch', 'Phạm Chủ Tịch'],
  );
});

test('the person in charge is told and not the other officers; when he has left the agency the officers are', async () => {
  const named = await anObligation(province, world, { dueAt: at('2018-03-30T17:00'), personId: world.clerk.personId });
  const gone = await anObligation(province, world, {
    dueAt: at('2018-03-30T17:00'),
    personId: world.stranger.personId,
  });
  await fireDue(province);
  assert.deepEqual(
    (await firings(named.id))[0]?.told.map(({ audience, name }) => [audience, name]),
    [['owner', 'Ngô Văn Thư']],
  );
  assert.deepEqual(
    (await firings(gone.id))[0]?.told.map(({ name }) => name),
    ['Võ Chuyên Viên', 'Ngô Văn Thư'],
  );
});

test('every told person has one in-app message and one letter, and nobody else has any', async () => {
  const { id } = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  const { fired, messages } = await fireDue(province);
  assert.deepEqual({ fired, messages }, { fired: 1, messages: 4 });
  const { rows } = await system.run((tx) =>
    sql<{ recipient_id: string; channel: string; state: string }>`
      select recipient_id, channel, state from reminder_message where obligation_id = ${id} order by recipient_id, channel`.execute(
      tx.db,
    ),
  );
  const expected = [world.clerk.personId, world.officer.personId].sort().flatMap((recipient_id) => [
    { recipient_id, channel: 'email', state: 'held' },
    { recipient_id, channel: 'in-app', state: 'sent' },
  ]);
  assert.deepEqual(rows, expected);
});

test('firing again at the same moment does nothing', async () => {
  await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  assert.equal((await fireDue(province)).fired, 1);
  assert.deepEqual(await fireDue(province), { due: false, claimed: 0, fired: 0, messages: 0 });
});

test('steps missed while nothing ran are told by the latest of them, once, and the earlier ones are named in its record', async () => {
  const { id } = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  province.clock.set('2018-03-29T09:30');
  assert.equal((await fireDue(province)).fired, 1);
  const [only, ...more] = await firings(id);
  assert.deepEqual(more, []);
  assert.deepEqual(
    [only?.step_key, only?.folded, only?.fired],
    ['before-1', ['assigned', 'before-7', 'before-3'], '2018-03-29T09:30'],
  );
});

test('what runs late into the evening or a weekend waits for the next working morning', async () => {
  const { id } = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  await fireDue(province);
  for (const late of ['2018-03-29T18:30', '2018-03-29T23:00', '2018-03-30T06:59']) {
    province.clock.set(late);
    assert.equal((await fireDue(province)).fired, 0, late);
  }
  assert.equal(toVietnamIso((await system.run(nextMoment)) ?? new Date(0)), '2018-03-30T07:00:00+07:00');
  province.clock.set('2018-03-30T07:00');
  await fireDue(province);
  const last = (await firings(id)).at(-1);
  assert.deepEqual([last?.step_key, last?.folded], ['due-day', ['before-7', 'before-3', 'before-1']]);
});

test('a task given on Friday evening is told on Monday morning; an express one at once, at night and on Sunday too', async () => {
  province.clock.set('2018-03-02T19:00');
  const normal = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  const express = await anObligation(province, world, { dueAt: at('2018-03-04T19:00'), urgency: 'express' });
  await walk('2018-03-05T08:00');
  assert.deepEqual(
    (await firings(normal.id)).map(({ fired }) => fired),
    ['2018-03-05T07:00'],
  );
  assert.deepEqual(
    (await firings(express.id)).map(({ step_key, fired }) => [step_key, fired]),
    [
      ['assigned', '2018-03-02T19:00'],
      ['half', '2018-03-03T19:00'],
      ['due-day', '2018-03-04T07:00'],
      ['overdue-1', '2018-03-05T07:00'],
    ],
  );
});

test('nothing is told after the thing is done or no longer owed', async () => {
  const done = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  const cancelled = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  await walk('2018-03-22T08:00');
  await system.run(async (tx) => {
    await completeObligation(tx, 'test', done.key, tx.now);
    await cancelObligation(tx, 'test', cancelled.key);
  });
  await walk('2018-05-30T08:00');
  assert.deepEqual(
    (await firings(done.id)).map(({ step_key }) => step_key),
    ['assigned', 'before-7'],
  );
  assert.deepEqual(
    (await firings(cancelled.id)).map(({ step_key }) => step_key),
    ['assigned', 'before-7'],
  );
});

test('taken up again, a thing is reminded from then on', async () => {
  const { id, key } = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  await walk('2018-03-26T09:00');
  await system.run((tx) => completeObligation(tx, 'test', key, tx.now));
  province.clock.set('2018-03-28T09:00');
  await system.run((tx) => reopenObligation(tx, 'test', key));
  await walk('2018-03-31T09:00');
  assert.deepEqual(
    (await firings(id)).map(({ step_key }) => step_key),
    ['assigned', 'before-7', 'before-1', 'due-day'],
  );
});

test('a moved due date makes a new plan: its steps fire though steps of the same name fired before', async () => {
  const { id, key } = await anObligation(province, world, {
    dueAt: at('2018-03-30T17:00'),
    startAt: at('2018-02-26T15:00'),
  });
  await walk('2018-03-28T09:00');
  await anObligation(province, world, { key, dueAt: at('2018-04-13T17:00'), startAt: at('2018-02-26T15:00') });
  await walk('2018-04-13T09:00');
  assert.deepEqual(
    (await firings(id)).map(({ step_key, fired }) => `${step_key} ${fired.slice(5, 10)}`),
    [
      'assigned 02-26',
      'before-7 03-21',
      'before-3 03-27',
      'before-7 04-04',
      'before-3 04-10',
      'before-1 04-12',
      'due-day 04-13',
    ],
  );
});

test('registering the same again, or with other words, keeps the plan', async () => {
  const { id, key } = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  await fireDue(province);
  province.clock.set('2018-02-26T16:00');
  const again = await anObligation(province, world, {
    key,
    title: 'Tên khác',
    dueAt: at('2018-03-30T17:00'),
    startAt: at('2018-02-26T15:00'),
  });
  assert.equal(again.id, id);
  assert.equal((await fireDue(province)).claimed, 0);
});

test('acknowledging a reminder spares the due-soon ones that remain, not the due day and not what follows', async () => {
  const { id, key } = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  await walk('2018-03-21T10:00');
  await system.run((tx) => acknowledgeObligation(tx, 'test', key, world.officer.personId));
  await walk('2018-04-02T10:00');
  assert.deepEqual(
    (await firings(id)).map(({ step_key, outcome }) => [step_key, outcome]),
    [
      ['assigned', 'told'],
      ['before-7', 'told'],
      ['before-3', 'acknowledged-before'],
      ['before-1', 'acknowledged-before'],
      ['due-day', 'told'],
      ['overdue-1', 'told'],
    ],
  );
});

test('acknowledging the new task alone does not silence what comes before its due date', async () => {
  const { id, key } = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  await walk('2018-02-27T10:00');
  await system.run((tx) => acknowledgeObligation(tx, 'test', key, world.officer.personId));
  await walk('2018-03-21T10:00');
  assert.deepEqual(
    (await firings(id)).map(({ outcome }) => outcome),
    ['told', 'told'],
  );
});

test('without a due date the follower is asked each month to look at it', async () => {
  const { id } = await anObligation(province, world, { dueAt: null });
  await walk('2018-05-10T10:00');
  assert.deepEqual(
    (await firings(id)).map(({ step_key, fired, told }) => [step_key, fired, told.map(({ name }) => name).join()]),
    [
      ['assigned', '2018-02-26T15:00', 'Võ Chuyên Viên,Ngô Văn Thư'],
      ['review-2018-03', '2018-03-01T07:00', 'Đỗ Theo Dõi'],
      ['review-2018-04', '2018-04-02T07:00', 'Đỗ Theo Dõi'],
      ['review-2018-05', '2018-05-02T07:00', 'Đỗ Theo Dõi'],
    ],
  );
});

test('a due date in a year without days-off data is kept and says which year is missing', async () => {
  const { id } = await anObligation(province, world, { dueAt: at('2027-03-30T17:00') });
  await fireDue(province);
  const { rows } = await system.run((tx) =>
    sql<{
      no_next_reason: string;
      state: string;
    }>`select state, no_next_reason from reminder_obligation join reminder_clock on obligation_id = id where id = ${id}`.execute(
      tx.db,
    ),
  );
  assert.deepEqual(rows, [{ state: 'open', no_next_reason: 'year-without-data:2027' }]);
});

test('an agency without anybody leaves a record that nobody could be told', async () => {
  const { id } = await anObligation(province, world, {
    dueAt: at('2018-03-30T17:00'),
    agencyId: world.ids.other,
    followerAgencyId: null,
  });
  const empty = await anObligation(province, world, {
    dueAt: at('2018-03-30T17:00'),
    agencyId: newId(),
    followerAgencyId: null,
  });
  await fireDue(province);
  assert.deepEqual(
    (await firings(id)).map(({ outcome }) => outcome),
    ['told'],
  );
  assert.deepEqual(
    (await firings(empty.id)).map(({ outcome }) => outcome),
    ['nobody'],
  );
});

test('after a merger the open work is reminded at the successor, the closed stays', async () => {
  const open = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  const closed = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  await fireDue(province);
  await system.run(async (tx) => {
    await completeObligation(tx, 'test', closed.key, tx.now);
    await transferObligations(tx, [world.ids.department], world.ids.other);
  });
  await walk('2018-03-21T10:00');
  assert.deepEqual(
    (await firings(open.id)).at(-1)?.told.map(({ name }) => name),
    ['Hồ Người Khác'],
  );
  const { rows } = await system.run((tx) =>
    sql<{ agency_id: string }>`select agency_id from reminder_obligation where id = ${closed.id}`.execute(tx.db),
  );
  assert.equal(rows[0]?.agency_id, world.ids.department);
});

test('several processes at once share a batch: each obligation fires once', async () => {
  const made = await Promise.all(
    Array.from({ length: 60 }, () => anObligation(province, world, { dueAt: at('2018-03-30T17:00') })),
  );
  const results = await Promise.all(Array.from({ length: 8 }, () => fireDue(province, { limit: 10 })));
  const rest = await fireDue(province);
  assert.equal(
    [...results, rest].reduce((sum, { fired }) => sum + fired, 0),
    made.length,
  );
  for (const { id } of made) assert.equal((await firings(id)).length, 1);
});

test('a round of firing ends only when what another process has in hand is through: no moment is passed over', async () => {
  const { id } = await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  const fire = reminderJobs(smtpTransport({ url: undefined, from: 'x@y.invalid', publicUrl: 'http://x' })).find(
    ({ name }) => name === 'reminders.fire',
  );
  const waiting = () =>
    system.run(async (tx) => {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(tx.db);
      return (rows[0]?.n ?? 0) > 0;
    });
  let round: Promise<number> | undefined;
  await system.run(async (tx) => {
    await sql`select from reminder_clock where obligation_id = ${id} for update`.execute(tx.db);
    round = fire?.run(province);
    while (!(await waiting()));
  });
  assert.equal(await round, 1);
  assert.equal((await firings(id)).length, 1);
});

test('the use case that registers and fails leaves no obligation', async () => {
  await assert.rejects(
    system.run(async (tx) => {
      await registerObligation(tx, {
        source: 'test',
        key: 'rolled-back',
        kind: 'test-task',
        title: 'x',
        agencyId: world.ids.department,
        startAt: tx.now,
        dueAt: null,
        urgency: 'normal',
        link: '/x',
        explanation: [],
      });
      throw new Error('stop');
    }),
    /stop/,
  );
  await assert.rejects(
    system.run((tx) => completeObligation(tx, 'test', 'rolled-back', tx.now)),
    { code: 'reminders.unknown_obligation' },
  );
});

test('a due date before the start is refused', async () => {
  await assert.rejects(anObligation(province, world, { dueAt: at('2018-02-01T17:00') }), {
    code: 'reminders.due_before_start',
  });
});
