import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';

/** A gateway as it was set up. `sealed` holds its secrets as sealed JSON. */
export interface CarrierRow {
  readonly channel: 'sms' | 'zalo';
  readonly settings: unknown;
  readonly sealed: string | null;
  readonly is_on: boolean;
  readonly revision: number;
}

const SHOWN = sql`channel, settings, sealed, is_on, revision`;

export async function findCarrier(db: Db, channel: CarrierRow['channel']): Promise<CarrierRow | undefined> {
  const { rows } = await sql<CarrierRow>`select ${SHOWN} from channel_carrier where channel = ${channel}`.execute(db);
  return rows[0];
}

/** The same, held until the transaction ends. */
export async function lockCarrier(db: Db, channel: CarrierRow['channel']): Promise<CarrierRow | undefined> {
  const { rows } = await sql<CarrierRow>`
    select ${SHOWN} from channel_carrier where channel = ${channel} for update`.execute(db);
  return rows[0];
}

/** @returns false when somebody else saved meanwhile */
export async function saveCarrier(
  db: Db,
  row: Omit<CarrierRow, 'revision' | 'settings'> & { settings: object; revision: number; by: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    insert into channel_carrier (channel, settings, sealed, is_on, revision, changed_at, changed_by)
    values (${row.channel}, ${JSON.stringify(row.settings)}::jsonb, ${row.sealed}, ${row.is_on}, 1, clock_timestamp(),
      ${row.by})
    on conflict (channel) do update set settings = excluded.settings, sealed = excluded.sealed, is_on = excluded.is_on,
      revision = channel_carrier.revision + 1, changed_at = excluded.changed_at, changed_by = excluded.changed_by
    where channel_carrier.revision = ${row.revision}
    returning revision`.execute(db);
  return rows.length > 0;
}

export async function setSealed(db: Db, channel: CarrierRow['channel'], sealed: string): Promise<void> {
  await sql`update channel_carrier set sealed = ${sealed} where channel = ${channel}`.execute(db);
}
