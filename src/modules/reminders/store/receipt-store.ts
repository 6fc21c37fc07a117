import { sql } from 'kysely';
import { isId } from '#kernel/id.ts';
import type { Db } from '#platform/db/pool.ts';
import type { Outward } from '../domain/channel.ts';

/**
 * A carrier's receipt: the message arrived, or it never will; then the next way of its recipient takes over. What is
 * known to have arrived stays so.
 * @param id ours, or the carrier's own
 * @param error why it never will; null when it arrived
 * @returns false when it is no message of ours
 */
export async function receive(db: Db, channel: Outward, id: string, error: string | null): Promise<boolean> {
  const named = isId(id) ? sql`(receipt_id = ${id} or id = ${id}::uuid)` : sql`receipt_id = ${id}`;
  const change =
    error === null
      ? sql`state = 'sent', sent_at = coalesce(sent_at, fired_at), delivered_at = coalesce(delivered_at, clock_timestamp())`
      : sql`state = case when delivered_at is null then 'dead' else state end,
          sent_at = case when delivered_at is null then null else sent_at end, last_error = ${error}`;
  const { rows } = await sql`
    update reminder_message set ${change}
    where channel = ${channel} and state in ('sent', 'dead') and ${named}
    returning id`.execute(db);
  return rows.length > 0;
}
