import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '#kernel/refusal.ts';
import { parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import { nationalCalendar } from '../data.ts';
import {
  addWorkingHours,
  addWorkingMinutes,
  budgetUsed,
  isWorkingMoment,
  momentAtShare,
  nextMorning,
  nextWorkingMoment,
  previousWorkingMoment,
  subtractWorkingMinutes,
  workingMinutesBetween,
} from './moments.ts';
import { DEFAULT_HOURS } from './types.ts';

const calendar = nationalCalendar();

function at(text: string): Date {
  const instant = parseInstant(text);
  assert.ok(instant, text);
  return instant;
}
const shown = (instant: Date) => toVietnamIso(instant).slice(0, 16);

test('work goes on from opening up to, and not at, closing', () => {
  const cases: [string, boolean, string][] = [
    ['2018-02-12T06:59:59', false, 'a second before opening'],
    ['2018-02-12T07:00', true, 'opening'],
    ['2018-02-12T11:29:59', true, 'last second of the morning'],
    ['2018-02-12T11:30', false, 'the morning is over'],
    ['2018-02-12T13:29', false, 'lunch'],
    ['2018-02-12T13:30', true, 'afternoon opening'],
    ['2018-02-12T17:00', false, 'closing'],
    ['2018-02-10T09:00', false, 'Saturday'],
    ['2018-02-14T09:00', false, 'Tết'],
    ['2019-01-05T09:00', true, 'Saturday made up for 31/12/2018'],
    ['2018-12-31T09:00', false, 'exchanged day'],
    ['2026-08-22T09:00', true, 'Saturday made up for 31/8/2026'],
    ['2026-11-23T09:00', true, 'the exchange of 23/11/2026 was only proposed'],
    ['2026-11-28T09:00', false, 'so its make-up Saturday is a Saturday'],
    ['2026-11-24T09:00', false, 'Ngày Văn hóa Việt Nam since 2026'],
    ['2025-11-24T09:00', true, 'and not before'],
    ['2018-02-11T23:30:00Z', false, '06:30 in Việt Nam whatever zone the text is in'],
    ['2018-02-12T00:30:00Z', true, '07:30 in Việt Nam'],
  ];
  for (const [text, worked, why] of cases) assert.equal(isWorkingMoment(calendar, at(text)), worked, `${text}: ${why}`);
});

test('a moment outside working time moves to the next opening or back to the last closing', () => {
  const cases: [string, string, string][] = [
    ['2018-02-12T05:00', '2018-02-12T07:00', '2018-02-09T17:00'],
    ['2018-02-12T09:15', '2018-02-12T09:15', '2018-02-12T09:15'],
    ['2018-02-12T11:30', '2018-02-12T13:30', '2018-02-12T11:30'],
    ['2018-02-12T12:00', '2018-02-12T13:30', '2018-02-12T11:30'],
    ['2018-02-13T17:00', '2018-02-21T07:00', '2018-02-13T17:00'],
    ['2018-02-17T10:00', '2018-02-21T07:00', '2018-02-13T17:00'],
  ];
  for (const [moment, next, previous] of cases) {
    assert.equal(shown(nextWorkingMoment(calendar, at(moment))), next, `after ${moment}`);
    assert.equal(shown(previousWorkingMoment(calendar, at(moment))), previous, `before ${moment}`);
  }
});

test('the next working morning is always later than now and never an afternoon', () => {
  const cases: [string, string][] = [
    ['2018-02-26T15:00', '2018-02-27T07:00'],
    ['2018-02-26T06:59', '2018-02-26T07:00'],
    ['2018-02-26T07:00', '2018-02-27T07:00'],
    ['2018-02-26T12:00', '2018-02-27T07:00'],
    ['2018-02-13T08:00', '2018-02-21T07:00'],
    ['2018-02-17T08:00', '2018-02-21T07:00'],
  ];
  for (const [now, morning] of cases) assert.equal(shown(nextMorning(calendar, at(now))), morning, now);
  assert.throws(() => nextMorning(calendar, at('2026-12-31T08:00')), { details: { year: 2027 } });
});

test('working time runs over lunch, night, weekend and Tết', () => {
  const cases: [string, number, string, string][] = [
    ['2018-03-14T10:00', 4, '2018-03-14T16:00', 'Wednesday over lunch'],
    ['2018-03-14T16:00', 4, '2018-03-15T10:00', 'over the night'],
    ['2018-03-14T11:30', 1, '2018-03-14T14:30', 'received at 11:30 sharp'],
    ['2018-03-14T10:00', 1.5, '2018-03-14T11:30', 'ends with the morning, not at 13:30'],
    ['2018-03-14T16:00', 1, '2018-03-14T17:00', 'ends with the day, not next morning'],
    ['2018-03-16T16:30', 1, '2018-03-19T07:30', 'Friday over the weekend'],
    ['2018-02-13T16:30', 1, '2018-02-21T07:30', 'over Tết'],
    ['2019-01-04T16:30', 1, '2019-01-05T07:30', 'into a make-up Saturday'],
    ['2018-03-14T12:15', 0, '2018-03-14T13:30', 'nothing to count, but lunch is no working time'],
    ['2018-03-14T17:00', 0, '2018-03-14T17:00', 'nothing to count at closing'],
    ['2018-03-14T10:00', 0.25, '2018-03-14T10:15', 'a quarter of an hour'],
  ];
  for (const [start, hours, due, why] of cases) {
    assert.equal(shown(addWorkingHours(calendar, at(start), hours)), due, why);
  }
});

test('2,400 working minutes from 12/02/2018 09:00 in 7:30–11:30, 13:30–17:00 end on 26/02/2018 11:30', () => {
  const hours = {
    ...DEFAULT_HOURS,
    periods: [
      { from: 450, to: 690 },
      { from: 810, to: 1020 },
    ],
  };
  assert.equal(shown(addWorkingMinutes(nationalCalendar([hours]), at('2018-02-12T09:00'), 2400)), '2018-02-26T11:30');
});

test('counting back from a due moment ends in an opening, where a reminder can be sent', () => {
  const cases: [string, number, string][] = [
    ['2018-03-14T14:30', 60, '2018-03-14T13:30'],
    ['2018-03-14T13:30', 60, '2018-03-14T10:30'],
    ['2018-02-21T08:00', 60, '2018-02-21T07:00'],
    ['2018-02-21T08:00', 120, '2018-02-13T16:00'],
    ['2018-02-17T08:00', 0, '2018-02-13T17:00'],
  ];
  for (const [end, minutes, expected] of cases) {
    assert.equal(shown(subtractWorkingMinutes(calendar, at(end), minutes)), expected, `${minutes} before ${end}`);
  }
});

test('working time between two moments is signed and adds up in pieces whatever the seconds', () => {
  const [a, b, c] = [at('2018-02-13T16:12:41'), at('2018-02-21T07:30:59'), at('2018-02-23T12:00:10')];
  assert.equal(workingMinutesBetween(calendar, a, b), 48 + 30);
  assert.equal(workingMinutesBetween(calendar, b, a), -78);
  assert.equal(
    workingMinutesBetween(calendar, a, b) + workingMinutesBetween(calendar, b, c),
    workingMinutesBetween(calendar, a, c),
  );
});

test('half and four fifths of a budget are found in working time', () => {
  const [start, due] = [at('2018-02-12T07:00'), at('2018-02-13T17:00')];
  assert.equal(shown(momentAtShare(calendar, start, due, 0.5)), '2018-02-13T07:00');
  assert.equal(shown(momentAtShare(calendar, start, due, 0.8)), '2018-02-13T13:48');
  assert.equal(momentAtShare(calendar, start, due, 1), due);
  assert.equal(budgetUsed(calendar, start, due, at('2018-02-21T11:00')), 1.25);
  assert.equal(budgetUsed(calendar, due, due, due), undefined);
  assert.throws(() => momentAtShare(calendar, start, due, 1.1), RangeError);
});

test('what runs into a year without data is refused by the name of that year', () => {
  const year = (expected: number) => (error: unknown) =>
    error instanceof Refusal && error.code === 'calendar.year_without_data' && error.details['year'] === expected;
  assert.throws(() => isWorkingMoment(calendar, at('2027-01-04T09:00')), year(2027));
  assert.throws(() => isWorkingMoment(calendar, at('2016-12-30T09:00')), year(2016));
  assert.throws(() => addWorkingHours(calendar, at('2026-12-31T16:00'), 2), year(2027));
  assert.equal(shown(addWorkingHours(calendar, at('2026-12-31T16:00'), 1)), '2026-12-31T17:00');
  assert.throws(() => nextWorkingMoment(calendar, at('2026-12-31T17:00')), year(2027));
  assert.throws(() => subtractWorkingMinutes(calendar, at('2017-01-03T07:30'), 31), year(2016));
  assert.equal(shown(subtractWorkingMinutes(calendar, at('2017-01-03T07:30'), 30)), '2017-01-03T07:00');
  assert.throws(() => previousWorkingMoment(calendar, at('2017-01-01T09:00')), year(2016));
  assert.throws(() => workingMinutesBetween(calendar, at('2026-12-30T09:00'), at('2027-01-04T09:00')), year(2027));
});

test('amounts that are no whole minutes are errors of the program', () => {
  for (const minutes of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => addWorkingMinutes(calendar, at('2018-03-14T10:00'), minutes), RangeError);
    assert.throws(() => subtractWorkingMinutes(calendar, at('2018-03-14T10:00'), minutes), RangeError);
  }
  assert.throws(() => isWorkingMoment(calendar, new Date(Number.NaN)), RangeError);
});
