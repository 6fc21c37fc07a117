import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import type { Cutoff } from '#modules/calendar/domain/cutoff.ts';
import { computeDue, type Due } from '#modules/calendar/domain/due.ts';
import { addWorkingMinutes, workingMinutesBetween } from '#modules/calendar/domain/moments.ts';
import type { LegalPeriod } from '#modules/calendar/domain/types.ts';
import { addDays, dayNumber } from '#kernel/local-date.ts';
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
 * The due moment after the clock stood still from `stoppedAt` to `resumedAt`: what remained remains. Working time is
 * kept to the minute; a limit in plain days keeps its days. What was overdue when the clock stopped stays overdue.
 */
export function resumedDue(
  calendar: WorkCalendar,
  dueAt: Date | null,
  stoppedAt: Date,
  resumedAt: Date,
  unit: Limit['unit'],
): Date | null {
  if (!dueAt || dueAt <= stoppedAt) return dueAt;
  if (unit === 'calendar-day') {
    const days = dayNumber(dateInVietnam(dueAt)) - dayNumber(dateInVietnam(stoppedAt));
    const { dueAt: moved } = computeDue(calendar, { from: resumedAt, amount: days, unit: 'calendar-day' });
    return moved > dueAt ? moved : dueAt;
  }
  const left = workingMinutesBetween(calendar, stoppedAt, dueAt);
  if (left <= 0) return dueAt;
  const moved = addWorkingMinutes(calendar, resumedAt, left);
  return moved > dueAt ? moved : dueAt;
}

/** The last day on which a re-appointment is lawful: so many days before the due day (NĐ 61/2018 Điều 19 khoản 9: 1). */
export function lastDayToReappoint(dueAt: Date, { reappointments }: ClockRules): string {
  return addDays(dateInVietnam(dueAt), -reappointments.latestDaysBefore);
}
