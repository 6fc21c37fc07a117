import { parseInstant } from '#kernel/vietnam-time.ts';
import type { DossierDetail } from '../detail-schema.ts';
import type { EventView, LegView } from '../history-schema.ts';

type Times = Pick<
  DossierDetail,
  'receivedAt' | 'dueAt' | 'firstDueAt' | 'finishedAt' | 'asOf' | 'events' | 'intervals' | 'legs'
>;

/** A mark on the line: something that changed what the clock means. */
export interface Mark {
  readonly kind: 'first-due' | 'restart' | 'reappointed' | 'correction' | 'fault';
  readonly at: string;
  /** Percent from the left end. */
  readonly place: number;
  readonly seq: number | null;
}

/** The part of one agency as drawn under the line: the pieces of it in which the clock ran, in percent. */
export interface LegBar {
  readonly leg: LegView;
  readonly pieces: readonly { readonly left: number; readonly width: number }[];
  /** Share of its budget used; undefined when its time is not counted. */
  readonly used: number | undefined;
}

export interface LedgerModel {
  readonly start: string;
  readonly due: string | null;
  /** Until when the line is drawn: the end of the clock, or now. */
  readonly reached: string;
  readonly endedAt: string | null;
  /** Since when the clock stands still, where it did not run again. */
  readonly stoppedSince: string | null;
  readonly pauses: readonly { readonly from: string; readonly to: string; readonly name?: string }[];
  readonly marks: readonly Mark[];
  readonly legs: readonly LegBar[];
}

const msOf = (iso: string): number => parseInstant(iso)?.getTime() ?? Number.NaN;

/** What stands: neither taken back nor a taking back. */
const standing = ({ undone, undoes }: EventView): boolean => !undone && undoes === null;

/**
 * The ledger of a dossier as one drawing: everything on the scale of its line, which runs from reception to the later
 * of the due moment and the end (or now).
 * @returns undefined for a dossier whose clock never began
 */
export function ledgerModel(dossier: Times): LedgerModel | undefined {
  const { receivedAt, dueAt, asOf, intervals } = dossier;
  if (!receivedAt) return undefined;
  const events = dossier.events.filter(standing);
  const endedAt = dossier.finishedAt ?? events.find(({ clock }) => clock === 'ended')?.at ?? null;
  const reached = endedAt ?? asOf;
  const start = msOf(receivedAt);
  const end = Math.max(start + 1, msOf(reached), dueAt ? msOf(dueAt) : start);
  const last = intervals.at(-1);
  const pauses = intervals
    .filter(({ kind }) => kind === 'stopped')
    .map(({ from, to, reason }) => ({ from, to: to ?? reached, ...(reason ? { name: reason } : {}) }));
  const place = (iso: string) => Math.min(100, Math.max(0, ((msOf(iso) - start) / (end - start)) * 100));
  return {
    start: receivedAt,
    due: dueAt,
    reached,
    endedAt,
    stoppedSince: last?.kind === 'stopped' ? last.from : null,
    pauses,
    marks: marksOf(dossier, events, place),
    legs: dossier.legs.map((leg) => {
      const budget = leg.budgetMinutes;
      const whole = { from: place(leg.enteredAt), to: place(leg.leftAt ?? reached) };
      return {
        leg,
        pieces: without(
          whole,
          pauses.map(({ from, to }) => ({ from: place(from), to: place(to) })),
        ),
        used: budget ? leg.elapsedMinutes / budget : undefined,
      };
    }),
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
}
/** What can still be seen on a phone. */
const LEAST_WIDTH = 0.8;

/** What is left of a span when others, in order, are taken out of it; a place at least where nothing is. */
function without(span: Span, taken: readonly Span[]): LegBar['pieces'] {
  const ends = [...taken.filter(({ from, to }) => to > span.from && from < span.to), { from: span.to, to: span.to }];
  let begin = span.from;
  const pieces: { left: number; width: number }[] = [];
  for (const { from, to } of ends) {
    if (from > begin) pieces.push({ left: begin, width: Math.max(LEAST_WIDTH, from - begin) });
    begin = Math.max(begin, to);
  }
  return pieces.length > 0 ? pieces : [{ left: span.from, width: LEAST_WIDTH }];
}

function marksOf(dossier: Times, events: readonly EventView[], place: (iso: string) => number): Mark[] {
  const found: Mark[] = [];
  const { firstDueAt, dueAt, intervals } = dossier;
  if (firstDueAt && firstDueAt !== dueAt)
    found.push({ kind: 'first-due', at: firstDueAt, place: place(firstDueAt), seq: null });
  for (const { restarted, from } of intervals)
    if (restarted) found.push({ kind: 'restart', at: from, place: place(from), seq: null });
  events.forEach((event, index) => {
    const { action, at, seq } = event;
    const before = events[index - 1]?.dueAt;
    if (action === 'approve-apology' && before && event.dueAt !== before)
      found.push({ kind: 'reappointed', at, place: place(at), seq });
    if (action === 'correct') found.push({ kind: 'correction', at, place: place(at), seq });
    if (action === 'note-fault') found.push({ kind: 'fault', at, place: place(at), seq });
  });
  return found.sort((a, b) => a.place - b.place);
}
