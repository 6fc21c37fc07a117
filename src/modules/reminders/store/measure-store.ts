import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { ReactionKind } from './obligation-store.ts';

/** What became of reminders fired from a moment on. */
export interface Flow {
  /** Open obligations with a next step. */
  readonly planned: number;
  readonly fired: number;
  /** Messages that reached a person's list or were taken by the mail server. */
  readonly delivered: number;
  readonly waiting: number;
  readonly dead: number;
  readonly acknowledged: number;
  /** Answers: one's own reminders put off, more time asked for, the work given to somebody else. */
  readonly snoozed: number;
  readonly askedMoreTime: number;
  readonly handedOver: number;
}

export async function flowSince(db: Db, since: Date): Promise<Flow> {
  const { rows } = await sql<Record<keyof Flow, number>>`
    select
      (select count(*) from reminder_clock where next_at is not null) as planned,
      (select count(*) from reminder_firing where fired_at >= ${since}) as fired,
      ${reactions('snoozed', since)} as snoozed, ${reactions('asked-more-time', since)} as "askedMoreTime",
      ${reactions('handed-over', since)} as "handedOver",
      count(*) filter (where state = 'sent') as delivered,
      count(*) filter (where state in ('queued', 'failed')) as waiting,
      count(*) filter (where state = 'dead') as dead,
      count(*) filter (where acknowledged_at is not null and channel = 'in-app') as acknowledged
    from reminder_message m where fired_at >= ${since}`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('no row of an aggregate');
  return row;
}

function reactions(kind: ReactionKind, since: Date): RawBuilder<number> {
  return sql`(select count(*) from reminder_reaction where kind = ${kind} and at >= ${since})`;
}

/** How many firings were late by at most each bound (seconds), and how many by more; those before the moment was kept are left out. */
export async function latenessSince(db: Db, since: Date, bounds: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ bucket: number; count: number }>`
    select width_bucket(extract(epoch from fired_at - ready_at) - 0.0000001, ${[...bounds]}::float8[]) as bucket,
      count(*) as count
    from reminder_firing where fired_at >= ${since} and ready_at is not null group by 1`.execute(db);
  return [...bounds, Infinity].map((_, bucket) => rows.find((row) => row.bucket === bucket)?.count ?? 0);
}

/** The days on which something was told since a moment. */
export async function firingDays(db: Db, since: Date): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select distinct (fired_at at time zone 'Asia/Ho_Chi_Minh')::date as day
    from reminder_firing where fired_at >= ${since} and outcome = 'told'`.execute(db);
  return rows.map(({ day }) => day);
}

/** One rule of a policy and what people did about it. */
export interface Effect {
  readonly policy: string;
  readonly version: number;
  /** 'before-3', 'overdue-1'; the weekly and monthly steps are one rule each: 'week', 'review'. */
  readonly rule: string;
  readonly told: number;
  /** Acknowledged or closed within the working day that followed. */
  readonly acted: number;
}

/**
 * For each rule how many told firings were acted upon in time; those whose time is not over are left out.
 * @param days each day of firing with how many days later its working day is over
 */
export async function effectSince(
  db: Db,
  since: Date,
  now: Date,
  days: readonly { readonly day: string; readonly later: number }[],
): Promise<Effect[]> {
  const { rows } = await sql<Effect>`
    with told as (
      select f.obligation_id, f.plan_version, f.fired_at, f.fired_at + d.later * interval '1 day' as until,
        regexp_replace(f.step_key, '^(week|review)-.*$', '\\1') as rule
      from reminder_firing f
      join unnest(${days.map(({ day }) => day)}::date[], ${days.map(({ later }) => later)}::int[]) as d (day, later)
        on d.day = (f.fired_at at time zone 'Asia/Ho_Chi_Minh')::date
      where f.fired_at >= ${since} and f.outcome = 'told'
    )
    select p.definition->>'name' as policy, p.version, t.rule, count(*) as told,
      count(*) filter (where o.closed_at between t.fired_at and t.until or exists (
        select 1 from reminder_reaction r
        where r.obligation_id = t.obligation_id and r.at between t.fired_at and t.until)) as acted
    from told t
    join reminder_plan plan on plan.obligation_id = t.obligation_id and plan.version = t.plan_version
    join reminder_policy p on p.id = plan.policy_id
    join reminder_obligation o on o.id = t.obligation_id
    where t.until <= ${now}
    group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows;
}
