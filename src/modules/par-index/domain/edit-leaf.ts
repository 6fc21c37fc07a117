import type { CriteriaNode, CriteriaSet, Leaf } from './criteria-set.ts';

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

function sumOf(nodes: readonly CriteriaNode[]): number | undefined {
  let sum = 0;
  for (const { max } of nodes) {
    if (max === null) return undefined;
    sum += max;
  }
  return sum;
}
