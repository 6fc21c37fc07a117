import { type CriteriaNode, type CriteriaSet, type Leaf, leavesOf } from './criteria-set.ts';
import { faultsOfRules } from './rule-check.ts';

/** How far the steps of a share stood lower the year before, in per cent. */
const EASIER = 5;

/**
 * The invented set of the year before a demonstration set: the same table with other points for two pairs of
 * neighbours and easier steps for three criteria, so that the two years show what a change of rules does. Labelled as
 * its model is. Examples are kept where they still hold.
 */
export function yearBefore(set: CriteriaSet): CriteriaSet {
  const leaves = leavesOf(set.fields);
  const changed = new Map<string, Leaf>([
    ...swapped(leaves, ({ rule }) => rule?.type === 'survey'),
    ...swapped(leaves, ({ rule }) => rule?.type === 'proportional'),
    ...eased(leaves).slice(0, 3),
  ]);
  const walk = (node: CriteriaNode): CriteriaNode =>
    node.kind === 'leaf' ? kept(changed.get(node.code) ?? node) : { ...node, children: node.children.map(walk) };
  const year = set.year - 1;
  const renamed = (text: string) => text.replaceAll(String(set.year), String(year));
  return { ...set, id: renamed(set.id), title: renamed(set.title), year, fields: set.fields.map(walk) };
}

/** The first two neighbours of a kind with unlike maxima, their maxima exchanged: the sum above them stays. */
function swapped(leaves: readonly Leaf[], fits: (leaf: Leaf) => boolean): [string, Leaf][] {
  const parent = (leaf: Leaf) => leaf.code.slice(0, leaf.code.lastIndexOf('.'));
  for (const one of leaves) {
    const other = leaves.find((next) => parent(next) === parent(one) && fits(next) && next.max !== one.max);
    if (fits(one) && other)
      return [
        [one.code, { ...one, max: other.max }],
        [other.code, { ...other, max: one.max }],
      ];
  }
  return [];
}

/** Criteria with steps of a share, every edge below 100 % lowered. */
function eased(leaves: readonly Leaf[]): [string, Leaf][] {
  return leaves.flatMap((leaf): [string, Leaf][] => {
    const { rule } = leaf;
    if (rule?.type !== 'step' || rule.unit !== 'per-cent' || rule.bands.length < 3) return [];
    const lower = (edge: number) => (edge < 100 && edge > EASIER ? edge - EASIER : edge);
    const bands = rule.bands.map(({ points, ge, lt }) => ({
      points,
      ...(ge === undefined ? {} : { ge: lower(ge) }),
      ...(lt === undefined ? {} : { lt: lower(lt) }),
    }));
    return [[leaf.code, { ...leaf, rule: { ...rule, bands } }]];
  });
}

/** Examples that no longer come out belong to the other year. */
function kept(leaf: Leaf): Leaf {
  if (!leaf.rule || faultsOfRules({ fields: [leaf] }).length === 0) return leaf;
  const { tests: _, ...rule } = leaf.rule;
  return { ...leaf, rule };
}
