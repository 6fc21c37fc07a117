import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { Channel } from '../domain/channel.ts';
import type { Figure } from '../domain/figures.ts';
import type { StepKind } from '../domain/policy.ts';

/** What is looked at: everything since a moment. */
export interface Span {
  readonly since: Date;
  readonly now: Date;
  /** Upper bounds of lateness in seconds; more than the last is one of its own. */
  readonly bounds: readonly number[];
  /** Each day of firing with how many days later its working day is over. */
  readonly days: readonly { readonly day: string; readonly later: number }[];
}

/** One thing counted; what does not apply to a figure is null. */
export interface Entry {
  readonly id: string;
  readonly at: Date;
  /** null for a morning's letter, which is about no single matter. */
  readonly obligationId: string | null;
  readonly stepKey: string | null;
  readonly stepKind: StepKind | null;
  /** Seconds. */
  readonly late: number | null;
  readonly recipientId: string | null;
  readonly channel: Channel | null;
  readonly actedAt: Date | null;
  /** `at` as the database writes it, to the microsecond: where the next page begins. */
  readonly place: string;
}

type Relation = RawBuilder<unknown>;

/*
 * A number on the page and the list it opens are the same rows: the page groups these relations, the list reads them.
 * All have the columns figure, id, at, obligation_id, step_key, step_kind, late, bucket, recipient_id, channel,
 * policy_id, rule, acted_at.
 */

/** Matters whose clock has a next step, now. */
function planned(): Relation {
  return sql`
    select 'planned' as figure, obligation_id as id, next_at as at, obligation_id, next_step_key as step_key,
      null::text as step_kind, null::float8 as late, null::int as bucket, null::uuid as recipient_id,
      null::text as channel, null::uuid as policy_id, null::text as rule, null::timestamptz as acted_at
    from reminder_clock where next_at is not null`;
}

/** Steps that were reached. One from before the moment was kept, or set by a restore, has no lateness. */
function fired({ since, bounds }: Span): Relation {
  return sql`
    select 'fired' as figure, id, fired_at as at, obligation_id, step_key, kind as step_kind,
      extract(epoch from fired_at - ready_at)::float8 as late,
      width_bucket(extract(epoch from fired_at - ready_at) - 0.0000001, ${[...bounds]}::float8[]) as bucket,
      null::uuid as recipient_id, null::text as channel, null::uuid as policy_id, null::text as rule,
      null::timestamptz as acted_at
    from reminder_firing where fired_at >= ${since}`;
}

/** Messages, by what became of them. */
function messages({ since }: Span): Relation {
  return sql`
    select case m.state when 'sent' then 'delivered' when 'queued' then 'waiting' when 'failed' then 'waiting'
        else m.state end as figure,
      m.id, m.fired_at as at, m.obligation_id, f.step_key, f.kind as step_kind, null::float8 as late, null::int as bucket,
      m.recipient_id, m.channel, null::uuid as policy_id, null::text as rule, null::timestamptz as acted_at
    from reminder_message m left join reminder_firing f on f.id = m.firing_id
    where m.fired_at >= ${since}`;
}

/** Messages somebody answered with "đã biết". */
function acknowledged({ since }: Span): Relation {
  return sql`
    select 'acknowledged' as figure, m.id, m.acknowledged_at as at, m.obligation_id, f.step_key, f.kind as step_kind,
      null::float8 as late, null::int as bucket, m.recipient_id, m.channel, null::uuid as policy_id, null::text as rule,
      m.acknowledged_at as acted_at
    from reminder_message m left join reminder_firing f on f.id = m.firing_id
    where m.fired_at >= ${since} and m.acknowledged_at is not null and m.channel = 'in-app'`;
}

/** The other answers: one's own reminders put off, more time asked for, the work given to somebody else. */
function answers({ since }: Span): Relation {
  return sql`
    select kind as figure, id, at, obligation_id, after_step as step_key, null::text as step_kind, null::float8 as late,
      null::int as bucket, person_id as recipient_id, null::text as channel, null::uuid as policy_id, null::text as rule,
      at as acted_at
    from reminder_reaction where at >= ${since} and kind <> 'acknowledged'`;
}

/** Told steps whose working day is over, and when within it the matter was answered or closed. */
function told({ since, now, days }: Span): Relation {
  return sql`
    select 'told' as figure, t.id, t.fired_at as at, t.obligation_id, t.step_key, t.kind as step_kind,
      null::float8 as late, null::int as bucket, null::uuid as recipient_id, null::text as channel, plan.policy_id,
      regexp_replace(t.step_key, '^(week|review|snooze)-.*$', '\\1') as rule,
      least(case when o.closed_at between t.fired_at and t.until then o.closed_at end,
        (select min(r.at) from reminder_reaction r
          where r.obligation_id = t.obligation_id and r.at between t.fired_at and t.until)) as acted_at
    from (
      select f.*, f.fired_at + d.later * interval '1 day' as until
      from reminder_firing f
      join unnest(${days.map(({ day }) => day)}::date[], ${days.map(({ later }) => later)}::int[]) as d (day, later)
        on d.day = (f.fired_at at time zone 'Asia/Ho_Chi_Minh')::date
      where f.fired_at >= ${since} and f.outcome = 'told') t
    join reminder_plan plan on plan.obligation_id = t.obligation_id and plan.version = t.plan_version
    join reminder_obligation o on o.id = t.obligation_id
    where t.until <= ${now}`;
}

/** How many of each figure but the told ones, in one statement. Missing ones are 0. */
export async function countFigures(db: Db, span: Span): Promise<Map<Figure, number>> {
  const relations = [planned(), fired(span), messages(span), acknowledged(span), answers(span)];
  const { rows } = await sql<{ figure: Figure; count: number }>`${sql.join(
    relations.map((one) => sql`select figure, count(*) as count from (${one}) one group by figure`),
    sql` union all `,
  )}`.execute(db);
  return new Map(rows.map(({ figure, count }) => [figure, count]));
}

/** How many steps were late by at most each bound, and how many by more. */
export async function countLateness(db: Db, span: Span): Promise<number[]> {
  const { rows } = await sql<{ bucket: number; count: number }>`
    select bucket, count(*) as count from (${fired(span)}) one where bucket is not null group by bucket`.execute(db);
  return [...span.bounds, Infinity].map((_, bucket) => rows.find((row) => row.bucket === bucket)?.count ?? 0);
}

/** One rule of a policy and what people did about it. */
export interface Effect {
  readonly policyId: string;
  readonly policy: string;
  readonly version: number;
  /** 'before-3', 'overdue-1'; the weekly and monthly steps are one rule each: 'week', 'review'. */
  readonly rule: string;
  readonly told: number;
  /** Acknowledged or closed within the working day that followed. */
  readonly acted: number;
}

/** For each rule how many told steps were acted upon in time; those whose time is not over are left out. */
export async function countEffects(db: Db, span: Span): Promise<Effect[]> {
  const { rows } = await sql<Effect>`
    select t.policy_id as "policyId", p.definition->>'name' as policy, p.version, t.rule, t.told, t.acted
    from (
      select policy_id, rule, count(*) as told, count(acted_at) as acted
      from (${told(span)}) one group by policy_id, rule) t
    join reminder_policy p on p.id = t.policy_id
    order by policy, p.version, t.rule`.execute(db);
  return rows;
}

/** Which entries: of a figure, and within it of one bar or one rule. */
export interface Chosen {
  readonly figure: Figure;
  readonly bucket?: number | undefined;
  readonly policyId?: string | undefined;
  readonly rule?: string | undefined;
}

const ANSWERS: ReadonlySet<Figure> = new Set(['snoozed', 'asked-more-time', 'handed-over']);

function chosen(span: Span, { figure, bucket, policyId, rule }: Chosen): Relation {
  const only: Relation[] = [sql`true`];
  const from = (relation: Relation) => sql`select * from (${relation}) one where ${sql.join(only, sql` and `)}`;
  if (figure === 'planned') return from(planned());
  if (figure === 'fired') {
    if (bucket !== undefined) only.push(sql`bucket = ${bucket}`);
    return from(fired(span));
  }
  if (figure === 'acknowledged') return from(acknowledged(span));
  if (figure === 'told' || figure === 'acted' || figure === 'ignored') {
    if (policyId !== undefined) only.push(sql`policy_id = ${policyId}`);
    if (rule !== undefined) only.push(sql`rule = ${rule}`);
    if (figure !== 'told') only.push(figure === 'acted' ? sql`acted_at is not null` : sql`acted_at is null`);
    return from(told(span));
  }
  only.push(sql`figure = ${figure}`);
  return from(ANSWERS.has(figure) ? answers(span) : messages(span));
}

/** How many entries the list has in all. */
export async function countEntries(db: Db, span: Span, which: Chosen): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (${chosen(span, which)}) one`.execute(db);
  return rows[0]?.count ?? 0;
}

/** A page of entries: what comes next first for those planned, the newest first for the others. */
export async function listEntries(
  db: Db,
  span: Span,
  which: Chosen,
  { limit, after }: { readonly limit: number; readonly after?: { readonly place: string; readonly id: string } },
): Promise<Entry[]> {
  const forward = which.figure === 'planned';
  const beyond = after
    ? sql`where (at, id) ${forward ? sql`>` : sql`<`} (${after.place}::timestamptz, ${after.id}::uuid)`
    : sql``;
  const order = forward ? sql`order by at, id` : sql`order by at desc, id desc`;
  const { rows } = await sql<Entry>`
    select id, at, at::text as place, obligation_id as "obligationId", step_key as "stepKey", step_kind as "stepKind",
      late, recipient_id as "recipientId", channel, acted_at as "actedAt"
    from (${chosen(span, which)}) one ${beyond} ${order} limit ${limit}`.execute(db);
  return rows;
}

/** The days on which something was told since a moment. */
export async function firingDays(db: Db, since: Date): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select distinct (fired_at at time zone 'Asia/Ho_Chi_Minh')::date as day
    from reminder_firing where fired_at >= ${since} and outcome = 'told'`.execute(db);
  return rows.map(({ day }) => day);
}

/** What a list says of a matter. */
export interface Subject {
  readonly id: string;
  readonly title: string;
  readonly agencyId: string;
  readonly dueAt: Date | null;
}

/** The matters of a list the caller may see. */
export async function subjectsOf(db: Db, ids: readonly string[]): Promise<Map<string, Subject>> {
  const { rows } = await sql<Subject>`
    select id, title, agency_id as "agencyId", due_at as "dueAt" from reminder_obligation
    where id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
