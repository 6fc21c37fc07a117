import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import type { ExplanationStep } from '#modules/calendar/domain/steps.ts';
import { workingMinutesBetween } from '#modules/calendar/domain/moments.ts';
import type { Cause, Correction, DocumentRef, DossierEvent } from './events.ts';
import { effective, type Facts, fold, isPastDay } from './facts.ts';
import { type Leg, legsOf } from './legs.ts';
import { punctualityOf, type Punctuality } from './punctuality.ts';

export type { Leg } from './legs.ts';

/** A stretch of time in which the clock ran or stood still, and why. */
export interface Interval {
  readonly kind: 'running' | 'stopped';
  /** The clock began from zero with it (sau khi bổ sung đủ). */
  readonly restarted: boolean;
  readonly from: Date;
  /** null while it lasts. */
  readonly to: Date | null;
  readonly workingMinutes: number;
  readonly reason: string | null;
  readonly cause: Cause | null;
  readonly document: DocumentRef | null;
  readonly actorName: string;
  readonly seq: number;
}

/** Everything about a dossier's time, derived from its events (sổ thời gian). */
export interface Ledger extends Punctuality {
  readonly facts: Facts;
  readonly intervals: readonly Interval[];
  readonly legs: readonly Leg[];
  readonly firstDueAt: Date | null;
  readonly dueAt: Date | null;
  readonly lawfulDueAt: Date | null;
  readonly dueExplanation: readonly ExplanationStep[];
  readonly finishedAt: Date | null;
  /** Working minutes counted against the limit as it now runs: since reception, or since the clock began again. */
  readonly elapsedMinutes: number;
  /** All working minutes in which the clock ran. */
  readonly totalMinutes: number;
  readonly stoppedMinutes: number;
  /** Working minutes lost to software or connection, shown apart. */
  readonly faultMinutes: number;
  readonly corrections: readonly (Correction & {
    readonly at: Date;
    readonly seq: number;
    readonly reason: string | null;
    readonly document: DocumentRef | null;
    readonly actorName: string;
  })[];
}

/**
 * Reads the history of a dossier as its clock: intervals, the part of each agency, due moments, lateness.
 * @param now until when an open interval is counted
 * @throws Refusal `calendar.year_without_data`
 */
export function ledgerOf(events: readonly DossierEvent[], calendar: WorkCalendar, now: Date): Ledger {
  const facts = fold(events);
  const standing = effective(events);
  const intervals = intervalsOf(standing, calendar, now);
  const faults = standing.flatMap(({ action, data }) => (action === 'note-fault' && data.fault ? [data.fault] : []));
  const legs = legsOf(standing, intervals, faults, calendar);
  const running = intervals.filter(({ kind }) => kind === 'running');
  const lastRestart = running.findLastIndex(({ restarted }) => restarted);
  const corrections = standing.flatMap(({ action, data, at, seq, reason, document, actorName }) =>
    action === 'correct' && data.correction ? [{ ...data.correction, at, seq, reason, document, actorName }] : [],
  );
  return {
    facts,
    intervals,
    legs,
    firstDueAt: facts.firstDueAt,
    dueAt: facts.dueAt,
    lawfulDueAt: facts.lawfulDueAt,
    dueExplanation: standing.findLast(({ data }) => data.explanation)?.data.explanation ?? [],
    finishedAt: facts.finishedAt,
    elapsedMinutes: sum(running.slice(Math.max(lastRestart, 0))),
    totalMinutes: sum(running),
    stoppedMinutes: sum(intervals.filter(({ kind }) => kind === 'stopped')),
    faultMinutes: legs.reduce((all, leg) => all + leg.faultMinutes, 0),
    corrections,
    ...punctualityOf(facts, calendar, now, latenessAtStops(standing, calendar)),
  };
}

const sum = (list: readonly Interval[]): number => list.reduce((all, { workingMinutes }) => all + workingMinutes, 0);

/** The most by which the dossier was past its lawful moment when its clock was stopped. */
function latenessAtStops(events: readonly DossierEvent[], calendar: WorkCalendar): number {
  let most = 0;
  for (const [index, event] of events.entries()) {
    const before = events[index - 1];
    if (before?.clock !== 'running' || event.clock !== 'stopped' || !before.lawfulDueAt) continue;
    if (isPastDay(event.at, before.lawfulDueAt))
      most = Math.max(most, workingMinutesBetween(calendar, before.lawfulDueAt, event.at));
  }
  return most;
}

function intervalsOf(events: readonly DossierEvent[], calendar: WorkCalendar, now: Date): Interval[] {
  const found: Interval[] = [];
  let open: Omit<Interval, 'to' | 'workingMinutes'> | undefined;
  const close = (to: Date | null): void => {
    if (!open) return;
    const end = to ?? (now > open.from ? now : open.from);
    found.push({ ...open, to, workingMinutes: Math.max(0, workingMinutesBetween(calendar, open.from, end)) });
    open = undefined;
  };
  for (const { clock, data, at, reason, cause, document, actorName, seq } of events) {
    const kind = clock === 'running' || clock === 'stopped' ? clock : undefined;
    const restarted = data.restart === true;
    if (kind === open?.kind && !restarted) continue;
    close(at);
    if (kind) open = { kind, restarted, from: at, reason, cause, document, actorName, seq };
  }
  close(null);
  return found;
}

/** Whether the fold of a history keeps the promises of the clock; an empty list is a clean history. */
export function faultsOf(events: readonly DossierEvent[], calendar: WorkCalendar, now: Date): string[] {
  const ledger = ledgerOf(events, calendar, now);
  const { facts, intervals, legs } = ledger;
  const found: string[] = [];
  const claim = (holds: boolean, what: string): void => void (holds || found.push(what));
  const promise = effective(events).find(({ lawfulDueAt }) => lawfulDueAt !== null);
  claim(facts.firstDueAt?.getTime() === promise?.lawfulDueAt?.getTime(), 'first-due-changed');
  const finishes = effective(events).filter(({ action }) => FINISHING.has(action));
  claim(finishes.length <= 1, 'finished-twice');
  if (finishes[0]) claim(facts.finishedAt?.getTime() === finishes[0].at.getTime(), 'finish-overwritten');
  for (const { dueAt } of events) {
    if (!dueAt || !facts.receivedAt) continue;
    claim(dueAt >= facts.receivedAt, 'due-before-start');
  }
  for (const [index, event] of events.entries()) {
    claim(event.seq === index + 1, 'gap-in-history');
    claim(index === 0 || event.at >= (events[index - 1]?.at ?? event.at), 'history-out-of-order');
  }
  intervals.forEach((interval, index) => {
    const next = intervals[index + 1];
    if (next) claim(interval.to?.getTime() === next.from.getTime(), 'interval-gap');
    claim(interval.to === null || interval.to >= interval.from, 'interval-backwards');
  });
  // Side by side several legs use the same minutes; then each minute must be at least one's.
  const used = legs.reduce((all, leg) => all + leg.elapsedMinutes + leg.faultMinutes, 0);
  if (legs.some(({ sideBySide }) => sideBySide))
    claim(coveredMinutes(ledger, calendar) === ledger.totalMinutes, 'time-is-nobodys');
  else claim(used === ledger.totalMinutes, 'legs-do-not-add-up');
  if (facts.finishedAt && isPastDay(facts.finishedAt, facts.lawfulDueAt))
    claim(ledger.status === (facts.reappointments > 0 ? 'late-reappointed' : 'late'), 'late-told-as-on-time');
  return [...new Set(found)];
}

/** Working minutes in which the clock ran and some leg was open, each counted once. */
function coveredMinutes({ legs, intervals }: Ledger, calendar: WorkCalendar): number {
  const covered: { from: Date; to: Date | null }[] = [];
  for (const { enteredAt, leftAt } of legs) {
    const last = covered.at(-1);
    if (!last || (last.to !== null && enteredAt > last.to)) covered.push({ from: enteredAt, to: leftAt });
    else if (last.to !== null && (leftAt === null || leftAt > last.to)) last.to = leftAt;
  }
  let all = 0;
  for (const { kind, from, to, workingMinutes } of intervals) {
    if (kind !== 'running') continue;
    for (const one of covered) {
      // An interval that is one stretch of legs is theirs whole; else what lies in both.
      if (one.from <= from && (one.to === null || (to !== null && one.to >= to))) all += workingMinutes;
      else {
        const begin = one.from > from ? one.from : from;
        const end = to === null || (one.to !== null && one.to < to) ? one.to : to;
        if (end && begin < end) all += workingMinutesBetween(calendar, begin, end);
      }
    }
  }
  return all;
}

const FINISHING: ReadonlySet<string> = new Set(['finish', 'refuse', 'complete-on-spot']);
