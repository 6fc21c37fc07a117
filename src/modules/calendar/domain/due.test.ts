import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '#kernel/refusal.ts';
import { parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import { nationalCalendar } from '../data.ts';
import { buildCalendar } from './calendar.ts';
import { type Cutoff, SAME_DAY_UNTIL_15, TRANSFER_AFTER_15, transferDueAt } from './cutoff.ts';
import { computeDue, computeDueOn, dueMoment, workingDaysBefore } from './due.ts';
import { DEFAULT_HOURS, type PeriodUnit } from './types.ts';

const calendar = nationalCalendar();
/** Weeks without any holiday, as the textbook cases want them. */
const plain = buildCalendar({ years: [2026], days: [], hours: [DEFAULT_HOURS] });

function at(text: string): Date {
  const instant = parseInstant(text);
  assert.ok(instant, text);
  return instant;
}
const shown = (instant: Date) => toVietnamIso(instant).slice(0, 16);

test('the cases of the one-stop notes, section 5.4', () => {
  const cases: [string, number, PeriodUnit, string, string][] = [
    ['2026-03-11T10:00', 4, 'working-hour', '2026-03-11T16:00', '(a) over lunch'],
    ['2026-03-11T16:00', 4, 'working-hour', '2026-03-12T10:00', '(b) over the night'],
    ['2026-03-13T16:30', 1, 'working-day', '2026-03-16T16:30', '(c) over the weekend, same hour'],
    ['2026-03-14T09:00', 3, 'working-day', '2026-03-19T07:00', '(d) Saturday: the morning is printed'],
    ['2026-03-11T10:00', 0.25, 'working-day', '2026-03-11T14:00', '(e) a quarter day is 2 h'],
  ];
  for (const [from, amount, unit, due, why] of cases) {
    assert.equal(shown(dueMoment(plain, { from: at(from), amount, unit })), due, why);
  }
  const culture = computeDue(calendar, { from: at('2026-11-19T08:00'), amount: 5, unit: 'working-day' });
  assert.equal(shown(culture.dueAt), '2026-11-27T08:00', '(f) 24/11/2026 is off');
  const receipt = computeDue(calendar, { from: at('2023-10-27T09:32'), amount: 5, unit: 'working-day' });
  assert.equal(shown(receipt.dueAt), '2023-11-03T09:32', 'a real receipt');
});

test('boundaries that broke real programs', () => {
  const cases: [string, number, PeriodUnit, string, string][] = [
    ['2018-03-14T11:30', 1, 'working-hour', '2018-03-14T14:30', '11:30 sharp with one hour'],
    ['2018-02-12T09:00', 5, 'working-day', '2018-02-26T09:00', 'Tết 2018'],
    ['2018-02-12T08:30', 5, 'working-day', '2018-02-26T08:30', 'Tết 2018, the command line example'],
    ['2018-12-28T10:00', 4, 'working-day', '2019-01-05T10:00', 'an exchange across the year'],
    ['2025-11-19T08:00', 5, 'working-day', '2025-11-26T08:00', '24/11 is a working day in 2025'],
    ['2018-03-14T06:10', 1, 'working-day', '2018-03-15T07:00', 'before opening'],
    ['2018-03-14T12:00', 1, 'working-day', '2018-03-15T13:30', 'at lunch'],
    ['2018-03-14T17:00', 1, 'working-day', '2018-03-16T07:00', 'at closing: counts from the next morning'],
    ['2018-03-14T10:00', 0, 'working-day', '2018-03-14T10:00', 'nothing to count'],
    ['2018-03-14T10:00', 2.5, 'working-day', '2018-03-16T16:00', 'two and a half days'],
    ['2018-03-16T16:00', 0.5, 'working-day', '2018-03-19T10:00', 'half a day over the weekend'],
    ['2018-03-14T10:00', 0.125, 'working-day', '2018-03-14T11:00', 'an eighth'],
    ['2018-03-14T10:00', 0.1, 'working-hour', '2018-03-14T10:06', 'a tenth of an hour in floating point'],
    ['2018-03-14T10:00', 0.7 + 0.1, 'working-day', '2018-03-15T08:24', 'a sum that is not quite 0.8'],
    ['2018-02-01T08:30', 15, 'calendar-day', '2018-02-21T08:30', 'plain days ending in Tết'],
    ['2018-03-01T08:30', 10, 'calendar-day', '2018-03-12T08:30', 'plain days ending on a Sunday'],
    ['2018-01-31T08:30', 1, 'month', '2018-02-28T08:30', 'a shorter month'],
    ['2018-01-16T08:30', 1, 'month', '2018-02-21T08:30', 'a month ending in Tết'],
    ['2018-03-14T16:30', 0, 'same-day', '2018-03-14T17:00', 'in the day'],
    ['2018-03-17T09:00', 0, 'same-day', '2018-03-19T17:00', 'in the day, received on a Saturday'],
  ];
  for (const [from, amount, unit, due, why] of cases) {
    assert.equal(shown(computeDue(calendar, { from: at(from), amount, unit }).dueAt), due, why);
  }
});

test('the three cut-off rules stay apart', () => {
  const received = (time: string) => at(`2026-03-11T${time}`);
  const due = (time: string, amount: number, unit: PeriodUnit, cutoff: Cutoff) =>
    shown(dueMoment(plain, { from: received(time), amount, unit, cutoff }));

  // Transfer after 15:00 lets papers leave next morning and moves no due date.
  assert.equal(due('15:30', 2, 'working-day', TRANSFER_AFTER_15), '2026-03-13T15:30');
  assert.equal(due('15:30', 0, 'same-day', TRANSFER_AFTER_15), '2026-03-11T17:00');
  assert.equal(shown(transferDueAt(plain, received('15:00'))), '2026-03-11T17:00');
  assert.equal(shown(transferDueAt(plain, received('15:01'))), '2026-03-12T07:00');
  assert.equal(
    shown(transferDueAt(plain, at('2026-03-14T16:00'))),
    '2026-03-16T17:00',
    'Saturday is received on Monday',
  );

  // Same-day procedures received after 15:00 are due by the end of the next working day.
  assert.equal(due('15:00', 0, 'same-day', SAME_DAY_UNTIL_15), '2026-03-11T17:00');
  assert.equal(due('15:01', 0, 'same-day', SAME_DAY_UNTIL_15), '2026-03-12T17:00');
  assert.equal(due('15:01', 2, 'working-day', SAME_DAY_UNTIL_15), '2026-03-13T15:01', 'and nothing else is touched');
  assert.equal(
    shown(
      dueMoment(calendar, { from: at('2018-02-13T16:00'), amount: 0, unit: 'same-day', cutoff: SAME_DAY_UNTIL_15 }),
    ),
    '2018-02-21T17:00',
    'the next working day is after Tết',
  );
  assert.equal(
    shown(dueMoment(plain, { from: at('2026-03-14T16:00'), amount: 0, unit: 'same-day', cutoff: SAME_DAY_UNTIL_15 })),
    '2026-03-16T17:00',
    'a Saturday receipt opens on Monday morning, before the cut-off',
  );

  const noon: Cutoff = { ...SAME_DAY_UNTIL_15, kind: 'same-day-to-next-day', time: { after: 12 * 60 } };
  assert.equal(due('12:00', 0, 'same-day', noon), '2026-03-11T17:00', 'received at lunch, before the cut-off');
  assert.equal(due('12:30', 0, 'same-day', noon), '2026-03-12T17:00', 'received at lunch, after it');
  assert.equal(shown(transferDueAt(plain, received('12:00'), noon)), '2026-03-11T17:00');
  assert.equal(shown(transferDueAt(plain, received('12:30'), noon)), '2026-03-12T07:00');

  // Group rules: counted from 08:00 of the next working day, or not in the last hour.
  const karaoke: Cutoff = {
    kind: 'start-next-working-day',
    time: { after: 17 * 60 },
    startsAt: 8 * 60,
    source: { title: 'Nghị định 297/2025/NĐ-CP, Điều 6' },
  };
  assert.equal(due('16:59', 1, 'working-day', karaoke), '2026-03-12T16:59');
  assert.equal(due('17:30', 1, 'working-day', karaoke), '2026-03-13T08:00');
  assert.equal(
    shown(dueMoment(plain, { from: at('2026-03-14T09:00'), amount: 1, unit: 'working-day', cutoff: karaoke })),
    '2026-03-17T08:00',
  );
  const lastHour: Cutoff = {
    kind: 'start-next-working-day',
    time: { beforeClosing: 60 },
    source: { title: 'Nghị định 297/2025/NĐ-CP, Điều 3' },
  };
  assert.equal(due('15:59', 1, 'working-day', lastHour), '2026-03-12T15:59');
  assert.equal(due('16:00', 1, 'working-day', lastHour), '2026-03-13T07:00');
  assert.equal(due('06:00', 1, 'working-day', lastHour), '2026-03-12T07:00', 'before opening is not past the cut-off');
});

test('an hour that the last day does not keep moves within that day and never changes it', () => {
  const winter = {
    ...DEFAULT_HOURS,
    validFrom: '2026-03-12',
    periods: [
      { from: 450, to: 720 },
      { from: 780, to: 990 },
    ],
  };
  const changing = buildCalendar({ years: [2026], days: [], hours: [DEFAULT_HOURS, winter] });
  const due = (time: string) =>
    shown(dueMoment(changing, { from: at(`2026-03-11T${time}`), amount: 1, unit: 'working-day' }));
  assert.equal(due('07:10'), '2026-03-12T07:30', 'opens later');
  assert.equal(due('16:45'), '2026-03-12T16:30', 'closes earlier');
  assert.equal(due('13:35'), '2026-03-12T13:35', 'kept where both work');
  const short = {
    ...DEFAULT_HOURS,
    validFrom: '2026-03-12',
    periods: [
      { from: 420, to: 660 },
      { from: 810, to: 1020 },
    ],
  };
  const shorter = buildCalendar({ years: [2026], days: [], hours: [DEFAULT_HOURS, short] });
  const until = (time: string) =>
    shown(dueMoment(shorter, { from: at(`2026-03-11T${time}`), amount: 1, unit: 'working-day' }));
  assert.equal(until('11:00'), '2026-03-12T11:00', 'closing time of the morning is still its hour');
  assert.equal(until('11:15'), '2026-03-12T13:30', 'within the longer break');
  const { explanation } = computeDue(changing, { from: at('2026-03-11T16:45'), amount: 1, unit: 'working-day' });
  assert.ok(explanation.some((step) => step.type === 'hour-moved' && step.from === '16:45' && step.to === '16:30'));
  assert.equal(explanation.filter((step) => step.type === 'hours').length, 2, 'both hours are told');
});

test('reminders some working days before a due moment keep its hour', () => {
  const cases: [string, number, string, string][] = [
    ['2018-03-30T17:00', 3, '2018-03-27T17:00', 'three days'],
    ['2018-02-26T08:30', 5, '2018-02-12T08:30', 'back over Tết'],
    ['2018-02-26T08:30', 0.5, '2018-02-23T14:30', 'half a day'],
    ['2018-02-26T08:30', 1.5, '2018-02-22T14:30', 'one and a half'],
    ['2018-02-18T10:00', 1, '2018-02-12T17:00', 'a moment within Tết counts as the closing before it'],
    ['2018-03-14T10:00', 0, '2018-03-14T10:00', 'none'],
    ['2018-03-14T13:30', 1, '2018-03-13T13:30', 'an opening stays an opening'],
    ['2018-03-14T11:30', 1, '2018-03-13T11:30', 'and a closing a closing'],
  ];
  for (const [due, days, expected, why] of cases) {
    assert.equal(shown(workingDaysBefore(calendar, at(due), days)), expected, why);
  }
  assert.throws(() => workingDaysBefore(calendar, at('2017-01-04T10:00'), 5), { details: { year: 2016 } });
  assert.throws(() => workingDaysBefore(calendar, at('2018-03-14T10:00'), -1), { code: 'calendar.amount_invalid' });
});

test('a period counted from a day alone ends with a day', () => {
  const on = (fromOn: string, amount: number, unit: PeriodUnit) =>
    computeDueOn(calendar, { fromOn, amount, unit }).dueOn;
  assert.equal(on('2018-02-12', 5, 'working-day'), '2018-02-26');
  assert.equal(on('2018-02-10', 3, 'working-day'), '2018-02-21', 'Saturday: Monday and Tuesday, then after Tết');
  assert.equal(on('2018-02-01', 15, 'calendar-day'), '2018-02-21');
  assert.equal(on('2018-01-16', 1, 'month'), '2018-02-21');
  for (const [amount, unit] of [
    [4, 'working-hour'],
    [0.5, 'working-day'],
    [0, 'same-day'],
  ] as const) {
    assert.throws(() => on('2018-02-12', amount, unit), { code: 'calendar.amount_invalid' });
  }
});

test('an explanation names the day off a period ends on, and a make-up day it begins on', () => {
  const rolled = computeDue(calendar, { from: at('2018-01-31T08:30'), amount: 11, unit: 'month' }).explanation;
  assert.deepEqual(
    rolled.flatMap((step) => (step.type === 'skipped' ? [step.date] : [])),
    ['2018-12-31', '2019-01-01'],
  );
  const hours = computeDue(calendar, { from: at('2019-01-05T08:30'), amount: 2, unit: 'working-hour' }).explanation;
  assert.ok(hours.some((step) => step.type === 'make-up' && step.date === '2019-01-05'));
  const before = computeDue(calendar, { from: at('2019-01-04T16:30'), amount: 2, unit: 'working-hour' }).explanation;
  assert.equal(before.filter((step) => step.type === 'make-up').length, 1);
});

test('amounts their unit does not allow are refused with both', () => {
  const wrong: [number, PeriodUnit][] = [
    [-1, 'working-day'],
    [0.001, 'working-day'],
    [Number.NaN, 'working-hour'],
    [Number.POSITIVE_INFINITY, 'working-hour'],
    [1.5, 'calendar-day'],
    [0.5, 'month'],
    [1, 'same-day'],
    [10_001, 'working-day'],
    [40_000, 'calendar-day'],
  ];
  for (const [amount, unit] of wrong) {
    assert.throws(
      () => computeDue(calendar, { from: at('2018-03-14T10:00'), amount, unit }),
      (error) => error instanceof Refusal && error.code === 'calendar.amount_invalid' && error.details['unit'] === unit,
      `${amount} ${unit}`,
    );
  }
});

test('a due moment beyond the announced years names the year that is missing, although 2027 has a forecast', () => {
  for (const [from, amount, unit] of [
    ['2026-12-30T10:00', 5, 'working-day'],
    ['2026-12-31T16:30', 4, 'working-hour'],
    ['2026-12-30T10:00', 5, 'calendar-day'],
    ['2026-12-01T10:00', 2, 'month'],
    ['2027-03-01T10:00', 1, 'working-day'],
    ['2026-12-31T18:00', 0, 'same-day'],
  ] as const) {
    assert.throws(
      () => computeDue(calendar, { from: at(from), amount, unit }),
      { code: 'calendar.year_without_data', details: { year: 2027 } },
      `${from} ${amount} ${unit}`,
    );
  }
});
