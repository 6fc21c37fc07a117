import { type CriteriaNode, type CriteriaSet, type Leaf, leavesOf } from './criteria-set.ts';

/** What may be changed of a leaf on the page; code and place in the table stay. */
export type LeafEdit = Partial<Omit<Leaf, 'kind' | 'code'>>;

/**
 * The set with one leaf changed. Points live on the leaves, so the sums above it and the total follow; where a part is
 * unknown its sum is left as it was stated.
 * @returns undefined when there is no such leaf
 */
export function editLeaf(set: CriteriaSet, code: string, edit: LeafEdit): CriteriaSet | undefined {
  let found = false;
  const walk = (node: CriteriaNode): CriteriaNode => {
    if (node.kind === 'leaf') {
      if (node.code !== code) return node;
      found = true;
      return { ...node, ...edit };
    }
    const children = node.children.map(walk);
    if (children.every((child, index) => child === node.children[index])) return node;
    return { ...node, children, max: sumOf(children) ?? node.max };
  };
  const fields = set.fields.map(walk);
  if (!found) return undefined;
  return { ...set, fields, total: set.total === null ? null : (sumOf(fields) ?? set.total) };
}

/**
 * The former set with one leaf as the later one has it, and everything else as it was: changed, gone or new. The sums
 * above follow.
 * @returns undefined when neither has the leaf, or there is no branch a new one could hang under
 */
export function withLeafFrom(former: CriteriaSet, later: CriteriaSet, code: string): CriteriaSet | undefined {
  const find = (set: CriteriaSet) => leavesOf(set.fields).find((leaf) => leaf.code === code);
  const [was, is] = [find(former), find(later)];
  if (was && is) return editLeaf(former, code, is);
  if (!was && !is) return undefined;
  let done = false;
  const walk = (nodes: readonly CriteriaNode[], parent: string): CriteriaNode[] => {
    const next = nodes
      .filter((node) => !(node.kind === 'leaf' && node.code === code))
      .map((node): CriteriaNode => {
        if (node.kind === 'leaf') return node;
        const children = walk(node.children, node.code);
        const isSame =
          children.length === node.children.length && children.every((one, at) => one === node.children[at]);
        return isSame ? node : { ...node, children, max: sumOf(children) ?? node.max };
      });
    if (next.length < nodes.length) done = true;
    if (!is || parent !== code.split('.').slice(0, -1).join('.')) return next;
    done = true;
    return [...next, is];
  };
  const fields = walk(former.fields, '');
  return done
    ? { ...former, fields, total: former.total === null ? null : (sumOf(fields) ?? former.total) }
    : undefined;
}

/** Sum of the maxima of nodes; undefined where one of them is unknown. */
export function sumOf(nodes: readonly CriteriaNode[]): number | undefined {
  let sum = 0;
  for (const { max } of nodes) {
    if (max === null) return undefined;
    sum += max;
  }
  return sum;
}
