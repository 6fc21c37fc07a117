import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { periodsOn } from '#modules/calendar/domain/calendar.ts';
import { isWorkingMoment } from '#modules/calendar/domain/moments.ts';
import { addDays, type LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam, instantAt, minuteOfDay } from '#kernel/vietnam-time.ts';
import type { Urgency } from './ladder.ts';
import type { Policy, StepKind } from './policy.ts';

/** How e-mail is held back: when the morning's letter is written, and how many others may go out on one day. */
export interface Restraint {
  /** Minutes since midnight, Vietnamese time. */
  readonly at: number;
  /** Letters sent at once to one person on one day, the morning's not counted. */
  readonly dailyLimit: number;
}

/** Our own proposal: 07:30 as provinces send theirs, and five as no text was found that fixes a number. */
export const DEFAULT_RESTRAINT: Restraint = { at: 7 * 60 + 30, dailyLimit: 5 };

/** The restraint a policy states. It is that of the policy for every kind: one person has one morning's letter. */
export function restraintOf({ digest }: Pick<Policy, 'digest'>): Restraint {
  return { ...DEFAULT_RESTRAINT, ...digest };
}

/** What is asked of a step to know whether its letter can wait. */
export interface MailedStep {
  readonly kind: StepKind;
  readonly key: string;
  /** Steps missed while nothing ran, told by this one. */
  readonly folded: readonly string[];
  readonly urgency: Urgency;
}

/**
 * Whether a step's letter goes out at once or waits for the morning's: at once only what is newly overdue, what is due
 * today and urgent matters (khẩn and above). In the program every step is told at once.
 */
export function whenToMail(step: MailedStep, policy: Pick<Policy, 'overdue'>): 'now' | 'digest' {
  if (step.urgency !== 'normal' || step.kind === 'due-today') return 'now';
  if (step.kind !== 'overdue') return 'digest';
  const first = [...policy.overdue].sort((a, b) => a.afterDays - b.afterDays)[0]?.key;
  return first !== undefined && (step.key === first || step.folded.includes(first)) ? 'now' : 'digest';
}

/**
 * When the morning's letter of a day is written: `at`, or where the agency opens later, when it opens; in a break, when
 * the break is over.
 * @returns undefined on a day off, on a day that closes before `at`, and where the year's days off are not known
 */
export function digestMoment(calendar: WorkCalendar, date: LocalDate, at: number): Date | undefined {
  try {
    const period = periodsOn(calendar, date).find(({ to }) => at < to);
    return period && instantAt(date, Math.max(at, period.from));
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.year_without_data') return undefined;
    throw error;
  }
}

/**
 * Where the morning's letter of `now`'s day stands: `due` from its moment on while people are at work (a program that
 * was down at 07:30 writes it later on the day, never at night), `later` with its moment, or `none` for that day.
 */
export function digestState(
  calendar: WorkCalendar,
  now: Date,
  at: number,
): { readonly state: 'due' | 'none' } | { readonly state: 'later'; readonly at: Date } {
  const moment = digestMoment(calendar, dateInVietnam(now), at);
  if (!moment) return { state: 'none' };
  if (now < moment) return { state: 'later', at: moment };
  if (isWorkingMoment(calendar, now)) return { state: 'due' };
  const back = nextPeriod(calendar, now);
  return back ? { state: 'later', at: back } : { state: 'none' };
}

/** When work goes on after a break of the same day. */
function nextPeriod(calendar: WorkCalendar, now: Date): Date | undefined {
  const date = dateInVietnam(now);
  const next = periodsOn(calendar, date).find(({ from }) => from > minuteOfDay(now));
  return next && instantAt(date, next.from);
}

/** How far a morning is looked for: longer than any run of days off. */
const LOOK_AHEAD = 40;

/** The next moment after `now` at which morning letters are written; undefined where no data says. */
export function nextDigestMoment(calendar: WorkCalendar, now: Date, at: number): Date | undefined {
  const today = dateInVietnam(now);
  for (let day = 0; day <= LOOK_AHEAD; day += 1) {
    const moment = digestMoment(calendar, addDays(today, day), at);
    if (moment && moment > now) return moment;
  }
  return undefined;
}

/** The last moment up to `upTo` at which morning letters were written; 24 hours before it where no data says. */
export function lastDigestMoment(calendar: WorkCalendar, upTo: Date, at: number): Date {
  const day = dateInVietnam(upTo);
  for (let back = 0; back <= LOOK_AHEAD; back += 1) {
    const moment = digestMoment(calendar, addDays(day, -back), at);
    if (moment && moment <= upTo) return moment;
  }
  return new Date(upTo.getTime() - 24 * 60 * 60_000);
}
