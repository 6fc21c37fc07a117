import { Refusal } from '#kernel/refusal.ts';
import type { Hundredths, Leaf } from './criteria-set.ts';
import { evaluateFormula } from './formula.ts';
import type { Band, LeafInput, NothingDue, Ratio, Rule } from './rule.ts';

/** Points of one leaf, and the figures they came from. */
export interface LeafScore {
  /** null = không áp dụng: the leaf leaves numerator and denominator. */
  readonly points: Hundredths | null;
  /** Which band held, counted from 0, where the rule has bands. */
  readonly band?: number;
}

/**
 * Points of a leaf for an input, exact: shares are compared and multiplied as whole numbers, and a result
 * between two hundredths is rounded half up once.
 * @throws Refusal `par-index.leaf_unknown_max` or `par-index.leaf_no_rule` for a leaf that cannot be scored,
 *   `par-index.wrong_input` when the input is not of the rule's kind or holds impossible figures
 */
export function applyRule(leaf: Pick<Leaf, 'code' | 'max' | 'rule'>, input: LeafInput): LeafScore {
  const { max, rule, code } = leaf;
  if (max === null) throw new Refusal('par-index.leaf_unknown_max', 422, { code });
  if (rule === null) throw new Refusal('par-index.leaf_no_rule', 422, { code });
  if (input.type === 'not-applicable') return { points: null };
  const score = pointsFor(rule, max, input);
  if (score === undefined) throw new Refusal('par-index.wrong_input', 422, { code, kind: rule.type });
  if (score.points !== null && (score.points < 0 || score.points > max))
    throw new Refusal('par-index.outside_maximum', 422, { code });
  return score;
}

function pointsFor(rule: Rule, max: Hundredths, input: LeafInput): LeafScore | undefined {
  switch (rule.type) {
    case 'yes-no':
      return input.type === 'yes-no' ? { points: input.met ? max : 0 } : undefined;
    case 'all-of':
      return input.type === 'all-of' && input.met.length === rule.conditions.length
        ? { points: input.met.every(Boolean) ? max : 0 }
        : undefined;
    case 'timeliness':
      return input.type === 'timeliness'
        ? { points: input.state === 'on-time' ? max : input.state === 'late' ? rule.late : 0 }
        : undefined;
    case 'count-capped':
      return input.type === 'count' && isCount(input.count)
        ? { points: Math.min(max, rule.each * input.count) }
        : undefined;
    case 'survey':
      return input.type === 'survey' && isCount(input.indexHundredths) && input.indexHundredths <= 10_000
        ? { points: share(max, { numerator: input.indexHundredths, denominator: 10_000 }) }
        : undefined;
    case 'points':
      return input.type === 'points' && Number.isSafeInteger(input.points) ? { points: input.points } : undefined;
    case 'step':
      return step(rule, max, input);
    case 'proportional':
      return proportional(rule, max, input);
    case 'banded-formula':
      return bandedFormula(rule, input);
  }
}

function step(rule: Extract<Rule, { type: 'step' }>, max: Hundredths, input: LeafInput): LeafScore | undefined {
  if (rule.unit === 'count') {
    if (input.type !== 'count' || !isCount(input.count)) return undefined;
    const at = rule.bands.findIndex((band) => holds(band, { numerator: input.count, denominator: 1 }, 1));
    return at < 0 ? { points: 0 } : { points: rule.bands[at]?.points ?? 0, band: at };
  }
  if (input.type !== 'ratio' || !isRatio(input.ratio)) return undefined;
  if (input.ratio.denominator === 0) return { points: whenNothingDue(rule.nothingDue, max) };
  const at = rule.bands.findIndex((band) => holds(band, input.ratio, 100));
  return at < 0 ? { points: 0 } : { points: rule.bands[at]?.points ?? 0, band: at };
}

function proportional(
  rule: Extract<Rule, { type: 'proportional' }>,
  max: Hundredths,
  input: LeafInput,
): LeafScore | undefined {
  if (input.type !== 'ratio' || !isRatio(input.ratio)) return undefined;
  const { ratio } = input;
  if (ratio.denominator === 0) return { points: whenNothingDue(rule.nothingDue, max) };
  if (rule.floorPerCent !== null && holds({ lt: rule.floorPerCent }, ratio, 100)) return { points: 0 };
  if (rule.fullFromPerCent !== null && holds({ ge: rule.fullFromPerCent }, ratio, 100)) return { points: max };
  return { points: Math.min(max, share(max, ratio)) };
}

function bandedFormula(rule: Extract<Rule, { type: 'banded-formula' }>, input: LeafInput): LeafScore | undefined {
  if (input.type !== 'variables') return undefined;
  if (!rule.variables.every(({ name }) => Number.isFinite(input.values[name]))) return undefined;
  const x = evaluateFormula(rule.of, rule.variables, input.values);
  const at = rule.bands.findIndex(
    (band) =>
      (band.gt === undefined || x > band.gt) &&
      (band.ge === undefined || x >= band.ge) &&
      (band.lt === undefined || x < band.lt) &&
      (band.le === undefined || x <= band.le),
  );
  const band = rule.bands[at];
  if (!band) return { points: 0 };
  return { points: toHundredths(evaluateFormula(band.formula, rule.variables, input.values)), band: at };
}

/** Points as a formula gives them to whole hundredths, half up; what lies a rounding error below a half counts as the half. */
function toHundredths(points: number): Hundredths {
  return Math.floor(Number((points * 100).toFixed(6)) + 0.5);
}

/** max · numerator / denominator, rounded half up to a whole hundredth, without ever leaving whole numbers. */
export function share(max: Hundredths, { numerator, denominator }: Ratio): Hundredths {
  const whole = BigInt(denominator);
  return Number((2n * BigInt(max) * BigInt(numerator) + whole) / (2n * whole));
}

/** Whether scale·numerator/denominator lies in the band; edges may have up to four decimals. */
function holds(band: Band, { numerator, denominator }: Ratio, scale: number): boolean {
  const value = BigInt(numerator) * BigInt(scale) * 10_000n;
  const against = (edge: number) => BigInt(Math.round(edge * 10_000)) * BigInt(denominator);
  return (
    (band.gt === undefined || value > against(band.gt)) &&
    (band.ge === undefined || value >= against(band.ge)) &&
    (band.lt === undefined || value < against(band.lt)) &&
    (band.le === undefined || value <= against(band.le))
  );
}

function whenNothingDue(rule: NothingDue, max: Hundredths): Hundredths | null {
  return rule === 'full' ? max : rule === 'zero' ? 0 : null;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isRatio({ numerator, denominator }: Ratio): boolean {
  return isCount(numerator) && isCount(denominator) && numerator <= denominator;
}
