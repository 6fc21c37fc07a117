import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { Choosable } from '../domain/carried.ts';

/** How a channel fares; instants are real time. */
export interface ChannelStateRow {
  readonly channel: Choosable;
  readonly paused_at: Date | null;
  readonly paused_by: string | null;
  readonly down_since: Date | null;
  readonly last_error: string | null;
  readonly last_error_at: Date | null;
  readonly last_sent_at: Date | null;
}

export async function listStates(db: Db): Promise<ChannelStateRow[]> {
  const { rows } = await sql<ChannelStateRow>`select * from channel_state`.execute(db);
  return rows;
}

export async function findPaused(db: Db, channel: Choosable): Promise<boolean> {
  const { rows } = await sql<{ paused: boolean }>`
    select paused_at is not null as paused from channel_state where channel = ${channel}`.execute(db);
  return rows[0]?.paused ?? false;
}

/** @param by who pauses it; null takes it up again. @returns false when it stood so already */
export async function setPaused(db: Db, channel: Choosable, by: string | null): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update channel_state set paused_at = ${by === null ? null : sql`clock_timestamp()`}, paused_by = ${by}
    where channel = ${channel} and (paused_at is null) = ${by !== null}`.execute(db);
  return Number(numAffectedRows ?? 0) > 0;
}

/** Writes what a round of delivery found; a channel that sent is not down. */
export async function noteState(
  db: Db,
  channel: Choosable,
  { sent, error, isDown }: { sent: boolean; error: string | null; isDown: boolean },
): Promise<void> {
  await sql`
    update channel_state set
      last_sent_at = case when ${sent} then clock_timestamp() else last_sent_at end,
      last_error = coalesce(${error}::text, last_error),
      last_error_at = case when ${error}::text is null then last_error_at else clock_timestamp() end,
      down_since = case when ${isDown} then coalesce(down_since, clock_timestamp()) else null end
    where channel = ${channel}`.execute(db);
}
