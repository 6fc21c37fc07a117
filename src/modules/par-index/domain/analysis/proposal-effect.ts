import { applyRule, share } from '../apply-rule.ts';
import type { Hundredths, Leaf } from '../criteria-set.ts';
import type { LeafInput } from '../rule.ts';
import { diagnose, type LeafDiagnosis } from './diagnostics.ts';
import { checkMatrix, type LeafFacts, type ScoreMatrix } from './matrix.ts';
import { ranksOf } from './ranks.ts';
import { findUnreasonable, type Unreasonable } from './unreasonable.ts';

/** What a proposal (kiến nghị) asks for one criterion. */
export type ProposalChange =
  | { readonly kind: 'drop'; readonly leaf: string }
  /** Out of the table and beside it: its share of the points is added, or what it lacks is taken off, up to `max`. */
  | { readonly kind: 'bonus' | 'penalty'; readonly leaf: string; readonly max: Hundredths }
  /** The same rule with another maximum: points keep their share of it. */
  | { readonly kind: 'reweight'; readonly leaf: string; readonly max: Hundredths }
  /**
   * Another rule: its points for each unit in the order of the matrix, null where it does not apply. Deviations are
   * their standard errors; left out, they are taken to be the same share of the maximum as before.
   */
  | {
      readonly kind: 'replace-rule';
      readonly leaf: string;
      readonly max: Hundredths;
      readonly points: readonly (Hundredths | null)[];
      readonly deviations?: readonly number[];
    };

export interface BeforeAfter<T> {
  readonly before: T;
  readonly after: T;
}

/** What the change does to one unit. */
export interface UnitEffect {
  readonly unit: string;
  readonly points: BeforeAfter<Hundredths>;
  /** Maximum of what applies to it. */
  readonly max: BeforeAfter<Hundredths>;
  /** Chỉ số in hundredths of a per cent, half up; undefined when nothing applies. */
  readonly indexHundredths: BeforeAfter<number | undefined>;
  /** By the exact index; equal ones share the better place. */
  readonly rank: BeforeAfter<number>;
  /** Places won; negative = lost. */
  readonly places: number;
}

export interface ProposalEffect {
  readonly change: ProposalChange;
  readonly leaf: LeafFacts;
  readonly diagnosis: LeafDiagnosis;
  /** Why the figures speak against the criterion now, and whether they still would; undefined = they do not. */
  readonly reason: BeforeAfter<Unreasonable | undefined>;
  readonly units: readonly UnitEffect[];
  /** Units whose place changes. */
  readonly moved: number;
  /** Mean number of places a unit moves, up or down. */
  readonly meanPlaces: number;
  /** The one that moves most; undefined when none does. */
  readonly mostMoved: UnitEffect | undefined;
}

/**
 * What a proposal would have done to last year's points and places of every unit. When maxima change, units are
 * compared by their index, so that a table of 95 points and one of 100 are put on one scale. For diagnosis and reasons
 * what does not apply stands at the mean of the units it applies to, so that it says nothing either way.
 * @param applicable 1 where a leaf applies to a unit, shaped as `matrix.points`; left out, all apply
 * @throws RangeError for a leaf the matrix does not have, points outside the new maximum, or lists of another length
 */
export function proposalEffect(
  matrix: ScoreMatrix,
  change: ProposalChange,
  applicable: Uint8Array = new Uint8Array(matrix.points.length).fill(1),
): ProposalEffect {
  checkMatrix(matrix);
  if (applicable.length !== matrix.points.length)
    throw new RangeError(`expected ${matrix.points.length} marks of what applies, got ${applicable.length}`);
  const at = matrix.leaves.findIndex(({ code }) => code === change.leaf);
  const leaf = matrix.leaves[at];
  if (!leaf) throw new RangeError(`no such criterion: ${change.leaf}`);
  const changed = apply(matrix, applicable, at, leaf, change);
  const before = standings(matrix, applicable);
  const after = standings(changed.matrix, changed.applicable, changed.beside);
  const units = matrix.units.map((unit, index): UnitEffect => {
    const [old, now] = [before[index], after[index]];
    if (!old || !now) throw new RangeError(`no standing of ${unit}`);
    return {
      unit,
      points: { before: old.points, after: now.points },
      max: { before: old.max, after: now.max },
      indexHundredths: { before: old.indexHundredths, after: now.indexHundredths },
      rank: { before: old.rank, after: now.rank },
      places: old.rank - now.rank,
    };
  });
  const diagnosis = diagnose(atTheMean(matrix, applicable))[at];
  if (!diagnosis) throw new RangeError(`no diagnosis of ${change.leaf}`);
  return {
    change,
    leaf,
    diagnosis,
    reason: {
      before: reasonOf(atTheMean(matrix, applicable), change.leaf),
      after: reasonOf(atTheMean(changed.matrix, changed.applicable), change.leaf),
    },
    units,
    moved: units.filter(({ places }) => places !== 0).length,
    meanPlaces: units.length === 0 ? 0 : units.reduce((sum, { places }) => sum + Math.abs(places), 0) / units.length,
    mostMoved: units.reduce<UnitEffect | undefined>(
      (most, one) => (Math.abs(one.places) > Math.abs(most?.places ?? 0) ? one : most),
      undefined,
    ),
  };
}

/**
 * Points of every unit under a proposed rule, from the figures they gave under the old one; undefined figures get none.
 * @throws Refusal as `applyRule` does, where the new rule asks for figures of another kind
 */
export function pointsUnder(
  leaf: Pick<Leaf, 'code' | 'max' | 'rule'>,
  inputs: readonly (LeafInput | undefined)[],
): (Hundredths | null)[] {
  return inputs.map((input) => (input ? applyRule(leaf, input).points : 0));
}

/** The matrix for judging criteria: an entry that does not apply stands, without error, at the mean of its column. */
export function atTheMean({ units, leaves, points, deviations }: ScoreMatrix, applicable: Uint8Array): ScoreMatrix {
  const width = leaves.length;
  const filled = { points: points.slice(), deviations: deviations.slice() };
  for (let leaf = 0; leaf < width; leaf += 1) {
    let sum = 0;
    let count = 0;
    for (let unit = 0; unit < units.length; unit += 1) {
      if (!applicable[unit * width + leaf]) continue;
      sum += points[unit * width + leaf] ?? 0;
      count += 1;
    }
    for (let unit = 0; unit < units.length; unit += 1) {
      if (applicable[unit * width + leaf]) continue;
      filled.points[unit * width + leaf] = count === 0 ? 0 : sum / count;
      filled.deviations[unit * width + leaf] = 0;
    }
  }
  return { units, leaves, ...filled };
}

interface Changed {
  readonly matrix: ScoreMatrix;
  readonly applicable: Uint8Array;
  /** Points of each unit that stand beside the table, below nought when they are taken off. */
  readonly beside?: readonly number[];
}

function apply(
  matrix: ScoreMatrix,
  applicable: Uint8Array,
  at: number,
  leaf: LeafFacts,
  change: ProposalChange,
): Changed {
  if (change.kind === 'drop') return drop(matrix, applicable, at);
  const { max } = change;
  if (!Number.isSafeInteger(max) || max < 0) throw new RangeError(`not a maximum in hundredths: ${max}`);
  if (change.kind !== 'reweight' && change.kind !== 'replace-rule')
    return { ...drop(matrix, applicable, at), beside: besideOf(matrix, applicable, at, leaf.max, change) };
  const width = matrix.leaves.length;
  const points = matrix.points.slice();
  const deviations = matrix.deviations.slice();
  const applies = applicable.slice();
  const scale = leaf.max === 0 ? 0 : max / leaf.max;
  if (change.kind === 'replace-rule') checkPoints(change, matrix.units.length);
  for (let unit = 0; unit < matrix.units.length; unit += 1) {
    const cell = unit * width + at;
    const deviation = (deviations[cell] ?? 0) * scale;
    deviations[cell] = change.kind === 'replace-rule' ? (change.deviations?.[unit] ?? deviation) : deviation;
    if (change.kind === 'reweight') {
      points[cell] = rescaled(points[cell] ?? 0, leaf.max, max);
      continue;
    }
    const given = change.points[unit] ?? null;
    points[cell] = given ?? 0;
    applies[cell] = given === null ? 0 : 1;
  }
  // Steps belong to the rule: another rule has others, which the caller knows and this analysis does not need.
  const { steps: _, ...facts } = leaf;
  const leaves = matrix.leaves.map((one, index) =>
    index === at ? { ...(change.kind === 'reweight' ? leaf : facts), max } : one,
  );
  return { matrix: { units: matrix.units, leaves, points, deviations }, applicable: applies };
}

/** Points at the same share of another maximum, half up to whole hundredths. */
function rescaled(points: number, from: Hundredths, to: Hundredths): number {
  if (from === 0) return 0;
  return Number.isSafeInteger(points)
    ? share(to, { numerator: points, denominator: from })
    : Math.round((points * to) / from);
}

function checkPoints(change: Extract<ProposalChange, { kind: 'replace-rule' }>, units: number): void {
  const { points, deviations, max } = change;
  if (points.length !== units || (deviations && deviations.length !== units))
    throw new RangeError(`expected points of ${units} units, got ${points.length}`);
  const outside = points.find((one) => one !== null && (!Number.isSafeInteger(one) || one < 0 || one > max));
  if (outside !== undefined) throw new RangeError(`points outside 0 to ${max}: ${outside}`);
}

function drop({ units, leaves, points, deviations }: ScoreMatrix, applicable: Uint8Array, at: number): Changed {
  const width = leaves.length;
  const stays = (_: number, index: number) => index % width !== at;
  return {
    matrix: {
      units,
      leaves: leaves.filter((_, index) => index !== at),
      points: points.filter(stays),
      deviations: deviations.filter(stays),
    },
    applicable: applicable.filter(stays),
  };
}

/** A unit with all points gets the whole bonus and loses nothing; one it does not apply to has neither. */
function besideOf(
  { units, leaves, points }: ScoreMatrix,
  applicable: Uint8Array,
  at: number,
  from: Hundredths,
  { kind, max }: { readonly kind: 'bonus' | 'penalty'; readonly max: Hundredths },
): number[] {
  return units.map((_, unit) => {
    const cell = unit * leaves.length + at;
    if (!applicable[cell]) return 0;
    const got = points[cell] ?? 0;
    return kind === 'bonus' ? rescaled(got, from, max) : -rescaled(from - got, from, max);
  });
}

interface Standing {
  readonly points: Hundredths;
  readonly max: Hundredths;
  readonly indexHundredths: number | undefined;
  readonly rank: number;
}

function standings(
  { units, leaves, points }: ScoreMatrix,
  applicable: Uint8Array,
  beside: readonly number[] = [],
): Standing[] {
  const sums = units.map((_, unit) => {
    let got = 0;
    let max = 0;
    for (const [leaf, facts] of leaves.entries()) {
      const cell = unit * leaves.length + leaf;
      if (!applicable[cell]) continue;
      got += points[cell] ?? 0;
      max += facts.max;
    }
    return { got: Math.max(0, got + (beside[unit] ?? 0)), max };
  });
  // Equal shares of whole numbers give the same quotient to the last bit, so ties stay ties.
  const ranks = ranksOf(sums.map(({ got, max }) => (max === 0 ? 0 : got / max)));
  return sums.map(({ got, max }, unit) => ({
    points: got,
    max,
    indexHundredths: max === 0 ? undefined : indexOf(got, max),
    rank: ranks[unit] ?? 0,
  }));
}

function indexOf(points: number, max: Hundredths): number {
  return Number.isSafeInteger(points)
    ? share(10_000, { numerator: points, denominator: max })
    : Math.round((points / max) * 10_000);
}

function reasonOf(matrix: ScoreMatrix, code: string): Unreasonable | undefined {
  return findUnreasonable(matrix).find(({ diagnosis }) => diagnosis.leaf.code === code)?.why;
}
