import type { CriteriaNode, CriteriaSet, Hundredths, Leaf, Method, Scorer } from './criteria-set.ts';
import { sumOf } from './edit-leaf.ts';

/** A criterion to be added at the end of a field or criterion. */
export interface NewNode {
  /** Code of the branch it hangs under; '' = a field of its own. */
  readonly parent: string;
  readonly name: string;
  /** Name of its first component; null = it is scored itself. A field always begins with a criterion. */
  readonly first: string | null;
  readonly method: Method;
  readonly max: Hundredths | null;
}

/** Who scores first where only the method is chosen. */
const SCORERS: Readonly<Record<Method, Scorer>> = {
  appraised: 'unit',
  'survey-citizens': 'survey',
  'survey-officials': 'survey',
  statistics: 'system',
};

/**
 * The set with one more leaf, under the next free number of its parent: a code that was taken away is taken again only
 * when it was the last. Rule and evidence are still unknown, so the set cannot be adopted until they are written. Sums
 * follow where all parts are known.
 * @returns the set and the code of the new leaf; undefined when the parent is not a branch of the set
 */
export function addNode(set: CriteriaSet, added: NewNode): { set: CriteriaSet; code: string } | undefined {
  let code: string | undefined;
  const grow = (nodes: readonly CriteriaNode[], parent: string): CriteriaNode[] => {
    const own = nextCode(nodes, parent);
    const leaf: Leaf = {
      kind: 'leaf',
      code: added.first === null ? own : `${own}.1`,
      name: added.first ?? added.name,
      max: added.max,
      method: added.method,
      scorer: SCORERS[added.method],
      rule: null,
      evidence: null,
      measureId: null,
      controllable: null,
      legal: null,
    };
    code = leaf.code;
    const node: CriteriaNode =
      added.first === null ? leaf : { kind: 'branch', code: own, name: added.name, max: added.max, children: [leaf] };
    return [...nodes, node];
  };
  if (added.parent === '') {
    const fields = grow(set.fields, '');
    return code === undefined ? undefined : { set: withTotal(set, fields), code };
  }
  const fields = set.fields.map((field) =>
    under(field, added.parent, (branch) => ({ ...branch, children: grow(branch.children, branch.code) })),
  );
  return code === undefined ? undefined : { set: withTotal(set, fields), code };
}

/**
 * The set without one leaf, criterion or field and all below it; a branch left empty goes with it. The codes of the
 * others stay: comments, precedents and the mapping of years speak of them.
 * @returns undefined when there is no such node or nothing would be left
 */
export function removeNode(set: CriteriaSet, code: string): CriteriaSet | undefined {
  let found = false;
  const prune = (nodes: readonly CriteriaNode[]): CriteriaNode[] =>
    nodes.flatMap((node): CriteriaNode[] => {
      if (node.code === code) {
        found = true;
        return [];
      }
      if (node.kind === 'leaf') return [node];
      const children = prune(node.children);
      if (children.length === 0) return [];
      const isSame = children.length === node.children.length && children.every((one, at) => one === node.children[at]);
      return [isSame ? node : { ...node, children, max: sumOf(children) ?? node.max }];
    });
  const fields = prune(set.fields);
  return found && fields.length > 0 ? withTotal(set, fields) : undefined;
}

/** The node with the branch of that code changed and the sums on the way to it anew. */
function under(
  node: CriteriaNode,
  code: string,
  change: (branch: CriteriaNode & { kind: 'branch' }) => CriteriaNode & { kind: 'branch' },
): CriteriaNode {
  if (node.kind === 'leaf') return node;
  const next =
    node.code === code ? change(node) : { ...node, children: node.children.map((child) => under(child, code, change)) };
  return { ...next, max: sumOf(next.children) ?? node.max };
}

function nextCode(siblings: readonly CriteriaNode[], parent: string): string {
  const numbers = siblings.map(({ code }) => Number(code.split('.').at(-1)));
  const next = Math.max(0, ...numbers.filter(Number.isInteger)) + 1;
  return parent === '' ? String(next) : `${parent}.${next}`;
}

function withTotal(set: CriteriaSet, fields: readonly CriteriaNode[]): CriteriaSet {
  return { ...set, fields, total: set.total === null ? null : (sumOf(fields) ?? set.total) };
}
