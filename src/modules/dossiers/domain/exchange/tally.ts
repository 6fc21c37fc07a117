import { dateInVietnam } from '#kernel/vietnam-time.ts';
import type { ImportedDossier } from './imported.ts';

/** How the dossiers of a file stand. Every dossier is counted in exactly one of the groups below. */
export interface Tally {
  /** Finished, with a planned end: judged by the moment. */
  readonly byInstant: { readonly onTime: number; readonly late: number };
  /** The same dossiers judged by the day in Việt Nam, as the report forms do. */
  readonly byDate: { readonly onTime: number; readonly late: number };
  /** Not finished, with a planned end: against the moment asked for. */
  readonly open: { readonly inTime: number; readonly overdue: number };
  /** Without a planned end nothing can be said of punctuality. */
  readonly noDue: { readonly finished: number; readonly open: number };
  /** Left out of punctuality by what the source says of them. */
  readonly notJudged: { readonly withdrawn: number; readonly denied: number; readonly finishedWithoutEnd: number };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends number ? number : Mutable<T[K]> };

/** Counts dossiers one by one; open ones as of `asOf`. */
export function tallyAsOf(asOf: Date): { add(dossier: Judged): void; result(): Tally } {
  const tally: Mutable<Tally> = {
    byInstant: { onTime: 0, late: 0 },
    byDate: { onTime: 0, late: 0 },
    open: { inTime: 0, overdue: 0 },
    noDue: { finished: 0, open: 0 },
    notJudged: { withdrawn: 0, denied: 0, finishedWithoutEnd: 0 },
  };
  return {
    add(dossier) {
      const { status, finishedAt, dueAt } = dossier;
      if (status === 'withdrawn' || status === 'denied') tally.notJudged[status] += 1;
      else if (finishedAt) addFinished(tally, finishedAt, dueAt);
      else if (isOver(status)) tally.notJudged.finishedWithoutEnd += 1;
      else if (!dueAt) tally.noDue.open += 1;
      else if (asOf.getTime() <= dueAt.getTime()) tally.open.inTime += 1;
      else tally.open.overdue += 1;
    },
    result: () => structuredClone(tally),
  };
}

type Judged = Pick<ImportedDossier, 'status' | 'finishedAt' | 'dueAt'>;

/** The source calls it done, whether or not it says when. */
export function isOver(status: ImportedDossier['status']): boolean {
  return status === 'finished' || status === 'returned' || status === 'closed';
}

function addFinished(tally: Mutable<Tally>, finishedAt: Date, dueAt: Date | null): void {
  if (!dueAt) {
    tally.noDue.finished += 1;
    return;
  }
  tally.byInstant[finishedAt.getTime() <= dueAt.getTime() ? 'onTime' : 'late'] += 1;
  tally.byDate[dateInVietnam(finishedAt) <= dateInVietnam(dueAt) ? 'onTime' : 'late'] += 1;
}
