import type { LocalDate } from '#kernel/local-date.ts';
import type { Tx } from '#platform/db/province.ts';
import { vietnameseDay } from '../domain/words.ts';
import { dropEdge, insertEdges } from '../store/changes.ts';
import { edgesFrom, type Standing } from '../store/standing.ts';
import { OPEN_END, type SuccessionRow } from '../store/tables.ts';
import { agencyName } from './parents.ts';
import { nameOf } from './standing.ts';

/** What the data files know of an agency's later end. */
export interface Plan {
  readonly validTo: string;
  readonly edges: readonly SuccessionRow[];
}

/**
 * Takes away what the data files foresaw for agencies that a decision now ends earlier.
 * @returns the first one's plan, for whoever takes its place, and a sentence for each step replaced
 */
export async function takePlans(
  tx: Tx,
  ending: readonly Standing[],
  day: LocalDate,
): Promise<{ plan: Plan | undefined; replaces: string[] }> {
  const replaces: string[] = [];
  let plan: Plan | undefined;
  for (const standing of ending) {
    const edges = (await edgesFrom(tx.db, [standing.row.id])).filter((edge) => edge.effective_on >= day);
    for (const { from_id, to_id, effective_on } of edges) {
      await dropEdge(tx.db, from_id, to_id);
      replaces.push(`${nameOf(standing)} chuyển về ${await agencyName(tx, to_id)} từ ${vietnameseDay(effective_on)}`);
    }
    if (standing.row.valid_to !== OPEN_END && edges.length > 0)
      plan ??= {
        validTo: standing.row.valid_to,
        edges: edges.map((edge) => ({
          from_id: edge.from_id,
          to_id: edge.to_id,
          effective_on: edge.effective_on,
          kind: edge.kind,
          share: edge.share,
          rule: edge.rule,
          change_id: edge.change_id,
        })),
      };
  }
  return { plan, replaces };
}

/** Gives the plan to those who took the place. */
export async function inheritPlan(tx: Tx, plan: Plan | undefined, heirIds: readonly string[]): Promise<void> {
  if (plan)
    await insertEdges(
      tx.db,
      heirIds.flatMap((from_id) => plan.edges.map((edge) => ({ ...edge, from_id }))),
    );
}
