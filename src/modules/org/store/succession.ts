import type { Db } from '#platform/db/pool.ts';
import type { Edge } from '../domain/succession.ts';
import type { OrgTables } from './tables.ts';

/** All steps of succession of the province: a few hundred in ten years. */
export async function allEdges(db: Db): Promise<Edge[]> {
  const rows = await db
    .$extendTables<OrgTables>()
    .selectFrom('org_succession')
    .select(['from_id', 'to_id', 'effective_on', 'rule'])
    .orderBy('effective_on')
    .execute();
  return rows.map((row) => ({ fromId: row.from_id, toId: row.to_id, effectiveOn: row.effective_on, rule: row.rule }));
}
