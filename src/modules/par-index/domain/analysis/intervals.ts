import { checkMatrix, type ScoreMatrix, totalsOf } from './matrix.ts';
import { seededRandom } from '#kernel/random.ts';
import { rankInto, ranksOf } from './ranks.ts';
import { drawSpread, trueSpread } from './true-spread.ts';

export interface IntervalOptions {
  readonly draws: number;
  readonly seed: number;
}

/** Where a unit may stand, given what the figures cannot tell. */
export interface RankInterval {
  readonly unit: string;
  readonly total: number;
  /** Place by the published points. */
  readonly rank: number;
  /** Nine draws in ten lie between these places. */
  readonly best: number;
  readonly worst: number;
  readonly median: number;
  /** Standard error of the total in hundredths. */
  readonly deviation: number;
}

export interface RankUncertainty {
  readonly intervals: readonly RankInterval[];
  /** How often each unit (row) came out above each other (column), 0 to 1; ties count half. */
  readonly above: Float32Array;
  /** Leaf scores drawn, for the measure of speed. */
  readonly drawn: number;
}

/**
 * Rank intervals from 5 to 95 % by simulation: every leaf score that is not exact is drawn anew within its
 * standard error (never below 0 or above its maximum), the draws are pulled towards the mean of all units by as
 * much as chance may have spread the observed totals beyond the true ones (`true-spread.ts`; else extreme places come
 * out too sure of themselves), and the units are ranked in each draw.
 * @throws RangeError when the matrix is misshaped or there are no draws
 */
export function rankUncertainty(matrix: ScoreMatrix, { draws, seed }: IntervalOptions): RankUncertainty {
  checkMatrix(matrix);
  if (!Number.isInteger(draws) || draws < 1) throw new RangeError(`draws must be a whole number ≥ 1: ${draws}`);
  const count = matrix.units.length;
  const observed = totalsOf(matrix);
  const noise = noisyEntries(matrix);
  const spread = deviationsOfTotals(matrix);
  const apart = trueSpread(observed, spread);
  const random = seededRandom(seed);
  const totals = new Float64Array(count);
  const scratch = new Float64Array(count);
  const centre = new Float64Array(count);
  const ranks = new Uint32Array(count);
  const histogram = new Uint32Array(count * (count + 1));
  const above = new Float32Array(count * count);
  const pairDraws = Math.min(draws, 2000, Math.ceil(20_000_000 / Math.max(1, count * count))); // count² a draw, for two digits
  for (let draw = 0; draw < draws; draw += 1) {
    const scale = drawSpread(apart, random, observed, centre);
    drawTotals(noise, { observed, centre, scale }, random.normal, totals);
    rankInto(totals, scratch, ranks);
    for (let unit = 0; unit < count; unit += 1) histogram[unit * (count + 1) + (ranks[unit] ?? 0)]! += 1;
    if (draw < pairDraws) countPairs(ranks, above);
  }
  for (let i = 0; i < above.length; i += 1) above[i] = (above[i] ?? 0) / pairDraws;
  const published = ranksOf(observed);
  const intervals = matrix.units.map((unit, index) => {
    const places = histogram.subarray(index * (count + 1), (index + 1) * (count + 1));
    const best = quantile(places, draws, 0.05);
    return {
      unit,
      total: observed[index] ?? 0,
      rank: published[index] ?? 0,
      best,
      worst: Math.max(best, lastAtMost(places, draws, 0.95)),
      median: quantile(places, draws, 0.5),
      deviation: spread[index] ?? 0,
    };
  });
  return { intervals, above, drawn: noise.entries.length * draws };
}

/** The entries that are drawn, unit by unit, and each unit's exact rest. */
interface Noise {
  readonly exact: Float64Array;
  readonly entries: Float64Array;
  readonly deviations: Float64Array;
  readonly maxima: Float64Array;
  /** Where each unit's entries begin; one more than units. */
  readonly starts: Uint32Array;
}

function noisyEntries({ units, leaves, points, deviations }: ScoreMatrix): Noise {
  const width = leaves.length;
  const exact = new Float64Array(units.length);
  const starts = new Uint32Array(units.length + 1);
  const entries: number[] = [];
  const spread: number[] = [];
  const maxima: number[] = [];
  for (let unit = 0; unit < units.length; unit += 1) {
    for (let leaf = 0; leaf < width; leaf += 1) {
      const at = unit * width + leaf;
      const deviation = deviations[at] ?? 0;
      if (deviation === 0) {
        exact[unit]! += points[at] ?? 0;
        continue;
      }
      entries.push(points[at] ?? 0);
      spread.push(deviation);
      maxima.push(leaves[leaf]?.max ?? 0);
    }
    starts[unit + 1] = entries.length;
  }
  return {
    exact,
    entries: Float64Array.from(entries),
    deviations: Float64Array.from(spread),
    maxima: Float64Array.from(maxima),
    starts,
  };
}

/** How a unit's draw is moved: mean + keep·(observed − mean) + scale·(draw − observed). */
interface Pull {
  readonly observed: Float64Array;
  readonly centre: Float64Array;
  readonly scale: Float64Array;
}

/** The hot loop: plain indices over typed arrays, nothing allocated. */
function drawTotals(noise: Noise, pull: Pull, normal: () => number, totals: Float64Array): void {
  const { exact, entries, deviations, maxima, starts } = noise;
  for (let unit = 0; unit < totals.length; unit += 1) {
    let sum = exact[unit]!;
    const end = starts[unit + 1]!;
    for (let at = starts[unit]!; at < end; at += 1) {
      const drawn = entries[at]! + deviations[at]! * normal();
      sum += drawn < 0 ? 0 : drawn > maxima[at]! ? maxima[at]! : drawn;
    }
    totals[unit] = pull.centre[unit]! + pull.scale[unit]! * (sum - pull.observed[unit]!);
  }
}

function deviationsOfTotals({ units, leaves, deviations }: ScoreMatrix): Float64Array {
  const width = leaves.length;
  return Float64Array.from(units, (_, unit) =>
    Math.sqrt(deviations.subarray(unit * width, (unit + 1) * width).reduce((sum, one) => sum + one * one, 0)),
  );
}

function countPairs(ranks: Uint32Array, above: Float32Array): void {
  const count = ranks.length;
  for (let unit = 0; unit < count; unit += 1) {
    const mine = ranks[unit]!;
    for (let other = 0; other < count; other += 1) {
      const theirs = ranks[other]!;
      above[unit * count + other]! += mine < theirs ? 1 : mine === theirs ? 0.5 : 0;
    }
  }
}

/**
 * The place whose middle is nearest above the share of draws: with whole places the edges would otherwise hold
 * more than nine in ten (mid-distribution quantile, Parzen 2004).
 */
function quantile(places: Uint32Array, draws: number, share: number): number {
  let before = 0;
  for (let place = 1; place < places.length; place += 1) {
    const here = places[place] ?? 0;
    if (here > 0 && before + here / 2 >= share * draws) return place;
    before += here;
  }
  return lastPlace(places);
}

/** The last place whose middle lies at most at the share of draws. */
function lastAtMost(places: Uint32Array, draws: number, share: number): number {
  let before = 0;
  let last = 0;
  for (let place = 1; place < places.length; place += 1) {
    const here = places[place] ?? 0;
    if (here > 0 && before + here / 2 <= share * draws) last = place;
    before += here;
  }
  return last;
}

function lastPlace(places: Uint32Array): number {
  return places.findLastIndex((count) => count > 0);
}

/**
 * Groups that cannot be told apart, from the top: a unit opens the next group as soon as the group's first
 * stands above it in at least `confidence` of the draws.
 * @returns group number from 1 for each unit, in the order of the matrix
 */
export function groupsOf({ intervals, above }: RankUncertainty, confidence = 0.95): number[] {
  const count = intervals.length;
  const order = intervals
    .map((_, index) => index)
    .sort((a, b) => (intervals[a]?.rank ?? 0) - (intervals[b]?.rank ?? 0) || a - b);
  const groups = Array.from({ length: count }, () => 0);
  let group = 0;
  let first = -1;
  for (const unit of order) {
    if (first < 0 || (above[first * count + unit] ?? 0) >= confidence) {
      group += 1;
      first = unit;
    }
    groups[unit] = group;
  }
  return groups;
}
