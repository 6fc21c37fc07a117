/**
 * One dossier whose promised moment has passed, as the forecast learns from it. Only such dossiers teach: whether they
 * were late is known for every one of them, finished or not, so that those still lying there are not forgotten.
 */
export interface PastDossier {
  readonly procedureId: string;
  readonly agencyId: string;
  /** Not finished by its first promised day (trễ hạn), whether or not it is finished now. */
  readonly isLate: boolean;
  /** Working time used until the result, as a share of the whole budget; null when there is none yet. */
  readonly finishedAtShare: number | null;
  readonly passages: readonly Passage[];
}

/** Its stay at one step (bước), in shares of the whole budget; `to` is null when it has not left. */
export interface Passage {
  readonly stepKey: string;
  readonly from: number;
  readonly to: number | null;
}

/** Still open when this share of its budget was used. */
export function isOpenAt({ finishedAtShare }: PastDossier, share: number): boolean {
  return finishedAtShare === null || finishedAtShare > share;
}

/** The step it lay at when this share was used; null when the history does not say. */
export function stepAt({ passages }: PastDossier, share: number): string | null {
  const at = passages.findLast(({ from, to }) => from <= share && (to === null || to > share));
  return at?.stepKey ?? null;
}
