import { checkMatrix, columnOf, type LeafFacts, type ScoreMatrix, totalsOf } from './matrix.ts';
import { ranksOf } from './ranks.ts';

/** What the figures say of one criterion; every share is from 0 to 1. */
export interface LeafDiagnosis {
  readonly leaf: LeafFacts;
  /** Standard deviation between units in hundredths. */
  readonly spread: number;
  readonly shareAtMax: number;
  readonly shareAtZero: number;
  /** Correlation with the total of the other leaves; undefined when one of them does not vary. */
  readonly itemRest: number | undefined;
  /** max over the sum of maxima: what the table says it weighs. */
  readonly nominalWeight: number;
  /** Its covariance with the total over the variance of the total: what it weighs. Sums to 1; may be negative. */
  readonly effectiveWeight: number;
  /** Mean error variance over observed variance: 1 = nothing but noise. undefined when it does not vary. */
  readonly noiseShare: number | undefined;
  /** The leaf most like it, and how much. */
  readonly twin: { readonly code: string; readonly correlation: number } | undefined;
  /** Mean number of places a unit moves when the leaf is taken out. */
  readonly rankDamage: number;
  /** The unit that moves most, and by how many places (positive = better without the leaf). */
  readonly mostMoved: { readonly unit: string; readonly places: number } | undefined;
}

/** Diagnosis of every leaf of a block of units ranked together. */
export function diagnose(matrix: ScoreMatrix): LeafDiagnosis[] {
  checkMatrix(matrix);
  const totals = totalsOf(matrix);
  const ranks = ranksOf(totals);
  const columns = matrix.leaves.map((_, leaf) => columnOf(matrix, leaf));
  const alike = columns.map(standardised);
  const variance = covariance(totals, totals);
  const maxima = matrix.leaves.reduce((sum, leaf) => sum + leaf.max, 0);
  return matrix.leaves.map((leaf, index) => {
    const column = columns[index] ?? new Float64Array();
    const own = covariance(column, column);
    return {
      leaf,
      spread: Math.sqrt(own),
      shareAtMax: share(column, (points) => points >= leaf.max),
      shareAtZero: share(column, (points) => points <= 0),
      itemRest: correlation(column, totalsOf(matrix, index)),
      nominalWeight: maxima === 0 ? 0 : leaf.max / maxima,
      effectiveWeight: variance === 0 ? 0 : covariance(column, totals) / variance,
      noiseShare: own === 0 ? undefined : Math.min(1, errorVariance(matrix, index) / own),
      twin: twinOf(matrix.leaves, alike, index),
      ...removal(matrix, index, ranks),
    };
  });
}

/** The table without one leaf: how far the places move (removal test of the OECD/JRC handbook practice). */
function removal(
  matrix: ScoreMatrix,
  leaf: number,
  ranks: Uint32Array,
): Pick<LeafDiagnosis, 'rankDamage' | 'mostMoved'> {
  const without = ranksOf(totalsOf(matrix, leaf));
  let moved = 0;
  let most: LeafDiagnosis['mostMoved'];
  for (const [index, unit] of matrix.units.entries()) {
    const places = (ranks[index] ?? 0) - (without[index] ?? 0);
    moved += Math.abs(places);
    if (places !== 0 && Math.abs(places) > Math.abs(most?.places ?? 0)) most = { unit, places };
  }
  return { rankDamage: matrix.units.length === 0 ? 0 : moved / matrix.units.length, mostMoved: most };
}

/** Columns moved to mean 0 and scaled to length 1: their products are correlations. A constant one is all zeros. */
function standardised(column: Float64Array): Float64Array {
  const middle = mean(column);
  const length = Math.sqrt(covariance(column, column) * column.length);
  return column.map((value) => (length < 1e-9 ? 0 : (value - middle) / length));
}

function twinOf(leaves: readonly LeafFacts[], columns: readonly Float64Array[], index: number): LeafDiagnosis['twin'] {
  const mine = columns[index] ?? new Float64Array();
  let best = -1;
  let highest = 1e-9;
  for (let other = 0; other < columns.length; other += 1) {
    const theirs = columns[other];
    if (other === index || !theirs) continue;
    let product = 0;
    for (let unit = 0; unit < mine.length; unit += 1) product += mine[unit]! * theirs[unit]!;
    if (product > highest) {
      highest = product;
      best = other;
    }
  }
  return best < 0 ? undefined : { code: leaves[best]?.code ?? '', correlation: Math.min(1, highest) };
}

function errorVariance({ units, leaves, deviations }: ScoreMatrix, leaf: number): number {
  let sum = 0;
  for (let unit = 0; unit < units.length; unit += 1) sum += (deviations[unit * leaves.length + leaf] ?? 0) ** 2;
  return units.length === 0 ? 0 : sum / units.length;
}

function share(values: Float64Array, holds: (value: number) => boolean): number {
  return values.length === 0 ? 0 : values.filter(holds).length / values.length;
}

function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Population covariance; 0 for fewer than two values. */
export function covariance(a: Float64Array, b: Float64Array): number {
  if (a.length < 2) return 0;
  const [meanA, meanB] = [mean(a), mean(b)];
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += ((a[i] ?? 0) - meanA) * ((b[i] ?? 0) - meanB);
  return sum / a.length;
}

/** Pearson's correlation; undefined when one side does not vary. */
export function correlation(a: Float64Array, b: Float64Array): number | undefined {
  const scale = Math.sqrt(covariance(a, a) * covariance(b, b));
  return scale < 1e-9 ? undefined : covariance(a, b) / scale;
}
