import { diagnose, type LeafDiagnosis } from './diagnostics.ts';
import type { ScoreMatrix } from './matrix.ts';

/** Why the figures speak against a criterion (tiêu chí chưa hợp lý). */
export type Unreasonable =
  | { readonly kind: 'constant'; readonly at: 'max' | 'zero' | 'middle' }
  | { readonly kind: 'noise'; readonly noiseShare: number }
  | { readonly kind: 'duplicate'; readonly of: string; readonly correlation: number };

export interface Finding {
  readonly diagnosis: LeafDiagnosis;
  readonly why: Unreasonable;
}

/**
 * From which figures on a criterion is named. Ours, not the Ministry's: chosen so that a sound criterion of a
 * block of some twenty units is almost never named, and shown beside every finding.
 */
export const THRESHOLDS = {
  /** The differences between units are no larger than errors alone make them in all but one case of a thousand. */
  noiseQuantile: 3.09,
  /** Two criteria that agree this closely measure one thing. */
  correlation: 0.98,
  /** Fewer units than this prove nothing. */
  units: 8,
} as const;

/**
 * The criteria the figures speak against, in the order of the table: those on which all units stand alike, those
 * whose differences are mostly chance, and the later of two that measure the same. One reason each, the first
 * that holds. Fewer than `THRESHOLDS.units` units: nothing is named.
 */
export function findUnreasonable(matrix: ScoreMatrix, diagnoses = diagnose(matrix)): Finding[] {
  if (matrix.units.length < THRESHOLDS.units) return [];
  const place = new Map(diagnoses.map((diagnosis, index) => [diagnosis.leaf.code, index]));
  return diagnoses.flatMap((diagnosis, index) => {
    const why = reason(diagnosis, matrix.units.length, (code) => (place.get(code) ?? 0) < index);
    return why ? [{ diagnosis, why }] : [];
  });
}

function reason(
  diagnosis: LeafDiagnosis,
  units: number,
  isEarlier: (code: string) => boolean,
): Unreasonable | undefined {
  if (diagnosis.spread < 1e-9)
    return {
      kind: 'constant',
      at: diagnosis.shareAtMax === 1 ? 'max' : diagnosis.shareAtZero === 1 ? 'zero' : 'middle',
    };
  if (isOnlyNoise(diagnosis.noiseShare ?? 0, units)) return { kind: 'noise', noiseShare: diagnosis.noiseShare ?? 0 };
  const { twin } = diagnosis;
  if (twin && twin.correlation >= THRESHOLDS.correlation && isEarlier(twin.code))
    return { kind: 'duplicate', of: twin.code, correlation: twin.correlation };
  return undefined;
}

/**
 * Whether the observed variance could be errors alone: (n−1)·observed/error follows χ² with n−1 degrees then; its
 * upper quantile by Wilson and Hilferty (1931).
 */
function isOnlyNoise(noiseShare: number, units: number): boolean {
  if (noiseShare <= 0) return false;
  const freedom = units - 1;
  const spread = 2 / (9 * freedom);
  const limit = (1 - spread + THRESHOLDS.noiseQuantile * Math.sqrt(spread)) ** 3;
  return (1 / noiseShare) * (units / freedom) <= limit;
}
