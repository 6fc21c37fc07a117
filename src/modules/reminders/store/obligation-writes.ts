import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import { insertLater, updateLater } from '#platform/db/writes.ts';
import type { NextStep, Obligation, OfSource } from '../domain/obligation.ts';
import type { ClockRow, ObligationRow, PlanRow, ReactionRow, Tables } from './obligation-rows.ts';

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
