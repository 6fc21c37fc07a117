import { type DayPattern, patternAt, type Run, runOf, type WorkCalendar, yearWithoutData } from './calendar.ts';

/*
 * Moments of working time. An instant is taken at its minute, seconds dropped, as a receipt prints it; so pieces
 * of working time add up to the whole without a remainder. Work goes on in [opening, closing): at 11:30 sharp the
 * morning is over. A period that ends with the morning is printed 11:30, not 13:30: adding answers with the
 * closing of the period it uses up, subtracting with an opening, because a reminder must go out while people work.
 *
 * Every function refuses with `calendar.year_without_data` when it begins in or runs into a year without data.
 */

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
/** Việt Nam's fixed offset from UTC, in minutes. */
const OFFSET = 420;

/** Minutes since 1970-01-01 00:00 in Việt Nam. */
export function toMinute(instant: Date): number {
  const minute = Math.floor(instant.getTime() / MINUTE_MS) + OFFSET;
  if (Number.isNaN(minute)) throw new RangeError('not a moment');
  return minute;
}

/** The instant of a minute since 1970-01-01 00:00 in Việt Nam. */
export function fromMinute(minute: number): Date {
  return new Date((minute - OFFSET) * MINUTE_MS);
}

/** Whether work goes on at the instant: opening time is working time, closing time is not. */
export function isWorkingMoment(calendar: WorkCalendar, instant: Date): boolean {
  const minute = toMinute(instant);
  const { run, day, minuteOfDay } = locate(calendar, minute);
  return periodIndex(patternAt(calendar, run, day), minuteOfDay, false) >= 0;
}

/** The instant itself (to the minute) when work goes on, else the next opening. */
export function nextWorkingMoment(calendar: WorkCalendar, instant: Date): Date {
  return fromMinute(nextMinute(calendar, toMinute(instant)));
}

/**
 * The first opening of a working day after the instant: this morning's before it, else the next working day's.
 * Lunch is no opening: "sáng ngày làm việc tiếp theo".
 */
export function nextMorning(calendar: WorkCalendar, instant: Date): Date {
  const { run, day, minuteOfDay } = locate(calendar, toMinute(instant));
  const today = patternAt(calendar, run, day).periods[0];
  const morning =
    today && minuteOfDay < today.from ? day : run.workDays[run.daysBefore[day + 1] ?? run.workDays.length];
  if (morning === undefined) throw yearWithoutData(run.lastYear + 1);
  return fromMinute(minuteAt(run, morning, patternAt(calendar, run, morning).periods[0]?.from ?? 0));
}

/** The instant itself when it lies in working time, closing time included, else the last closing before it. */
export function previousWorkingMoment(calendar: WorkCalendar, instant: Date): Date {
  return fromMinute(previousMinute(calendar, toMinute(instant)));
}

/**
 * The moment at which `minutes` of working time have passed after `start`, over lunch, nights and days off.
 * @param minutes whole minutes, 0 or more; 0 moves a start outside working time to the next opening
 * @throws RangeError when `minutes` is negative or fractional
 */
export function addWorkingMinutes(calendar: WorkCalendar, start: Date, minutes: number): Date {
  return fromMinute(addMinutes(calendar, toMinute(start), minutes));
}

/** `addWorkingMinutes` in hours; half and quarter hours and every whole number of minutes are allowed. */
export function addWorkingHours(calendar: WorkCalendar, start: Date, hours: number): Date {
  return addWorkingMinutes(calendar, start, hours * 60);
}

/**
 * The moment from which `minutes` of working time remain until `end`.
 * @param minutes whole minutes, 0 or more; 0 moves an end outside working time back to the last closing
 * @throws RangeError when `minutes` is negative or fractional
 */
export function subtractWorkingMinutes(calendar: WorkCalendar, end: Date, minutes: number): Date {
  return fromMinute(subtractMinutes(calendar, toMinute(end), minutes));
}

/** Minutes of working time from one instant to another, negative when `to` lies before `from`. */
export function workingMinutesBetween(calendar: WorkCalendar, from: Date, to: Date): number {
  const start = locate(calendar, toMinute(from));
  const end = locate(calendar, toMinute(to));
  if (start.run !== end.run) {
    throw yearWithoutData(start.run.firstDay < end.run.firstDay ? start.run.lastYear + 1 : start.run.firstYear - 1);
  }
  return ordinalOf(calendar, end) - ordinalOf(calendar, start);
}

/**
 * The moment at which a share of the working time between `start` and `due` has passed: half of a short term,
 * 80 % of a dossier's budget. Always a moment at which work goes on, unless the share is the whole.
 * @param share 0 to 1
 * @returns `due` itself when there is no working time between the two
 */
export function momentAtShare(calendar: WorkCalendar, start: Date, due: Date, share: number): Date {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share must be 0 to 1: ${share}`);
  const budget = workingMinutesBetween(calendar, start, due);
  if (budget <= 0 || share === 1) return due;
  const passed = Math.floor(budget * share);
  // The last `budget - passed` minutes are still to come: an opening, never a closing.
  return subtractWorkingMinutes(calendar, due, budget - passed);
}

/** Share of the working time from `start` to `due` that has passed at `now`: 0.5 at half, above 1 when overdue; undefined for an empty budget. */
export function budgetUsed(calendar: WorkCalendar, start: Date, due: Date, now: Date): number | undefined {
  const budget = workingMinutesBetween(calendar, start, due);
  return budget > 0 ? workingMinutesBetween(calendar, start, now) / budget : undefined;
}

/** `nextWorkingMoment` in minutes. */
export function nextMinute(calendar: WorkCalendar, minute: number): number {
  const place = locate(calendar, minute);
  const pattern = patternAt(calendar, place.run, place.day);
  if (periodIndex(pattern, place.minuteOfDay, false) >= 0) return minute;
  return openingAt(calendar, place.run, ordinalOf(calendar, place));
}

/** `addWorkingMinutes` in minutes. */
export function addMinutes(calendar: WorkCalendar, minute: number, minutes: number): number {
  checkMinutes(minutes);
  const place = locate(calendar, minute);
  const ordinal = ordinalOf(calendar, place);
  if (minutes > 0) return closingAt(calendar, place.run, ordinal + minutes);
  const pattern = patternAt(calendar, place.run, place.day);
  return periodIndex(pattern, place.minuteOfDay, true) >= 0 ? minute : openingAt(calendar, place.run, ordinal);
}

function previousMinute(calendar: WorkCalendar, minute: number): number {
  const place = locate(calendar, minute);
  const pattern = patternAt(calendar, place.run, place.day);
  if (periodIndex(pattern, place.minuteOfDay, true) >= 0) return minute;
  return closingAt(calendar, place.run, ordinalOf(calendar, place));
}

function subtractMinutes(calendar: WorkCalendar, minute: number, minutes: number): number {
  checkMinutes(minutes);
  if (minutes === 0) return previousMinute(calendar, minute);
  const place = locate(calendar, minute);
  return openingAt(calendar, place.run, ordinalOf(calendar, place) - minutes);
}

interface Place {
  readonly run: Run;
  /** Day of the run. */
  readonly day: number;
  readonly minuteOfDay: number;
}

function locate(calendar: WorkCalendar, minute: number): Place {
  const number = Math.floor(minute / DAY_MINUTES);
  const run = runOf(calendar, number);
  return { run, day: number - run.firstDay, minuteOfDay: minute - number * DAY_MINUTES };
}

/** Index of the period the minute lies in, -1 outside; closing time counts only when `closed`. */
function periodIndex({ periods }: DayPattern, minuteOfDay: number, closed: boolean): number {
  for (let index = 0; index < periods.length; index += 1) {
    const period = periods[index];
    if (!period || minuteOfDay < period.from) return -1;
    if (minuteOfDay < period.to || (closed && minuteOfDay === period.to)) return index;
  }
  return -1;
}

/** Working minutes of the run that lie before a place. */
function ordinalOf(calendar: WorkCalendar, { run, day, minuteOfDay }: Place): number {
  let worked = run.minutesBefore[day] ?? 0;
  for (const { from, to } of patternAt(calendar, run, day).periods) {
    if (minuteOfDay <= from) break;
    worked += (minuteOfDay < to ? minuteOfDay : to) - from;
  }
  return worked;
}

/** The moment that has exactly `ordinal` working minutes of the run before it, as late opening or running time. */
function openingAt(calendar: WorkCalendar, run: Run, ordinal: number): number {
  if (ordinal < 0) throw yearWithoutData(run.firstYear - 1);
  if (ordinal >= run.totalMinutes) throw yearWithoutData(run.lastYear + 1);
  const day = dayOfMinute(run, ordinal);
  const rest = ordinal - (run.minutesBefore[day] ?? 0);
  const { periods, before } = patternAt(calendar, run, day);
  let index = periods.length - 1;
  while (index > 0 && rest < (before[index] ?? 0)) index -= 1;
  return minuteAt(run, day, (periods[index]?.from ?? 0) + rest - (before[index] ?? 0));
}

/** The same moment as early closing or running time. */
function closingAt(calendar: WorkCalendar, run: Run, ordinal: number): number {
  if (ordinal <= 0) throw yearWithoutData(run.firstYear - 1);
  if (ordinal > run.totalMinutes) throw yearWithoutData(run.lastYear + 1);
  const day = dayOfMinute(run, ordinal - 1);
  const rest = ordinal - (run.minutesBefore[day] ?? 0);
  const { periods, before } = patternAt(calendar, run, day);
  let index = periods.length - 1;
  while (index > 0 && rest <= (before[index] ?? 0)) index -= 1;
  return minuteAt(run, day, (periods[index]?.from ?? 0) + rest - (before[index] ?? 0));
}

/** The day of the run on which working minute number `index` (from 0) is worked. */
function dayOfMinute(run: Run, index: number): number {
  if (run.uniformMinutes > 0) return run.workDays[Math.floor(index / run.uniformMinutes)] ?? 0;
  let low = 0;
  let high = run.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((run.minutesBefore[middle + 1] ?? 0) > index) high = middle;
    else low = middle + 1;
  }
  return low;
}

function minuteAt(run: Run, day: number, minuteOfDay: number): number {
  return (run.firstDay + day) * DAY_MINUTES + minuteOfDay;
}

function checkMinutes(minutes: number): void {
  if (!Number.isInteger(minutes) || minutes < 0) throw new RangeError(`must be whole minutes, 0 or more: ${minutes}`);
}
