import {
  momentAtShare,
  nextWorkingMoment,
  previousWorkingMoment,
  subtractWorkingMinutes,
} from '#modules/calendar/domain/moments.ts';
import {
  addWorkingDays,
  nextWorkingDay,
  subtractWorkingDays,
  workingDaysBetween,
} from '#modules/calendar/domain/days.ts';
import { periodsOn, type WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { addDays, dayNumber, type LocalDate } from '#kernel/local-date.ts';
import { dateInVietnam, instantAt, minuteOfDay } from '#kernel/vietnam-time.ts';
import type { Policy } from './policy.ts';

/**
 * How days are counted and when a reminder may go out. Ordinary matters are reckoned in working time; express ones
 * (hỏa tốc) run through nights and days off.
 */
export interface Reckoning {
  /** Days of the term: after the first day, up to and including the last. */
  daysBetween(from: LocalDate, to: LocalDate): number;
  before(day: LocalDate, count: number): LocalDate;
  after(day: LocalDate, count: number): LocalDate;
  /** The day itself or the next one on which reminders go out. */
  dayFrom(day: LocalDate): LocalDate;
  /** The last day with time left for the work before `due`. */
  lastDayBefore(due: Date): LocalDate;
  /** When the day's reminders go out. */
  morningOf(day: LocalDate): Date;
  share(start: Date, due: Date, share: number): Date;
  /** The moment from which so many hours are left until `due`. */
  hoursBefore(due: Date, hours: number): Date;
  /** The moment itself when a reminder may go out then, else the next moment at which it may. */
  allowedFrom(moment: Date): Date;
}

const MINUTE_MS = 60_000;

/** Reckoning in working time: nothing on days off, in the midday break, outside office hours or in quiet hours. */
export function workingReckoning(calendar: WorkCalendar, quiet: Policy['quiet']): Reckoning {
  const allowedFrom = (moment: Date): Date => {
    let at = nextWorkingMoment(calendar, moment);
    // A second is enough: past the quiet hours a working day either goes on or the next one opens.
    while (isQuiet(quiet, minuteOfDay(at))) at = nextWorkingMoment(calendar, endOfQuiet(quiet, at));
    return at;
  };
  return {
    daysBetween: (from, to) => workingDaysBetween(calendar, from, to),
    before: (day, count) => subtractWorkingDays(calendar, day, count),
    after: (day, count) => addWorkingDays(calendar, day, count),
    dayFrom: (day) => nextWorkingDay(calendar, day),
    lastDayBefore: (due) =>
      dateInVietnam(previousWorkingMoment(calendar, new Date(Math.ceil(due.getTime() / MINUTE_MS - 1) * MINUTE_MS))),
    morningOf: (day) => allowedFrom(instantAt(day, periodsOn(calendar, day)[0]?.from ?? 0)),
    share: (start, due, share) => allowedFrom(momentAtShare(calendar, start, due, share)),
    hoursBefore: (due, hours) => allowedFrom(subtractWorkingMinutes(calendar, due, hours * 60)),
    allowedFrom,
  };
}

/** Reckoning in plain time for express matters: a day's reminders go out when the quiet hours end, the rest at any hour. */
export function plainReckoning(quiet: Policy['quiet']): Reckoning {
  return {
    daysBetween: (from, to) => dayNumber(to) - dayNumber(from),
    before: (day, count) => addDays(day, -count),
    after: addDays,
    dayFrom: (day) => day,
    lastDayBefore: (due) => dateInVietnam(new Date(due.getTime() - MINUTE_MS)),
    morningOf: (day) => instantAt(day, quiet.to),
    share: (start, due, share) =>
      new Date(Math.floor((start.getTime() + (due.getTime() - start.getTime()) * share) / MINUTE_MS) * MINUTE_MS),
    hoursBefore: (due, hours) => new Date(due.getTime() - hours * 60 * MINUTE_MS),
    allowedFrom: (moment) => moment,
  };
}

function isQuiet({ from, to }: Policy['quiet'], minute: number): boolean {
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

function endOfQuiet({ from, to }: Policy['quiet'], at: Date): Date {
  const day = dateInVietnam(at);
  const overMidnight = from > to && minuteOfDay(at) >= from;
  return instantAt(overMidnight ? addDays(day, 1) : day, to);
}
