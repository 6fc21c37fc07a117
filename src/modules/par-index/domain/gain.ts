import { applyRule } from './apply-rule.ts';
import type { Hundredths, Leaf } from './criteria-set.ts';

/** Something still open that would raise a leaf's numerator when done before the cut-off: a task, a dossier, a report. */
export interface OpenItem {
  readonly id: string;
  /** Work it takes, in quarters of a working day (two hours); at least one. */
  readonly effort: number;
  /** Leaves whose numerator it raises by one. */
  readonly leaves: readonly string[];
}

/** A leaf as it stands now: a share of things done among things due. */
export interface LiveLeaf {
  readonly leaf: Leaf;
  readonly numerator: number;
  readonly denominator: number;
}

export interface GainPlan {
  /** What to do, cheapest first. */
  readonly items: readonly OpenItem[];
  /** Points it buys, in hundredths. */
  readonly gain: Hundredths;
  /** Work it takes, in quarters of a working day. */
  readonly effort: number;
}

/** One way to treat a group of leaves: which items, what they cost, what they buy. */
interface Option {
  readonly items: readonly OpenItem[];
  readonly effort: number;
  readonly gain: Hundredths;
}

/** More combinations than this in one group of leaves that share items are not tried; see `whatWouldGain`. */
const MAX_OPTIONS = 200_000;

/**
 * The items that buy the most points within the work there is time for; of equal gains the least work, then the
 * fewest items. Exact: leaves that share no item are chosen apart and joined by dynamic programming over effort;
 * leaves that share items are tried in all combinations of how many items of each kind are done, cheapest first,
 * since items that raise the same leaves differ in effort alone.
 *
 * @param capacity quarters of a working day until the cut-off
 * @throws RangeError when items take no whole effort, or a group of leaves shares items in too many kinds to be tried
 */
export function whatWouldGain(leaves: readonly LiveLeaf[], items: readonly OpenItem[], capacity: number): GainPlan {
  return planOf(
    waysByEffort(leaves, items, capacity).reduce<Option>((best, one) => (isBetter(one, best) ? one : best), NOTHING),
  );
}

/**
 * The items that buy the most points per working day within the work there is time for; of equal rates the most points.
 * @throws RangeError as `whatWouldGain`
 */
export function whatGainsFastest(leaves: readonly LiveLeaf[], items: readonly OpenItem[], capacity: number): GainPlan {
  const ways = waysByEffort(leaves, items, capacity).filter(({ gain, effort }) => gain > 0 && effort > 0);
  const isFaster = (one: Option, other: Option) => {
    const [a, b] = [one.gain * other.effort, other.gain * one.effort];
    return a !== b ? a > b : isBetter(one, other);
  };
  const [first = NOTHING, ...rest] = ways;
  return planOf(rest.reduce((best, one) => (isFaster(one, best) ? one : best), first));
}

const NOTHING: Option = { items: [], effort: 0, gain: 0 };

function planOf({ items, effort, gain }: Option): GainPlan {
  return { effort, gain, items: [...items].sort((a, b) => a.effort - b.effort || (a.id < b.id ? -1 : 1)) };
}

/** The best way for every amount of work that some way takes exactly. */
function waysByEffort(leaves: readonly LiveLeaf[], items: readonly OpenItem[], capacity: number): Option[] {
  for (const item of items)
    if (!Number.isInteger(item.effort) || item.effort < 1) throw new RangeError(`effort of ${item.id}: ${item.effort}`);
  // More time than all items take together buys nothing more.
  const room = Math.min(
    Math.max(0, Math.floor(capacity)),
    items.reduce((sum, { effort }) => sum + effort, 0),
  );
  let best: (Option | undefined)[] = [NOTHING];
  for (const group of groupsOf(leaves, items)) {
    const options = optionsOf(group, room);
    const next: (Option | undefined)[] = Array.from({ length: room + 1 });
    for (const sofar of best) {
      if (!sofar) continue;
      for (const option of options) {
        const effort = sofar.effort + option.effort;
        if (effort > room) continue;
        const joined = { items: [...sofar.items, ...option.items], effort, gain: sofar.gain + option.gain };
        if (isBetter(joined, next[effort])) next[effort] = joined;
      }
    }
    best = next;
  }
  return best.filter((option) => option !== undefined);
}

function isBetter(one: Option, other: Option | undefined): boolean {
  if (!other || one.gain !== other.gain) return one.gain > (other?.gain ?? -1);
  if (one.effort !== other.effort) return one.effort < other.effort;
  return one.items.length < other.items.length;
}

interface Group {
  readonly leaves: readonly LiveLeaf[];
  /** Items that raise exactly the same leaves, cheapest first. */
  readonly kinds: readonly (readonly OpenItem[])[];
}

/** Leaves joined by shared items belong together; items that raise nothing here are left out. */
function groupsOf(leaves: readonly LiveLeaf[], items: readonly OpenItem[]): Group[] {
  const known = new Map(leaves.map((live) => [live.leaf.code, live]));
  const parent = new Map([...known.keys()].map((code) => [code, code]));
  const root = (code: string): string => {
    const above = parent.get(code) ?? code;
    return above === code ? code : root(above);
  };
  const kinds = new Map<string, OpenItem[]>();
  for (const item of items) {
    const codes = [...new Set(item.leaves.filter((code) => known.has(code)))].sort();
    const [first] = codes;
    if (first === undefined) continue;
    for (const code of codes) parent.set(root(code), root(first));
    const key = codes.join('\n');
    kinds.set(key, [...(kinds.get(key) ?? []), item]);
  }
  const groups = new Map<string, { leaves: LiveLeaf[]; kinds: OpenItem[][] }>();
  for (const live of leaves) {
    const key = root(live.leaf.code);
    const group = groups.get(key) ?? { leaves: [], kinds: [] };
    group.leaves.push(live);
    groups.set(key, group);
  }
  for (const [key, list] of kinds) {
    groups
      .get(root(key.split('\n')[0] ?? ''))
      ?.kinds.push(list.sort((a, b) => a.effort - b.effort || (a.id < b.id ? -1 : 1)));
  }
  return [...groups.values()].filter((group) => group.kinds.length > 0);
}

/** All ways worth having for one group: of those that cost the same only the best, and none that buys less for more. */
function optionsOf(group: Group, room: number): Option[] {
  const combinations = group.kinds.reduce((product, kind) => product * (kind.length + 1), 1);
  if (combinations > MAX_OPTIONS) throw new RangeError(`${combinations} combinations in one group of leaves`);
  const now = pointsWith(group.leaves, []);
  let ways: OpenItem[][] = [[]];
  for (const kind of group.kinds)
    ways = ways.flatMap((way) =>
      Array.from({ length: kind.length + 1 }, (_, count) => [...way, ...kind.slice(0, count)]),
    );
  const byEffort = new Map<number, Option>();
  for (const way of ways) {
    const effort = way.reduce((sum, item) => sum + item.effort, 0);
    if (effort > room) continue;
    const option = { items: way, effort, gain: pointsWith(group.leaves, way) - now };
    if (isBetter(option, byEffort.get(effort))) byEffort.set(effort, option);
  }
  const kept: Option[] = [];
  for (const option of [...byEffort.values()].sort((a, b) => a.effort - b.effort)) {
    if (option.gain > (kept.at(-1)?.gain ?? -1)) kept.push(option);
  }
  return kept;
}

/** Points of the leaves when the items are done; a leaf never counts more done than there is to do. */
function pointsWith(leaves: readonly LiveLeaf[], done: readonly OpenItem[]): Hundredths {
  return leaves.reduce((sum, { leaf, numerator, denominator }) => {
    const more = done.filter((item) => item.leaves.includes(leaf.code)).length;
    const ratio = { numerator: Math.min(denominator, numerator + more), denominator };
    return sum + (applyRule(leaf, { type: 'ratio', ratio }).points ?? 0);
  }, 0);
}
