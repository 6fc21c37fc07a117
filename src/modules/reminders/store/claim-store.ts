import { sql, type Selectable } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { NextStep, Obligation } from '../domain/obligation.ts';
import { type ObligationRow, toObligation } from './obligation-store.ts';

/** A due obligation, held until the transaction ends. */
export interface Claimed {
  readonly obligation: Obligation;
  readonly planMadeAt: Date;
  /** Somebody acknowledged a reminder of this plan (not merely its announcement). */
  readonly acknowledgedReminder: boolean;
}

/** Takes up to `limit` obligations whose next step may fire at `now`, oldest first, passing over those another process holds. */
export async function claimDue(db: Db, now: Date, limit: number): Promise<Claimed[]> {
  const { rows } = await sql<Selectable<ObligationRow> & { plan_made_at: Date; acknowledged_reminder: boolean }>`
    with due as materialized (
      select * from reminder_obligation
      where state = 'open' and next_at is not null and next_at <= ${now}
      order by next_at, id
      limit ${limit}
      for update skip locked
    )
    select due.*, plan.made_at as plan_made_at,
      exists (
        select 1 from reminder_reaction r
        where r.obligation_id = due.id and r.plan_version = due.plan_version
          and r.kind = 'acknowledged' and r.after_step is not null and r.after_step <> 'assigned'
      ) as acknowledged_reminder
    from due
    join reminder_plan plan on plan.obligation_id = due.id and plan.version = due.plan_version
    order by due.next_at, due.id`.execute(db);
  return rows.map((row) => ({
    obligation: toObligation(row),
    planMadeAt: row.plan_made_at,
    acknowledgedReminder: row.acknowledged_reminder,
  }));
}

/**
 * Waits until the first due obligation is free, when somebody holds it.
 * @returns whether anything was due; it may no longer be
 */
export async function awaitDue(db: Db, now: Date): Promise<boolean> {
  const due = sql`state = 'open' and next_at is not null and next_at <= ${now}`;
  const { rows } = await sql<{ id: string }>`
    select id from reminder_obligation where ${due} order by next_at, id limit 1`.execute(db);
  const [first] = rows;
  if (!first) return false;
  await sql`select id from reminder_obligation where id = ${first.id} and ${due} for update`.execute(db);
  return true;
}

/** Moves the clocks of a batch on, in one statement. */
export async function updateNext(
  db: Db,
  moved: readonly { readonly id: string; readonly next: NextStep }[],
  at: Date,
): Promise<void> {
  const rows = moved.map(({ id, next }) => ({ id, ...next }));
  await sql`
    update reminder_obligation o
    set next_step_key = m."nextStepKey", next_planned_at = m."nextPlannedAt", next_at = m."nextAt",
        no_next_reason = m."noNextReason", changed_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m (
      id uuid, "nextStepKey" text, "nextPlannedAt" timestamptz, "nextAt" timestamptz, "noNextReason" text)
    where o.id = m.id`.execute(db);
}
