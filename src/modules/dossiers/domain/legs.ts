import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { workingMinutesBetween } from '#modules/calendar/domain/moments.ts';
import type { DossierEvent, FaultPeriod } from './events.ts';
import type { Interval } from './ledger.ts';

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
  readonly seq: number;
}

/** Cuts the life of a dossier by who had it; a restart of the clock begins a new part at the same step. */
export function legsOf(
  events: readonly DossierEvent[],
  intervals: readonly Interval[],
  faults: readonly FaultPeriod[],
  calendar: WorkCalendar,
): Leg[] {
  const legs: Leg[] = [];
  let open: DossierEvent | undefined;
  let last: DossierEvent | undefined;
  const close = (to: Date | null): void => {
    if (!open || !last) return;
    const used = usedIn(open.at, to, intervals, faults, calendar);
    legs.push({
      agencyId: open.agencyId,
      stepKey: open.stepKey,
      stepName: open.stepName,
      officerId: last.officerId,
      enteredAt: open.at,
      leftAt: to,
      budgetMinutes: open.stepMinutes,
      ...used,
      dueAt: last.stepDueAt,
      late: open.stepMinutes !== null && used.elapsedMinutes > open.stepMinutes,
      seq: open.seq,
    });
    open = undefined;
  };
  for (const event of events) {
    const counted = event.clock === 'running' || event.clock === 'stopped';
    const moved =
      !open ||
      event.agencyId !== open.agencyId ||
      event.stepKey !== open.stepKey ||
      event.data.restart === true ||
      event.action === 'send-back';
    if (!counted || moved) close(event.at);
    if (counted && moved) open = event;
    last = event;
  }
  close(null);
  return legs;
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
