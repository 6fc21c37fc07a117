import { type Selectable, sql } from 'kysely';
import { askOnce, takeForeseen } from '#platform/db/foreseen.ts';
import type { Db, DbTransaction } from '#platform/db/pool.ts';
import { statement } from '#platform/db/statement.ts';
import { insertLater, updateLater } from '#platform/db/writes.ts';
import type { NextStep, Obligation, OfSource, Origin } from '../domain/obligation.ts';
import type { Urgency } from '../domain/ladder.ts';

export interface ObligationRow {
  id: string;
  source: string;
  key: string;
  kind: string;
  title: string;
  agency_id: string;
  person_id: string | null;
  follower_agency_id: string | null;
  start_at: Date;
  due_at: Date | null;
  urgency: Urgency;
  link: string;
  action: string | null;
  explanation: unknown;
  origin: unknown;
  state: Obligation['state'];
  closed_at: Date | null;
  policy_id: string;
  plan_version: number;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  snoozed_until: Date | null;
  handed: number | null;
  former_agency_id: string | null;
  registered_at: Date;
  changed_at: Date;
}

/** Where the clock of an obligation stands, in a row of its own: firing writes nothing else of it. */
export interface ClockRow {
  obligation_id: string;
  next_step_key: string | null;
  next_planned_at: Date | null;
  next_at: Date | null;
  no_next_reason: string | null;
}

export interface PlanRow {
  obligation_id: string;
  version: number;
  policy_id: string;
  start_at: Date;
  due_at: Date | null;
  because: 'registered' | 'due-changed' | 'reopened' | 'calendar' | 'policy' | 'handed-over';
  made_at: Date;
}

export interface ReactionRow {
  id: string;
  obligation_id: string;
  plan_version: number;
  person_id: string;
  kind: ReactionKind;
  after_step: string | null;
  at: Date;
  /** Signed in, or straight from a message by its signed address. */
  via: 'app' | 'link';
  /** What it says in short: until when, to whom. */
  note: string | null;
  /** The person on leave it was said for. */
  instead_of: string | null;
}

export const REACTION_KINDS = ['acknowledged', 'snoozed', 'asked-more-time', 'handed-over'] as const;
export type ReactionKind = (typeof REACTION_KINDS)[number];

export type Tables = {
  reminder_obligation: ObligationRow;
  reminder_clock: ClockRow;
  reminder_plan: PlanRow;
  reminder_reaction: ReactionRow;
};

export function toObligation(row: Selectable<ObligationRow & ClockRow>): Obligation {
  return {
    id: row.id,
    source: row.source,
    key: row.key,
    kind: row.kind,
    title: row.title,
    agencyId: row.agency_id,
    personId: row.person_id,
    followerAgencyId: row.follower_agency_id,
    startAt: row.start_at,
    dueAt: row.due_at,
    urgency: row.urgency,
    link: row.link,
    action: row.action,
    explanation: row.explanation as readonly string[],
    origin: row.origin as Origin | null,
    state: row.state,
    closedAt: row.closed_at,
    policyId: row.policy_id,
    planVersion: row.plan_version,
    nextStepKey: row.next_step_key,
    nextPlannedAt: row.next_planned_at,
    nextAt: row.next_at,
    noNextReason: row.no_next_reason,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_by,
    snoozedUntil: row.snoozed_until,
    handed: row.handed ?? 0,
  };
}

const LOCK = statement<ObligationRow & ClockRow>(
  `select * from reminder_obligation join reminder_clock on obligation_id = id
   where source = $1 and key = $2 for update`,
);

const lockName = (source: string, key: string): string => `reminders.lock ${source} ${key}`;

/** Holds the row of an obligation until the transaction ends; firing waits for it and it for firing. */
export async function lockObligation(db: DbTransaction, source: string, key: string): Promise<Obligation | undefined> {
  const [row] = await (takeForeseen<(ObligationRow & ClockRow)[]>(db, lockName(source, key)) ??
    LOCK.rows(db, [source, key]));
  return row && toObligation(row);
}

/** Holds it before it is needed; `lockObligation` takes what was found. */
export function foreseeObligation(db: DbTransaction, source: string, key: string): void {
  void askOnce(db, lockName(source, key), () => LOCK.rows(db, [source, key]));
}

/** `lockObligation` of several, held in the order of their keys; unknown keys are left out. */
export async function lockObligations(
  db: Db,
  source: string,
  keys: readonly string[],
): Promise<Map<string, Obligation>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<Selectable<ObligationRow & ClockRow>>`
    select * from reminder_obligation join reminder_clock on obligation_id = id
    where source = ${source} and key = any(${[...keys]}::text[]) order by key for update`.execute(db);
  return new Map(rows.map((row) => [row.key, toObligation(row)]));
}

/** `lockObligation` by id. */
export async function lockObligationById(db: Db, id: string): Promise<Obligation | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_obligation')
    .innerJoin('reminder_clock', 'obligation_id', 'id')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && toObligation(row);
}

export async function findObligation(db: Db, id: string): Promise<Obligation | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_obligation')
    .innerJoin('reminder_clock', 'obligation_id', 'id')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toObligation(row);
}

/** Without holding the row. */
export async function findObligationByKey(db: Db, source: string, key: string): Promise<Obligation | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_obligation')
    .innerJoin('reminder_clock', 'obligation_id', 'id')
    .selectAll()
    .where('source', '=', source)
    .where('key', '=', key)
    .executeTakeFirst();
  return row && toObligation(row);
}

/** Ids of a source's obligations by their keys, as far as the reader may see them. */
export async function idsByKey(db: Db, source: string, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_obligation')
    .select(['key', 'id'])
    .where('source', '=', source)
    .where('key', 'in', [...keys])
    .execute();
  return new Map(rows.map(({ key, id }) => [key, id]));
}

/** The name a source gave an obligation, and how it stands. */
export interface ObligationName {
  readonly source: string;
  readonly key: string;
  readonly state: Obligation['state'];
  readonly dueAt: Date | null;
  readonly planVersion: number;
}

export async function namedByIds(db: Db, ids: readonly string[]): Promise<Map<string, ObligationName>> {
  const { rows } = await sql<ObligationName & { id: string }>`
    select id, source, key, state, due_at as "dueAt", plan_version as "planVersion"
    from reminder_obligation where id = any (${`{${ids.join(',')}}`}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, ...named }) => [id, named]));
}

/** What a module says of an obligation; the engine adds the rest. */
export type ObligationFacts = Pick<
  Obligation,
  | 'kind'
  | 'title'
  | 'agencyId'
  | 'personId'
  | 'followerAgencyId'
  | 'startAt'
  | 'dueAt'
  | 'urgency'
  | 'link'
  | 'action'
  | 'explanation'
  | 'origin'
>;

function factColumns(facts: ObligationFacts) {
  return {
    kind: facts.kind,
    title: facts.title.normalize('NFC'),
    agency_id: facts.agencyId,
    person_id: facts.personId,
    follower_agency_id: facts.followerAgencyId,
    start_at: facts.startAt,
    due_at: facts.dueAt,
    urgency: facts.urgency,
    link: facts.link,
    action: facts.action,
    explanation: JSON.stringify(facts.explanation),
    origin: facts.origin && JSON.stringify(facts.origin),
  };
}

export function nextColumns(next: NextStep) {
  return {
    next_step_key: next.nextStepKey,
    next_planned_at: next.nextPlannedAt,
    next_at: next.nextAt,
    no_next_reason: next.noNextReason,
  };
}

/** A promise with its first plan. */
export interface NewObligation {
  readonly id: string;
  readonly source: string;
  readonly key: string;
  readonly facts: ObligationFacts;
  readonly policyId: string;
  readonly next: NextStep;
  readonly at: Date;
}

function newColumns({ id, source, key, facts, policyId, at }: NewObligation): ObligationRow {
  return {
    id,
    source,
    key,
    ...factColumns(facts),
    state: 'open',
    policy_id: policyId,
    plan_version: 1,
    registered_at: at,
    changed_at: at,
  } as ObligationRow;
}

export function insertObligation(db: Db, row: NewObligation): void {
  insertLater(db, 'reminder_obligation', { ...newColumns(row) });
  insertLater(db, 'reminder_clock', { obligation_id: row.id, ...nextColumns(row.next) });
}

/** Many with their first plans, in one statement; known keys are left as they are. @returns how many were new */
export async function insertObligations(db: Db, rows: readonly NewObligation[]): Promise<number> {
  const values = rows.map((row) => ({
    ...newColumns(row),
    ...nextColumns(row.next),
    explanation: row.facts.explanation,
    origin: row.facts.origin,
  }));
  const given = JSON.stringify(values);
  const result = await sql`with made as (
      insert into reminder_obligation
      select * from jsonb_populate_recordset(null::reminder_obligation, ${given}::jsonb)
      on conflict (source, key) do nothing
      returning id, plan_version, policy_id, start_at, due_at, registered_at),
    clock as (
      insert into reminder_clock
      select made.id, c.next_step_key, c.next_planned_at, c.next_at, c.no_next_reason
      from made join jsonb_to_recordset(${given}::jsonb) as c (id uuid, next_step_key text,
        next_planned_at timestamptz, next_at timestamptz, no_next_reason text) using (id))
    insert into reminder_plan (obligation_id, version, policy_id, start_at, due_at, because, made_at)
    select id, plan_version, policy_id, start_at, due_at, 'registered', registered_at from made`.execute(db);
  return Number(result.numAffectedRows ?? 0n);
}

/** Whose an obligation was before it is written again. */
export type Owned = Pick<Obligation, 'id' | 'agencyId' | 'personId' | 'handed'>;

/** What is kept of a change of hands, for the calendars of those whose it was. */
function handedColumns(known: Owned, facts: ObligationFacts) {
  const toOthers = known.agencyId !== facts.agencyId;
  if (!toOthers && known.personId === facts.personId) return {};
  return { handed: known.handed + 1, ...(toOthers ? { former_agency_id: known.agencyId } : {}) };
}

export function updateFacts(db: Db, known: Owned, facts: ObligationFacts, at: Date): void {
  updateLater(
    db,
    'reminder_obligation',
    { id: known.id },
    { ...factColumns(facts), ...handedColumns(known, facts), changed_at: at },
  );
}

/** What is newly known of an open obligation, and its new plan where the term changed. */
export interface Change {
  readonly id: string;
  readonly facts: ObligationFacts;
  readonly plan?: { readonly row: PlanRow; readonly next: NextStep };
}

/** `updateFacts` and `updatePlan` with `insertPlan` for many open obligations, in one statement. */
export async function updateObligations(db: Db, changes: readonly Change[], at: Date): Promise<void> {
  const given = changes.map(({ id, facts, plan }) => ({
    id,
    ...factColumns(facts),
    explanation: facts.explanation,
    origin: facts.origin,
    policy_id: plan?.row.policy_id,
    plan_version: plan?.row.version,
    changed_at: at,
  }));
  const plans = changes.flatMap(({ plan }) => (plan ? [{ ...plan.row, ...nextColumns(plan.next) }] : []));
  await sql`
    with changed as (
      update reminder_obligation o set kind = g.kind, title = g.title, agency_id = g.agency_id, person_id = g.person_id,
        follower_agency_id = g.follower_agency_id, start_at = g.start_at, due_at = g.due_at, urgency = g.urgency,
        link = g.link, action = g.action, explanation = g.explanation, origin = g.origin, changed_at = g.changed_at,
        policy_id = coalesce(g.policy_id, o.policy_id), plan_version = coalesce(g.plan_version, o.plan_version),
        handed = case when (g.agency_id, g.person_id) is distinct from (o.agency_id, o.person_id)
          then coalesce(o.handed, 0) + 1 else o.handed end,
        former_agency_id = case when g.agency_id <> o.agency_id then o.agency_id else o.former_agency_id end
      from jsonb_populate_recordset(null::reminder_obligation, ${JSON.stringify(given)}::jsonb) g where o.id = g.id
    ), planned as (
      select * from jsonb_to_recordset(${JSON.stringify(plans)}::jsonb) as p (obligation_id uuid, version integer,
        policy_id uuid, start_at timestamptz, due_at timestamptz, because text, made_at timestamptz,
        next_step_key text, next_planned_at timestamptz, next_at timestamptz, no_next_reason text)
    ), clock as (
      update reminder_clock c set next_step_key = p.next_step_key, next_planned_at = p.next_planned_at,
        next_at = p.next_at, no_next_reason = p.no_next_reason
      from planned p where c.obligation_id = p.obligation_id
    )
    insert into reminder_plan (obligation_id, version, policy_id, start_at, due_at, because, made_at)
    select obligation_id, version, policy_id, start_at, due_at, because, made_at from planned`.execute(db);
}

/** Puts an obligation on a new plan, open; what is newly known of it is written with that. */
export function updatePlan(
  db: Db,
  known: Owned,
  plan: { version: number; policyId: string; next: NextStep; at: Date; isHandedOver: boolean },
  facts?: ObligationFacts,
): void {
  updateLater(
    db,
    'reminder_obligation',
    { id: known.id },
    {
      ...(facts ? { ...factColumns(facts), ...handedColumns(known, facts) } : {}),
      state: 'open',
      closed_at: null,
      policy_id: plan.policyId,
      plan_version: plan.version,
      changed_at: plan.at,
      // What the one before knew, the new owner does not.
      ...(plan.isHandedOver ? { acknowledged_at: null, acknowledged_by: null } : {}),
    },
  );
  setClock(db, known.id, nextColumns(plan.next));
}

function setClock(db: Db, id: string, columns: Omit<ClockRow, 'obligation_id'>): void {
  updateLater(db, 'reminder_clock', { obligation_id: id }, columns);
}

export function closeObligation(db: Db, id: string, state: 'done' | 'cancelled', closedAt: Date, at: Date): void {
  updateLater(db, 'reminder_obligation', { id }, { state, closed_at: closedAt, changed_at: at });
  setClock(db, id, { next_step_key: null, next_planned_at: null, next_at: null, no_next_reason: null });
}

export function insertPlan(db: Db, row: PlanRow): void {
  insertLater(db, 'reminder_plan', { ...row });
}

export async function insertReaction(db: Db, row: ReactionRow): Promise<void> {
  await db.$extendTables<Tables>().insertInto('reminder_reaction').values(row).execute();
}

export async function markAcknowledged(db: Db, id: string, personId: string, at: Date): Promise<void> {
  await db
    .$extendTables<Tables>()
    .updateTable('reminder_obligation')
    .set({ acknowledged_at: at, acknowledged_by: personId })
    .where('id', '=', id)
    .execute();
}

/** Sorts ids by their source. */
export function bySource(rows: Iterable<{ readonly id: string; readonly source: string }>): OfSource[] {
  const ids = Map.groupBy(rows, ({ source }) => source);
  return [...ids].map(([source, all]) => ({ source, obligationIds: all.map(({ id }) => id) }));
}

/**
 * Hands open obligations, owned or followed, to another agency. Persons named before are let go: they owe it no more.
 * @returns those that were handed over, either way
 */
export async function moveOpen(
  db: Db,
  fromAgencyIds: readonly string[],
  toAgencyId: string,
  at: Date,
): Promise<OfSource[]> {
  const tables = db.$extendTables<Tables>();
  const owned = await tables
    .updateTable('reminder_obligation')
    .set({
      agency_id: toAgencyId,
      person_id: null,
      handed: sql`coalesce(handed, 0) + 1`,
      former_agency_id: sql.ref('agency_id'),
      changed_at: at,
    })
    .where('state', '=', 'open')
    .where('agency_id', 'in', [...fromAgencyIds])
    .returning(['id', 'source'])
    .execute();
  const followed = await tables
    .updateTable('reminder_obligation')
    .set({ follower_agency_id: toAgencyId, changed_at: at })
    .where('state', '=', 'open')
    .where('follower_agency_id', 'in', [...fromAgencyIds])
    .returning(['id', 'source'])
    .execute();
  return bySource(new Map([...owned, ...followed].map((row) => [row.id, row])).values());
}

/** The earliest planned step of the province, through the partial index. */
export async function earliestNextAt(db: Db): Promise<Date | null> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_clock')
    .select('next_at')
    .where('next_at', 'is not', null)
    .orderBy('next_at')
    .limit(1)
    .executeTakeFirst();
  return row?.next_at ?? null;
}

/** How many open obligations have no next step although one may be planned later. */
export async function countStalled(db: Db): Promise<number> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_clock')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('no_next_reason', 'is not', null)
    .where('no_next_reason', '<>', 'no-rule')
    .executeTakeFirstOrThrow();
  return row.count;
}
