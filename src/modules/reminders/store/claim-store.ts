import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import { prepared } from '#platform/db/session.ts';
import { type Statement, statement } from '#platform/db/statement.ts';
import type { Urgency } from '../domain/ladder.ts';
import type { NextStep } from '../domain/obligation.ts';
import type { Stopping } from '../domain/policy.ts';

/** Due obligations that differ in nothing a step is decided by, held until the transaction ends. */
export interface DueGroup {
  readonly ids: readonly string[];
  readonly source: string;
  readonly policyId: string;
  readonly agencyId: string;
  readonly personId: string | null;
  readonly followerAgencyId: string | null;
  /** Of one of them: the ladder from the next step on asks no more of it than the day they share. */
  readonly startAt: Date;
  /** Of one of them: what lies ahead of the next step does not ask it. */
  readonly planMadeAt: Date;
  /** The day on which the term began; null past the due moment, when nothing is counted from it any more. */
  readonly startDay: Date | null;
  /** Each one's start, where the policy has steps at a share of the term. */
  readonly starts: readonly number[] | null;
  readonly dueAt: Date | null;
  readonly urgency: Urgency;
  readonly planVersion: number;
  readonly nextStepKey: string;
  readonly nextPlannedAt: Date;
  readonly nextAt: Date;
  /** What somebody did about it that may spare everybody a step: said to this plan, or to one before with the same term. */
  readonly reacted: readonly Stopping[];
  /** The people who put their own reminders of it off for longer; null where nobody has. */
  readonly snoozers: readonly string[] | null;
}

/** A batch is some thousand rows of large tables, each found by its key, whatever the planner thinks of an array's length. */
const BY_KEY = statement(`select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
  set_config('enable_mergejoin', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)`);
const AS_USUAL = statement(`select set_config('enable_seqscan', 'on', true), set_config('enable_hashjoin', 'on', true),
  set_config('enable_mergejoin', 'on', true), set_config('plan_cache_mode', 'auto', true)`);

/** Runs statements about a batch so that they go by keys alone. */
export async function byKey<T>(db: Db, statements: () => Promise<T>): Promise<T> {
  send(db, BY_KEY);
  const result = await statements();
  send(db, AS_USUAL);
  return result;
}

/** Nobody waits for a setting: where it fails, so does what follows it. */
function send(db: Db, setting: Statement<never>): void {
  setting.rows(db, []).catch(() => undefined);
}

/**
 * Takes up to `limit` obligations whose next step may fire at `now`, oldest first, passing over those another process
 * holds, in groups: at seven in the morning thousands are due and there are few kinds of them.
 */
export async function claimDue(db: Db, now: Date, limit: number): Promise<DueGroup[]> {
  return byKey(db, async () => {
    const held = await sql<{ ids: string | null }>`
      select array_agg(obligation_id)::text as ids from (
        select obligation_id from reminder_clock where next_at is not null and next_at <= ${now}
        order by next_at, obligation_id limit ${limit} for update skip locked) as due ${prepared}`.execute(db);
    const ids = held.rows[0]?.ids;
    return ids ? groupsOf(db, ids, now) : [];
  });
}

interface GroupRow extends Omit<DueGroup, 'ids' | 'starts' | 'snoozers'> {
  readonly snoozers: string | null;
  readonly ids: string;
  readonly starts: string | null;
}

/** Read after the clocks are held: whoever changes an obligation's term changes its clock in the same transaction. */
async function groupsOf(db: Db, ids: string, now: Date): Promise<DueGroup[]> {
  const { rows } = await sql<GroupRow>`
    with policy as materialized (
      select id, jsonb_path_exists(definition, '$.bands[*].steps[*].at.share') as by_share from reminder_policy),
    due as (
      select o.id, o.source, o.policy_id, o.agency_id, o.person_id, o.follower_agency_id, o.start_at, o.due_at, o.urgency,
        o.plan_version, c.next_step_key, c.next_planned_at, c.next_at, plan.made_at,
        case when c.next_planned_at < o.due_at then date_trunc('day', o.start_at, 'Asia/Ho_Chi_Minh') end as start_day,
        case when c.next_planned_at < o.due_at then (select by_share from policy where policy.id = o.policy_id) end
          as by_share,
        array(
          select distinct r.kind from reminder_reaction r
          where r.obligation_id = o.id
            and (r.kind = 'asked-more-time' or (r.kind = 'acknowledged' and r.after_step <> 'assigned'))
            and not exists (
              select 1 from reminder_plan since
              where since.obligation_id = o.id and since.version > r.plan_version and since.version <= o.plan_version
                and (since.because in ('due-changed', 'reopened') or (since.because = 'handed-over' and r.kind = 'acknowledged')))
          order by 1) as reacted,
        case when o.snoozed_until > ${now} then (
          select array_agg(s.person_id order by s.person_id)::text from reminder_snooze s
          where s.obligation_id = o.id and s.ended_at is null and s.until_at > ${now}) end as snoozers
      from unnest(${ids}::uuid[]) as held (id)
      join reminder_clock c on c.obligation_id = held.id
      join reminder_obligation o on o.id = held.id
      join reminder_plan plan on plan.obligation_id = o.id and plan.version = o.plan_version)
    select array_agg(id)::text as ids, source, policy_id as "policyId", agency_id as "agencyId",
      person_id as "personId", follower_agency_id as "followerAgencyId", min(start_at) as "startAt",
      min(made_at) as "planMadeAt", start_day as "startDay",
      case when by_share then array_agg((extract(epoch from start_at) * 1000)::bigint)::text end as starts,
      due_at as "dueAt", urgency, plan_version as "planVersion",
      next_step_key as "nextStepKey", next_planned_at as "nextPlannedAt", next_at as "nextAt", reacted, snoozers
    from due
    group by source, policy_id, agency_id, person_id, follower_agency_id, start_day, by_share, due_at, urgency, plan_version,
      next_step_key, next_planned_at, next_at, reacted, snoozers ${prepared}`.execute(db);
  return rows.map((row) => ({
    ...row,
    ids: elementsOf(row.ids),
    starts: row.starts === null ? null : elementsOf(row.starts).map(Number),
    snoozers: row.snoozers === null ? null : elementsOf(row.snoozers),
  }));
}

function elementsOf(array: string): string[] {
  return array.slice(1, -1).split(',');
}

/**
 * Whether anything is due: one descent of the partial index `reminder_clock_next`, however many obligations are open. It
 * asks for the first step there is and then whether that is due: asked for any that is due, the planner, which must
 * guess how many are, believes to meet one soon anywhere and reads the table from its beginning.
 */
export const ANYTHING_DUE = `
  select coalesce((
    select next_at from reminder_clock where next_at is not null order by next_at limit 1
  ) <= coalesce($1::timestamptz, (select now_at from demo_clock)), false) as due`;

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

/** Moves clocks on, in one statement. */
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
