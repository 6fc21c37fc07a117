import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { workingMinutesBetween } from '#modules/calendar/domain/moments.ts';
import type { DossierEvent, FaultPeriod } from './events.ts';
import { evolve, type Facts } from './facts.ts';
import type { Interval } from './ledger.ts';
import { FIRST_TRACK, type Track, tracksOf } from './tracks.ts';

/** The part of one agency at one step (chặng): when it came, when it left, what it used of its budget. */
export interface Leg {
  readonly agencyId: string;
  readonly stepKey: string | null;
  readonly stepName: string | null;
  readonly officerId: string | null;
  readonly enteredAt: Date;
  /** null while it lasts. */
  readonly leftAt: Date | null;
  readonly budgetMinutes: number | null;
  /** Working minutes in which the clock ran and the software worked. */
  readonly elapsedMinutes: number;
  readonly faultMinutes: number;
  readonly dueAt: Date | null;
  readonly late: boolean;
  /** Others worked at the same time, each in a part of his own (song song). */
  readonly sideBySide: boolean;
  /** The part it belongs to (`Track.id`). */
  readonly part: string;
  readonly seq: number;
}

interface OpenLeg {
  readonly first: Track;
  last: Track;
  readonly at: Date;
  readonly seq: number;
  sideBySide: boolean;
}

/**
 * Cuts the life of a dossier by who had it, each part of work side by side for itself; a restart of the clock begins
 * new legs at the same steps. While a part waits for the others it is nobody's leg.
 */
export function legsOf(
  events: readonly DossierEvent[],
  intervals: readonly Interval[],
  faults: readonly FaultPeriod[],
  calendar: WorkCalendar,
): Leg[] {
  const legs: Leg[] = [];
  const open = new Map<string, OpenLeg>();
  const close = (id: string, leg: OpenLeg, to: Date | null): void => {
    const { first, last, at, seq, sideBySide } = leg;
    const used = usedIn(at, to, intervals, faults, calendar);
    legs.push({
      agencyId: first.agencyId,
      stepKey: first.stepKey,
      stepName: first.stepName,
      officerId: last.officerId,
      enteredAt: at,
      leftAt: to,
      budgetMinutes: first.stepMinutes,
      ...used,
      dueAt: last.dueAt === null ? null : new Date(last.dueAt),
      late: first.stepMinutes !== null && used.elapsedMinutes > first.stepMinutes,
      sideBySide,
      part: id,
      seq,
    });
    open.delete(id);
  };
  let facts: Facts | null = null;
  for (const event of events) {
    const mainBefore: string = facts?.tracks?.main ?? FIRST_TRACK;
    facts = evolve(facts, event);
    const counted = event.clock === 'running' || event.clock === 'stopped';
    const now = counted ? tracksOf(facts).filter(({ waitsAt }) => waitsAt === null) : [];
    const sentBack = event.action === 'send-back' ? (event.data.part?.id ?? mainBefore) : null;
    const moved = ({ id, agencyId, stepKey }: Track, leg: OpenLeg): boolean =>
      agencyId !== leg.first.agencyId ||
      stepKey !== leg.first.stepKey ||
      event.data.restart === true ||
      sentBack === id;
    for (const [id, leg] of open) {
      const track = now.find((one) => one.id === id);
      if (track && !moved(track, leg)) leg.last = track;
      else close(id, leg, event.at);
    }
    for (const track of now)
      if (!open.has(track.id))
        open.set(track.id, { first: track, last: track, at: event.at, seq: event.seq, sideBySide: false });
    if (open.size > 1) for (const leg of open.values()) leg.sideBySide = true;
  }
  for (const [id, leg] of open) close(id, leg, null);
  return legs.toSorted((a, b) => a.seq - b.seq || a.enteredAt.getTime() - b.enteredAt.getTime());
}

/** Working minutes of a part: those that count for it, and those a fault took. */
function usedIn(
  from: Date,
  to: Date | null,
  intervals: readonly Interval[],
  faults: readonly FaultPeriod[],
  calendar: WorkCalendar,
): { elapsedMinutes: number; faultMinutes: number } {
  let all = 0;
  let lost = 0;
  for (const interval of intervals) {
    if (interval.kind !== 'running') continue;
    // An open interval has been counted until now already: its length is taken from there.
    const begin = later(from, interval.from);
    if (interval.to === null && to === null) {
      all += interval.workingMinutes - minutes(calendar, interval.from, begin);
    } else {
      const end = to === null ? interval.to : interval.to === null ? to : earlier(to, interval.to);
      if (end) all += minutes(calendar, begin, end);
    }
    const until = to === null ? interval.to : interval.to === null ? to : earlier(to, interval.to);
    for (const [faultFrom, faultTo] of joined(faults)) {
      const cut = until === null ? faultTo : earlier(faultTo, until);
      lost += minutes(calendar, later(begin, faultFrom), cut);
    }
  }
  return { elapsedMinutes: all - lost, faultMinutes: lost };
}

/** Fault periods without overlaps: the same hour is lost once, however often it was written down. */
function joined(faults: readonly FaultPeriod[]): [Date, Date][] {
  const sorted = faults
    .map(({ from, to }): [Date, Date] => [new Date(from), new Date(to)])
    .sort((a, b) => a[0].getTime() - b[0].getTime());
  const result: [Date, Date][] = [];
  for (const [from, to] of sorted) {
    const before = result.at(-1);
    if (before && from <= before[1]) before[1] = later(before[1], to);
    else result.push([from, to]);
  }
  return result;
}

const later = (a: Date, b: Date): Date => (a > b ? a : b);
const earlier = (a: Date, b: Date): Date => (a < b ? a : b);

function minutes(calendar: WorkCalendar, from: Date, to: Date): number {
  return from < to ? workingMinutesBetween(calendar, from, to) : 0;
}
