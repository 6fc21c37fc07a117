import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { newId } from '#kernel/id.ts';
import { workSeed } from '#modules/directives/testing/world.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import {
  ALL_COLUMNS,
  checksOf,
  sumCounts,
  type MonthFacts,
  type MonthPoint,
  monthTable,
  periodOf,
} from './domain/month.ts';
import { STATE_FACTS, STATES, type State } from './domain/states.ts';
import { CHANNELS } from './domain/words.ts';
import { monthCell, monthRows } from './store/month.ts';

const province = await testProvince({ at: '2018-12-31T23:00', seed: workSeed });
const work = province.as(systemActor('Thử nghiệm'));
const AGENCIES = [newId(), newId()];
const START = Date.parse('2018-01-01T00:00:00+07:00');
const MINUTE = 60_000;

interface Made {
  readonly agency: number;
  readonly sector: string;
  readonly channel: (typeof CHANNELS)[number];
  /** Its agency is merged into the other one. */
  readonly merged: number | null;
  readonly events: readonly { minute: number; state: State; due: number | null; apology: boolean }[];
}

const made: fc.Arbitrary<Made[]> = fc.array(
  fc
    .record({
      agency: fc.integer({ min: 0, max: 1 }),
      sector: fc.constantFrom('Đất đai', 'Hộ tịch'),
      channel: fc.constantFrom(...CHANNELS),
      keepsOrder: fc.boolean(),
      merged: fc.option(fc.integer({ min: 0, max: 210 * 24 * 60 }), { nil: null }),
      events: fc
        .array(
          fc.record({
            minute: fc.integer({ min: 0, max: 210 * 24 * 60 }),
            state: fc.constantFrom(...STATES.filter((state) => state !== 'denied')),
            due: fc.option(fc.integer({ min: 0, max: 260 * 24 * 60 }), { nil: null }),
            apology: fc.boolean(),
          }),
          { minLength: 1, maxLength: 7 },
        )
        .map((list) => list.toSorted((a, b) => a.minute - b.minute)),
    })
    .map(({ keepsOrder, ...one }) => (keepsOrder ? { ...one, events: orderly(one.events) } : one)),
  { minLength: 1, maxLength: 25 },
);

const instant = (minute: number) => new Date(START + minute * MINUTE);

/** Whose it is now, and before the merger if one came after it. */
function agenciesOf({ agency, merged, events }: Made) {
  const before = AGENCIES[agency] ?? '';
  const moved = merged !== null && merged > (events[0]?.minute ?? 0);
  return { now: moved ? (AGENCIES[1 - agency] ?? '') : before, moves: moved ? [{ at: instant(merged), before }] : [] };
}

/** The history as the month sees it: what was late when its clock stopped stays late. */
function factsOf(id: string, one: Made): MonthFacts {
  const { sector, channel, events } = one;
  let wasLate = false;
  let reappointed = false;
  const day = (at: Date) => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  const points = events.map(({ minute, state, due, apology }, index): MonthPoint => {
    const at = instant(minute);
    const { clock } = STATE_FACTS[state];
    const before = events[index - 1];
    const dueBefore = before?.due;
    if (before && clock === 'stopped' && STATE_FACTS[before.state].clock !== 'stopped')
      wasLate ||= dueBefore !== null && dueBefore !== undefined && day(at) > day(instant(dueBefore));
    reappointed ||= apology;
    return { at, state, clock, lawfulDueAt: due === null ? null : instant(due), wasLate, reappointed };
  });
  const { now: agencyId, moves } = agenciesOf(one);
  return { id, agencyId, moves, sector, channel, points };
}

async function store(tx: Tx, id: string, one: Made): Promise<void> {
  const { sector, channel, events } = one;
  const last = events.at(-1);
  const first = events[0];
  assert.ok(last && first);
  const open = events.findLastIndex(({ state }) => STATE_FACTS[state].clock !== 'ended');
  const ended = events[open + 1];
  const received = events.find(({ state }) => ['running', 'stopped'].includes(STATE_FACTS[state].clock));
  const person = JSON.stringify({ name: 'Người Thử' });
  const { now: where, moves } = agenciesOf(one);
  const point = factsOf(id, one).points.at(-1);
  assert.ok(point);
  const changed = [instant(last.minute), ...moves.map(({ at }) => at)].reduce((a, b) => (a > b ? a : b));
  await sql`insert into dossier (id, submission_id, submission_hash, origin, procedure_name, sector, law_id, channel,
      receiving_agency_id, competent_agency_id, parties, applicant, owner, return_way, tracking_token, state,
      clock, agency_id, submitted_at, received_at, lawful_due_at, was_late, reappointments, ended_at, version,
      last_action, changed_by_name, changed_at)
    values (${id}, ${newId()}, 'x', 'counter', 'Thủ tục thử', ${sector}, '2018', ${channel}, ${where}, ${where},
      array[${where}]::uuid[], ${person}, ${person}, 'counter', ${id}, ${last.state},
      ${STATE_FACTS[last.state].clock}, ${where}, ${instant(first.minute)}, ${received ? instant(received.minute) : null},
      ${point.lawfulDueAt}, ${point.wasLate}, ${point.reappointed ? 1 : 0}, ${ended ? instant(ended.minute) : null},
      ${events.length}, 'advance', 'Người Thử', ${changed})`.execute(tx.db);
  let seq = 0;
  let [move] = moves;
  for (const { minute, state, due, apology } of events) {
    if (move && move.at <= instant(minute)) {
      await succeed(tx, id, (seq += 1), move);
      move = undefined;
    }
    const lawful = due === null ? null : instant(due);
    const promised = apology ? instant((due ?? 0) + 1) : lawful;
    await sql`insert into dossier_event (dossier_id, seq, at, action, state, clock, agency_id, due_at, lawful_due_at,
        actor_name, data)
      values (${id}, ${(seq += 1)}, ${instant(minute)}, ${apology ? 'approve-apology' : 'advance'}, ${state},
        ${STATE_FACTS[state].clock}, ${where}, ${promised}, ${lawful}, 'Người Thử', '{}')`.execute(tx.db);
  }
  if (move) await succeed(tx, id, (seq += 1), move);
  // What no rule allows without taking something back is marked as taken back, as it would be.
  if (!isOrderly(events))
    await sql`insert into dossier_event (dossier_id, seq, at, action, state, clock, agency_id, due_at, lawful_due_at,
        undoes, actor_name, data)
      select dossier_id, ${seq + 1}, at, 'undo', state, clock, agency_id, due_at, lawful_due_at, 0, 'Người Thử', '{}'
      from dossier_event where dossier_id = ${id} and seq = ${seq}`.execute(tx.db);
}

const RANK = { none: 0, running: 1, stopped: 1, ended: 2 } as const;
const rankOf = (state: State) => RANK[STATE_FACTS[state].clock];

/** Clocks begin, run and end once, and nothing about it changes afterwards but that the result is collected. */
function isOrderly(events: Made['events']): boolean {
  return events.every((event, index) => {
    const before = events[index - 1];
    if (!before) return true;
    if (rankOf(event.state) < rankOf(before.state)) return false;
    const over = rankOf(before.state) === 2;
    return !over || (event.due === before.due && !event.apology && ['returned', before.state].includes(event.state));
  });
}

/** The same made orderly. */
function orderly(events: Made['events']): Made['events'] {
  const states = events.map(({ state }) => state).toSorted((a, b) => rankOf(a) - rankOf(b));
  const first = states.findIndex((state) => rankOf(state) === 2);
  return events.map((event, index) => {
    const state = states[index] ?? event.state;
    if (first < 0 || index <= first) return { ...event, state };
    const end = states[first] ?? state;
    const over = end === 'withdrawn' || end === 'closed' ? end : 'returned';
    return { ...event, state: over, due: events[first]?.due ?? null, apology: false };
  });
}

/** The line of a merger: all stays as it was, but for whose it is. */
async function succeed(tx: Tx, id: string, seq: number, { at, before }: { at: Date; before: string }): Promise<void> {
  await sql`insert into dossier_event (dossier_id, seq, at, action, state, clock, agency_id, due_at, lawful_due_at,
      actor_name, data)
    select dossier_id, ${seq}, ${at}, 'succeed', state, clock, agency_id, due_at, lawful_due_at, 'Người Thử',
           ${JSON.stringify({ before: { competent: before } })}::jsonb
    from dossier_event where dossier_id = ${id} and seq = ${seq - 1}`.execute(tx.db);
}

const compare = (a: readonly unknown[], b: readonly unknown[]) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

class Undone extends Error {}

test('over any histories the database counts what the pure table counts, and every number opens exactly its dossiers', async () => {
  await fc.assert(
    fc.asyncProperty(made, fc.constantFrom(1, 15), async (all, cutOff) => {
      // Each trial is rolled back, so that the next begins empty.
      const trial = work.run(async (tx) => {
        const facts: MonthFacts[] = [];
        for (const one of all) {
          const id = newId();
          facts.push(factsOf(id, one));
          await store(tx, id, one);
        }
        for (const month of ['2018-02', '2018-03', '2018-05', '2018-07']) {
          const period = periodOf(month, province.clock.now(), cutOff);
          const expected = monthTable(facts, period);
          const rows = await monthRows(tx.db, period, 'all');
          assert.deepEqual(
            rows.map(({ agencyId, sector, counts }) => [agencyId, sector, counts]).sort(compare),
            expected.map(({ agencyId, sector, counts }) => [agencyId, sector, counts]).sort(compare),
          );
          if (month !== '2018-03') continue;
          for (const row of expected)
            for (const column of ALL_COLUMNS) {
              const query = { column, agencyIds: [row.agencyId], sector: row.sector, after: 0, limit: 100 };
              const cell = await monthCell(tx.db, period, query);
              assert.deepEqual(cell.rows.map(({ id }) => id).sort(), [...row.ids[column]].sort(), column);
              assert.equal(cell.total, row.counts[column]);
            }
        }
        const [before, after] = ['2018-03', '2018-04'].map((month) =>
          monthTable(facts, periodOf(month, province.clock.now(), cutOff)),
        );
        for (const agency of AGENCIES) {
          const of = (rows: typeof before) => sumCounts((rows ?? []).filter(({ agencyId }) => agencyId === agency));
          for (const { label, left, right } of checksOf(of(after), of(before).pending))
            assert.equal(left, right, label);
        }
        throw new Undone();
      });
      await assert.rejects(trial, Undone);
    }),
    { numRuns: 12 },
  );
});
