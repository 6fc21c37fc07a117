import { applyRule, share } from './apply-rule.ts';
import { type CriteriaSet, type Hundredths, type Leaf, leavesOf } from './criteria-set.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { LeafInput, Ratio } from './rule.ts';

/** What became of leaves from one set to the next. */
export type LeafChange = 'same' | 'renamed' | 'split' | 'merged' | 'new' | 'dropped';

export interface MappingLink {
  readonly change: LeafChange;
  /** Codes in the older set: one, several when merged, none when new. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly note?: string;
}

/** Bảng đối chiếu of two sets: every leaf of both stands in exactly one link. */
export interface SetMapping {
  readonly links: readonly MappingLink[];
}

export interface MappingFault {
  readonly code: string;
  readonly side: 'from' | 'to';
  readonly what: 'missing' | 'repeated' | 'unknown' | 'wrong-shape' | 'not-the-same';
}

const SHAPES: Readonly<Record<LeafChange, (from: number, to: number) => boolean>> = {
  same: (from, to) => from === 1 && to === 1,
  renamed: (from, to) => from === 1 && to === 1,
  split: (from, to) => from === 1 && to > 1,
  merged: (from, to) => from > 1 && to === 1,
  new: (from, to) => from === 0 && to === 1,
  dropped: (from, to) => from === 1 && to === 0,
};

/** What keeps a mapping from being used, each with the code and side; an empty list means it is whole. */
export function faultsOfMapping(mapping: SetMapping, older: CriteriaSet, newer: CriteriaSet): MappingFault[] {
  const faults: MappingFault[] = [];
  const leaves = { from: byCode(older), to: byCode(newer) };
  for (const side of ['from', 'to'] as const) {
    const seen = new Set<string>();
    for (const code of mapping.links.flatMap((link) => link[side])) {
      if (!leaves[side].has(code)) faults.push({ code, side, what: 'unknown' });
      if (seen.has(code)) faults.push({ code, side, what: 'repeated' });
      seen.add(code);
    }
    for (const code of leaves[side].keys()) if (!seen.has(code)) faults.push({ code, side, what: 'missing' });
  }
  for (const link of mapping.links) {
    const place = link.to[0] ?? link.from[0] ?? '';
    const side = link.to[0] === undefined ? 'from' : 'to';
    if (!SHAPES[link.change](link.from.length, link.to.length)) faults.push({ code: place, side, what: 'wrong-shape' });
    const a = leaves.from.get(link.from[0] ?? '');
    const b = leaves.to.get(link.to[0] ?? '');
    if (link.change === 'same' && a && b && !isSame(a, b)) faults.push({ code: place, side, what: 'not-the-same' });
  }
  return faults;
}

/** "Same" is said only of leaves that are scored alike: name, maximum, method and rule, examples aside. */
export function isSame(a: Leaf, b: Leaf): boolean {
  return a.name === b.name && a.max === b.max && a.method === b.method && scoringKey(a) === scoringKey(b);
}

/**
 * A first mapping to begin with: same name is the same leaf (same or renamed by what else changed), same code with
 * another name is proposed as renamed, the rest is dropped and new. A person turns some of it into splits and mergers.
 */
export function proposeMapping(older: CriteriaSet, newer: CriteriaSet): SetMapping {
  const to = leavesOf(newer.fields);
  const taken = new Set<string>();
  const partner = new Map<string, Leaf>();
  const pair = (fits: (a: Leaf, b: Leaf) => boolean) => {
    for (const a of leavesOf(older.fields)) {
      if (partner.has(a.code)) continue;
      const found = to.find((b) => !taken.has(b.code) && fits(a, b));
      if (found) {
        partner.set(a.code, found);
        taken.add(found.code);
      }
    }
  };
  pair((a, b) => a.name === b.name && a.code === b.code);
  pair((a, b) => a.name === b.name);
  pair((a, b) => a.code === b.code && a.method === b.method);
  const links = leavesOf(older.fields).map((a): MappingLink => {
    const b = partner.get(a.code);
    if (!b) return { change: 'dropped', from: [a.code], to: [] };
    return { change: isSame(a, b) ? 'same' : 'renamed', from: [a.code], to: [b.code] };
  });
  const fresh = to
    .filter((b) => !taken.has(b.code))
    .map((b): MappingLink => ({ change: 'new', from: [], to: [b.code] }));
  return { links: [...links, ...fresh] };
}

/** A leaf of the newer set as the old year would have fared on it. */
export interface BackCastLeaf {
  readonly code: string;
  readonly points: Hundredths | null;
  /**
   * 'rule': the old figures under the new rule, exact. 'scaled': the old share of the maximum carried over, an
   * estimate. 'unknown': nothing of the old year says anything; leaves both sums. 'not-applicable': it did not apply.
   */
  readonly basis: 'rule' | 'scaled' | 'unknown' | 'not-applicable';
}

export interface BackCast {
  readonly leaves: readonly BackCastLeaf[];
  readonly points: Hundredths;
  /** Maximum of the leaves that count. */
  readonly max: Hundredths;
  readonly index: Ratio;
  /** Share of the newer set's maximum the old year says something about, and of it exactly. */
  readonly covered: Ratio;
  readonly exact: Ratio;
}

/** What the old year holds of one leaf. */
export interface OldValue {
  readonly input: LeafInput | null;
  readonly points: Hundredths | null;
}

/**
 * An old year under newer rules. Where the old figures fit the new rule they are scored again; where a leaf was
 * split, merged or is asked for in another way, its share of the old maximum is carried over and said to be so.
 */
export function backCast(
  mapping: SetMapping,
  older: CriteriaSet,
  newer: CriteriaSet,
  values: ReadonlyMap<string, OldValue>,
): BackCast {
  const from = byCode(older);
  const linkOf = new Map(mapping.links.flatMap((link) => link.to.map((code) => [code, link] as const)));
  const newLeaves = leavesOf(newer.fields);
  const leaves = newLeaves.map((leaf) => backCastLeaf(leaf, linkOf.get(leaf.code), from, values));
  const maxOf = (counts: (one: BackCastLeaf) => boolean) =>
    leaves.reduce((sum, one, index) => sum + (counts(one) ? (newLeaves[index]?.max ?? 0) : 0), 0);
  const points = leaves.reduce((sum, one) => sum + (one.points ?? 0), 0);
  const max = maxOf((one) => one.points !== null);
  const whole = maxOf(() => true);
  return {
    leaves,
    points,
    max,
    index: { numerator: points, denominator: max },
    covered: { numerator: maxOf((one) => one.basis !== 'unknown'), denominator: whole },
    exact: { numerator: maxOf((one) => one.basis === 'rule'), denominator: whole },
  };
}

function backCastLeaf(
  leaf: Leaf,
  link: MappingLink | undefined,
  from: ReadonlyMap<string, Leaf>,
  values: ReadonlyMap<string, OldValue>,
): BackCastLeaf {
  const unknown: BackCastLeaf = { code: leaf.code, points: null, basis: 'unknown' };
  if (!link || link.change === 'new' || leaf.max === null) return unknown;
  const olds = link.from.flatMap((code) => {
    const old = from.get(code);
    const value = values.get(code);
    return old && value ? [{ old, value }] : [];
  });
  if (olds.length === 0 || olds.length < link.from.length) return unknown;
  const [first] = olds;
  // The same leaf, scored alike: what was given then, by figures or by a judge, is what would be given.
  if (first && link.change === 'same')
    return {
      code: leaf.code,
      points: first.value.points,
      basis: first.value.points === null ? 'not-applicable' : 'rule',
    };
  if (first && link.from.length === 1 && link.to.length === 1 && first.value.input) {
    const points = scoredAgain(leaf, first.value.input);
    if (points === null) return { code: leaf.code, points, basis: 'not-applicable' };
    if (points !== undefined) return { code: leaf.code, points, basis: 'rule' };
  }
  const counted = olds.filter(({ value }) => value.points !== null);
  const numerator = counted.reduce((sum, { value }) => sum + (value.points ?? 0), 0);
  const denominator = counted.reduce((sum, { old }) => sum + (old.max ?? 0), 0);
  if (denominator === 0) return { code: leaf.code, points: null, basis: 'not-applicable' };
  return { code: leaf.code, points: share(leaf.max, { numerator, denominator }), basis: 'scaled' };
}

/** undefined: the figures are of another kind than the new rule asks for. Bare points say nothing about another maximum. */
function scoredAgain(leaf: Leaf, input: LeafInput): Hundredths | null | undefined {
  if (input.type === 'points') return undefined;
  try {
    return applyRule(leaf, input).points;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** One year of a unit's series; `set` tells under which rules. */
export interface SeriesYear {
  readonly year: number;
  readonly setId: string;
  readonly indexHundredths: number;
  /** The same year under the rules of the next one, where it could be reckoned. */
  readonly backCastHundredths: number | null;
}

/** A stretch of years that may be joined by a line. */
export interface Segment {
  readonly points: readonly { readonly year: number; readonly indexHundredths: number; readonly backCast: boolean }[];
}

/**
 * Cuts a series at every change of rules: years under differing rules are never joined. A new segment begins with the
 * year before it as it would have been under the new rules, where that is known.
 * @param isBreak whether going from one set to the next changes how any leaf is scored
 */
export function segmentsOf(
  years: readonly SeriesYear[],
  isBreak: (olderSetId: string, newerSetId: string) => boolean,
): Segment[] {
  const segments: { year: number; indexHundredths: number; backCast: boolean }[][] = [];
  for (const [index, one] of years.entries()) {
    const before = years[index - 1];
    const point = { year: one.year, indexHundredths: one.indexHundredths, backCast: false };
    const current = segments.at(-1);
    const joined =
      before !== undefined &&
      before.year === one.year - 1 &&
      (before.setId === one.setId || !isBreak(before.setId, one.setId));
    if (current && joined) current.push(point);
    else if (before && before.year === one.year - 1 && before.backCastHundredths !== null)
      segments.push([{ year: before.year, indexHundredths: before.backCastHundredths, backCast: true }, point]);
    else segments.push([point]);
  }
  return segments.map((points) => ({ points }));
}

/** Whether a mapping changes anything about scoring. */
export function breaksSeries(mapping: SetMapping): boolean {
  return mapping.links.some(({ change }) => change !== 'same');
}

function byCode(set: CriteriaSet): Map<string, Leaf> {
  return new Map(leavesOf(set.fields).map((leaf) => [leaf.code, leaf]));
}

/** How a leaf is scored, as one text: the same for rules that differ in their examples or the order of keys alone. */
export function scoringKey(leaf: Pick<Leaf, 'rule'>): string {
  return JSON.stringify(sorted({ ...leaf.rule, tests: undefined }));
}

/** With keys in order: the same rule written down differently is the same rule. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
