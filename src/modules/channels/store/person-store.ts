import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import { type Choosable, type PersonChannels, wholeOrder } from '../domain/carried.ts';

/** How these people are reached, in one query; people without a choice, a phone and a device are left out. */
export async function channelsOfPeople(db: Db, personIds: readonly string[]): Promise<Map<string, PersonChannels>> {
  const { rows } = await sql<{
    person_id: string;
    order_chosen: Choosable[] | null;
    switched_off: Choosable[] | null;
    quiet_from: number | null;
    quiet_to: number | null;
    sms: string | null;
    zalo: string | null;
    devices: number;
  }>`
    with asked as (select unnest(${[...personIds]}::uuid[]) as person_id),
    device as (
      select person_id, count(*) as devices from channel_device join asked using (person_id)
      where removed_at is null group by person_id)
    select person_id, order_chosen, switched_off, quiet_from, quiet_to,
      case when confirmed_at is not null and 'sms' in (select channel from channel_carrier where is_on) then number end as sms,
      case when confirmed_at is not null and 'zalo' in (select channel from channel_carrier where is_on) then number end as zalo,
      coalesce(devices, 0) as devices
    from asked
    left join channel_preference using (person_id)
    left join channel_phone using (person_id)
    left join device using (person_id)
    where changed_at is not null or confirmed_at is not null or devices > 0`.execute(db);
  return new Map(
    rows.map((row) => [
      row.person_id,
      {
        order: wholeOrder(row.order_chosen ?? []),
        off: row.switched_off ?? [],
        quiet: row.quiet_from === null || row.quiet_to === null ? null : { from: row.quiet_from, to: row.quiet_to },
        sms: row.sms,
        zalo: row.zalo,
        devices: Number(row.devices),
      },
    ]),
  );
}

/** Keeps what a person chose. */
export async function savePreference(
  db: Db,
  personId: string,
  choice: Pick<PersonChannels, 'order' | 'off' | 'quiet'>,
): Promise<void> {
  await sql`
    insert into channel_preference (person_id, order_chosen, switched_off, quiet_from, quiet_to, changed_at)
    values (${personId}, ${[...choice.order]}, ${[...choice.off]}, ${choice.quiet?.from ?? null},
      ${choice.quiet?.to ?? null}, clock_timestamp())
    on conflict (person_id) do update set order_chosen = excluded.order_chosen, switched_off = excluded.switched_off,
      quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, changed_at = excluded.changed_at`.execute(db);
}

/** Which gateways are set up and switched on. */
export async function openGateways(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ channel: string }>`select channel from channel_carrier where is_on`.execute(db);
  return new Set(rows.map(({ channel }) => channel));
}
