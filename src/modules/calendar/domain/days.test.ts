import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '#kernel/refusal.ts';
import { nationalCalendar } from '../data.ts';
import type { SpecialDay } from './types.ts';
import {
  addCalendarDays,
  addMonths,
  addWorkingDays,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  subtractWorkingDays,
  workingDaysBetween,
} from './days.ts';

const calendar = nationalCalendar();
const year = (expected: number) => (error: unknown) =>
  error instanceof Refusal && error.code === 'calendar.year_without_data' && error.details['year'] === expected;

test('working days are counted over Tết, exchanged days and make-up Saturdays', () => {
  const cases: [string, number, string, string][] = [
    ['2018-02-12', 5, '2018-02-26', 'Tết 2018, 14–20/02'],
    ['2018-12-28', 1, '2019-01-02', '31/12/2018 was exchanged'],
    ['2018-12-28', 4, '2019-01-05', 'and made up on a Saturday of the next year'],
    ['2026-11-19', 5, '2026-11-27', '24/11/2026 is off'],
    ['2025-11-19', 5, '2025-11-26', '24/11/2025 is not'],
    ['2018-02-10', 1, '2018-02-12', 'from a Saturday'],
    ['2018-02-17', 0, '2018-02-21', 'none: the first working day from there'],
    ['2018-02-12', 0, '2018-02-12', 'none from a working day'],
    ['2025-04-25', 1, '2025-04-26', 'make-up Saturday for 02/5/2025'],
  ];
  for (const [start, count, expected, why] of cases)
    assert.equal(addWorkingDays(calendar, start, count), expected, why);
});

test('reminders 7, 3 and 1 working days before 30/03/2018 fall on the days a clerk would count', () => {
  assert.deepEqual(
    [7, 3, 1, 0].map((count) => subtractWorkingDays(calendar, '2018-03-30', count)),
    ['2018-03-21', '2018-03-27', '2018-03-29', '2018-03-30'],
  );
  assert.equal(subtractWorkingDays(calendar, '2018-02-21', 1), '2018-02-13', 'over Tết');
  assert.equal(subtractWorkingDays(calendar, '2018-02-18', 0), '2018-02-13', 'from within Tết');
});

test('days left and days overdue are counted without the first day', () => {
  assert.equal(workingDaysBetween(calendar, '2026-11-23', '2026-11-27'), 3, 'left, 24/11 off');
  assert.equal(workingDaysBetween(calendar, '2026-11-19', '2026-11-23'), 2, 'overdue over a weekend');
  assert.equal(workingDaysBetween(calendar, '2026-11-23', '2026-11-19'), -2);
  assert.equal(workingDaysBetween(calendar, '2018-02-13', '2018-02-20'), 0, 'nothing of Tết counts');
  assert.equal(workingDaysBetween(calendar, '2018-02-14', '2018-02-14'), 0);
});

test('plain days count days off but do not end on one', () => {
  assert.equal(addCalendarDays(calendar, '2018-02-01', 15), '2018-02-21', 'ends in Tết');
  assert.equal(addCalendarDays(calendar, '2018-03-01', 10), '2018-03-12', 'ends on a Sunday, weekends inside count');
  assert.equal(addCalendarDays(calendar, '2018-12-26', 10), '2019-01-05', 'ends on a worked Saturday');
  assert.equal(addCalendarDays(calendar, '2018-02-10', 0), '2018-02-12');
});

test('holidays inside a period of plain days are passed over only when the rule says so', () => {
  assert.equal(addCalendarDays(calendar, '2018-02-12', 10), '2018-02-22');
  assert.equal(addCalendarDays(calendar, '2018-02-12', 10, { holidaysInside: 'skipped' }), '2018-03-01');
});

test('a day shortened by a storm is no holiday: it counts where holidays are passed over', () => {
  const storm = { date: '2018-03-15', kind: 'local' as const, name: 'Bão', sources: [] };
  const count = (day: SpecialDay) =>
    addCalendarDays(nationalCalendar(undefined, [day]), '2018-03-14', 5, { holidaysInside: 'skipped' });
  assert.equal(count({ ...storm, periods: [{ from: 420, to: 690 }] }), '2018-03-19');
  assert.equal(count(storm), '2018-03-20');
});

test('months end on the corresponding day, the last of a shorter month, or the working day after', () => {
  assert.equal(addMonths(calendar, '2018-01-31', 1), '2018-02-28');
  assert.equal(addMonths(calendar, '2018-01-16', 1), '2018-02-21', '16/02 lies in Tết');
  assert.equal(addMonths(calendar, '2018-11-30', 1), '2019-01-02', '30/12/2018 Sunday, 31/12 exchanged, 01/01 holiday');
  assert.equal(addMonths(calendar, '2020-02-29', 12), '2021-03-01', '28/02/2021 is a Sunday');
});

test('the nearest working days around Tết', () => {
  assert.equal(nextWorkingDay(calendar, '2018-02-14'), '2018-02-21');
  assert.equal(previousWorkingDay(calendar, '2018-02-20'), '2018-02-13');
  assert.equal(nextWorkingDay(calendar, '2018-02-13'), '2018-02-13');
});

test('a year without data is named, also for its Saturdays', () => {
  assert.throws(() => isWorkingDay(calendar, '2027-01-02'), year(2027));
  assert.throws(() => addWorkingDays(calendar, '2026-12-30', 2), year(2027));
  assert.equal(addWorkingDays(calendar, '2026-12-30', 1), '2026-12-31');
  assert.throws(() => subtractWorkingDays(calendar, '2017-01-03', 1), year(2016));
  assert.throws(() => addCalendarDays(calendar, '2026-12-30', 2), year(2027));
  assert.throws(() => addMonths(calendar, '2026-12-30', 1), year(2027));
  assert.throws(() => addMonths(calendar, '2016-12-30', 1), year(2016));
  assert.throws(() => workingDaysBetween(calendar, '2026-12-30', '2027-01-04'), year(2027));
  assert.throws(() => addCalendarDays(calendar, '2026-12-20', 30, { holidaysInside: 'skipped' }), year(2027));
});

test('negative and fractional counts are errors of the program', () => {
  for (const count of [-1, 0.5, Number.NaN]) {
    assert.throws(() => addWorkingDays(calendar, '2018-03-14', count), RangeError);
    assert.throws(() => subtractWorkingDays(calendar, '2018-03-14', count), RangeError);
    assert.throws(() => addCalendarDays(calendar, '2018-03-14', count), RangeError);
    assert.throws(() => addMonths(calendar, '2018-03-14', count), RangeError);
  }
});
