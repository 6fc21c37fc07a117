import { type CriteriaSet, type Leaf, leavesOf } from './criteria-set.ts';
import { isSame, type LeafChange, type MappingLink, type SetMapping } from './mapping.ts';

/**
 * Ties leaves of the older set to leaves of the newer one, taking them out of the links they stood in; what is left
 * over there becomes dropped, new, or a smaller link. The kind of change follows from the numbers, and "same" is said
 * only of leaves that are scored alike, so a whole mapping stays whole.
 *
 * @throws RangeError for nothing on either side, several on both, or a code neither set has
 */
export function relink(
  mapping: SetMapping,
  older: CriteriaSet,
  newer: CriteriaSet,
  from: readonly string[],
  to: readonly string[],
  note?: string,
): SetMapping {
  if (from.length > 1 && to.length > 1) throw new RangeError('several leaves become one, or one becomes several');
  if (from.length === 0 && to.length === 0) throw new RangeError('nothing to tie');
  const sides = { from: byCode(older), to: byCode(newer) };
  const unknown = from.find((code) => !sides.from.has(code)) ?? to.find((code) => !sides.to.has(code));
  if (unknown !== undefined) throw new RangeError(`no such leaf: ${unknown}`);
  // What has nothing on the other side is new or dropped one by one.
  const make = (a: readonly string[], b: readonly string[], said?: string): MappingLink[] => {
    if (b.length === 0) return a.map((code) => ({ change: 'dropped', from: [code], to: [] }));
    if (a.length === 0) return b.map((code) => ({ change: 'new', from: [], to: [code] }));
    return [{ change: changeOf(a, b, sides), from: [...a], to: [...b], ...(said === undefined ? {} : { note: said }) }];
  };
  const rest = mapping.links.flatMap((link): MappingLink[] => {
    const a = link.from.filter((code) => !from.includes(code));
    const b = link.to.filter((code) => !to.includes(code));
    if (a.length === link.from.length && b.length === link.to.length) return [link];
    return make(a, b, link.note);
  });
  return { links: inOrder([...rest, ...make(from, to, note)], sides) };
}

/**
 * The same ties for a later version of the newer set: what it no longer has falls out, what it has besides is new, and
 * each kind of change is said anew, since rules may have moved on.
 */
export function carried(mapping: SetMapping, older: CriteriaSet, newer: CriteriaSet): SetMapping {
  const sides = { from: byCode(older), to: byCode(newer) };
  const known = mapping.links.flatMap(({ from, to, note }): MappingLink[] => {
    const a = from.filter((code) => sides.from.has(code));
    const b = to.filter((code) => sides.to.has(code));
    if (b.length === 0) return a.map((code) => ({ change: 'dropped', from: [code], to: [] }));
    if (a.length === 0) return b.map((code) => ({ change: 'new', from: [], to: [code] }));
    return [{ change: changeOf(a, b, sides), from: a, to: b, ...(note === undefined ? {} : { note }) }];
  });
  const told = new Set(known.flatMap(({ to }) => to));
  const fresh = [...sides.to.keys()].filter((code) => !told.has(code));
  return {
    links: inOrder([...known, ...fresh.map((code) => ({ change: 'new' as const, from: [], to: [code] }))], sides),
  };
}

interface Sides {
  readonly from: ReadonlyMap<string, Leaf>;
  readonly to: ReadonlyMap<string, Leaf>;
}

function changeOf(from: readonly string[], to: readonly string[], sides: Sides): LeafChange {
  if (to.length === 0) return 'dropped';
  if (from.length === 0) return 'new';
  if (to.length > 1) return 'split';
  if (from.length > 1) return 'merged';
  const a = sides.from.get(from[0] ?? '');
  const b = sides.to.get(to[0] ?? '');
  return a && b && isSame(a, b) ? 'same' : 'renamed';
}

/** In the order of the newer table; what was dropped stands at the end. */
function inOrder(links: readonly MappingLink[], sides: Sides): MappingLink[] {
  const to = new Map([...sides.to.keys()].map((code, index) => [code, index]));
  const from = new Map([...sides.from.keys()].map((code, index) => [code, index]));
  const place = ({ from: [a], to: [b] }: MappingLink) =>
    b === undefined ? to.size + (from.get(a ?? '') ?? 0) : (to.get(b) ?? to.size);
  return [...links].sort((x, y) => place(x) - place(y));
}

function byCode(set: CriteriaSet): Map<string, Leaf> {
  return new Map(leavesOf(set.fields).map((leaf) => [leaf.code, leaf]));
}
