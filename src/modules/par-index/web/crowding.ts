import { type Bunching, bunchingAt } from '../domain/analysis/bunching.ts';
import type { StepFigures } from '../analysis-schema.ts';

type Leaf = StepFigures['leaves'][number];

/** How near counts as just above and just below, in percentage points; ours. */
const REACH = 5;
/** Fewer units near a step say nothing. */
const NEAR = 5;

export interface Crowding {
  readonly leaf: Leaf;
  readonly at: Bunching;
  /** The chance of it, with all steps that were looked at allowed for (Holm 1979). */
  readonly chance: number;
}

/**
 * Every step of a share with enough units near it, the least likely first. Steps near 0 or 100 % are left out: where
 * the measure itself ends, units gather without anybody's doing. So are counts, which have no "just below".
 */
export function crowdings(leaves: readonly Leaf[]): Crowding[] {
  const all = leaves
    .filter(({ unit }) => unit === 'per-cent')
    .flatMap((leaf) => {
      const values = leaf.values.map(({ value }) => value);
      return leaf.edges
        .filter((edge) => edge >= REACH && edge <= 100 - REACH)
        .map((edge) => ({ leaf, at: bunchingAt(values, { edge, within: REACH }) }));
    })
    .filter(({ at }) => at.justAbove + at.justBelow >= NEAR)
    .sort((a, b) => a.at.pValue - b.at.pValue || (a.leaf.code < b.leaf.code ? -1 : 1));
  let highest = 0;
  return all.map((one, place) => {
    highest = Math.max(highest, Math.min(1, one.at.pValue * (all.length - place)));
    return { ...one, chance: highest };
  });
}
