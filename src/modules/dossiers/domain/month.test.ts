import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseInstant } from '#kernel/vietnam-time.ts';
import {
  ALL_COLUMNS,
  checksOf,
  columnsOf,
  type MonthFacts,
  type MonthPoint,
  monthBefore,
  monthTable,
  periodOf,
  sumCounts,
} from './month.ts';
import { STATE_FACTS, type State, STATES } from './states.ts';
import { CHANNELS } from './words.ts';

const at = (text: string): Date => {
  const instant = parseInstant(text);
  if (!instant) throw new Error(text);
  return instant;
};
const NOW = at('2018-12-31 23:59');
const MARCH = periodOf('2018-03', NOW);

function point(when: string, state: State, due: string | null, more: Partial<MonthPoint> = {}): MonthPoint {
  const { clock } = STATE_FACTS[state];
  return {
    at: at(when),
    state,
    clock,
    lawfulDueAt: due === null ? null : at(due),
    wasLate: false,
    reappointed: false,
    ...more,
  };
}

function facts(points: readonly MonthPoint[], channel: MonthFacts['channel'] = 'counter'): MonthFacts {
  return { id: 'one', agencyId: 'A', sector: 'Xây dựng', channel, points };
}

const DUE = '2018-03-12 09:00';
const IN = point('2018-03-05 09:00', 'received', DUE);

const CASES: readonly { why: string; points: readonly MonthPoint[]; columns: readonly string[]; online?: true }[] = [
  {
    why: 'finished on the day, after the hour: on time for the form, late by the hour beside it',
    points: [IN, point('2018-03-12 16:00', 'result-ready', DUE)],
    columns: ['all', 'direct', 'solved', 'onTime', 'lateByMoment'],
  },
  {
    why: 'finished the day before: early',
    points: [IN, point('2018-03-11 16:00', 'result-ready', DUE)],
    columns: ['all', 'direct', 'solved', 'early'],
  },
  {
    why: 'finished on the day and collected in the next month: judged by the result',
    points: [IN, point('2018-03-12 08:00', 'result-ready', DUE), point('2018-04-20 08:00', 'returned', DUE)],
    columns: ['all', 'direct', 'solved', 'onTime'],
  },
  {
    why: 'collected inside the month: the day of the result still counts, not that of collecting',
    points: [IN, point('2018-03-12 08:00', 'result-ready', DUE), point('2018-03-20 08:00', 'returned', DUE)],
    columns: ['all', 'direct', 'solved', 'onTime'],
  },
  {
    why: 'finished a day late, re-appointed to a later day: late, and seen as re-appointed',
    points: [IN, point('2018-03-13 00:00', 'result-ready', DUE, { reappointed: true })],
    columns: ['all', 'direct', 'solved', 'late', 'lateByMoment', 'lateReappointed'],
  },
  {
    why: 'open on the last day, due that day: within the limit, over by the hour',
    points: [point('2018-03-05 09:00', 'processing', '2018-03-31 09:00')],
    columns: ['all', 'direct', 'pending', 'within', 'overByMoment'],
  },
  {
    why: 'open on the last day, due the day before: over',
    points: [point('2018-03-05 09:00', 'processing', '2018-03-30 09:00')],
    columns: ['all', 'direct', 'pending', 'over', 'overByMoment'],
  },
  {
    why: 'waits for papers since before its due day: pending within the limit, seen as stopped',
    points: [IN, point('2018-03-06 09:00', 'awaiting-supplement', DUE)],
    columns: ['all', 'direct', 'pending', 'within', 'stopped'],
  },
  {
    why: 'stopped when it was overdue already: stays over the limit',
    points: [IN, point('2018-03-15 09:00', 'awaiting-supplement', DUE, { wasLate: true })],
    columns: ['all', 'direct', 'pending', 'over', 'overByMoment', 'stopped'],
  },
  {
    why: 'withdrawn in time: solved, in the column of its own, never early',
    points: [IN, point('2018-03-06 09:00', 'withdrawn', DUE)],
    columns: ['all', 'direct', 'solved', 'onTime', 'withdrawn'],
  },
  {
    why: 'withdrawn when overdue: late',
    points: [IN, point('2018-03-16 09:00', 'withdrawn', DUE)],
    columns: ['all', 'direct', 'solved', 'late', 'withdrawn', 'lateByMoment'],
  },
  {
    why: 'stopped for good after a supplement that never came',
    points: [IN, point('2018-03-06 09:00', 'awaiting-supplement', DUE), point('2018-03-28 09:00', 'closed', null)],
    columns: ['all', 'direct', 'solved', 'onTime', 'closed', 'noDue'],
  },
  {
    why: 'online, refused at reception: outside',
    points: [point('2018-03-05 09:00', 'submitted', null), point('2018-03-06 09:00', 'denied', null)],
    online: true,
    columns: [],
  },
  {
    why: 'online, handed in in February and received in March: of March',
    points: [point('2018-02-28 09:00', 'submitted', null), IN],
    online: true,
    columns: ['all', 'online', 'pending', 'over', 'overByMoment'],
  },
  {
    why: 'received in the last minute of February: of the month before',
    points: [point('2018-02-28 23:59', 'received', DUE), point('2018-03-12 08:00', 'result-ready', DUE)],
    columns: ['all', 'carried', 'solved', 'onTime'],
  },
  {
    why: 'received at midnight: of the month that begins',
    points: [point('2018-03-01 00:00', 'received', DUE), point('2018-03-12 08:00', 'result-ready', DUE)],
    columns: ['all', 'direct', 'solved', 'onTime'],
  },
  {
    why: 'solved in February and untouched: in no column of March',
    points: [point('2018-02-05 09:00', 'received', DUE), point('2018-02-12 08:00', 'result-ready', DUE)],
    columns: [],
  },
  {
    why: 'its result of February was taken back in March: carried, and said to be reopened',
    points: [
      point('2018-02-05 09:00', 'received', DUE),
      point('2018-02-28 23:59', 'result-ready', DUE),
      point('2018-03-01 00:01', 'processing', DUE),
    ],
    columns: ['all', 'carried', 'reopened', 'pending', 'over', 'overByMoment'],
  },
  {
    why: 'taken back and finished again: judged by the last time it was ready',
    points: [
      IN,
      point('2018-03-06 09:00', 'result-ready', DUE),
      point('2018-03-06 10:00', 'processing', DUE),
      point('2018-03-14 10:00', 'result-ready', DUE),
    ],
    columns: ['all', 'direct', 'solved', 'late', 'lateByMoment'],
  },
  {
    why: 'its reception of February was undone in March: out of the table, and said so',
    points: [point('2018-02-28 23:59', 'received', DUE), point('2018-03-01 00:01', 'submitted', null)],
    columns: ['annulled'],
  },
  {
    why: 'no due moment: on time, and flagged as an error of data',
    points: [point('2018-03-05 09:00', 'received', null), point('2018-03-06 09:00', 'returned', null)],
    columns: ['all', 'direct', 'solved', 'onTime', 'noDue'],
  },
];

for (const { why, points, columns, online } of CASES)
  test(`a dossier ${why}`, () => {
    assert.deepEqual([...columnsOf(facts(points, online ? 'online' : 'post'), MARCH)].sort(), [...columns].sort());
  });

test('a past month is the same whatever happens after it', () => {
  const until = [IN, point('2018-03-20 09:00', 'processing', '2018-04-02 09:00')];
  const later = [
    ...until,
    point('2018-04-01 00:00', 'awaiting-supplement', '2018-03-01 09:00', { wasLate: true }),
    point('2018-04-03 00:00', 'withdrawn', null, { wasLate: true }),
  ];
  assert.deepEqual(columnsOf(facts(later), MARCH), columnsOf(facts(until), MARCH));
});

test('a month has its own days, or those of its cut-off, and ends now while it lasts', () => {
  assert.deepEqual([MARCH.from, MARCH.to, MARCH.lastDay], [at('2018-03-01'), at('2018-04-01'), '2018-03-31']);
  const cut = periodOf('2018-03', NOW, 15);
  assert.deepEqual([cut.from, cut.to, cut.lastDay], [at('2018-02-15'), at('2018-03-15'), '2018-03-14']);
  assert.deepEqual(periodOf(monthBefore('2018-03'), NOW, 15).to, cut.from);
  const open = periodOf('2018-12', at('2018-12-05 10:00'));
  assert.deepEqual([open.lastDay, open.closed], ['2018-12-05', false]);
  assert.ok(open.to > at('2018-12-05 10:00'), 'what happens now is part of it');
  assert.equal(monthBefore('2018-01'), '2017-12');
  for (const [month, day] of [
    ['2018-13', 1],
    ['2019-01', 1],
    ['2018-03', 29],
    ['2018-3', 1],
  ] as const)
    assert.throws(() => periodOf(month, NOW, day), RangeError);
});

const MINUTE = 60_000;
const START = at('2018-01-01').getTime();
const arbitraryPoint = fc.record({
  minute: fc.integer({ min: 0, max: 360 * 24 * 60 }),
  state: fc.constantFrom(...STATES),
  due: fc.option(fc.integer({ min: 0, max: 400 * 24 * 60 }), { nil: null }),
  wasLate: fc.boolean(),
  reappointed: fc.boolean(),
});
const arbitraryFacts = fc
  .array(
    fc.record({
      agencyId: fc.constantFrom('A', 'B', 'C'),
      sector: fc.constantFrom('Đất đai', 'Hộ tịch'),
      channel: fc.constantFrom(...CHANNELS),
      points: fc.array(arbitraryPoint, { minLength: 1, maxLength: 8 }),
    }),
    { maxLength: 40 },
  )
  .map((list) =>
    list.map(
      ({ points, ...one }, index): MonthFacts => ({
        ...one,
        id: `d${index}`,
        points: points
          .toSorted((a, b) => a.minute - b.minute)
          .map(({ minute, due, state, wasLate, reappointed }) => ({
            at: new Date(START + minute * MINUTE),
            state,
            clock: STATE_FACTS[state].clock,
            lawfulDueAt: due === null ? null : new Date(START + due * MINUTE),
            wasLate,
            reappointed,
          })),
      }),
    ),
  );

test('over any histories, even impossible ones, every identity of the form holds in every row and month, for any cut-off', () => {
  fc.assert(
    fc.property(arbitraryFacts, fc.integer({ min: 1, max: 28 }), (all, cutOff) => {
      let before: ReturnType<typeof monthTable> = [];
      for (const month of ['2018-02', '2018-03', '2018-04', '2018-05', '2018-06', '2018-07', '2018-08']) {
        const rows = monthTable(all, periodOf(month, NOW, cutOff));
        const pendingBefore = (row: { agencyId: string; sector: string }) =>
          before.find((one) => one.agencyId === row.agencyId && one.sector === row.sector)?.counts.pending ?? 0;
        const first = month === '2018-02';
        for (const row of rows)
          for (const check of checksOf(row.counts, first ? null : pendingBefore(row)))
            assert.ok(check.holds, `${month} ${row.agencyId} ${check.label}: ${check.left} ≠ ${check.right}`);
        const sum = sumCounts(rows);
        const previous = first ? null : sumCounts(before).pending;
        for (const check of checksOf(sum, previous)) assert.ok(check.holds, `${month} ${check.label}`);
        for (const column of ALL_COLUMNS) {
          const ids = rows.flatMap((row) => row.ids[column]);
          assert.equal(new Set(ids).size, ids.length, `a dossier twice in ${column}`);
        }
        before = rows;
      }
    }),
    { numRuns: 200 },
  );
});

test('a table that was tampered with does not pass its checks', () => {
  const [row] = monthTable([facts([IN])], MARCH);
  assert.ok(row);
  for (const column of ['all', 'online', 'carried', 'solved', 'early', 'pending', 'within'] as const) {
    const wrong = { ...row.counts, [column]: row.counts[column] + 1 };
    assert.ok(
      checksOf(wrong, 0).some(({ holds }) => !holds),
      column,
    );
  }
});
