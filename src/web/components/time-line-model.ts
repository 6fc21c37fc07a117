import { isLocalDate } from '#kernel/local-date.ts';
import { instantAt, parseInstant } from '#kernel/vietnam-time.ts';
import { formatMoment, type Moment } from '../format.ts';

/** A stretch of time on the line. Bare days are whole days, `to` included. */
export interface Stretch {
  readonly from: Moment;
  readonly to: Moment;
  /** What it is: "Tết Nguyên đán", "Chờ ý kiến Bộ". */
  readonly name?: string;
}

export interface TimeLineInput {
  readonly start: Moment;
  /** A bare day is due at its end. */
  readonly due: Moment;
  readonly now: Moment;
  /** When the work was finished; absent while it is open. */
  readonly finishedAt?: Moment | null | undefined;
  /** Since when no time counts, where that lasts until now or until the end: what comes after it is never late. */
  readonly stoppedSince?: Moment | null | undefined;
  readonly daysOff?: readonly Stretch[];
  readonly pauses?: readonly Stretch[];
}

/** A stretch as drawn: left edge and width in percent of the line. */
export interface Bar {
  readonly left: number;
  readonly width: number;
  readonly name: string | undefined;
}

/** The line as drawn, all places in percent from its left end. */
export interface TimeLineModel {
  readonly due: number;
  readonly now: number;
  readonly finished: number | undefined;
  /** Until where time was counted: the end, now, or where it was stopped for good. */
  readonly counted: number;
  readonly isOverdue: boolean;
  /** Finished after the due moment, in time that counts. */
  readonly isLate: boolean;
  readonly daysOff: readonly Bar[];
  readonly pauses: readonly Bar[];
}

const DAY_MS = 86_400_000;

function msOf(moment: Moment, end: boolean): number {
  if (isLocalDate(moment)) return instantAt(moment).getTime() + (end ? DAY_MS : 0);
  const instant = parseInstant(moment);
  if (!instant) throw new RangeError(`not a moment: ${moment}`);
  return instant.getTime();
}

/**
 * Places everything between start and the latest of due, finish and (while open) now. A due moment before
 * the start, as some documents have it, leaves both at the left end and does not throw.
 * @throws RangeError when a moment cannot be read
 */
export function timeLineModel(input: TimeLineInput): TimeLineModel {
  const start = msOf(input.start, false);
  const due = Math.max(msOf(input.due, true), start);
  const now = msOf(input.now, false);
  const finished = input.finishedAt ? msOf(input.finishedAt, false) : undefined;
  const reached = finished ?? now;
  const counted = input.stoppedSince ? Math.min(reached, msOf(input.stoppedSince, false)) : reached;
  const end = Math.max(due, reached, start + 1);
  const place = (ms: number) => Math.min(100, Math.max(0, ((ms - start) / (end - start)) * 100));
  const bar = (stretch: Stretch): Bar => {
    const left = place(msOf(stretch.from, false));
    return { left, width: Math.max(0, place(msOf(stretch.to, true)) - left), name: stretch.name };
  };
  const drawn = (stretches: readonly Stretch[] | undefined) =>
    (stretches ?? []).map(bar).filter(({ width }) => width > 0);
  return {
    due: place(due),
    now: place(now),
    finished: finished === undefined ? undefined : place(finished),
    counted: place(counted),
    isOverdue: finished === undefined && counted > due,
    isLate: finished !== undefined && counted > due,
    daysOff: drawn(input.daysOff),
    pauses: drawn(input.pauses),
  };
}

/** "Tết Nguyên đán 14/02/2018 – 20/02/2018; …" for the text that stands in for the drawing. */
export function listStretches(stretches: readonly Stretch[]): string {
  return stretches
    .map(({ from, to, name }) => {
      const span = from === to ? formatMoment(from) : `${formatMoment(from)} – ${formatMoment(to)}`;
      return name ? `${name} ${span}` : span;
    })
    .join('; ');
}
