import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';

/** Where a person's box stands: how much is unread, and the newest reminder. */
export interface BoxState {
  readonly unread: number;
  /** null while there is none. */
  readonly newest: string | null;
}

/** Where the boxes of these people stand; in one query, two looks into an index for each. */
export async function boxStates(db: Db, personIds: readonly string[]): Promise<Map<string, BoxState>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<{ person: string; unread: number; newest: string | null }>`
    select p.person, (
        select count(*) from reminder_message m
        where m.recipient_id = p.person and m.channel = 'in-app' and m.read_at is null) as unread, (
        select m.id from reminder_message m where m.recipient_id = p.person and m.channel = 'in-app'
        order by m.fired_at desc, m.id desc limit 1) as newest
    from unnest(${[...personIds]}::uuid[]) as p (person)`.execute(db);
  return new Map(rows.map(({ person, unread, newest }) => [person, { unread, newest }]));
}
