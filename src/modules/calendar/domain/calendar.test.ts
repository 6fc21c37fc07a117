import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '#kernel/refusal.ts';
import { buildCalendar, coveredYears, hoursOn, periodsOn } from './calendar.ts';
import { addWorkingDays, isWorkingDay, nextWorkingDay, workingDaysBetween } from './days.ts';
import { type CalendarData, DEFAULT_HOURS, type SpecialDay } from './types.ts';

const data = (change: Partial<CalendarData> = {}): CalendarData => ({
  years: [2018],
  days: [],
  hours: [DEFAULT_HOURS],
  ...change,
});
const day = (date: string, kind: SpecialDay['kind'], more: Partial<SpecialDay> = {}): SpecialDay => ({
  date,
  kind,
  name: `${kind} ${date}`,
  sources: [],
  ...more,
});

test('of several entries for one date the last wins: an agency that works through an exchanged day', () => {
  const days = [day('2018-12-31', 'exchanged'), day('2018-12-31', 'make-up')];
  assert.equal(isWorkingDay(buildCalendar(data({ days })), '2018-12-31'), true);
  assert.equal(isWorkingDay(buildCalendar(data({ days: [...days].reverse() })), '2018-12-31'), false);
});

test('a storm closes an agency for a day, or from noon on, and then the morning still counts', () => {
  const morning = [{ from: 420, to: 690 }];
  const calendar = buildCalendar(
    data({ days: [day('2018-11-19', 'local', { periods: morning }), day('2018-11-20', 'local')] }),
  );
  assert.deepEqual(periodsOn(calendar, '2018-11-19'), morning);
  assert.equal(isWorkingDay(calendar, '2018-11-19'), true);
  assert.equal(isWorkingDay(calendar, '2018-11-20'), false);
});

test('a local note on a Saturday makes no working day of it', () => {
  const calendar = buildCalendar(data({ days: [day('2018-11-24', 'local', { periods: [{ from: 420, to: 690 }] })] }));
  assert.equal(isWorkingDay(calendar, '2018-11-24'), false);
});

test('hours change with the date they are valid from, and end where they are valid to', () => {
  const summer = {
    ...DEFAULT_HOURS,
    validFrom: '2018-04-01',
    validTo: '2018-10-31',
    periods: [{ from: 390, to: 690 }],
  };
  const calendar = buildCalendar(data({ hours: [DEFAULT_HOURS, summer] }));
  assert.equal(hoursOn(calendar, '2018-03-31'), DEFAULT_HOURS);
  assert.equal(hoursOn(calendar, '2018-04-01'), summer);
  assert.equal(hoursOn(calendar, '2018-10-31'), summer);
  assert.equal(hoursOn(calendar, '2018-11-01'), DEFAULT_HOURS);
});

test('a counter that also works on Saturdays counts them', () => {
  const calendar = buildCalendar(data({ hours: [{ ...DEFAULT_HOURS, weekdays: [1, 2, 3, 4, 5, 6] }] }));
  assert.equal(addWorkingDays(calendar, '2018-03-16', 2), '2018-03-19');
});

test('years may have a gap, which is refused by name and never counted through', () => {
  const calendar = buildCalendar(data({ years: [2020, 2018] }));
  const gap = (error: unknown) => error instanceof Refusal && error.details['year'] === 2019;
  assert.deepEqual(coveredYears(calendar), [2018, 2020]);
  assert.equal(isWorkingDay(calendar, '2020-01-02'), true);
  assert.throws(() => isWorkingDay(calendar, '2019-06-03'), gap);
  assert.throws(() => addWorkingDays(calendar, '2018-12-31', 1), gap);
  assert.throws(() => workingDaysBetween(calendar, '2018-12-28', '2020-01-02'), gap);
  assert.throws(() => workingDaysBetween(calendar, '2020-01-02', '2018-12-28'), gap);
});

test('a make-up day announced for a year without data does not make that year known', () => {
  const calendar = buildCalendar(data({ days: [day('2018-12-31', 'exchanged'), day('2019-01-05', 'make-up')] }));
  assert.throws(() => isWorkingDay(calendar, '2019-01-05'), Refusal);
});

test('a calendar in which nobody ever works refuses instead of searching for ever', () => {
  const days = Array.from({ length: 365 }, (_, index) =>
    day(new Date(Date.UTC(2018, 0, 1 + index)).toISOString().slice(0, 10), 'statutory'),
  );
  assert.throws(() => nextWorkingDay(buildCalendar(data({ days })), '2018-01-01'), Refusal);
});

test('data no calendar can be made of is an error', () => {
  const hours = (change: object) => data({ hours: [{ ...DEFAULT_HOURS, ...change }] });
  const wrong: [CalendarData, RegExp][] = [
    [data({ years: [2018, 2018] }), /year named twice/],
    [data({ hours: [] }), /no office hours on 2018-01-01/],
    [hours({ validFrom: '2018-02-01' }), /no office hours on 2018-01-01/],
    [hours({ periods: [] }), /no working period/],
    [hours({ weekdays: [] }), /no working weekday/],
    [hours({ weekdays: [0] }), /weekday 0/],
    [
      hours({
        periods: [
          { from: 420, to: 690 },
          { from: 660, to: 1020 },
        ],
      }),
      /in order and apart/,
    ],
    [hours({ periods: [{ from: 690, to: 420 }] }), /in order and apart/],
    [hours({ periods: [{ from: 420, to: 1441 }] }), /in order and apart/],
    [hours({ periods: [{ from: 420.5, to: 690 }] }), /whole minutes/],
    [data({ days: [day('2018-11-19', 'local', { periods: [{ from: 9, to: 9 }] })] }), /2018-11-19/],
  ];
  for (const [input, message] of wrong) assert.throws(() => buildCalendar(input), { name: 'RangeError', message });
});
