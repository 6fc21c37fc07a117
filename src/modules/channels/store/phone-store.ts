import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';

export interface PhoneRow {
  /** null once it was taken away. */
  readonly number: string | null;
  readonly confirmed_at: Date | null;
  readonly code_hash: string | null;
  readonly code_open: boolean;
  readonly code_tries: number;
  /** Codes sent in the last day. */
  readonly sent_today: number;
  /** Seconds since the last one was sent. */
  readonly seconds: number;
}

export async function findPhone(db: Db, personId: string): Promise<PhoneRow | undefined> {
  const { rows } = await sql<PhoneRow>`
    select number, confirmed_at, code_hash, code_tries,
      coalesce(code_expires_at > clock_timestamp(), false) as code_open,
      case when asked_at > clock_timestamp() - interval '1 day' then codes_sent else 0 end as sent_today,
      extract(epoch from clock_timestamp() - asked_at)::int as seconds
    from channel_phone where person_id = ${personId} for update`.execute(db);
  return rows[0];
}

/** Keeps a number that is still to be confirmed; one that was confirmed counts no more. */
export async function askCode(
  db: Db,
  row: { personId: string; number: string; codeHash: string; minutes: number; sentToday: number },
): Promise<void> {
  await sql`
    insert into channel_phone (person_id, number, confirmed_at, code_hash, code_expires_at, code_tries, codes_sent, asked_at)
    values (${row.personId}, ${row.number}, null, ${row.codeHash},
      clock_timestamp() + make_interval(mins => ${row.minutes}), 0, ${row.sentToday}, clock_timestamp())
    on conflict (person_id) do update set number = excluded.number, confirmed_at = null,
      code_hash = excluded.code_hash, code_expires_at = excluded.code_expires_at, code_tries = 0,
      codes_sent = excluded.codes_sent, asked_at = excluded.asked_at`.execute(db);
}

export async function countTry(db: Db, personId: string): Promise<void> {
  await sql`update channel_phone set code_tries = code_tries + 1 where person_id = ${personId}`.execute(db);
}

export async function confirmPhone(db: Db, personId: string): Promise<void> {
  await sql`
    update channel_phone set confirmed_at = clock_timestamp(), code_hash = null, code_expires_at = null
    where person_id = ${personId}`.execute(db);
}

/** Takes the number away; the codes of the day stay counted. @returns false when there was none */
export async function forgetPhone(db: Db, personId: string): Promise<boolean> {
  const { rows } = await sql`
    update channel_phone set number = null, confirmed_at = null, code_hash = null, code_expires_at = null
    where person_id = ${personId} and number is not null returning person_id`.execute(db);
  return rows.length > 0;
}
