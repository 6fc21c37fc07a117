import { sql, type Selectable } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { NextStep, Obligation } from '../domain/obligation.ts';
import type { Stopping } from '../domain/policy.ts';
import { type ClockRow, type ObligationRow, toObligation } from './obligation-store.ts';

/** A due obligation, held until the transaction ends. */
export interface Claimed {
  readonly obligation: Obligation;
  readonly planMadeAt: Date;
  /** What people did since the due date was set, as far as it can spare a step (an announcement that was acknowledged does not). */
  readonly reacted: readonly Stopping[];
}

/**
 * Takes up to `limit` obligations whose next step may fire at `now`, oldest first, passing over those another process
 * holds. When nothing is due this is one descent of the partial index `reminder_clock_next`, however many
 * obligations are open: it holds only those with a next step, in order of time, and its first entry lies in the future.
 */
export async function claimDue(db: Db, now: Date, limit: number): Promise<Claimed[]> {
  const held = await sql<{ obligation_id: string }>`
    select obligation_id from reminder_clock where next_at is not null and next_at <= ${now}
    order by next_at, obligation_id limit ${limit}
    for update skip locked`.execute(db);
  // Read after the clocks are held: whoever changes an obligation's term changes its clock in the same transaction.
  const { rows } = await sql<Selectable<ObligationRow & ClockRow>>`
    select o.*, c.* from unnest(${held.rows.map((row) => row.obligation_id)}::uuid[]) as held (id)
    join reminder_clock c on c.obligation_id = held.id join reminder_obligation o on o.id = held.id`.execute(db);
  if (rows.length === 0) return [];
  const plans = await sql<{ obligation_id: string; made_at: Date; reacted: readonly Stopping[] }>`
    select plan.obligation_id, plan.made_at, array(
        select distinct r.kind from reminder_reaction r
        where r.obligation_id = plan.obligation_id
          and (r.kind = 'asked-more-time' or (r.kind = 'acknowledged' and r.after_step <> 'assigned'))
          and not exists (
            select 1 from reminder_plan since
            where since.obligation_id = plan.obligation_id and since.version > r.plan_version
              and since.version <= plan.version and since.because in ('due-changed', 'reopened'))
      ) as reacted
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map((row) => row.plan_version)}::int[]) as held (id, version)
    join reminder_plan plan on plan.obligation_id = held.id and plan.version = held.version`.execute(db);
  const planOf = new Map(plans.rows.map((plan) => [plan.obligation_id, plan]));
  return rows.map((row) => {
    const plan = planOf.get(row.id);
    if (!plan) throw new Error(`no plan ${row.plan_version} of ${row.id}`);
    return { obligation: toObligation(row), planMadeAt: plan.made_at, reacted: plan.reacted };
  });
}

/**
 * Waits until the first due obligation is free, when somebody holds it.
 * @returns whether anything was due; it may no longer be
 */
export async function awaitDue(db: Db, now: Date): Promise<boolean> {
  const due = sql`next_at is not null and next_at <= ${now}`;
  const { rows } = await sql<{ id: string }>`
    select obligation_id as id from reminder_clock where ${due} order by next_at, obligation_id limit 1`.execute(db);
  const [first] = rows;
  if (!first) return false;
  await sql`select from reminder_clock where obligation_id = ${first.id} and ${due} for update`.execute(db);
  return true;
}

/** Moves the clocks of a batch on, in one statement. */
export async function updateNext(
  db: Db,
  moved: readonly { readonly id: string; readonly next: NextStep }[],
): Promise<void> {
  const column = <T>(of: (next: NextStep) => T): T[] => moved.map(({ next }) => of(next));
  await sql`
    update reminder_clock c
    set next_step_key = m.step, next_planned_at = m.planned, next_at = m.next, no_next_reason = m.reason
    from unnest(
      ${moved.map(({ id }) => id)}::uuid[], ${column((next) => next.nextStepKey)}::text[],
      ${column((next) => next.nextPlannedAt)}::timestamptz[], ${column((next) => next.nextAt)}::timestamptz[],
      ${column((next) => next.noNextReason)}::text[]) as m (id, step, planned, next, reason)
    where c.obligation_id = m.id`.execute(db);
}
