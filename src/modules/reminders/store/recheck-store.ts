import { sql, type Selectable } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { Obligation } from '../domain/obligation.ts';
import { type ClockRow, type ObligationRow, toObligation } from './obligation-rows.ts';

interface RecheckRow {
  id: string;
  agency_id: string | null;
  asked_at: Date;
  after_id: string | null;
  done_at: Date | null;
}

type Tables = { reminder_recheck: RecheckRow };

/** An open obligation held for update, with what its plan is counted from. */
export interface Planned {
  readonly obligation: Obligation;
  readonly planMadeAt: Date;
  /** Where the last step this plan fired stood; null before any. */
  readonly lastPlannedAt: Date | null;
}

export async function insertRecheck(db: Db, id: string, agencyId: string | null, at: Date): Promise<void> {
  await db
    .$extendTables<Tables>()
    .insertInto('reminder_recheck')
    .values({ id, agency_id: agencyId, asked_at: at, after_id: null, done_at: null })
    .execute();
}

/** The oldest recheck that is not through, held until the transaction ends. */
export async function lockRecheck(db: Db): Promise<RecheckRow | undefined> {
  return db
    .$extendTables<Tables>()
    .selectFrom('reminder_recheck')
    .selectAll()
    .where('done_at', 'is', null)
    .orderBy('asked_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

export async function advanceRecheck(db: Db, id: string, afterId: string | null, doneAt: Date | null): Promise<void> {
  await db
    .$extendTables<Tables>()
    .updateTable('reminder_recheck')
    .set({ after_id: afterId, done_at: doneAt })
    .where('id', '=', id)
    .execute();
}

/** Open obligations in order of id, of an agency or of all, after an id, held for update. */
export async function lockPlanned(
  db: Db,
  { agencyId, afterId }: { agencyId: string | null; afterId: string | null },
  limit: number,
): Promise<Planned[]> {
  const { rows } = await sql<
    Selectable<ObligationRow & ClockRow> & { plan_made_at: Date; last_planned_at: Date | null }
  >`
    with held as materialized (
      select * from reminder_obligation o join reminder_clock c on c.obligation_id = o.id
      where o.state = 'open' and (${agencyId}::uuid is null or o.agency_id = ${agencyId})
        and (${afterId}::uuid is null or o.id > ${afterId})
      order by o.id limit ${limit} for update
    )
    select held.*, plan.made_at as plan_made_at,
      (select max(f.planned_at) from reminder_firing f
       where f.obligation_id = held.id and f.plan_version = held.plan_version) as last_planned_at
    from held join reminder_plan plan on plan.obligation_id = held.id and plan.version = held.plan_version
    order by held.id`.execute(db);
  return rows.map((row) => ({
    obligation: toObligation(row),
    planMadeAt: row.plan_made_at,
    lastPlannedAt: row.last_planned_at,
  }));
}
