import type { Hundredths, Method } from '../criteria-set.ts';

/** A leaf as the analysis sees it. */
export interface LeafFacts {
  readonly code: string;
  readonly name: string;
  readonly max: Hundredths;
  readonly method: Method;
  readonly controllable: boolean | null;
  /** Points at which its rule jumps, in hundredths, for the test of bunching just above a step. */
  readonly steps?: readonly Step[];
}

/** A jump of the points at a value of what is measured: above 90 % two points, at 90 % or below one. */
export interface Step {
  readonly edge: number;
  /** How near counts as "just above" and "just below", in the unit of the edge. */
  readonly within: number;
}

/** Points of all units on all leaves, in hundredths, unit by unit. */
export interface ScoreMatrix {
  readonly units: readonly string[];
  readonly leaves: readonly LeafFacts[];
  /** units × leaves, row by row. */
  readonly points: Float64Array;
  /** Standard error of each entry in hundredths; 0 = known exactly. Same shape as `points`. */
  readonly deviations: Float64Array;
}

/** @throws RangeError when the shapes do not fit */
export function checkMatrix({ units, leaves, points, deviations }: ScoreMatrix): void {
  const size = units.length * leaves.length;
  if (points.length !== size || deviations.length !== size)
    throw new RangeError(`expected ${size} entries, got ${points.length} and ${deviations.length}`);
}

/**
 * Standard error in hundredths of a survey leaf: its index p rests on n valid answers, so it could have come out
 * √(p(1−p)/n) higher or lower (par-index.md section 9: p = 0.83, n = 400 gives 1.88 %, 0.23 of 12 points).
 */
export function surveyDeviation(max: Hundredths, indexShare: number, answers: number): Hundredths {
  if (answers <= 0) return 0;
  return max * Math.sqrt((indexShare * (1 - indexShare)) / answers);
}

/**
 * Standard error in hundredths of an appraised leaf, from pairs of independent scores of the same thing: the
 * deviation of one score is that of the differences divided by √2.
 */
export function appraisalDeviation(pairs: readonly (readonly [Hundredths, Hundredths])[]): Hundredths {
  if (pairs.length === 0) return 0;
  const squares = pairs.reduce((sum, [first, second]) => sum + (first - second) ** 2, 0);
  return Math.sqrt(squares / pairs.length / 2);
}

/** Sum of points per unit, optionally without one leaf. */
export function totalsOf(matrix: ScoreMatrix, without = -1): Float64Array {
  const { leaves, points, units } = matrix;
  const width = leaves.length;
  const totals = new Float64Array(units.length);
  for (let unit = 0; unit < units.length; unit += 1) {
    let sum = 0;
    for (let leaf = 0; leaf < width; leaf += 1) if (leaf !== without) sum += points[unit * width + leaf] ?? 0;
    totals[unit] = sum;
  }
  return totals;
}

/** One leaf over all units. */
export function columnOf({ leaves, units, points }: ScoreMatrix, leaf: number): Float64Array {
  return Float64Array.from(units, (_, unit) => points[unit * leaves.length + leaf] ?? 0);
}
