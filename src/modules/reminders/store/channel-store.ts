import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { Outward } from '../domain/channel.ts';

export interface QueueRow {
  readonly channel: Outward;
  readonly waiting: number;
  readonly oldest_seconds: number | null;
  readonly dead: number;
  readonly sent: number;
  readonly delivered: number;
}

/** What stands in the queues, and what left since a moment. */
export async function queuesOf(db: Db, since: Date): Promise<QueueRow[]> {
  const { rows } = await sql<QueueRow>`
    select channel, sum(waiting)::int as waiting, max(oldest)::int as oldest_seconds, sum(dead)::int as dead,
      sum(sent)::int as sent, sum(delivered)::int as delivered
    from (
      select channel, count(*) as waiting,
        greatest(0, extract(epoch from clock_timestamp() - min(next_attempt_at))) as oldest, 0 as dead, 0 as sent, 0 as delivered
      from reminder_message where state in ('queued', 'failed') group by channel
      union all
      select channel, 0, null, count(*), 0, 0 from reminder_message where state = 'dead' group by channel
      union all
      select channel, 0, null, 0, count(*), count(delivered_at) from reminder_message
      where state = 'sent' and fired_at >= ${since} and channel <> 'in-app' group by channel
    ) as counted group by channel`.execute(db);
  return rows;
}
