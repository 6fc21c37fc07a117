import { Refusal } from '#kernel/refusal.ts';
import { applyRule } from './apply-rule.ts';
import type { CriteriaNode, CriteriaSet, Hundredths, Leaf } from './criteria-set.ts';
import { type ScoreInputs, scoreSet, type SetScore } from './score-set.ts';
import type { LeafInput, Ratio } from './rule.ts';

/** Điểm thưởng and điểm trừ stand beside the table under codes of their own. */
export const BONUS = '+';
export const PENALTY = '-';

/** The two lines beside the table, where the set has them. */
export function extraLeaves(set: CriteriaSet): Leaf[] {
  const extra = (code: string, name: string, max: Hundredths): Leaf => ({
    kind: 'leaf',
    code,
    name,
    max,
    method: 'appraised',
    scorer: 'unit',
    rule: { type: 'points' },
    evidence: null,
    measureId: null,
    controllable: null,
    legal: null,
  });
  return [
    ...(set.bonusMax === null ? [] : [extra(BONUS, 'Điểm thưởng', set.bonusMax)]),
    ...(set.penaltyMax === null ? [] : [extra(PENALTY, 'Điểm trừ', set.penaltyMax)]),
  ];
}

/**
 * Points of an input: by the rule for figures, as given for bare points (appraisers often write points and a reason),
 * which then have to lie within the leaf's maximum.
 * @returns null for "does not apply"
 * @throws Refusal as `applyRule` does
 */
export function pointsOf(leaf: Pick<Leaf, 'code' | 'max' | 'rule'>, input: LeafInput): Hundredths | null {
  if (input.type !== 'points' || leaf.rule?.type === 'points') return applyRule(leaf, input).points;
  if (leaf.rule === null) throw new Refusal('par-index.leaf_no_rule', 422, { code: leaf.code });
  return applyRule({ ...leaf, rule: { type: 'points' } }, input).points;
}

/** The whole table from points already given: the same sums, rescaling, caps and classes as from figures. */
export function scorePoints(set: CriteriaSet, points: ReadonlyMap<string, Hundredths | null>): SetScore {
  const leaves = new Map<string, LeafInput>();
  for (const [code, one] of points) {
    if (code === BONUS || code === PENALTY) continue;
    leaves.set(code, one === null ? { type: 'not-applicable', reason: '' } : { type: 'points', points: one });
  }
  const inputs: ScoreInputs = { leaves, bonus: points.get(BONUS) ?? 0, penalty: points.get(PENALTY) ?? 0 };
  return scoreSet({ ...set, fields: set.fields.map(asPoints) }, inputs);
}

function asPoints(node: CriteriaNode): CriteriaNode {
  if (node.kind === 'leaf') return { ...node, rule: { type: 'points' } };
  return { ...node, children: node.children.map(asPoints) };
}

/**
 * Places in order of the exact index, best first; equals share a place and the next one counts them all (1, 2, 2, 4).
 * A unit nothing applied to comes last.
 */
export function ranksOf(indexes: readonly Ratio[]): number[] {
  return indexes.map((one) => 1 + indexes.filter((other) => compareRatios(other, one) > 0).length);
}

function compareRatios(a: Ratio, b: Ratio): number {
  if (a.denominator === 0 || b.denominator === 0) return (a.denominator === 0 ? 0 : 1) - (b.denominator === 0 ? 0 : 1);
  const left = BigInt(a.numerator) * BigInt(b.denominator);
  const right = BigInt(b.numerator) * BigInt(a.denominator);
  return left > right ? 1 : left < right ? -1 : 0;
}
