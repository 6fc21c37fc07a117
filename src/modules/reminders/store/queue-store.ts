import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { Outward } from '../domain/channel.ts';
import type { DigestContent } from '../domain/digest.ts';
import type { Content } from '../domain/message.ts';
import type { Audience } from '../domain/policy.ts';
import { contentOf } from './content.ts';

/** A letter taken out of a channel's queue for one attempt: one message, or the several that share it. */
export interface QueuedLetter {
  /** Stable over attempts. */
  readonly id: string;
  readonly recipientId: string;
  /** Empty where the carrier knows the way itself (push). */
  readonly address: string;
  readonly firedAt: Date;
  readonly attempts: number;
  readonly items: readonly { readonly id: string; readonly content: Content; readonly audience: Audience }[];
  /** What the morning's letter says; it has no items. */
  readonly digest: (DigestContent & { readonly id: string }) | null;
}

/** How long an attempt may take before another process may try again. */
const LEASE_SECONDS = 60;

/**
 * Takes the next letters of a channel to try, oldest first, and counts the attempt, all before anything is sent: when
 * this process dies half-way, the same letter is tried again under the same id after a minute. A letter is taken whole,
 * by the first of its messages that is still to go; an e-mail that is in no letter yet is left alone (`bindLetters`), any other message
 * goes by itself.
 * @param limit letters
 */
export async function claimLetters(db: Db, channel: Outward, limit: number): Promise<QueuedLetter[]> {
  const { rows } = await sql<{
    id: string;
    mail_id: string;
    recipient_id: string;
    address: string | null;
    fired_at: Date;
    attempts: number;
    content: Content | null;
    digest: QueuedLetter['digest'];
    audience: Audience;
  }>`
    with due as materialized (
      select id, coalesce(mail_id, id) as letter from reminder_message f
      where channel = ${channel} and state in ('queued', 'failed') and next_attempt_at <= clock_timestamp()
        and case when mail_id is null then channel <> 'email' else not exists (
          select 1 from reminder_message e
          where e.mail_id = f.mail_id and e.id < f.id and e.state in ('queued', 'failed')) end
      order by next_attempt_at, id
      limit ${limit}
      for update skip locked
    )
    update reminder_message m
    set mail_id = due.letter, attempts = m.attempts + 1,
      next_attempt_at = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    from due where (m.mail_id = due.letter or m.id = due.id) and m.state in ('queued', 'failed')
    returning m.id, m.mail_id, m.recipient_id, m.address, m.fired_at, m.attempts, m.audience, ${contentOf('m')} as content,
      (select d.content || jsonb_build_object('id', d.id) from reminder_digest d where d.id = m.digest_id) as digest`.execute(
    db,
  );
  const letters = new Map<string, QueuedLetter & { items: QueuedLetter['items'][number][] }>();
  for (const row of rows.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const letter = letters.get(row.mail_id) ?? {
      id: row.mail_id,
      recipientId: row.recipient_id,
      address: row.address ?? '',
      firedAt: row.fired_at,
      attempts: row.attempts,
      items: [],
      digest: row.digest,
    };
    if (row.content) letter.items.push({ id: row.id, content: row.content, audience: row.audience });
    letters.set(row.mail_id, letter);
  }
  return [...letters.values()];
}

/** What became of an attempt: sent, to be tried again after `seconds` of real time, or for a person to look at. */
export type Settled = { readonly mailId: string } & (
  | {
      readonly state: 'sent';
      /** The carrier's name for it, where it gives one. */
      readonly receiptId: string | null;
    }
  | { readonly state: 'failed'; readonly error: string; readonly seconds: number }
  | { readonly state: 'dead'; readonly error: string }
);

/** Records at the moment `at` what became of some letters, in one statement; what is settled already stays as it is. */
export async function settleLetters(db: Db, settled: readonly Settled[], at: Date): Promise<void> {
  if (settled.length === 0) return;
  await sql`
    update reminder_message m set state = s.state, last_error = s.error,
      sent_at = case when s.state = 'sent' then ${at}::timestamptz else m.sent_at end,
      receipt_id = case when s.state = 'sent' then s."receiptId" else m.receipt_id end,
      next_attempt_at = clock_timestamp() + make_interval(secs => s.seconds)
    from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as s ("mailId" uuid, state text, error text,
      seconds double precision, "receiptId" text)
    where m.mail_id = s."mailId" and m.state in ('queued', 'failed')`.execute(db);
}

/** Gives letters back that were taken and not tried, as nothing answered. */
export async function giveBack(db: Db, mailIds: readonly string[], error: string, seconds: number): Promise<void> {
  if (mailIds.length === 0) return;
  await sql`
    update reminder_message set attempts = attempts - 1, last_error = ${error}, state = 'failed',
      next_attempt_at = clock_timestamp() + make_interval(secs => ${seconds})
    where mail_id in (${sql.join([...mailIds])}) and state in ('queued', 'failed')`.execute(db);
}
