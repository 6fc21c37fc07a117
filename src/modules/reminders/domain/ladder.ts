import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { addDays, addMonths, type LocalDate, weekday } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import type { Channel } from './channel.ts';
import { type Audience, type MomentBefore, type Policy, type StepKind, type Stopping, usualStops } from './policy.ts';
import { plainReckoning, type Reckoning, workingReckoning } from './reckoning.ts';

export type Urgency = 'normal' | 'urgent' | 'very-urgent' | 'express';

/** What a ladder is planned from. A due day without an hour stands as the last moment of that day. */
export interface Term {
  /** The term is counted from here. */
  readonly startAt: Date;
  readonly dueAt: Date | null;
  readonly urgency: Urgency;
  /** When the plan was made; nothing is planned before it. The start when absent. */
  readonly plannedAt?: Date;
  /**
   * Who hears of the matter as the plan begins: everybody the policy names, or of work handed over its new owner alone;
   * false for any other second plan (a moved due date, a reopening), as those concerned know of it already.
   */
  readonly announce?: 'assigned' | 'handed-over' | false;
}

/** One step of the ladder (mốc nhắc). `key` is stable within a plan: a step of a plan fires once. */
export interface Step {
  readonly key: string;
  readonly at: Date;
  readonly kind: StepKind;
  readonly audience: readonly Audience[];
  /** The ways it may take; undefined: any. */
  readonly channels?: readonly Channel[] | undefined;
  /** What spares everybody this step. */
  readonly stopsOn: readonly Stopping[];
}

/** Why a plan has no further step although its obligation is open. */
export interface NoFurther {
  readonly reason: 'year-without-data' | 'no-rule';
  /** The year whose days off must be entered first. */
  readonly year?: number;
}

/** Some steps in order of time, and why there is none after them (undefined: there are more). */
export interface Plan {
  readonly steps: readonly Step[];
  readonly noFurther: NoFurther | undefined;
}

/** How days and hours are reckoned for an urgency: express matters in plain time, all others in working time. */
export function reckoningFor(policy: Policy, calendar: WorkCalendar, urgency: Urgency): Reckoning {
  return urgency === 'express' ? plainReckoning(policy.quiet) : workingReckoning(calendar, policy.quiet);
}

/**
 * The steps of the ladder after `after` (from the beginning when absent), in order of time, one at most at any moment:
 * the first `limit`, or all up to `until` and the one that follows.
 *
 * Morning steps go out when the working day opens, the half-way step at its own working minute. The due day is the
 * last working day with time left before the due moment. Overdue days are counted from the day of the due moment;
 * after the single steps one goes out on the first working day of each week. What has no due date is looked at on the
 * first working day of each month.
 *
 * A year without days-off data ends the plan there, by name; it is never guessed.
 */
export function planSteps(
  policy: Policy,
  calendar: WorkCalendar,
  term: Term,
  { after, limit = 12, until }: { after?: Date | undefined; limit?: number; until?: Date } = {},
): Plan {
  const steps: Step[] = [];
  const reckoning = reckoningFor(policy, calendar, term.urgency);
  try {
    for (const step of ladder(policy, reckoning, term, after ?? term.plannedAt ?? term.startAt)) {
      if (after && step.at <= after) continue;
      const last = steps.at(-1);
      const enough = until ? last !== undefined && last.at > until : steps.length === limit;
      if (enough) return { steps, noFurther: undefined };
      steps.push(step);
    }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'calendar.year_without_data') throw error;
    return { steps, noFurther: { reason: 'year-without-data', year: Number(error.details['year']) } };
  }
  return { steps, noFurther: { reason: 'no-rule' } };
}

/** The whole ladder, lazily; overdue weeks and reviews that ended before `from` may be left out. */
function* ladder(policy: Policy, reckoning: Reckoning, term: Term, from: Date): Generator<Step> {
  const { startAt, dueAt, plannedAt = startAt, announce = 'assigned' } = term;
  const told = announce ? announcement(policy, reckoning, plannedAt, announce) : undefined;
  // What would be said again at the moment of the announcement, or before it, is said by it.
  const floor = told?.at ?? plannedAt;
  if (!dueAt) {
    if (told) yield told;
    yield* reviews(policy, reckoning, floor, from);
    return;
  }
  if (!told || told.at < dueAt) {
    if (told) yield told;
    yield* stepsBefore(policy, reckoning, { startAt, dueAt }, floor);
    yield* stepsAfter(policy, reckoning, dueAt, plannedAt, from);
    return;
  }
  // Announced when already overdue: an escalation of the same moment says it to more people.
  let pending: Step | undefined = told;
  for (const step of stepsAfter(policy, reckoning, dueAt, plannedAt, from)) {
    if (pending && step.at > pending.at) yield pending;
    pending = undefined;
    yield step;
  }
  if (pending) yield pending;
}

function announcement(
  policy: Policy,
  reckoning: Reckoning,
  plannedAt: Date,
  key: 'assigned' | 'handed-over',
): Step | undefined {
  const audience: readonly Audience[] = key === 'handed-over' ? ['owner'] : policy.onAssignment;
  if (audience.length === 0) return undefined;
  return { key, at: reckoning.allowedFrom(plannedAt), kind: 'assigned', audience, stopsOn: [] };
}

/**
 * Whether a plan asks at which moment of its day the term began: where its ladder has a step at a share of the term.
 * All else goes by whole days.
 */
export function asksMomentOfStart(policy: Policy, calendar: WorkCalendar, term: Term): boolean {
  if (!term.dueAt) return false;
  const length = lengthOf(reckoningFor(policy, calendar, term.urgency), term.startAt, term.dueAt);
  return bandFor(policy, length)?.steps.some(({ at }) => 'share' in at) ?? false;
}

function lengthOf(reckoning: Reckoning, startAt: Date, dueAt: Date): number {
  return reckoning.daysBetween(dateInVietnam(startAt), dateInVietnam(dueAt));
}

function bandFor(policy: Policy, length: number): Policy['bands'][number] | undefined {
  return policy.bands.find(({ overDays }) => length > overDays);
}

function* stepsBefore(
  policy: Policy,
  reckoning: Reckoning,
  { startAt, dueAt }: { startAt: Date; dueAt: Date },
  floor: Date,
): Generator<Step> {
  const band = bandFor(policy, lengthOf(reckoning, startAt, dueAt));
  if (!band) return;
  const dueDay = reckoning.lastDayBefore(dueAt);
  const steps = band.steps.map((step): Step & { readonly givesWay: boolean } => {
    const at = momentOf(step.at, reckoning, { startAt, dueAt, dueDay });
    // What is said on the due day, at whatever hour, is said of today.
    const today = 'dueDay' in step.at || ('hoursBefore' in step.at && dateInVietnam(at) === dueDay);
    const kind = today ? 'due-today' : 'due-soon';
    const { key, to: audience, channels, stopsOn = usualStops(kind) } = step;
    return { key, at, kind, audience, channels, stopsOn, givesWay: 'share' in step.at };
  });
  const inTime = steps.filter(({ at }) => at > floor && at < dueAt).sort(byTime);
  const onDueDay = inTime.some(({ kind }) => kind === 'due-today');
  let last = floor;
  for (const { givesWay, ...step } of inTime) {
    // On the due day one reminder is enough: a half-way step that falls on it gives way.
    if (onDueDay && givesWay && dateInVietnam(step.at) === dueDay) continue;
    if (step.at <= last) continue;
    last = step.at;
    yield step;
  }
}

function momentOf(
  at: MomentBefore,
  reckoning: Reckoning,
  { startAt, dueAt, dueDay }: { startAt: Date; dueAt: Date; dueDay: LocalDate },
): Date {
  if ('dueDay' in at) return reckoning.morningOf(dueDay);
  if ('share' in at) return reckoning.share(startAt, dueAt, at.share);
  if ('hoursBefore' in at) return reckoning.hoursBefore(dueAt, at.hoursBefore);
  if ('daysBeforeDate' in at) return reckoning.morningOf(reckoning.before(dateInVietnam(dueAt), at.daysBeforeDate));
  return reckoning.morningOf(reckoning.before(dueDay, at.daysBefore));
}

function* stepsAfter(policy: Policy, reckoning: Reckoning, dueAt: Date, plannedAt: Date, from: Date): Generator<Step> {
  const dueDay = dateInVietnam(dueAt);
  let last = dueAt > plannedAt ? dueAt : plannedAt;
  for (const { key, afterDays, to, channels } of [...policy.overdue].sort((a, b) => a.afterDays - b.afterDays)) {
    const at = reckoning.morningOf(reckoning.after(dueDay, afterDays));
    if (at <= last) continue;
    last = at;
    yield { key, at, kind: 'overdue', audience: to, channels, stopsOn: [] };
  }
  const { weekly } = policy;
  if (!weekly) return;
  const beginning = dateInVietnam(from > dueAt ? from : dueAt);
  for (let monday = mondayOf(beginning); ; monday = addDays(monday, 7)) {
    const day = reckoning.dayFrom(monday);
    // A week off altogether (Tết) has no list: its first working day belongs to the next.
    if (day >= addDays(monday, 7)) continue;
    const overdue = reckoning.daysBetween(dueDay, day);
    const at = reckoning.morningOf(day);
    if (overdue < weekly.fromDays || at <= last) continue;
    const also = weekly.also.filter(({ fromDays }) => overdue >= fromDays).flatMap(({ to }) => to);
    yield {
      key: `week-${monday}`,
      at,
      kind: 'overdue',
      audience: [...weekly.to, ...also],
      channels: weekly.channels,
      stopsOn: [],
    };
  }
}

function* reviews(policy: Policy, reckoning: Reckoning, floor: Date, from: Date): Generator<Step> {
  if (!policy.withoutDue) return;
  const beginning = dateInVietnam(from > floor ? from : floor);
  for (let first: LocalDate = `${beginning.slice(0, 7)}-01`; ; first = addMonths(first, 1)) {
    const at = reckoning.morningOf(reckoning.dayFrom(first));
    if (at <= floor) continue;
    yield { key: `review-${first.slice(0, 7)}`, at, kind: 'review', audience: policy.withoutDue.to, stopsOn: [] };
  }
}

function mondayOf(day: LocalDate): LocalDate {
  return addDays(day, 1 - weekday(day));
}

function byTime(a: Step, b: Step): number {
  return a.at.getTime() - b.at.getTime();
}
