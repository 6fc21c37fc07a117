import { dayNumber, type LocalDate } from '#kernel/local-date.ts';
import { patternAt, runOf, type WorkCalendar } from './calendar.ts';
import { nthWorkDayOffset } from './days.ts';
import { fromMinute, nextMinute, toMinute } from './moments.ts';
import type { Source } from './types.ts';

/** Minutes since midnight after which a rule bites, or how long before the day's last closing it begins to. */
export type CutoffTime = { readonly after: number } | { readonly beforeClosing: number };

/**
 * The three cut-off rules that practice mixes up; a procedure has none unless its own rules say so.
 *
 * - `transfer-next-morning`: papers received late may travel to the competent agency next morning. It never
 *   moves a due date (NĐ 61/2018/NĐ-CP Điều 18; NĐ 309/2026/NĐ-CP).
 * - `same-day-to-next-day`: a same-day procedure received late is due at the end of the next working day
 *   (chứng thực, QĐ 2637/QĐ-UBND Vĩnh Long 2025).
 * - `start-next-working-day`: received late, the period is counted from the next working day
 *   (NĐ 297/2025/NĐ-CP Điều 3.5 and 6.3), from `startsAt` when the rule names an hour.
 */
export type Cutoff =
  | { readonly kind: 'transfer-next-morning'; readonly time: { readonly after: number }; readonly source: Source }
  | { readonly kind: 'same-day-to-next-day'; readonly time: { readonly after: number }; readonly source: Source }
  | {
      readonly kind: 'start-next-working-day';
      readonly time: CutoffTime;
      /** Minutes since midnight; the day's opening when absent. */
      readonly startsAt?: number;
      readonly source: Source;
    };

export type CutoffKind = Cutoff['kind'];

/** Transfer of papers after 15:00 (NĐ 61/2018/NĐ-CP Điều 18). */
export const TRANSFER_AFTER_15: Cutoff = {
  kind: 'transfer-next-morning',
  time: { after: 15 * 60 },
  source: { title: 'Nghị định 61/2018/NĐ-CP, Điều 18' },
};

/** "Trong ngày; nhận sau 15 giờ thì ngày làm việc tiếp theo", as published for certification. */
export const SAME_DAY_UNTIL_15: Cutoff = {
  kind: 'same-day-to-next-day',
  time: { after: 15 * 60 },
  source: { title: 'Quyết định 2637/QĐ-UBND năm 2025 của UBND tỉnh Vĩnh Long (chứng thực)' },
};

/**
 * Whether a receipt at `minute` (since 1970, Việt Nam) on a working day comes too late for that day. "Sau 15 giờ"
 * begins at 15:01; "trong giờ cuối" includes its first minute.
 */
export function isPastCutoff(calendar: WorkCalendar, time: CutoffTime, minute: number): boolean {
  const number = Math.floor(minute / 1440);
  const minuteOfDay = minute - number * 1440;
  if ('after' in time) return minuteOfDay > time.after;
  const run = runOf(calendar, number);
  const closing = patternAt(calendar, run, number - run.firstDay).periods.at(-1)?.to;
  return closing !== undefined && minuteOfDay >= closing - time.beforeClosing;
}

/**
 * Whether a receipt is too late for the day its work starts on. Judged by when it was received, at lunch too; what was
 * received on an earlier day is there when the day opens.
 */
export function isLateOnDay(calendar: WorkCalendar, cutoff: Cutoff, received: number, startDay: number): boolean {
  return Math.floor(received / 1440) === startDay && isPastCutoff(calendar, cutoff.time, received);
}

/** The next working day after a day, as days since 1970. */
export function workingDayAfter(calendar: WorkCalendar, number: number): number {
  const run = runOf(calendar, number);
  return run.firstDay + nthWorkDayOffset(run, run.daysBefore[number - run.firstDay + 1] ?? 0);
}

/**
 * Until when papers received at the counter must have left for the competent agency: the close of the same working
 * day, or, past the cut-off, the opening of the next one. Apart from due dates on purpose.
 */
export function transferDueAt(calendar: WorkCalendar, receivedAt: Date, cutoff: Cutoff = TRANSFER_AFTER_15): Date {
  const received = toMinute(receivedAt);
  const start = nextMinute(calendar, received);
  const number = Math.floor(start / 1440);
  if (isLateOnDay(calendar, cutoff, received, number)) {
    return fromMinute(openingOf(calendar, workingDayAfter(calendar, number)));
  }
  return fromMinute(closingOf(calendar, number));
}

/** First minute of work of a working day (days since 1970), as minutes since 1970. */
export function openingOf(calendar: WorkCalendar, number: number): number {
  const run = runOf(calendar, number);
  return number * 1440 + (patternAt(calendar, run, number - run.firstDay).periods[0]?.from ?? 0);
}

/** Closing of a working day (days since 1970), as minutes since 1970. */
export function closingOf(calendar: WorkCalendar, number: number): number {
  const run = runOf(calendar, number);
  return number * 1440 + (patternAt(calendar, run, number - run.firstDay).periods.at(-1)?.to ?? 1440);
}

/** The minute since midnight at which a cut-off bites on a working day. */
export function cutoffClock(calendar: WorkCalendar, time: CutoffTime, date: LocalDate): number {
  if ('after' in time) return time.after;
  const number = dayNumber(date);
  return closingOf(calendar, number) - number * 1440 - time.beforeClosing;
}
