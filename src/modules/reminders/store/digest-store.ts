import { sql } from 'kysely';
import type { LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';
import type { DigestContent } from '../domain/digest.ts';

/**
 * People a morning's letter may have something for: a letter of theirs was held for it, or work given to them by name
 * is overdue or due before `nextWeek`; what came after `until` is for the next. Those whose letter of the day is written
 * are left out. In order of their ids.
 */
export async function peopleToWrite(
  db: Db,
  { today, nextWeek, until }: { today: LocalDate; nextWeek: Date; until: Date },
): Promise<string[]> {
  const { rows } = await sql<{ person: string }>`
    select person from (
      select recipient_id as person from reminder_message where state = 'held' and fired_at <= ${until}
      union
      select person_id from reminder_obligation
      where state = 'open' and person_id is not null and due_at < ${nextWeek} and registered_at <= ${until}
    ) concerned
    where not exists (select 1 from reminder_digest d where d.person_id = person and d.on_date = ${today})
    order by person`.execute(db);
  return rows.map(({ person }) => person);
}

/** A letter that waits for the morning. */
export interface Held {
  readonly id: string;
  readonly obligationId: string;
  readonly firedAt: Date;
}

/** What waits for a person's morning letter and fired up to its moment. */
export async function listHeld(db: Db, personId: string, until: Date): Promise<Held[]> {
  const { rows } = await sql<{ id: string; obligation_id: string; fired_at: Date }>`
    select id, obligation_id, fired_at from reminder_message
    where recipient_id = ${personId} and state = 'held' and fired_at <= ${until} order by id`.execute(db);
  return rows.map((row) => ({ id: row.id, obligationId: row.obligation_id, firedAt: row.fired_at }));
}

/** When the last morning's letter of a person was written; undefined before any. */
export async function lastDigestAt(db: Db, personId: string): Promise<Date | undefined> {
  const { rows } = await sql<{ made_at: Date }>`
    select made_at from reminder_digest where person_id = ${personId} order by on_date desc limit 1`.execute(db);
  return rows[0]?.made_at;
}

/** What was sent before a backup was brought back: reminders up to this moment had gone out; null without a restore. */
export async function restoredUntil(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ until: Date | null }>`select max(sent_until) as until from reminder_restore`.execute(db);
  return rows[0]?.until ?? null;
}

export interface Digest {
  readonly id: string;
  readonly personId: string;
  readonly onDate: LocalDate;
  readonly agencyId: string;
  readonly madeAt: Date;
  readonly outcome: 'letter' | 'empty' | 'no-address';
  readonly content: DigestContent | null;
}

/** Records a person's morning. @returns false when it is on record already: whoever came second writes nothing */
export async function insertDigest(db: Db, digest: Digest): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into reminder_digest (id, person_id, on_date, agency_id, made_at, outcome, content)
    values (${digest.id}, ${digest.personId}, ${digest.onDate}, ${digest.agencyId}, ${digest.madeAt},
      ${digest.outcome}, ${digest.content && JSON.stringify(digest.content)}::jsonb)
    on conflict (person_id, on_date) do nothing returning id`.execute(db);
  return rows.length > 0;
}

/** Queues the letter of a morning; it is in a letter of its own from the start. */
export async function queueDigest(
  db: Db,
  id: string,
  { personId, madeAt, ...digest }: Digest,
  address: string,
): Promise<void> {
  await sql`
    insert into reminder_message
      (id, digest_id, recipient_id, audience, channel, address, fired_at, state, mail_id, next_attempt_at)
    values (${id}, ${digest.id}, ${personId}, 'owner', 'email', ${address}, ${madeAt}, 'queued', ${id}, clock_timestamp())`.execute(
    db,
  );
}

/** What was held is told now. @param mailId the letter that tells it; null when nothing of it was still to be told */
export async function markDigested(db: Db, ids: readonly string[], mailId: string | null): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update reminder_message set state = 'digested', mail_id = ${mailId}
    where id = any(${[...ids]}::uuid[]) and state = 'held'`.execute(db);
}

/** Whether anything could make a morning's letter; a demonstration clock stops at mornings only then. */
export async function anythingOpen(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select 1 where exists (select 1 from reminder_obligation where state = 'open')
      or exists (select 1 from reminder_message where state = 'held')`.execute(db);
  return rows.length > 0;
}
