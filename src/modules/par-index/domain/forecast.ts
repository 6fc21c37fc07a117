import { applyRule } from './apply-rule.ts';
import type { Hundredths, Leaf } from './criteria-set.ts';

/** What a leaf is expected to earn: in hundredths, with the range that holds nine times in ten. */
export interface Expectation {
  /** Mean, rounded to a hundredth. */
  readonly expected: Hundredths;
  readonly low: Hundredths;
  readonly high: Hundredths;
}

/** A share at the end of the period if nothing more is done, what is still open, and what was reached so far. */
export interface ShareOutlook {
  readonly numerator: number;
  readonly denominator: number;
  /** Open things, each of which adds one to the numerator when it is done in time. */
  readonly open: number;
  /** Things that were due so far, and those of them that count. */
  readonly sofar: { readonly numerator: number; readonly denominator: number };
}

/** 5 % on either side. */
const TAIL = 0.05;

/**
 * The points of a live leaf at the end of the period. How many of the open things will be done in time follows a
 * beta-binomial distribution: the rate reached so far, with Jeffreys' prior for what little history says (Beta(s + ½,
 * f + ½)), applied to each of them. The leaf's own rule is asked for every outcome, so steps and caps count as they are.
 * With nothing open there is one outcome and no range.
 *
 * @throws Refusal as `applyRule` does
 */
export function expectShare(leaf: Leaf, { numerator, denominator, open, sofar }: ShareOutlook): Expectation {
  const odds = betaBinomial(open, sofar.numerator + 0.5, sofar.denominator - sofar.numerator + 0.5);
  const outcomes = odds.map((odd, done) => {
    const ratio = { numerator: Math.min(denominator, numerator + done), denominator };
    return { odd, points: applyRule(leaf, { type: 'ratio', ratio }).points ?? 0 };
  });
  return expectationOf(outcomes);
}

function expectationOf(outcomes: { odd: number; points: Hundredths }[]): Expectation {
  const sorted = [...outcomes].sort((a, b) => a.points - b.points);
  const at = (share: number): Hundredths => {
    let sum = 0;
    for (const { odd, points } of sorted) {
      sum += odd;
      if (sum >= share - 1e-12) return points;
    }
    return sorted.at(-1)?.points ?? 0;
  };
  const mean = sorted.reduce((sum, { odd, points }) => sum + odd * points, 0);
  return { expected: Math.round(mean), low: at(TAIL), high: at(1 - TAIL) };
}

/** The odds of 0 to n successes, by recurrence from logarithms so that thousands of things do not underflow. */
export function betaBinomial(n: number, a: number, b: number): number[] {
  let log = 0;
  for (let j = 0; j < n; j += 1) log += Math.log(b + j) - Math.log(a + b + j);
  const logs = [log];
  for (let i = 0; i < n; i += 1) {
    log += Math.log(n - i) - Math.log(i + 1) + Math.log(a + i) - Math.log(b + n - i - 1);
    logs.push(log);
  }
  const odds = logs.map(Math.exp);
  const sum = odds.reduce((all, one) => all + one, 0);
  return odds.map((one) => one / sum);
}

/** Where a leaf's expectation comes from. */
export type Basis = 'live' | 'final' | 'appraised' | 'self' | 'last-year' | 'unknown';

export interface LeafForecast extends Expectation {
  readonly code: string;
  readonly max: Hundredths;
  readonly basis: Basis;
}

export interface Forecast extends Expectation {
  /** Maximum of the leaves that apply. */
  readonly max: Hundredths;
}

/**
 * The sum over leaves. Ends of the range are added up, as if all leaves went well or badly together: units share their
 * people and their leaders, so the range is rather too wide than too narrow.
 */
export function sumForecasts(leaves: readonly LeafForecast[]): Forecast {
  const sum = (of: (leaf: LeafForecast) => number) => leaves.reduce((all, leaf) => all + of(leaf), 0);
  return {
    expected: sum((leaf) => leaf.expected),
    low: sum((leaf) => leaf.low),
    high: sum((leaf) => leaf.high),
    max: sum((leaf) => leaf.max),
  };
}

/**
 * A leaf without any figure of this year. Last year's share of the maximum is carried over; a survey's range is its own
 * sampling error (1.645 standard errors). Nothing known at all: from nothing to everything, the middle expected.
 */
export function expectFromBefore(
  leaf: Pick<Leaf, 'code'> & { readonly max: Hundredths },
  before: { readonly points: Hundredths; readonly max: Hundredths; readonly deviation: number } | undefined,
): LeafForecast {
  const { code, max } = leaf;
  if (!before || before.max === 0)
    return { code, max, basis: 'unknown', expected: Math.round(max / 2), low: 0, high: max };
  const scale = max / before.max;
  const clamp = (points: number) => Math.min(max, Math.max(0, Math.round(points)));
  const spread = 1.645 * before.deviation * scale;
  const expected = before.points * scale;
  return {
    code,
    max,
    basis: 'last-year',
    expected: clamp(expected),
    low: clamp(expected - spread),
    high: clamp(expected + spread),
  };
}
