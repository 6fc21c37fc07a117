import type { Random } from '#kernel/random.ts';

/** Values of τ that are weighed against each other. */
const STEPS = 128;

/**
 * How far apart the units truly may be, given their observed totals and standard errors: for each possible spread τ its
 * weight, the mean with its error, and how much of its distance from the mean each unit keeps.
 */
export interface TrueSpread {
  /** Cumulated weights, the last 1. */
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly deviations: Float64Array;
  /** keep[step][unit] = τ²/(τ²+σ²). */
  readonly keep: readonly Float64Array[];
  readonly roots: readonly Float64Array[];
}

/**
 * The normal hierarchical model with known error variances and a flat prior on the mean and on τ (Gelman et al.,
 * Bayesian Data Analysis, 5.4), on a grid of τ. One estimate of τ would not do: where chance has spread the totals more
 * than the units differ it is often nought, and every place would come out certain.
 * @param observed totals in hundredths @param spread their standard errors; 0 = exact
 */
export function trueSpread(observed: Float64Array, spread: Float64Array): TrueSpread {
  const count = observed.length;
  const upper = 3 * Math.max(deviationOf(observed), ...spread, 1);
  const logs = new Float64Array(STEPS);
  const means = new Float64Array(STEPS);
  const deviations = new Float64Array(STEPS);
  const keep: Float64Array[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    const tau2 = ((upper * (step + 0.5)) / STEPS) ** 2;
    let weights = 0;
    let sum = 0;
    for (let unit = 0; unit < count; unit += 1) {
      const weight = 1 / (tau2 + (spread[unit] ?? 0) ** 2);
      weights += weight;
      sum += weight * (observed[unit] ?? 0);
    }
    const mean = sum / weights;
    let log = -0.5 * Math.log(weights);
    for (let unit = 0; unit < count; unit += 1) {
      const variance = tau2 + (spread[unit] ?? 0) ** 2;
      log -= 0.5 * (Math.log(variance) + ((observed[unit] ?? 0) - mean) ** 2 / variance);
    }
    logs[step] = log;
    means[step] = mean;
    deviations[step] = Math.sqrt(1 / weights);
    keep.push(Float64Array.from(spread, (one) => tau2 / (tau2 + one * one)));
  }
  return { weights: cumulated(logs), means, deviations, keep, roots: keep.map((one) => one.map(Math.sqrt)) };
}

/** One draw of how far apart units are: where each stands in the middle, and how far its own draw moves it from there. */
export function drawSpread(
  { weights, means, deviations, keep, roots }: TrueSpread,
  { uniform, normal }: Random,
  observed: Float64Array,
  centre: Float64Array,
): Float64Array {
  const at = uniform();
  let step = 0;
  while (step < STEPS - 1 && (weights[step] ?? 1) < at) step += 1;
  const mean = (means[step] ?? 0) + (deviations[step] ?? 0) * normal();
  const kept = keep[step]!;
  for (let unit = 0; unit < centre.length; unit += 1) centre[unit] = mean + kept[unit]! * (observed[unit]! - mean);
  return roots[step]!;
}

function cumulated(logs: Float64Array): Float64Array {
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  const made = logs.map((one) => Math.exp(one - most));
  for (let step = 1; step < made.length; step += 1) made[step]! += made[step - 1]!;
  const all = made.at(-1) ?? 1;
  return made.map((one) => one / all);
}

function deviationOf(values: Float64Array): number {
  if (values.length === 0) return 0;
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  return Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length);
}
