import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { workingMinutesBetween } from '#modules/calendar/domain/moments.ts';
import { addDays } from '#kernel/local-date.ts';
import { dateInVietnam, instantAt } from '#kernel/vietnam-time.ts';
import type { DossierEvent } from '../events.ts';
import { fold, isPastDay } from '../facts.ts';
import { type Interval, type Ledger, ledgerOf } from '../ledger.ts';
import type { Standing } from './model.ts';
import type { Passage, PastDossier } from './past.ts';

/** What the forecast knows a dossier by, beside its history. */
export interface Kinship {
  readonly procedureId: string;
  /** The agency that answers for it. */
  readonly agencyId: string;
}

/**
 * What a history teaches, once its promised day is over: working time is counted from when the clock last began, and
 * measured against the whole of it to the lawful moment.
 *
 * @param asOf nothing after this moment is known; the day promised lies before it
 * @returns undefined for what teaches nothing: no due day, not over yet, stopped, withdrawn or closed
 */
export function pastDossier(
  kin: Kinship,
  events: readonly DossierEvent[],
  calendar: WorkCalendar,
  asOf: Date,
): PastDossier | undefined {
  const known = events.filter(({ at }) => at <= asOf);
  if (known.length === 0) return undefined;
  const ledger = ledgerOf(known, calendar, asOf);
  const { facts, lawfulDueAt, finishedAt } = ledger;
  if (!lawfulDueAt || !isPastDay(asOf, lawfulDueAt) || facts.clock === 'stopped') return undefined;
  if (facts.clock === 'ended' && !finishedAt) return undefined;
  const run = lastRun(ledger.intervals);
  if (!run) return undefined;
  const end = finishedAt ?? asOf;
  const used = (at: Date): number => runningMinutes(run, calendar, at);
  const budget = end < lawfulDueAt ? used(end) + minutes(calendar, end, lawfulDueAt) : used(lawfulDueAt);
  if (budget <= 0) return undefined;
  return {
    procedureId: kin.procedureId,
    agencyId: kin.agencyId,
    isLate: ledger.lateByDate,
    finishedAtShare: finishedAt ? used(finishedAt) / budget : null,
    passages: passagesOf(ledger, run[0]?.from ?? end, (at) => used(at) / budget),
  };
}

/**
 * From when on a history read at `asOf` teaches something else though nothing is added to it: an event dated later, or
 * the end of the day it promises.
 * @returns null when it never does
 */
export function holdsUntil(events: readonly DossierEvent[], asOf: Date): Date | null {
  const moments = events.map(({ at }) => at);
  const due = fold(events.filter(({ at }) => at <= asOf)).lawfulDueAt;
  if (due) moments.push(instantAt(addDays(dateInVietnam(due), 1)));
  return moments.reduce<Date | null>((first, at) => (at > asOf && (!first || at < first) ? at : first), null);
}

/** Where an open dossier stands now; undefined when its clock does not run, it has no due day or the day is over. */
export function standingOf(kin: Kinship, ledger: Ledger, calendar: WorkCalendar, now: Date): Standing | undefined {
  const { facts, lawfulDueAt } = ledger;
  if (facts.clock !== 'running' || !lawfulDueAt || isPastDay(now, lawfulDueAt)) return undefined;
  const run = lastRun(ledger.intervals);
  if (!run) return undefined;
  const used = runningMinutes(run, calendar, now);
  const left = minutes(calendar, now, lawfulDueAt);
  const share = used + left > 0 ? used / (used + left) : 1;
  return { procedureId: kin.procedureId, agencyId: kin.agencyId, stepKey: facts.stepKey, share };
}

/** The intervals since the clock last began from zero. */
function lastRun(intervals: readonly Interval[]): readonly Interval[] | undefined {
  const begin = Math.max(
    0,
    intervals.findLastIndex(({ restarted }) => restarted),
  );
  const run = intervals.slice(begin).filter(({ kind }) => kind === 'running');
  return run.length > 0 ? run : undefined;
}

/** Working minutes in which the clock ran until a moment. */
function runningMinutes(run: readonly Interval[], calendar: WorkCalendar, until: Date): number {
  return run.reduce((all, { from, to }) => all + minutes(calendar, from, to && to < until ? to : until), 0);
}

function passagesOf({ legs }: Ledger, from: Date, shareAt: (at: Date) => number): Passage[] {
  return legs.flatMap(({ stepKey, enteredAt, leftAt }) =>
    stepKey === null || enteredAt < from
      ? []
      : [{ stepKey, from: shareAt(enteredAt), to: leftAt === null ? null : shareAt(leftAt) }],
  );
}

function minutes(calendar: WorkCalendar, from: Date, to: Date): number {
  return from < to ? workingMinutesBetween(calendar, from, to) : 0;
}
