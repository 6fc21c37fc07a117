import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { Channel } from '../domain/channel.ts';
import type { Said, Told } from '../domain/message.ts';
import type { Audience, StepKind } from '../domain/policy.ts';
import type { Further } from '../domain/routing.ts';

export interface FiringRow {
  id: string;
  obligation_id: string;
  plan_version: number;
  step_key: string;
  kind: StepKind;
  planned_at: Date;
  fired_at: Date;
  ready_at: Date | null;
  outcome: 'told' | 'acknowledged-before' | 'nobody' | 'before-restore';
  folded: unknown;
  told: unknown;
  content: unknown;
}

export interface MessageRow {
  id: string;
  firing_id: string | null;
  obligation_id: string | null;
  digest_id: string | null;
  bound_on: string | null;
  recipient_id: string;
  audience: string;
  channel: Channel;
  address: string | null;
  fired_at: Date;
  state: 'queued' | 'sent' | 'failed' | 'dead' | 'replaced' | 'held' | 'digested';
  mail_id: string | null;
  attempts: number;
  next_attempt_at: Date | null;
  last_error: string | null;
  sent_at: Date | null;
  read_at: Date | null;
  acknowledged_at: Date | null;
  receipt_id: string | null;
  delivered_at: Date | null;
  further: unknown;
  fall_back_minutes: number | null;
  fall_back_at: Date | null;
}

type Tables = { reminder_firing: FiringRow; reminder_message: MessageRow };

/** A step that was reached, with what is said about it and to whom. */
export interface Firing {
  readonly id: string;
  readonly obligationId: string;
  readonly planVersion: number;
  readonly stepKey: string;
  readonly kind: StepKind;
  readonly plannedAt: Date;
  /** When it might fire; null when it did not fire but was taken as fired. */
  readonly readyAt: Date | null;
  readonly firedAt: Date;
  readonly outcome: FiringRow['outcome'];
  readonly folded: readonly string[];
  readonly told: readonly Told[];
  /** What is said of it; null when it is said to nobody. */
  readonly content: Said | null;
}

export interface Message {
  readonly id: string;
  readonly firingId: string;
  readonly obligationId: string;
  readonly recipientId: string;
  readonly audience: Audience;
  readonly channel: MessageRow['channel'];
  readonly address: string | null;
  readonly firedAt: Date;
  /** The ways to be tried after this one. */
  readonly further: readonly Further[];
  /** Of real time, before the next way takes over from a channel that is down. */
  readonly fallBackMinutes: number;
  /** Whether it leaves at once or waits for the morning's letter. */
  readonly when: 'now' | 'digest';
}

/** How a message begins: what is in the program has arrived, what goes out waits to be sent or for the morning. */
function beginning({ channel, when }: Message): MessageRow['state'] {
  if (channel === 'in-app') return 'sent';
  return when === 'now' ? 'queued' : 'held';
}

/**
 * Records firings and their messages, one statement each. A step already on record is left alone.
 * @returns the ids of the firings that were new; only their messages were written
 */
export async function insertFirings(
  db: Db,
  firings: readonly Firing[],
  messages: readonly Message[],
): Promise<Set<string>> {
  if (firings.length === 0) return new Set();
  const of = <T>(value: (firing: Firing) => T): T[] => firings.map(value);
  const made = await sql<{ id: string }>`
    insert into reminder_firing (id, obligation_id, plan_version, step_key, kind, planned_at, fired_at, ready_at, outcome, folded, told,
      content)
    select id, obligation, version, step, kind, planned, fired, ready, outcome, said->'folded', said->'told',
      nullif(said->'content', 'null')
    from unnest(
      ${of(({ id }) => id)}::uuid[], ${of(({ obligationId }) => obligationId)}::uuid[],
      ${of(({ planVersion }) => planVersion)}::int[], ${of(({ stepKey }) => stepKey)}::text[],
      ${of(({ kind }) => kind)}::text[], ${of(({ plannedAt }) => plannedAt)}::timestamptz[],
      ${of(({ firedAt }) => firedAt)}::timestamptz[], ${of(({ readyAt }) => readyAt)}::timestamptz[],
      ${of(({ outcome }) => outcome)}::text[]
    ) with ordinality as f (id, obligation, version, step, kind, planned, fired, ready, outcome, place)
    join jsonb_array_elements(${JSON.stringify(of(({ folded, told, content }) => ({ folded, told, content })))}::jsonb)
      with ordinality as s (said, place) using (place)
    on conflict (obligation_id, plan_version, step_key) do nothing
    returning id`.execute(db);
  const ids = new Set(made.rows.map(({ id }) => id));
  await insertMessages(
    db,
    ids.size === firings.length ? messages : messages.filter(({ firingId }) => ids.has(firingId)),
  );
  return ids;
}

async function insertMessages(db: Db, messages: readonly Message[]): Promise<void> {
  if (messages.length === 0) return;
  const of = <T>(value: (message: Message) => T): T[] => messages.map(value);
  await sql`
    insert into reminder_message
      (id, firing_id, obligation_id, recipient_id, audience, channel, address, fired_at, state, next_attempt_at, sent_at,
       further, fall_back_minutes, fall_back_at)
    select id, firing, obligation, recipient, audience, channel, address, fired, state,
      case state when 'queued' then clock_timestamp() end, case state when 'sent' then fired end,
      further::jsonb, case when further is not null then minutes end,
      case when further is not null then clock_timestamp() + make_interval(mins => minutes) end
    from unnest(
      ${of(({ id }) => id)}::uuid[], ${of(({ firingId }) => firingId)}::uuid[],
      ${of(({ obligationId }) => obligationId)}::uuid[], ${of(({ recipientId }) => recipientId)}::uuid[],
      ${of(({ audience }) => audience)}::text[], ${of(({ channel }) => channel)}::text[],
      ${of(({ address }) => address)}::text[], ${of(({ firedAt }) => firedAt)}::timestamptz[],
      ${of(({ further }) => (further.length > 0 ? JSON.stringify(further) : null))}::text[],
      ${of(({ fallBackMinutes }) => fallBackMinutes)}::int[], ${of(beginning)}::text[]
    ) as m (id, firing, obligation, recipient, audience, channel, address, fired, further, minutes, state)`.execute(db);
}

/** The key of the last step a plan fired; null before any. */
export async function lastFiredStep(db: Db, obligationId: string, planVersion: number): Promise<string | null> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_firing')
    .select('step_key')
    .where('obligation_id', '=', obligationId)
    .where('plan_version', '=', planVersion)
    .orderBy('fired_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.step_key ?? null;
}

/** All firings of an obligation, oldest first. */
export async function listFirings(db: Db, obligationId: string): Promise<Firing[]> {
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_firing')
    .selectAll()
    .where('obligation_id', '=', obligationId)
    .orderBy('fired_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    obligationId: row.obligation_id,
    planVersion: row.plan_version,
    stepKey: row.step_key,
    kind: row.kind,
    plannedAt: row.planned_at,
    readyAt: row.ready_at,
    firedAt: row.fired_at,
    outcome: row.outcome,
    folded: row.folded as readonly string[],
    told: row.told as readonly Told[],
    content: row.content as Said | null,
  }));
}

/** Marks a person's messages about an obligation as read and acknowledged. */
export async function markMessagesAcknowledged(
  db: Db,
  obligationId: string,
  personId: string,
  at: Date,
): Promise<void> {
  await sql`
    update reminder_message m
    set acknowledged_at = ${at}::timestamptz, read_at = coalesce(m.read_at, ${at}::timestamptz)
    from reminder_firing f
    where f.obligation_id = ${obligationId} and m.firing_id = f.id and m.recipient_id = ${personId}
      and m.acknowledged_at is null`.execute(db);
}
