import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam, minuteOfDay } from '#kernel/vietnam-time.ts';
import { buildCalendar, periodsOn, type WorkCalendar } from './calendar.ts';
import { addWorkingDays, isWorkingDay, subtractWorkingDays, workingDaysBetween } from './days.ts';
import { computeDue, dueMoment, workingDaysBefore } from './due.ts';
import {
  addWorkingMinutes,
  budgetUsed,
  isWorkingMoment,
  momentAtShare,
  nextWorkingMoment,
  previousWorkingMoment,
  subtractWorkingMinutes,
  workingMinutesBetween,
} from './moments.ts';
import {
  floorToMinute,
  SlowCalendar,
  someCalendarData,
  someDay,
  someMoment,
  someOfficeCalendarData,
} from '../testing/reference.ts';

/** The answer, or 'no data' when a year without data is refused. */
function orNoData<T>(ask: () => T): T | 'no data' {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.year_without_data') return 'no data';
    throw error;
  }
}

/** Inside office hours, closing time included, where a due moment may lie. */
function liesInHours(calendar: WorkCalendar, instant: Date): boolean {
  const minute = minuteOfDay(instant);
  return periodsOn(calendar, dateInVietnam(instant)).some(({ from, to }) => from <= minute && minute <= to);
}

const minutes = fc.integer({ min: 1, max: 3000 });
const days = fc.integer({ min: 1, max: 60 });

test('working days agree with counting one day after another', () => {
  fc.assert(
    fc.property(someCalendarData, someDay, days, (data, start, count) => {
      const slow = new SlowCalendar(data);
      const fast = buildCalendar(data);
      assert.equal(isWorkingDay(fast, start), slow.isWorkingDay(start));
      const end = orNoData(() => addWorkingDays(fast, start, count));
      assert.equal(end, slow.addWorkingDays(start, count) ?? 'no data');
      if (end === 'no data') return;
      assert.equal(workingDaysBetween(fast, start, end), count);
      assert.equal(workingDaysBetween(fast, end, start), -count);
    }),
    { numRuns: 300 },
  );
});

test('working minutes agree with counting one minute after another, forwards and backwards', () => {
  fc.assert(
    fc.property(someCalendarData, someMoment, minutes, (data, start, amount) => {
      const slow = new SlowCalendar(data);
      const fast = buildCalendar(data);
      assert.equal(isWorkingMoment(fast, start), slow.isWorkingMinute(start));
      assert.deepEqual(
        orNoData(() => addWorkingMinutes(fast, start, amount)),
        slow.addWorkingMinutes(start, amount) ?? 'no data',
      );
      assert.deepEqual(
        orNoData(() => subtractWorkingMinutes(fast, start, amount)),
        slow.subtractWorkingMinutes(start, amount) ?? 'no data',
      );
    }),
    { numRuns: 200 },
  );
});

test('the working minutes between two moments agree with counting them', () => {
  fc.assert(
    fc.property(someCalendarData, someMoment, fc.integer({ min: 0, max: 15_000 }), (data, from, length) => {
      const to = new Date(from.getTime() + length * 60_000);
      const fast = buildCalendar(data);
      const counted = new SlowCalendar(data).workingMinutesBetween(from, to) ?? 'no data';
      assert.equal(
        orNoData(() => workingMinutesBetween(fast, from, to)),
        counted,
      );
    }),
    { numRuns: 150 },
  );
});

test('the next working moment is the first minute worked from there on, the previous one the last', () => {
  fc.assert(
    fc.property(someCalendarData, someMoment, (data, moment) => {
      const slow = new SlowCalendar(data);
      const fast = buildCalendar(data);
      const next = orNoData(() => nextWorkingMoment(fast, moment));
      if (next !== 'no data') {
        assert.ok(slow.isWorkingMinute(next));
        assert.equal(slow.workingMinutesBetween(moment, next), 0);
      }
      const previous = orNoData(() => previousWorkingMoment(fast, moment));
      if (previous !== 'no data') {
        assert.ok(slow.isWorkingMinute(new Date(previous.getTime() - 60_000)) || slow.isWorkingMinute(previous));
        assert.equal(slow.workingMinutesBetween(previous, moment), 0);
      }
    }),
    { numRuns: 200 },
  );
});

test('adding minutes in two pieces is adding them at once, and taking them away leads back', () => {
  fc.assert(
    fc.property(someCalendarData, someMoment, minutes, minutes, (data, start, a, b) => {
      const calendar = buildCalendar(data);
      const atOnce = orNoData(() => addWorkingMinutes(calendar, start, a + b));
      if (atOnce === 'no data') return;
      assert.deepEqual(addWorkingMinutes(calendar, addWorkingMinutes(calendar, start, a), b), atOnce);
      assert.equal(workingMinutesBetween(calendar, start, atOnce), a + b);
      const begun = nextWorkingMoment(calendar, start);
      assert.deepEqual(subtractWorkingMinutes(calendar, atOnce, a + b), begun);
    }),
    { numRuns: 300 },
  );
});

test('adding days in two pieces is adding them at once, and taking them away leads back', () => {
  fc.assert(
    fc.property(someCalendarData, someDay, days, days, (data, start, a, b) => {
      const calendar = buildCalendar(data);
      const atOnce = orNoData(() => addWorkingDays(calendar, start, a + b));
      if (atOnce === 'no data') return;
      assert.equal(addWorkingDays(calendar, addWorkingDays(calendar, start, a), b), atOnce);
      if (isWorkingDay(calendar, start)) assert.equal(subtractWorkingDays(calendar, atOnce, a + b), start);
    }),
    { numRuns: 300 },
  );
});

const period = fc.oneof(
  fc.record({ unit: fc.constant('working-day' as const), amount: fc.integer({ min: 0, max: 80 }).map((n) => n / 4) }),
  fc.record({ unit: fc.constant('working-hour' as const), amount: fc.integer({ min: 0, max: 200 }).map((n) => n / 4) }),
  fc.record({ unit: fc.constant('calendar-day' as const), amount: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ unit: fc.constant('month' as const), amount: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ unit: fc.constant('same-day' as const), amount: fc.constant(0) }),
);

test('a due moment is never before the start, lies in office hours, and is the one the bulk path finds', () => {
  fc.assert(
    fc.property(someCalendarData, someMoment, period, (data, from, { unit, amount }) => {
      const calendar = buildCalendar(data);
      const due = orNoData(() => computeDue(calendar, { from, unit, amount }));
      if (due === 'no data') {
        assert.equal(
          orNoData(() => dueMoment(calendar, { from, unit, amount })),
          'no data',
        );
        return;
      }
      assert.ok(due.dueAt >= floorToMinute(from));
      assert.ok(liesInHours(calendar, due.dueAt));
      assert.deepEqual(dueMoment(calendar, { from, unit, amount }), due.dueAt);
    }),
    { numRuns: 500 },
  );
});

test('a later start is never due earlier, and a longer period never sooner', () => {
  fc.assert(
    fc.property(someOfficeCalendarData, someMoment, someMoment, period, (data, one, other, { unit, amount }) => {
      const calendar = buildCalendar(data);
      // Plain days that are moved off a day off keep their hour: there the day is compared, as the law counts it.
      const comparable = (due: Date) =>
        unit === 'calendar-day' || unit === 'month' ? dateInVietnam(due) : due.toISOString();
      const [early, late] = one <= other ? [one, other] : [other, one];
      const first = orNoData(() => comparable(dueMoment(calendar, { from: early, unit, amount })));
      const second = orNoData(() => comparable(dueMoment(calendar, { from: late, unit, amount })));
      if (first === 'no data') assert.equal(second, 'no data');
      else if (second !== 'no data') assert.ok(first <= second, `${first} ${second}`);
      if (unit === 'same-day') return;
      const longer = orNoData(() => comparable(dueMoment(calendar, { from: early, unit, amount: amount + 1 })));
      if (first !== 'no data' && longer !== 'no data') assert.ok(first <= longer);
    }),
    { numRuns: 400 },
  );
});

test('in eight-hour offices n working days are 8n working hours of the same moment of work', () => {
  fc.assert(
    fc.property(someOfficeCalendarData, someMoment, fc.integer({ min: 1, max: 80 }), (data, from, quarters) => {
      const calendar = buildCalendar(data);
      const byDays = orNoData(() => dueMoment(calendar, { from, amount: quarters / 4, unit: 'working-day' }));
      const byHours = orNoData(() => dueMoment(calendar, { from, amount: quarters * 2, unit: 'working-hour' }));
      // One may be printed as the closing of a day and the other as the next opening, which has to exist.
      if (byDays === 'no data' || byHours === 'no data') return;
      assert.equal(workingMinutesBetween(calendar, byDays, byHours), 0);
    }),
    { numRuns: 300 },
  );
});

test('in eight-hour offices working days in two pieces are working days at once, whole ones to the printed minute', () => {
  const quarters = fc.integer({ min: 0, max: 60 });
  fc.assert(
    fc.property(someOfficeCalendarData, someMoment, quarters, quarters, (data, from, a, b) => {
      const calendar = buildCalendar(data);
      const add = (start: Date, days: number) =>
        dueMoment(calendar, { from: start, amount: days, unit: 'working-day' });
      const inPieces = orNoData(() => add(add(from, a / 4), b / 4));
      const atOnce = orNoData(() => add(from, (a + b) / 4));
      if (inPieces === 'no data' || atOnce === 'no data') return;
      assert.equal(workingMinutesBetween(calendar, inPieces, atOnce), 0);
      if (a % 4 === 0 && b % 4 === 0) assert.deepEqual(inPieces, atOnce);
    }),
    { numRuns: 400 },
  );
});

test('going back the working days of a period leads from its due moment to its start', () => {
  fc.assert(
    fc.property(someOfficeCalendarData, someMoment, fc.integer({ min: 0, max: 120 }), (data, from, quarters) => {
      const calendar = buildCalendar(data);
      const amount = quarters / 4;
      const due = orNoData(() => dueMoment(calendar, { from, amount, unit: 'working-day' }));
      const begun = orNoData(() => nextWorkingMoment(calendar, from));
      if (due === 'no data' || begun === 'no data') return;
      const back = workingDaysBefore(calendar, due, amount);
      assert.equal(workingMinutesBetween(calendar, begun, back), 0);
      if (Number.isInteger(amount)) assert.deepEqual(back, begun);
    }),
    { numRuns: 300 },
  );
});

test('going back working days never leaves office hours or passes the moment, whatever the hours', () => {
  fc.assert(
    fc.property(someCalendarData, someMoment, fc.integer({ min: 0, max: 80 }), (data, due, quarters) => {
      const calendar = buildCalendar(data);
      const back = orNoData(() => workingDaysBefore(calendar, due, quarters / 4));
      if (back === 'no data') return;
      assert.ok(liesInHours(calendar, back));
      assert.ok(back <= due);
    }),
    { numRuns: 300 },
  );
});

test('an explanation accounts for every day: counted or worked days are working days, skipped ones are not, none is left out', () => {
  fc.assert(
    fc.property(someCalendarData, someMoment, fc.integer({ min: 1, max: 30 }), (data, from, amount) => {
      const calendar = buildCalendar(data);
      const due = orNoData(() => computeDue(calendar, { from, unit: 'working-day', amount }));
      if (due === 'no data') return;
      const counted = due.explanation.flatMap((step) => (step.type === 'counted' ? step.dates : []));
      const skipped = due.explanation.flatMap((step) => (step.type === 'skipped' ? [step.date] : []));
      assert.equal(counted.length, amount);
      assert.ok(counted.every((date) => isWorkingDay(calendar, date)));
      assert.ok(skipped.every((date) => !isWorkingDay(calendar, date)));
      const received = dateInVietnam(from);
      const last = dateInVietnam(due.dueAt);
      const all = new Set([received, dateInVietnam(nextWorkingMoment(calendar, from)), ...counted, ...skipped]);
      const span = Math.round((Date.parse(last) - Date.parse(received)) / 86_400_000) + 1;
      assert.equal(all.size, span);
    }),
    { numRuns: 300 },
  );
});

test('the pieces of worked time in an explanation add up to the period', () => {
  fc.assert(
    fc.property(someCalendarData, someMoment, minutes, (data, from, amount) => {
      const calendar = buildCalendar(data);
      const due = orNoData(() => computeDue(calendar, { from, unit: 'working-minute', amount }));
      if (due === 'no data') return;
      const worked = due.explanation.map((step) => (step.type === 'worked' ? step.minutes : 0));
      assert.equal(
        worked.reduce((sum, each) => sum + each, 0),
        amount,
      );
    }),
    { numRuns: 200 },
  );
});

test('the moment at a share of the budget lies between start and due and leaves the rest of the budget', () => {
  fc.assert(
    fc.property(
      someCalendarData,
      someMoment,
      minutes,
      fc.integer({ min: 0, max: 100 }),
      (data, start, amount, percent) => {
        const calendar = buildCalendar(data);
        const due = orNoData(() => addWorkingMinutes(calendar, start, amount));
        if (due === 'no data') return;
        const moment = momentAtShare(calendar, start, due, percent / 100);
        const passed = workingMinutesBetween(calendar, start, moment);
        assert.equal(passed, Math.floor(amount * (percent / 100)));
        assert.equal(budgetUsed(calendar, start, due, moment), passed / amount);
        if (percent < 100) assert.ok(isWorkingMoment(calendar, moment));
      },
    ),
    { numRuns: 200 },
  );
});
