import { type CriteriaNode, type CriteriaSet, type Leaf, leavesOf } from './criteria-set.ts';
import { scoringKey } from './mapping.ts';

/** What of a node is different. */
export type Aspect = 'name' | 'max' | 'kind' | 'method' | 'scorer' | 'rule' | 'examples' | 'evidence' | 'other';

/** One node that is different in the later version; `before` or `after` is missing where it is new or gone. */
export interface NodeDifference {
  readonly code: string;
  readonly before: CriteriaNode | undefined;
  readonly after: CriteriaNode | undefined;
  readonly aspects: readonly Aspect[];
}

/** What of the set as a whole is different. */
export type SetPart =
  | 'title'
  | 'year'
  | 'block'
  | 'decision'
  | 'total'
  | 'bonusMax'
  | 'penaltyMax'
  | 'classes'
  | 'label';

export interface SetDifferences {
  readonly parts: readonly SetPart[];
  readonly nodes: readonly NodeDifference[];
}

const PARTS: readonly SetPart[] = [
  'title',
  'year',
  'block',
  'decision',
  'total',
  'bonusMax',
  'penaltyMax',
  'classes',
  'label',
];

/** A later version beside a former one, by code, in the order of the later table; what is gone stands at the end. */
export function differencesOf(former: CriteriaSet, later: CriteriaSet): SetDifferences {
  const before = byCode(former.fields);
  const after = byCode(later.fields);
  const changed = [...after].flatMap(([code, node]): NodeDifference[] => {
    const old = before.get(code);
    if (!old) return [{ code, before: undefined, after: node, aspects: [] }];
    const aspects = aspectsOf(old, node);
    return aspects.length === 0 ? [] : [{ code, before: old, after: node, aspects }];
  });
  const gone = [...before].flatMap(([code, node]): NodeDifference[] =>
    after.has(code) ? [] : [{ code, before: node, after: undefined, aspects: [] }],
  );
  return {
    parts: PARTS.filter((part) => JSON.stringify(former[part]) !== JSON.stringify(later[part])),
    nodes: [...changed, ...gone],
  };
}

/** Leaves a comment can have changed: how they are scored, or what evidence they ask for. */
export function changedLeaves(former: CriteriaSet, later: CriteriaSet): NodeDifference[] {
  const scored = new Set([...leavesOf(former.fields), ...leavesOf(later.fields)].map(({ code }) => code));
  const matters: readonly Aspect[] = ['name', 'max', 'kind', 'method', 'rule', 'evidence'];
  return differencesOf(former, later).nodes.filter(
    ({ code, before, after, aspects }) =>
      scored.has(code) && (!before || !after || aspects.some((aspect) => matters.includes(aspect))),
  );
}

function aspectsOf(a: CriteriaNode, b: CriteriaNode): Aspect[] {
  const aspects: Aspect[] = [];
  if (a.name !== b.name) aspects.push('name');
  if (a.max !== b.max) aspects.push('max');
  if (a.kind !== b.kind) return [...aspects, 'kind'];
  if (a.kind === 'branch' || b.kind === 'branch') return aspects;
  return [...aspects, ...leafAspects(a, b)];
}

function leafAspects(a: Leaf, b: Leaf): Aspect[] {
  const same = (x: unknown, y: unknown) => JSON.stringify(x) === JSON.stringify(y);
  const differs: Readonly<Partial<Record<Aspect, boolean>>> = {
    method: a.method !== b.method,
    scorer: a.scorer !== b.scorer,
    rule: scoringKey(a) !== scoringKey(b),
    examples: !same(a.rule?.tests ?? [], b.rule?.tests ?? []),
    evidence: a.evidence !== b.evidence,
    other: a.measureId !== b.measureId || a.controllable !== b.controllable || !same(a.legal, b.legal),
  };
  return (Object.keys(differs) as Aspect[]).filter((aspect) => differs[aspect]);
}

function byCode(nodes: readonly CriteriaNode[], into = new Map<string, CriteriaNode>()): Map<string, CriteriaNode> {
  for (const node of nodes) {
    into.set(node.code, node);
    if (node.kind === 'branch') byCode(node.children, into);
  }
  return into;
}
