import { diagnose, type LeafDiagnosis } from '../domain/analysis/diagnostics.ts';
import { groupsOf, type RankInterval, rankUncertainty } from '../domain/analysis/intervals.ts';
import type { LeafFacts, ScoreMatrix } from '../domain/analysis/matrix.ts';
import { atTheMean } from '../domain/analysis/proposal-effect.ts';
import { type Finding, findUnreasonable } from '../domain/analysis/unreasonable.ts';
import type { RankingView } from '../ranking-schema.ts';

/** What the analysis reads of a ranking; the same for the signed-in and the public page. */
export type AnalysisInput = Pick<RankingView, 'leaves' | 'units' | 'points' | 'deviations'>;

/** Everything the page draws beside the published places. Rows stand in the order of the units. */
export interface Analysis {
  readonly intervals: readonly RankInterval[];
  /** Group of units that cannot be told apart, from 1. */
  readonly groups: readonly number[];
  readonly diagnoses: readonly LeafDiagnosis[];
  readonly findings: readonly Finding[];
  /** Whether any figure carries an error at all: without one every place is as sure as the points. */
  readonly hasNoise: boolean;
  readonly draws: number;
  readonly seed: number;
  readonly milliseconds: number;
}

export const DRAWS = 10_000;
/** So many leaf scores are drawn within half a second on a plain machine; a very large block gets fewer draws. */
const DRAWN_AT_MOST = 27_000_000;
/** Fewer would show in the ends of the intervals. */
const DRAWS_AT_LEAST = 500;

/** Draws for a ranking; by its size alone, so that everybody gets the same. */
export function drawsFor({ deviations }: Pick<AnalysisInput, 'deviations'>): number {
  const noisy = deviations.reduce((sum, row) => sum + row.filter((one) => one > 0).length, 0);
  return Math.max(DRAWS_AT_LEAST, Math.min(DRAWS, Math.floor(DRAWN_AT_MOST / Math.max(1, noisy))));
}

/** @param seed the year: the same ranking gives the same intervals for everybody, every time */
export function analyse(input: AnalysisInput, seed: number, clock: () => number): Analysis {
  const begin = clock();
  const draws = drawsFor(input);
  const uncertainty = rankUncertainty(indexMatrix(input), { draws, seed });
  const table = meanMatrix(input);
  const diagnoses = diagnose(table);
  return {
    intervals: uncertainty.intervals,
    groups: groupsOf(uncertainty),
    diagnoses,
    findings: findUnreasonable(table, diagnoses),
    hasNoise: input.deviations.some((row) => row.some((one) => one > 0)),
    draws,
    seed,
    milliseconds: clock() - begin,
  };
}

function factsOf({ leaves }: AnalysisInput): LeafFacts[] {
  return leaves.map(({ code, name, max, method, controllable }) => ({ code, name, max, method, controllable }));
}

/**
 * The matrix whose sums stand in the order of the published index: what does not apply to a unit counts at its own
 * share of the rest (that is what rescaling means), and bonus and penalty stand in a column of their own.
 */
export function indexMatrix(input: AnalysisInput): ScoreMatrix {
  const leaves: LeafFacts[] = [
    ...factsOf(input),
    { code: '±', name: '', max: 0, method: 'appraised', controllable: null },
  ];
  const width = leaves.length;
  const whole = input.leaves.reduce((sum, leaf) => sum + leaf.max, 0);
  const points = new Float64Array(input.units.length * width);
  const deviations = new Float64Array(points.length);
  for (const [row, unit] of input.units.entries()) {
    const share = unit.max === 0 ? 0 : unit.points / unit.max;
    for (const [column, leaf] of input.leaves.entries()) {
      const given = input.points[row]?.[column];
      points[row * width + column] = given ?? leaf.max * share;
      deviations[row * width + column] = given === null ? 0 : (input.deviations[row]?.[column] ?? 0);
    }
    const scale = unit.max === 0 ? 0 : whole / unit.max;
    points[row * width + width - 1] = (unit.total - unit.points) * scale;
  }
  return { units: input.units.map(({ sheetId }) => sheetId), leaves, points, deviations };
}

/** The matrix for judging criteria: what does not apply to a unit counts at the mean of those it applies to. */
export function meanMatrix(input: AnalysisInput): ScoreMatrix {
  const { matrix, applicable } = plainMatrix(input);
  return atTheMean(matrix, applicable);
}

/** Points as they are, with marks of what applies: for simulating a proposal. */
export function plainMatrix(input: AnalysisInput): { matrix: ScoreMatrix; applicable: Uint8Array } {
  const flat = input.points.flat();
  return {
    matrix: {
      units: input.units.map(({ sheetId }) => sheetId),
      leaves: factsOf(input),
      points: Float64Array.from(flat, (one) => one ?? 0),
      deviations: Float64Array.from(input.deviations.flat()),
    },
    applicable: Uint8Array.from(flat, (one) => (one === null ? 0 : 1)),
  };
}
