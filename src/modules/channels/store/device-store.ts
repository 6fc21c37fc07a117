import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';

/** A browser that takes Web Push. */
export interface DeviceRow {
  readonly id: string;
  readonly person_id: string;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly label: string;
  readonly made_at: Date;
  readonly reached_at: Date | null;
}

const SHOWN = sql`id, person_id, endpoint, p256dh, auth, label, made_at, reached_at`;

/** A person's devices, newest first. */
export async function listDevices(db: Db, personId: string): Promise<DeviceRow[]> {
  const { rows } = await sql<DeviceRow>`
    select ${SHOWN} from channel_device where person_id = ${personId} and removed_at is null
    order by made_at desc, id desc`.execute(db);
  return rows;
}

/** Adds a device; whoever had the same browser before has it no more. */
export async function insertDevice(db: Db, row: Omit<DeviceRow, 'made_at' | 'reached_at'>): Promise<void> {
  await sql`
    update channel_device set removed_at = clock_timestamp(), removed_because = 'replaced'
    where endpoint = ${row.endpoint} and removed_at is null`.execute(db);
  await sql`
    insert into channel_device (id, person_id, endpoint, p256dh, auth, label, made_at)
    values (${row.id}, ${row.person_id}, ${row.endpoint}, ${row.p256dh}, ${row.auth}, ${row.label}, clock_timestamp())`.execute(
    db,
  );
}

/** Removes all but the newest `most` of a person's devices. */
export async function keepNewest(db: Db, personId: string, most: number): Promise<void> {
  await sql`
    update channel_device set removed_at = clock_timestamp(), removed_because = 'replaced'
    where id in (
      select id from channel_device where person_id = ${personId} and removed_at is null
      order by made_at desc, id desc offset ${most})`.execute(db);
}

/** @returns false when it is not among the person's */
export async function removeDevice(db: Db, id: string, personId: string): Promise<boolean> {
  const { rows } = await sql`
    update channel_device set removed_at = clock_timestamp(), removed_because = 'person'
    where id = ${id} and person_id = ${personId} and removed_at is null returning id`.execute(db);
  return rows.length > 0;
}

/** Notes which devices were reached, and removes those whose push service says that they are no more. */
export async function noteDevices(db: Db, reached: readonly string[], gone: readonly string[]): Promise<void> {
  if (reached.length > 0)
    await sql`update channel_device set reached_at = clock_timestamp() where id = any(${[...reached]}::uuid[])`.execute(
      db,
    );
  if (gone.length > 0)
    await sql`
      update channel_device set removed_at = clock_timestamp(), removed_because = 'gone'
      where id = any(${[...gone]}::uuid[]) and removed_at is null`.execute(db);
}
