import type { Db } from '#platform/db/pool.ts';
import type { PlanRow } from './obligation-rows.ts';

type Tables = { reminder_plan: PlanRow };

/** When a plan was made: nothing of it lies before. */
export async function planMadeAt(db: Db, obligationId: string, version: number): Promise<Date> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_plan')
    .select('made_at')
    .where('obligation_id', '=', obligationId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return row.made_at;
}
