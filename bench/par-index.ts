import { Matrix } from 'ml-matrix';
import { diagnose } from '#modules/par-index/domain/analysis/diagnostics.ts';
import { rankUncertainty } from '#modules/par-index/domain/analysis/intervals.ts';
import type { LeafFacts, ScoreMatrix } from '#modules/par-index/domain/analysis/matrix.ts';
import { totalsOf } from '#modules/par-index/domain/analysis/matrix.ts';
import { normalTable, seededRandom } from '#kernel/random.ts';
import { ranksOf } from '#modules/par-index/domain/analysis/ranks.ts';
import type { Bench, BenchRow } from './row.ts';

const UNITS = 300;
const LEAVES = 120;
const PEER = 'ml-matrix 6.15.1';

/**
 * The analysis of a ranking, every score uncertain: rank intervals by simulation, removal of each criterion, one
 * what-if. The peer does the same work, written plainly with a general numeric library.
 */
export const run: Bench = async ({ quick }) => {
  const matrix = example();
  const draws = quick ? 1000 : 10_000;
  const ours = clocked(() => rankUncertainty(matrix, { draws, seed: 1 }));
  const scoresPerSecond = ours.value.drawn / ours.seconds;

  const plainDraws = quick ? 20 : 100;
  const plain = clocked(() => plainSimulation(matrix, plainDraws));
  const plainPerSecond = (plainDraws * UNITS * LEAVES) / plain.seconds;
  agree(ours.value.intervals, plain.value);

  const removal = clocked(() => diagnose(matrix));
  const plainRemoval = clocked(() => plainRemovals(matrix));
  const repeats = quick ? 20 : 200;
  const whatIf = clocked(() => {
    for (let i = 0; i < repeats; i += 1) whatIfOnce(matrix, i % UNITS);
  });
  const row = (one: Omit<BenchRow, 'bench'>): BenchRow => ({ bench: 'par-index', ...one });
  const size = `${UNITS} units × ${LEAVES} criteria`;
  return [
    row({
      case: `${draws} draws, ${size}`,
      metric: 'leaf scores per second',
      value: scoresPerSecond,
      unit: '1/s',
      peer: PEER,
      ratio: scoresPerSecond / plainPerSecond,
    }),
    row({ case: `${draws} draws, ${size}`, metric: 'time', value: ours.seconds, unit: 's', peer: null, ratio: null }),
    row({
      case: `removal and diagnosis of all criteria, ${size}`,
      metric: 'time',
      value: removal.seconds * 1000,
      unit: 'ms',
      peer: `${PEER}, removal alone`,
      ratio: plainRemoval.seconds / removal.seconds,
    }),
    row({
      case: `one what-if, ${size}`,
      metric: 'time',
      value: (whatIf.seconds / repeats) * 1000,
      unit: 'ms',
      peer: null,
      ratio: null,
    }),
  ];
};

function example(): ScoreMatrix {
  const random = seededRandom(2018);
  const leaves: LeafFacts[] = Array.from({ length: LEAVES }, (_, index) => ({
    code: String(index + 1),
    name: '',
    max: 100,
    method: 'appraised',
    controllable: true,
  }));
  const points = new Float64Array(UNITS * LEAVES);
  for (let unit = 0; unit < UNITS; unit += 1) {
    const ability = random.normal() * 4;
    for (let leaf = 0; leaf < LEAVES; leaf += 1)
      points[unit * LEAVES + leaf] = Math.min(100, Math.max(0, 75 + ability + random.normal() * 12));
  }
  return {
    units: Array.from({ length: UNITS }, (_, unit) => `u${unit}`),
    leaves,
    points,
    deviations: new Float64Array(UNITS * LEAVES).fill(5),
  };
}

/** Draw, clip, add up, rank: matrix operations as the library's guide shows them. @returns mean place of each unit */
function plainSimulation({ points, deviations }: ScoreMatrix, draws: number): number[] {
  const table = normalTable();
  const observed = Matrix.from1DArray(UNITS, LEAVES, [...points]);
  const spread = Matrix.from1DArray(UNITS, LEAVES, [...deviations]);
  const sums = Array.from({ length: UNITS }, () => 0);
  for (let draw = 0; draw < draws; draw += 1) {
    const noise = Matrix.rand(UNITS, LEAVES);
    noise.apply((row, column) => {
      noise.set(row, column, table[Math.floor(noise.get(row, column) * table.length)] ?? 0);
    });
    const drawn = Matrix.add(observed, noise.mul(spread));
    drawn.apply((row, column) => {
      drawn.set(row, column, Math.min(100, Math.max(0, drawn.get(row, column))));
    });
    const totals = drawn.sum('row');
    const order = totals.map((total, unit) => [total, unit] as const).sort((a, b) => b[0] - a[0]);
    for (const [place, [, unit]] of order.entries()) sums[unit] = (sums[unit] ?? 0) + place + 1;
  }
  return sums.map((sum) => sum / draws);
}

/** Both analyses must speak of the same thing: their middle places agree to a few places. */
function agree(intervals: readonly { median: number }[], means: readonly number[]): void {
  const apart = intervals.reduce((sum, { median }, unit) => sum + Math.abs(median - (means[unit] ?? 0)), 0) / UNITS;
  if (apart > 8) throw new Error(`the two analyses are ${apart.toFixed(1)} places apart on average`);
}

function plainRemovals(matrix: ScoreMatrix): number {
  const all = Matrix.from1DArray(UNITS, LEAVES, [...matrix.points]);
  const before = ranksOf(all.sum('row'));
  let moved = 0;
  for (let leaf = 0; leaf < LEAVES; leaf += 1) {
    const kept = all.clone().removeColumn(leaf);
    const after = ranksOf(kept.sum('row'));
    for (let unit = 0; unit < UNITS; unit += 1) moved += Math.abs((before[unit] ?? 0) - (after[unit] ?? 0));
  }
  return moved;
}

/** A unit gains ten hundredths on one criterion: where does it stand then? */
function whatIfOnce(matrix: ScoreMatrix, unit: number): number {
  const totals = totalsOf(matrix);
  totals[unit] = (totals[unit] ?? 0) + 10;
  return ranksOf(totals)[unit] ?? 0;
}

function clocked<T>(work: () => T): { value: T; seconds: number } {
  const start = process.hrtime.bigint();
  const value = work();
  return { value, seconds: Number(process.hrtime.bigint() - start) / 1e9 };
}
