import { applyRule, type LeafScore, share } from './apply-rule.ts';
import type { CriteriaNode, CriteriaSet, Hundredths, ScoreClass } from './criteria-set.ts';
import type { LeafInput, Ratio } from './rule.ts';

/** A node of the table with its points. `max` leaves out what does not apply to the unit. */
export interface ScoredNode {
  readonly code: string;
  readonly points: Hundredths;
  readonly max: Hundredths;
  /** Leaves below without a value yet; their maximum counts in `max`. */
  readonly missing: number;
  readonly notApplicable: boolean;
  readonly children: readonly ScoredNode[];
}

export interface SetScore {
  readonly fields: readonly ScoredNode[];
  /** Sum of the leaves, before bonus and penalty. */
  readonly points: Hundredths;
  /** Maximum of the leaves that apply. */
  readonly max: Hundredths;
  readonly bonus: Hundredths;
  readonly penalty: Hundredths;
  /** points + capped bonus − capped penalty, not below 0. */
  readonly total: Hundredths;
  /** Chỉ số: total / max as an exact ratio; 0 of 0 when nothing applies. */
  readonly index: Ratio;
  /** The index in hundredths of a per cent, half up: 8945 = 89.45 %. undefined when nothing applies. */
  readonly indexHundredths: number | undefined;
  readonly missing: number;
  readonly className: string | undefined;
}

export interface ScoreInputs {
  /** By leaf code; a leaf without an entry is missing and gets 0. */
  readonly leaves: ReadonlyMap<string, LeafInput>;
  readonly bonus?: Hundredths;
  readonly penalty?: Hundredths;
}

/**
 * The whole table of one unit. A leaf that does not apply leaves points and maximum alike, so that the index is
 * rescaled and nobody gains or loses by what is not his business (Hà Nội framework: appraised / appraisedMax).
 */
export function scoreSet(set: CriteriaSet, inputs: ScoreInputs): SetScore {
  const fields = set.fields.map((field) => scoreNode(field, inputs.leaves));
  const points = sum(fields, (field) => field.points);
  const max = sum(fields, (field) => field.max);
  const bonus = Math.min(set.bonusMax ?? 0, inputs.bonus ?? 0);
  const penalty = Math.min(set.penaltyMax ?? 0, inputs.penalty ?? 0);
  const total = Math.max(0, points + bonus - penalty);
  const indexHundredths = max === 0 ? undefined : share(10_000, { numerator: total, denominator: max });
  return {
    fields,
    points,
    max,
    bonus,
    penalty,
    total,
    index: { numerator: total, denominator: max },
    indexHundredths,
    missing: sum(fields, (field) => field.missing),
    className: indexHundredths === undefined ? undefined : classOf(set.classes, { numerator: total, denominator: max }),
  };
}

/** The first class whose edge the exact share reaches: 89.996 % is not 90 %. */
export function classOf(classes: readonly ScoreClass[], { numerator, denominator }: Ratio): string | undefined {
  return classes.find((one) => BigInt(numerator) * 10_000n >= BigInt(one.from) * BigInt(denominator))?.name;
}

function scoreNode(node: CriteriaNode, inputs: ReadonlyMap<string, LeafInput>): ScoredNode {
  if (node.kind === 'leaf') {
    const input = inputs.get(node.code);
    const score: LeafScore = input ? applyRule(node, input) : { points: 0 };
    const applies = score.points !== null;
    return {
      code: node.code,
      points: score.points ?? 0,
      max: applies ? (node.max ?? 0) : 0,
      missing: input ? 0 : 1,
      notApplicable: !applies,
      children: [],
    };
  }
  const children = node.children.map((child) => scoreNode(child, inputs));
  return {
    code: node.code,
    points: sum(children, (child) => child.points),
    max: sum(children, (child) => child.max),
    missing: sum(children, (child) => child.missing),
    notApplicable: children.every((child) => child.notApplicable),
    children,
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
