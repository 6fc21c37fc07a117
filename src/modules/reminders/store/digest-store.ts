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

/** What waits for the morning letters of these people, by person. */
export async function listHeld(db: Db, personIds: readonly string[]): Promise<Map<string, Held[]>> {
  const { rows } = await sql<{ id: string; recipient_id: string; obligation_id: string; fired_at: Date }>`
    select id, recipient_id, obligation_id, fired_at from reminder_message
    where recipient_id = any(${[...personIds]}::uuid[]) and state = 'held' order by id`.execute(db);
  const held = new Map<string, Held[]>();
  for (const { id, recipient_id: personId, obligation_id: obligationId, fired_at: firedAt } of rows) {
    const known = held.get(personId);
    if (known) known.push({ id, obligationId, firedAt });
    else held.set(personId, [{ id, obligationId, firedAt }]);
  }
  return held;
}

/** When the last morning's letter of each of these people was written; who had none is left out. */
export async function lastDigestsAt(db: Db, personIds: readonly string[]): Promise<Map<string, Date>> {
  const { rows } = await sql<{ person: string; made_at: Date }>`
    select person, made_at from unnest(${[...personIds]}::uuid[]) as person cross join lateral (
      select made_at from reminder_digest where person_id = person order by on_date desc limit 1) newest`.execute(db);
  return new Map(rows.map(({ person, made_at: madeAt }) => [person, madeAt]));
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
  /** The letter that says it, where there is one. */
  readonly mailId: string | null;
}

/** Records people's mornings. @returns whose were not on record already: whoever came second writes nothing */
export async function insertDigests(db: Db, digests: readonly Digest[]): Promise<Set<string>> {
  const { rows } = await sql<{ person_id: string }>`
    insert into reminder_digest (id, person_id, on_date, agency_id, made_at, outcome, content)
    select id, "personId", "onDate", "agencyId", "madeAt", outcome, content
    from jsonb_to_recordset(${JSON.stringify(digests)}::jsonb) as d (id uuid, "personId" uuid, "onDate" date,
      "agencyId" uuid, "madeAt" timestamptz, outcome text, content jsonb)
    on conflict (person_id, on_date) do nothing returning person_id`.execute(db);
  return new Set(rows.map(({ person_id: personId }) => personId));
}

/** Queues the letters of a morning; each is in a letter of its own from the start. */
export async function queueDigests(
  db: Db,
  digests: readonly (Digest & { readonly address: string | null })[],
): Promise<void> {
  const letters = digests.flatMap(({ id, mailId, personId, address, madeAt }) =>
    mailId === null || address === null ? [] : [{ id, mailId, personId, address, madeAt }],
  );
  if (letters.length === 0) return;
  await sql`
    insert into reminder_message
      (id, digest_id, recipient_id, audience, channel, address, fired_at, state, mail_id, next_attempt_at)
    select "mailId", id, "personId", 'owner', 'email', address, "madeAt", 'queued', "mailId", clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(letters)}::jsonb) as l (id uuid, "mailId" uuid, "personId" uuid,
      address text, "madeAt" timestamptz)`.execute(db);
}

/** What was held is told now. `mailId`: the letter that tells it; null when nothing of it was still to be told. */
export async function markDigested(
  db: Db,
  told: readonly { readonly id: string; readonly mailId: string | null }[],
): Promise<void> {
  if (told.length === 0) return;
  await sql`
    update reminder_message m set state = 'digested', mail_id = t."mailId"
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as t (id uuid, "mailId" uuid)
    where m.id = t.id and m.state = 'held'`.execute(db);
}

/** Whether anything could make a morning's letter; a demonstration clock stops at mornings only then. */
export async function anythingOpen(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select 1 where exists (select 1 from reminder_obligation where state = 'open')
      or exists (select 1 from reminder_message where state = 'held')`.execute(db);
  return rows.length > 0;
}

/** What a person's morning letter said; undefined when it is not his, or no letter was made. */
export async function digestContent(db: Db, id: string, personId: string): Promise<DigestContent | undefined> {
  const { rows } = await sql<{ content: DigestContent | null }>`
    select content from reminder_digest where id = ${id} and person_id = ${personId}`.execute(db);
  return rows[0]?.content ?? undefined;
}
