import { addDays, dayNumber, type LocalDate } from '#kernel/local-date.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import { fromMinute } from '#modules/calendar/domain/moments.ts';
import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { nextWorkingDay } from '#modules/calendar/domain/days.ts';
import { openingOf } from '#modules/calendar/domain/cutoff.ts';

/** A way to move the demonstration clock: by a named step, or to a moment. */
export type ClockMove = { readonly by: 'hour' | 'next-morning' | 'week' } | { readonly to: Date };

const HOUR_MS = 3_600_000;

/** Where a move leads from `now`; 'next-morning' is the opening of the next working day. */
export function moveTarget(calendar: WorkCalendar, now: Date, move: ClockMove): Date {
  if ('to' in move) return move.to;
  if (move.by === 'hour') return new Date(now.getTime() + HOUR_MS);
  if (move.by === 'week') return new Date(now.getTime() + 7 * 24 * HOUR_MS);
  const today = dateInVietnam(now);
  const opening = openingAfter(calendar, today);
  return opening > now ? opening : openingAfter(calendar, addDays(today, 1));
}

/** Opening of the day itself when it is worked, else of the next one that is. */
function openingAfter(calendar: WorkCalendar, date: LocalDate): Date {
  return fromMinute(openingOf(calendar, dayNumber(nextWorkingDay(calendar, date))));
}
