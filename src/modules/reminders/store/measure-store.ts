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
  /**
   * For each day from that of `since` on, how many days later its working day is over; null in a year without days-off
   * data, whose steps are left out.
   */
  readonly later: readonly (number | null)[];
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
 * They are read through the views reminder_counted_…, which are for the program alone and know no row policy.
 * All have the columns figure, id, at, obligation_id, step_key, step_kind, late, bucket, recipient_id, channel,
 * policy_id, rule, acted_at.
 */

/** Matters whose clock has a next step, now. */
function planned(): Relation {
  return sql`
    select 'planned' as figure, obligation_id as id, next_at as at, obligation_id, next_step_key as step_key,
      null::text as step_kind, null::float8 as late, null::int as bucket, null::uuid as recipient_id,
      null::text as channel, null::uuid as policy_id, null::text as rule, null::timestamptz as acted_at
    from reminder_counted_clock`;
}

/** Steps that were reached. One from before the moment was kept, or set by a restore, has no lateness. */
function fired({ since, bounds }: Span): Relation {
  return sql`
    select 'fired' as figure, id, fired_at as at, obligation_id, step_key, kind as step_kind,
      extract(epoch from fired_at - ready_at)::float8 as late,
      width_bucket(extract(epoch from fired_at - ready_at)::float8 - 0.0000001, ${[...bounds]}::float8[]) as bucket,
      null::uuid as recipient_id, null::text as channel, null::uuid as policy_id, null::text as rule,
      null::timestamptz as acted_at
    from reminder_counted_firing where fired_at >= ${since}`;
}

/** Messages, by what became of them. */
function messages({ since }: Span): Relation {
  return sql`
    select case m.state when 'sent' then 'delivered' when 'queued' then 'waiting' when 'failed' then 'waiting'
        else m.state end as figure,
      m.id, m.fired_at as at, m.obligation_id, f.step_key, f.kind as step_kind, null::float8 as late, null::int as bucket,
      m.recipient_id, m.channel, null::uuid as policy_id, null::text as rule, null::timestamptz as acted_at,
      m.acknowledged_at
    from reminder_counted_message m left join reminder_counted_firing f on f.id = m.firing_id
    where m.fired_at >= ${since}`;
}

/** A message somebody answered with "đã biết": the other channels' rows of the same reminder say so too. */
const KNOWN = sql`m.acknowledged_at is not null and m.channel = 'in-app'`;

/** Those messages, at the moment of the answer. */
function acknowledged(span: Span): Relation {
  return sql`
    select 'acknowledged' as figure, m.id, m.acknowledged_at as at, m.obligation_id, m.step_key, m.step_kind, m.late, m.bucket,
      m.recipient_id, m.channel, m.policy_id, m.rule, m.acknowledged_at as acted_at
    from (${messages(span)}) m where ${KNOWN}`;
}

/** The other answers: one's own reminders put off, more time asked for, the work given to somebody else. */
function answers({ since }: Span): Relation {
  return sql`
    select kind as figure, id, at, obligation_id, after_step as step_key, null::text as step_kind, null::float8 as late,
      null::int as bucket, person_id as recipient_id, null::text as channel, null::uuid as policy_id, null::text as rule,
      at as acted_at
    from reminder_counted_reaction where at >= ${since} and kind <> 'acknowledged'`;
}

/** Steps of one rule by their key: the weekly and monthly ones are one rule each. */
const RULE = sql`regexp_replace(t.step_key, '^(week|review|snooze)-.*$', '\\1')`;
const DAY_MS = 86_400_000;

/**
 * Told steps whose working day is over, and when within it the matter was answered or closed. The answers are brought
 * to their steps once, from the side of the answers, which are fewer. Of a firing nothing but what its index holds is
 * used (`reminder_firing_once`), as long as the caller asks for no more.
 */
function told({ since, now, later }: Span): Relation {
  const day = sql`(f.fired_at at time zone 'Asia/Ho_Chi_Minh')::date - (${since}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date`;
  const until = sql`f.fired_at + (${[...later]}::int[])[${day} + 1] * interval '1 day'`;
  // What was told on days that are wholly over is not reckoned row by row.
  const ending = later.findIndex(
    (days, at) => days === null || since.getTime() + (at + 1 + days) * DAY_MS > now.getTime(),
  );
  const over = new Date(since.getTime() + (ending < 0 ? later.length : ending) * DAY_MS);
  const firings = sql`
    select f.*, ${until} as until from reminder_counted_firing f
    where f.fired_at >= ${since} and f.outcome = 'told' and (f.fired_at < ${over} or ${until} <= ${now})`;
  return sql`
    select 'told' as figure, t.id, t.fired_at as at, t.obligation_id, t.step_key, t.kind as step_kind,
      null::float8 as late, null::int as bucket, null::uuid as recipient_id, null::text as channel, plan.policy_id,
      ${RULE} as rule,
      least(case when plan.closed_at between t.fired_at and t.until then plan.closed_at end, r.at) as acted_at
    from (${firings}) t
    join reminder_counted_plan plan on plan.obligation_id = t.obligation_id and plan.version = t.plan_version
    left join (
      select a.obligation_id, a.plan_version, a.step_key, min(r.at) as at
      from reminder_counted_reaction r join (${firings}) a on a.obligation_id = r.obligation_id and r.at between a.fired_at and a.until
      where r.at >= ${since} group by a.obligation_id, a.plan_version, a.step_key) r
      on r.obligation_id = t.obligation_id and r.plan_version = t.plan_version and r.step_key = t.step_key`;
}

/** How many of each figure but the steps, in one statement. Missing ones are 0. */
export async function countFigures(db: Db, span: Span): Promise<Map<Figure, number>> {
  const counted = [planned(), answers(span)].map(
    (one) => sql`select figure, count(*) as count, 0::bigint as acknowledged from (${one}) one group by figure`,
  );
  // Read once for both: `acknowledged` is a part of the messages.
  const sent = sql`
    select figure, count(*) as count, count(*) filter (where ${KNOWN}) as acknowledged
    from (${messages(span)}) m group by figure`;
  const { rows } = await sql<{ figure: Figure; count: number; acknowledged: number }>`
    ${sql.join([...counted, sent], sql` union all `)}`.execute(db);
  const figures = new Map(rows.map(({ figure, count }) => [figure, count]));
  return figures.set(
    'acknowledged',
    rows.reduce((sum, { acknowledged: known }) => sum + known, 0),
  );
}

/** How many steps were reached, and of those whose lateness is known how many were late by at most each bound, or more. */
export async function countFired(db: Db, span: Span): Promise<{ readonly fired: number; readonly late: number[] }> {
  const { rows } = await sql<{ bucket: number | null; count: number }>`
    select bucket, count(*) as count from (${fired(span)}) one group by bucket`.execute(db);
  return {
    fired: rows.reduce((sum, { count }) => sum + count, 0),
    late: [...span.bounds, Infinity].map((_, bucket) => rows.find((row) => row.bucket === bucket)?.count ?? 0),
  };
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
      -- by their keys first, of which there are few: a rule is then made out for each key and not for each row
      select t.policy_id, ${RULE} as rule, sum(t.told)::bigint as told, sum(t.acted)::bigint as acted
      from (
        select policy_id, step_key, count(*) as told, count(acted_at) as acted
        from (${told(span)}) one group by policy_id, step_key) t
      group by 1, 2) t
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
