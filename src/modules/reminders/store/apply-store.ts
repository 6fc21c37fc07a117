import { type Selectable, sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { Obligation } from '../domain/obligation.ts';
import { type ClockRow, type ObligationRow, toObligation } from './obligation-rows.ts';

interface ApplyRow {
  id: string;
  policy_id: string;
  kind: string;
  asked_at: Date;
  asked_by: string | null;
  after_id: string | null;
  moved: number;
  done_at: Date | null;
}

type Tables = { reminder_policy_apply: ApplyRow };

/** Open matters of a kind are to be put on the policy in force. */
export interface Apply {
  readonly id: string;
  readonly policyId: string;
  readonly kind: string;
  readonly afterId: string | null;
}

export async function insertApply(
  db: Db,
  one: { id: string; policyId: string; kind: string; askedAt: Date; askedBy: string | null },
): Promise<void> {
  await db
    .$extendTables<Tables>()
    .insertInto('reminder_policy_apply')
    .values({
      id: one.id,
      policy_id: one.policyId,
      kind: one.kind,
      asked_at: one.askedAt,
      asked_by: one.askedBy,
      after_id: null,
      moved: 0,
      done_at: null,
    })
    .execute();
}

/** The oldest that is not through, held until the transaction ends. */
export async function lockApply(db: Db): Promise<Apply | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_policy_apply')
    .selectAll()
    .where('done_at', 'is', null)
    .orderBy('asked_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row && { id: row.id, policyId: row.policy_id, kind: row.kind, afterId: row.after_id };
}

export async function advanceApply(
  db: Db,
  id: string,
  { afterId, moved, doneAt }: { afterId: string | null; moved: number; doneAt: Date | null },
): Promise<void> {
  await db
    .$extendTables<Tables>()
    .updateTable('reminder_policy_apply')
    .set((set) => ({ after_id: afterId, moved: set('moved', '+', moved), done_at: doneAt }))
    .where('id', '=', id)
    .execute();
}

/** How far the newest asked for a kind has come, while it runs. */
export async function runningApply(db: Db, kind: string): Promise<{ askedAt: Date; moved: number } | null> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_policy_apply')
    .select(['asked_at', 'moved'])
    .where('kind', '=', kind)
    .where('done_at', 'is', null)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { askedAt: row.asked_at, moved: row.moved } : null;
}

/**
 * The next open matters the policy is for that are not on it yet, held, in order of id. The default is for kinds
 * without one of their own. What has not been announced yet stays on its plan: a second plan announces nothing.
 */
export async function lockToApply(db: Db, { policyId, kind, afterId }: Apply, limit: number): Promise<Obligation[]> {
  const { rows } = await sql<Selectable<ObligationRow & ClockRow>>`
    select * from reminder_obligation o join reminder_clock c on c.obligation_id = o.id
    where o.state = 'open' and o.policy_id <> ${policyId} and c.next_step_key is distinct from 'assigned'
      and ${kind === '*' ? sql`not exists (select 1 from reminder_policy p where p.kind = o.kind)` : sql`o.kind = ${kind}`}
      and (${afterId}::uuid is null or o.id > ${afterId})
    order by o.id limit ${limit} for update`.execute(db);
  return rows.map(toObligation);
}
