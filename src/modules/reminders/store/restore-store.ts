import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';

/** Letters of a restored database that had been fired by `sentUntil`: sent, or, where they were failing, for a person to judge. */
export async function settleLetters(db: Db, sentUntil: Date): Promise<{ taken: number; doubtful: number }> {
  const { rows } = await sql<{ state: string }>`
    update reminder_message
    set state = case state when 'queued' then 'sent' else 'dead' end,
      sent_at = case state when 'queued' then ${sentUntil}::timestamptz end,
      mail_id = coalesce(mail_id, id),
      next_attempt_at = null,
      last_error = 'restored from a backup: not known whether it was sent'
    where state in ('queued', 'failed') and fired_at <= ${sentUntil}
    returning state`.execute(db);
  const taken = rows.filter(({ state }) => state === 'sent').length;
  return { taken, doubtful: rows.length - taken };
}

export async function insertRestore(
  db: Db,
  row: { id: string; at: Date; sentUntil: Date; steps: number; lettersTaken: number; lettersDoubtful: number },
): Promise<void> {
  await sql`
    insert into reminder_restore (id, settled_at, sent_until, steps, letters_taken, letters_doubtful)
    values (${row.id}, ${row.at}, ${row.sentUntil}, ${row.steps}, ${row.lettersTaken}, ${row.lettersDoubtful})`.execute(
    db,
  );
}
