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
export async function insertDevice(
  db: Db,
  row: Omit<DeviceRow, 'made_at' | 'reached_at'> & { readonly browser: string | null },
): Promise<void> {
  await sql`
    update channel_device set removed_at = clock_timestamp(), removed_because = 'replaced'
    where endpoint = ${row.endpoint} and removed_at is null`.execute(db);
  await sql`
    insert into channel_device (id, person_id, endpoint, p256dh, auth, label, browser, made_at)
    values (${row.id}, ${row.person_id}, ${row.endpoint}, ${row.p256dh}, ${row.auth}, ${row.label}, ${row.browser},
      clock_timestamp())`.execute(db);
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

/** Ends the messages on a browser: those of one person, or those of all others. */
export async function leaveBrowser(
  db: Db,
  browser: string,
  whose: { readonly because: 'signed-out' | 'other-person' } & ({ readonly of: string } | { readonly notOf: string }),
): Promise<void> {
  const person = 'of' in whose ? sql`person_id = ${whose.of}` : sql`person_id <> ${whose.notOf}`;
  await sql`
    update channel_device set removed_at = clock_timestamp(), removed_because = ${whose.because}
    where browser = ${browser} and removed_at is null and ${person}`.execute(db);
}

/** Ends the messages of a person on all his devices. */
export async function leaveEverywhere(db: Db, personId: string): Promise<void> {
  await sql`
    update channel_device set removed_at = clock_timestamp(), removed_because = 'disabled'
    where person_id = ${personId} and removed_at is null`.execute(db);
}

/**
 * Settles whose a browser is, by the address it is told at: whoever else had it is told nothing there any more.
 * @returns whether it is the person's own
 */
export async function settleDevice(
  db: Db,
  { endpoint, personId, browser }: { endpoint: string; personId: string; browser: string | null },
): Promise<boolean> {
  await sql`
    update channel_device set removed_at = clock_timestamp(), removed_because = 'other-person'
    where endpoint = ${endpoint} and removed_at is null and person_id <> ${personId}`.execute(db);
  const { rows } = await sql`
    update channel_device set browser = ${browser}
    where endpoint = ${endpoint} and removed_at is null and person_id = ${personId} returning id`.execute(db);
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
