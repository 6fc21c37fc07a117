import { addMonths as addPlainMonths, dayNumber, fromDayNumber, type LocalDate } from '#kernel/local-date.ts';
import { type Run, runOf, type WorkCalendar, yearWithoutData } from './calendar.ts';

/*
 * Whole days. The first day is never counted (Civil Code 2015, Art. 147(2)). Every function refuses with
 * `calendar.year_without_data` when the count begins in or runs into a year without data.
 */

/** Whether the day is worked (ngày làm việc): make-up Saturdays are, days off are not. */
export function isWorkingDay(calendar: WorkCalendar, date: LocalDate): boolean {
  const day = dayNumber(date);
  const run = runOf(calendar, day);
  return (run.patternOf[day - run.firstDay] ?? 0) !== 0;
}

/**
 * The working day on which `count` working days have passed after `start`.
 * @param count whole working days, 0 or more; 0 gives the first working day from `start` on
 * @throws RangeError when `count` is negative or fractional
 */
export function addWorkingDays(calendar: WorkCalendar, start: LocalDate, count: number): LocalDate {
  checkCount(count);
  if (count === 0) return nextWorkingDay(calendar, start);
  const day = dayNumber(start);
  const run = runOf(calendar, day);
  return nthWorkDay(run, (run.daysBefore[day - run.firstDay + 1] ?? 0) + count - 1);
}

/**
 * The working day that lies `count` working days before `end`: "nhắc trước hạn 3 ngày làm việc".
 * @param count whole working days, 0 or more; 0 gives the last working day up to `end`
 * @throws RangeError when `count` is negative or fractional
 */
export function subtractWorkingDays(calendar: WorkCalendar, end: LocalDate, count: number): LocalDate {
  checkCount(count);
  if (count === 0) return previousWorkingDay(calendar, end);
  const day = dayNumber(end);
  const run = runOf(calendar, day);
  return nthWorkDay(run, (run.daysBefore[day - run.firstDay] ?? 0) - count);
}

/** The day itself when it is worked, else the next one that is: how a period that ends on a day off is rolled. */
export function nextWorkingDay(calendar: WorkCalendar, date: LocalDate): LocalDate {
  const day = dayNumber(date);
  const run = runOf(calendar, day);
  return nthWorkDay(run, run.daysBefore[day - run.firstDay] ?? 0);
}

/** The day itself when it is worked, else the last one before it that is. */
export function previousWorkingDay(calendar: WorkCalendar, date: LocalDate): LocalDate {
  const day = dayNumber(date);
  const run = runOf(calendar, day);
  return nthWorkDay(run, (run.daysBefore[day - run.firstDay + 1] ?? 0) - 1);
}

/**
 * Working days after `from` up to and including `to`: days left ("còn 3 ngày làm việc") from today to the due
 * date, days overdue from the due date to today. Negative when `to` lies before `from`; 0 on the same day.
 */
export function workingDaysBetween(calendar: WorkCalendar, from: LocalDate, to: LocalDate): number {
  const start = dayNumber(from);
  const end = dayNumber(to);
  const run = runOf(calendar, start);
  if (runOf(calendar, end) !== run) throw yearWithoutData(start < end ? run.lastYear + 1 : run.firstYear - 1);
  return (run.daysBefore[end - run.firstDay + 1] ?? 0) - (run.daysBefore[start - run.firstDay + 1] ?? 0);
}

export interface CalendarDayOptions {
  /** Whether days off by decision (not weekends) inside the period are counted, as they are by default, or passed over. */
  readonly holidaysInside?: 'counted' | 'skipped';
}

/**
 * The last day of a period of plain days (ngày), moved to the next working day when it falls on a day off
 * (Civil Code 2015, Art. 147-148).
 * @param count whole days, 0 or more
 */
export function addCalendarDays(
  calendar: WorkCalendar,
  start: LocalDate,
  count: number,
  options: CalendarDayOptions = {},
): LocalDate {
  return nextWorkingDay(calendar, plainEnd(calendar, start, count, options));
}

/** The end of a period of plain days before it is moved off a day off. */
export function plainEnd(
  calendar: WorkCalendar,
  start: LocalDate,
  count: number,
  { holidaysInside = 'counted' }: CalendarDayOptions = {},
): LocalDate {
  checkCount(count);
  let day = dayNumber(start);
  runOf(calendar, day);
  if (holidaysInside === 'counted') return fromDayNumber(day + count);
  for (let passed = 0; passed < count; ) {
    day += 1;
    runOf(calendar, day);
    if (!isHoliday(calendar, day)) passed += 1;
  }
  return fromDayNumber(day);
}

/** Whether a day is off by decision, a weekend day included when the decision names it. */
export function isHoliday(calendar: WorkCalendar, day: number): boolean {
  const special = calendar.special.get(day);
  return special !== undefined && special.kind !== 'make-up' && special.periods === undefined;
}

/**
 * The corresponding day `count` months later (the last day of a shorter month), moved to the next working day
 * when it falls on a day off (Civil Code 2015, Art. 148).
 */
export function addMonths(calendar: WorkCalendar, start: LocalDate, count: number): LocalDate {
  checkCount(count);
  runOf(calendar, dayNumber(start));
  return nextWorkingDay(calendar, addPlainMonths(start, count));
}

/** The k-th working day of a run; beyond either end the neighbouring year is refused by name. */
export function nthWorkDay(run: Run, index: number): LocalDate {
  return run.dates[nthWorkDayOffset(run, index)] ?? '';
}

/** Like `nthWorkDay`, as a number of days from the start of the run. */
export function nthWorkDayOffset(run: Run, index: number): number {
  const day = run.workDays[index];
  if (day === undefined) throw yearWithoutData(index < 0 ? run.firstYear - 1 : run.lastYear + 1);
  return day;
}

function checkCount(count: number): void {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`must be a whole number, 0 or more: ${count}`);
}
