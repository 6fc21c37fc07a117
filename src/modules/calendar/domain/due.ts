import { dayNumber, fromDayNumber, addMonths as addPlainMonths, type LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { patternAt, runOf, type WorkCalendar } from './calendar.ts';
import { closingOf, type Cutoff, isLateOnDay, isPastCutoff, openingOf, workingDayAfter } from './cutoff.ts';
import { addWorkingDays, type CalendarDayOptions, nextWorkingDay, nthWorkDayOffset, plainEnd } from './days.ts';
import { explainDays, explainDue } from './explain.ts';
import { UNIT_VI } from './explain-vi.ts';
import {
  addMinutes,
  fromMinute,
  nextMinute,
  previousWorkingMoment,
  subtractWorkingMinutes,
  toMinute,
} from './moments.ts';
import type { ExplanationStep } from './steps.ts';
import { type LegalPeriod, type PeriodUnit, WORKING_DAY_MINUTES } from './types.ts';

export interface DueRequest extends LegalPeriod, CalendarDayOptions {
  /** The moment of receipt or of the order. */
  readonly from: Date;
  /** The procedure's own cut-off; most have none. */
  readonly cutoff?: Cutoff;
}

export interface Due {
  readonly dueAt: Date;
  readonly explanation: readonly ExplanationStep[];
}

/** How a due moment came about, in minutes since 1970 (Việt Nam); what explanations are told from. */
export interface DuePlan {
  readonly request: DueRequest;
  readonly received: number;
  /** Where counting starts: `received` moved to an opening, or by a cut-off. */
  readonly start: number;
  readonly startMovedByCutoff: boolean;
  /** The day the whole days end on, before and after it was moved off a day off (days since 1970). */
  readonly plainLastDay: number;
  readonly lastDay: number;
  /** The start's hour on the last day, before minutes of a part of a day are added. */
  readonly atHour: number;
  /** Working minutes counted from `atHour`. */
  readonly minutes: number;
  readonly due: number;
  readonly dueMovedByCutoff: boolean;
}

/**
 * The due moment (hạn) of a period, with the explanation of how it was found.
 *
 * A start outside office hours moves to the next opening. Working days end at the hour of the start, N working
 * days later, the day of the start not counted; parts of a day are worked off as hours (1 day = 8 hours). Hours run
 * over lunch, nights and days off. Plain days and months move off a day off to the next working day and keep the
 * hour. A same-day period ends with the day's work.
 *
 * @throws Refusal `calendar.amount_invalid` for an amount its unit does not allow;
 *   `calendar.year_without_data` naming the first year that is needed and has no data
 */
export function computeDue(calendar: WorkCalendar, request: DueRequest): Due {
  const plan = planDue(calendar, request);
  return { dueAt: fromMinute(plan.due), explanation: explainDue(calendar, plan) };
}

/** `computeDue` without the explanation, for bulk work; always the same moment. */
export function dueMoment(calendar: WorkCalendar, request: DueRequest): Date {
  return fromMinute(planDue(calendar, request).due);
}

/**
 * The moment that lies some working days before a due moment, at its hour: when "nhắc trước 1,5 ngày làm việc" falls.
 * Undoes `computeDue` in working days. Where that day keeps other hours, the closing before the hour, or the opening.
 * @param days 0 or more; parts of a day are taken off as hours (1 day = 8 hours)
 * @throws Refusal `calendar.amount_invalid`, `calendar.year_without_data`
 */
export function workingDaysBefore(calendar: WorkCalendar, due: Date, days: number): Date {
  checkPeriod({ amount: days, unit: 'working-day' });
  const total = Math.round(days * WORKING_DAY_MINUTES);
  const whole = Math.floor(total / WORKING_DAY_MINUTES);
  const end = toMinute(previousWorkingMoment(calendar, due));
  const endDay = Math.floor(end / 1440);
  const run = runOf(calendar, endDay);
  const day = run.firstDay + nthWorkDayOffset(run, (run.daysBefore[endDay - run.firstDay] ?? 0) - whole);
  const atHour = fromMinute(day === endDay ? end : upToHourOf(calendar, day, end - endDay * 1440));
  return subtractWorkingMinutes(calendar, atHour, total - whole * WORKING_DAY_MINUTES);
}

function upToHourOf(calendar: WorkCalendar, day: number, minuteOfDay: number): number {
  const run = runOf(calendar, day);
  let found = openingOf(calendar, day);
  for (const { from, to } of patternAt(calendar, run, day - run.firstDay).periods) {
    if (minuteOfDay >= from) found = day * 1440 + Math.min(minuteOfDay, to);
  }
  return found;
}

/**
 * The last day of a period that is counted from a day alone, as a document's "trong 5 ngày làm việc kể từ ngày ký" is;
 * the period ends with that day.
 *
 * @throws Refusal `calendar.amount_invalid` for hours, same-day and fractions of days: they need a moment
 */
export function computeDueOn(
  calendar: WorkCalendar,
  request: LegalPeriod & CalendarDayOptions & { readonly fromOn: LocalDate },
): { readonly dueOn: LocalDate; readonly explanation: readonly ExplanationStep[] } {
  const { fromOn, amount, unit } = request;
  checkPeriod(request);
  let plain: LocalDate;
  if (unit === 'working-day' && Number.isInteger(amount)) plain = addWorkingDays(calendar, fromOn, amount);
  else if (unit === 'calendar-day') plain = plainEnd(calendar, fromOn, amount, request);
  else if (unit === 'month') plain = addPlainMonths(fromOn, amount);
  else throw invalidAmount(request);
  const dueOn = nextWorkingDay(calendar, plain);
  return { dueOn, explanation: explainDays(calendar, request, plain, dueOn) };
}

/** Refuses an amount that its unit does not allow. @throws Refusal `calendar.amount_invalid` */
export function checkPeriod({ amount, unit }: LegalPeriod): void {
  const { max, perUnit } = LIMITS[unit];
  const pieces = amount * perUnit;
  // A tenth of an hour is 6 minutes although 0.1 * 60 need not be 6 in floating point.
  const whole = Math.abs(pieces - Math.round(pieces)) < 1e-6;
  if (!(amount >= 0) || amount > max || !whole) throw invalidAmount({ amount, unit });
}

/** Greatest amount of a unit, and into how many parts one of it may be cut. */
const LIMITS: Readonly<Record<PeriodUnit, { max: number; perUnit: number }>> = {
  'working-day': { max: 10_000, perUnit: WORKING_DAY_MINUTES },
  'working-hour': { max: 80_000, perUnit: 60 },
  'working-minute': { max: 4_800_000, perUnit: 1 },
  'calendar-day': { max: 36_500, perUnit: 1 },
  month: { max: 1_200, perUnit: 1 },
  'same-day': { max: 0, perUnit: 1 },
};

function invalidAmount({ amount, unit }: LegalPeriod): Refusal {
  return new Refusal('calendar.amount_invalid', 422, { amount, unit, unitName: UNIT_VI[unit] });
}

/** Counts a period; the one place where a due moment is found. */
export function planDue(calendar: WorkCalendar, request: DueRequest): DuePlan {
  checkPeriod(request);
  const received = toMinute(request.from);
  const { start, startMovedByCutoff } = startOf(calendar, received, request.cutoff);
  const startDay = Math.floor(start / 1440);
  const counted = countPeriod(calendar, request, start, startDay);
  const atHour = counted.lastDay === startDay ? start : atHourOf(calendar, counted.lastDay, start - startDay * 1440);
  const base = { request, received, start, startMovedByCutoff, ...counted, atHour };
  if (request.unit !== 'same-day') {
    const due = counted.minutes > 0 ? addMinutes(calendar, atHour, counted.minutes) : atHour;
    return { ...base, due, dueMovedByCutoff: false };
  }
  const { cutoff } = request;
  const late = cutoff?.kind === 'same-day-to-next-day' && isLateOnDay(calendar, cutoff, received, startDay);
  const day = late ? workingDayAfter(calendar, startDay) : startDay;
  return { ...base, due: closingOf(calendar, day), dueMovedByCutoff: late };
}

function startOf(
  calendar: WorkCalendar,
  received: number,
  cutoff: Cutoff | undefined,
): { start: number; startMovedByCutoff: boolean } {
  if (cutoff?.kind === 'start-next-working-day') {
    const day = Math.floor(received / 1440);
    const run = runOf(calendar, day);
    const dayOff = patternAt(calendar, run, day - run.firstDay).total === 0;
    if (dayOff || isPastCutoff(calendar, cutoff.time, received)) {
      const next = workingDayAfter(calendar, day);
      const start =
        cutoff.startsAt === undefined ? openingOf(calendar, next) : nextMinute(calendar, next * 1440 + cutoff.startsAt);
      return { start, startMovedByCutoff: true };
    }
  }
  return { start: nextMinute(calendar, received), startMovedByCutoff: false };
}

function countPeriod(
  calendar: WorkCalendar,
  request: DueRequest,
  start: number,
  startDay: number,
): { plainLastDay: number; lastDay: number; minutes: number } {
  const { amount, unit } = request;
  switch (unit) {
    case 'working-day': {
      // Rounded to the minute first: 2.9999999999 days from a sum of quarters is 3 days.
      const total = Math.round(amount * WORKING_DAY_MINUTES);
      const whole = Math.floor(total / WORKING_DAY_MINUTES);
      const run = runOf(calendar, startDay);
      const lastDay =
        whole === 0
          ? startDay
          : run.firstDay + nthWorkDayOffset(run, (run.daysBefore[startDay - run.firstDay + 1] ?? 0) + whole - 1);
      return { plainLastDay: lastDay, lastDay, minutes: total - whole * WORKING_DAY_MINUTES };
    }
    case 'working-hour':
      return { plainLastDay: startDay, lastDay: startDay, minutes: Math.round(amount * 60) };
    case 'working-minute':
      return { plainLastDay: startDay, lastDay: startDay, minutes: amount };
    case 'calendar-day':
      return rolled(calendar, plainEnd(calendar, fromDayNumber(startDay), amount, request));
    case 'month':
      return rolled(calendar, addPlainMonths(fromDayNumber(startDay), amount));
    case 'same-day':
      return { plainLastDay: startDay, lastDay: startDay, minutes: 0 };
  }
}

function rolled(calendar: WorkCalendar, plain: LocalDate): { plainLastDay: number; lastDay: number; minutes: number } {
  return { plainLastDay: dayNumber(plain), lastDay: dayNumber(nextWorkingDay(calendar, plain)), minutes: 0 };
}

/**
 * An hour of the day on a working day. Where that day keeps other hours: within its break, the next opening; after
 * its closing, the closing. So a change of hours never moves the day that was promised.
 */
function atHourOf(calendar: WorkCalendar, day: number, minuteOfDay: number): number {
  const run = runOf(calendar, day);
  const { periods } = patternAt(calendar, run, day - run.firstDay);
  for (const { from, to } of periods) {
    if (minuteOfDay < from) return day * 1440 + from;
    if (minuteOfDay <= to) return day * 1440 + minuteOfDay;
  }
  return closingOf(calendar, day);
}
