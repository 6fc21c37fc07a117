import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import type { Cutoff } from '#modules/calendar/domain/cutoff.ts';
import { computeDue, type Due, dueMoment, planDue } from '#modules/calendar/domain/due.ts';
import { addWorkingMinutes, nextWorkingMoment, workingMinutesBetween } from '#modules/calendar/domain/moments.ts';
import type { LegalPeriod } from '#modules/calendar/domain/types.ts';
import { addDays, dayNumber, fromDayNumber, type LocalDate } from '#kernel/local-date.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';

/** What of a time limit (thời hạn giải quyết) the clock needs; `procedures/domain/time-limit.ts` has it whole. */
export interface Limit {
  readonly text: string;
  readonly amount: number | null;
  readonly unit: 'working-day' | 'calendar-day' | 'working-hour' | 'same-day' | 'immediate' | 'none' | 'unknown';
  readonly cutoff?: Cutoff | null;
}

/** What of a rule set (quy định áp dụng) the clock needs; `procedures/domain/law.ts` has it whole. */
export interface ClockRules {
  readonly id: string;
  readonly afterSupplement: 'restart' | 'resume';
  readonly paymentStopsClock: boolean;
  readonly reappointments: { readonly max: number; readonly latestDaysBefore: number };
}

/**
 * The due moment (hạn trả kết quả) of a limit that begins at `from`, with its explanation; undefined when the
 * procedure has none, or none that is known: nothing is invented.
 * @throws Refusal `calendar.year_without_data`
 */
export function dueOf(calendar: WorkCalendar, from: Date, limit: Limit | null): Due | undefined {
  const period = limit && periodOf(limit);
  if (!period) return undefined;
  return computeDue(calendar, { from, ...period, ...(limit.cutoff ? { cutoff: limit.cutoff } : {}) });
}

/** The limit as a period of the calendar; undefined when there is nothing to count. */
export function periodOf({ amount, unit }: Limit): LegalPeriod | undefined {
  if (unit === 'same-day' || unit === 'immediate') return { amount: 0, unit: 'same-day' };
  if (unit === 'none' || unit === 'unknown' || amount === null) return undefined;
  return { amount, unit };
}

/**
 * The due moment after the clock stood still from `stoppedAt` to `resumedAt`: what remained of its working time remains,
 * to the minute. What was past its day when the clock stopped stays so. Days are what is judged (biểu mẫu so ngày), so what
 * was past its hour alone had no minute left and was in time: it is due on the day it goes on, at the minute it goes on.
 * @throws Refusal `calendar.year_without_data`
 */
export function resumedDue(calendar: WorkCalendar, dueAt: Date | null, stoppedAt: Date, resumedAt: Date): Date | null {
  if (!dueAt || keeps(dueAt, stoppedAt, resumedAt)) return dueAt;
  const left = Math.max(0, workingMinutesBetween(calendar, stoppedAt, dueAt));
  const moved = addWorkingMinutes(calendar, resumedAt, left);
  return moved > dueAt ? moved : dueAt;
}

/** What was past its day when the clock stopped stays so; what was past its hour and goes on the same day too. */
function keeps(dueAt: Date, stoppedAt: Date, resumedAt: Date): boolean {
  const day = dateInVietnam(dueAt);
  return dateInVietnam(stoppedAt) > day || (dueAt <= stoppedAt && dateInVietnam(resumedAt) <= day);
}

/** A due moment in plain days, and the day on which they end before days off move it; null where that is its own day or not known. */
export interface PlainDue {
  readonly dueAt: Date | null;
  readonly plainEndOn: LocalDate | null;
}

/**
 * The same for a limit in plain days: the days left when the clock stopped are counted from the day it goes on, and only
 * then moved off a day off. So the days of a holiday it had waited for are not handed out, however often it stops; and the
 * whole of what runs before, between and after stops is the limit. The hour is that of going on.
 * @param most the days of the limit: what is stopped before its counting began has no more left
 * @throws Refusal `calendar.year_without_data`
 */
export function resumedPlainDue(
  calendar: WorkCalendar,
  { dueAt, plainEndOn }: PlainDue,
  stoppedAt: Date,
  resumedAt: Date,
  most: number,
): PlainDue {
  if (!dueAt || keeps(dueAt, stoppedAt, resumedAt)) return { dueAt, plainEndOn };
  const dueOn = dateInVietnam(dueAt);
  // Past its plain end it only waited for days off to be over: no day of it is left.
  const left = Math.max(0, dayNumber(plainEndOn ?? dueOn) - dayNumber(dateInVietnam(stoppedAt)));
  const endOn = addDays(dateInVietnam(resumedAt), Math.min(left, most));
  const opening = nextWorkingMoment(calendar, resumedAt);
  const amount = Math.max(0, dayNumber(endOn) - dayNumber(dateInVietnam(opening)));
  const moved = dueMoment(calendar, { from: opening, amount, unit: 'calendar-day' });
  const after = moved > dueAt ? moved : dueAt;
  return { dueAt: after, plainEndOn: endOn };
}

/**
 * The day on which a limit in plain days that begins at `from` ends before days off move it; null for other limits.
 * @throws Refusal `calendar.year_without_data`
 */
export function plainEndOf(calendar: WorkCalendar, from: Date, limit: Limit | null): LocalDate | null {
  const period = limit && periodOf(limit);
  if (!limit || period?.unit !== 'calendar-day') return null;
  const { plainLastDay } = planDue(calendar, { from, ...period, ...(limit.cutoff ? { cutoff: limit.cutoff } : {}) });
  return fromDayNumber(plainLastDay);
}

/** The last day on which a re-appointment is lawful: so many days before the due day (NĐ 61/2018 Điều 19 khoản 9: 1). */
export function lastDayToReappoint(dueAt: Date, { reappointments }: ClockRules): string {
  return addDays(dateInVietnam(dueAt), -reappointments.latestDaysBefore);
}
