import type { Step } from './matrix.ts';

/** Units crowding just above a step of a rule, where points jump (dồn ngay trên ngưỡng). */
export interface Bunching {
  readonly edge: number;
  readonly justBelow: number;
  readonly justAbove: number;
  /** Chance of at least so many above if both sides were alike (one-sided sign test). */
  readonly pValue: number;
}

/**
 * Counts what was measured within reach of a step on either side. A small p-value says that figures were moved
 * over the step, or that the step is where everybody stops; it does not say which.
 * @param values the measured figures (not the points), in the unit of the edge
 */
export function bunchingAt(values: readonly number[], { edge, within }: Step): Bunching {
  const justBelow = values.filter((value) => value >= edge - within && value < edge).length;
  const justAbove = values.filter((value) => value >= edge && value < edge + within).length;
  return { edge, justBelow, justAbove, pValue: signTest(justAbove, justBelow + justAbove) };
}

/** P(X ≥ successes) for X binomial(n, 1/2), exact. */
function signTest(successes: number, n: number): number {
  let probability = 0;
  for (let k = successes; k <= n; k += 1) probability += Math.exp(logChoose(n, k) - n * Math.LN2);
  return Math.min(1, probability);
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i += 1) sum += Math.log(n - k + i) - Math.log(i);
  return sum;
}
