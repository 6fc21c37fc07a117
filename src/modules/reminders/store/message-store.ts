import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { Channel } from '../domain/channel.ts';
import type { Said, Told } from '../domain/message.ts';
import type { StepKind } from '../domain/policy.ts';

export interface FiringRow {
  id: string;
  obligation_id: string;
  plan_version: number;
  step_key: string;
  kind: StepKind;
  planned_at: Date;
  fired_at: Date;
  ready_at: Date | null;
  outcome: 'told' | 'acknowledged-before' | 'snoozed' | 'nobody' | 'before-restore';
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
