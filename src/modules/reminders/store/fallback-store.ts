import { sql } from 'kysely';
import { newId } from '#kernel/id.ts';
import type { Db } from '#platform/db/pool.ts';
import type { Outward } from '../domain/channel.ts';
import type { Further } from '../domain/routing.ts';

/**
 * Passes messages on to their next way: those their carrier refused for good, and those whose channel has been down or
 * slow past their moment. The refused one stays on the list of dead ones, the slow one is replaced and not sent any more.
 * @returns the channel each was taken from
 */
export async function passOn(db: Db, limit: number): Promise<Outward[]> {
  const { rows } = await sql<{ id: string; channel: Outward; further: Further[] }>`
    select id, channel, further from reminder_message
    where further is not null
      and (state = 'dead' or (state in ('queued', 'failed') and fall_back_at <= clock_timestamp()))
    order by fall_back_at, id limit ${limit} for update skip locked`.execute(db);
  if (rows.length === 0) return [];
  const next = rows.flatMap(({ id, further: [way, ...rest] }) =>
    way ? [{ from: id, id: newId(), ...way, further: rest.length > 0 ? JSON.stringify(rest) : null }] : [],
  );
  await sql`
    insert into reminder_message
      (id, firing_id, obligation_id, recipient_id, audience, channel, address, fired_at, state, next_attempt_at,
       further, fall_back_minutes, fall_back_at)
    select n.id, m.firing_id, m.obligation_id, m.recipient_id, m.audience, n.channel, n.address, m.fired_at,
      'queued', clock_timestamp(), n.further::jsonb, m.fall_back_minutes,
      case when n.further is not null then clock_timestamp() + make_interval(mins => m.fall_back_minutes) end
    from unnest(
      ${next.map(({ from }) => from)}::uuid[], ${next.map(({ id }) => id)}::uuid[],
      ${next.map(({ channel }) => channel)}::text[], ${next.map(({ address }) => address)}::text[],
      ${next.map(({ further }) => further)}::text[]
    ) as n (was, id, channel, address, further)
    join reminder_message m on m.id = n.was
    on conflict (firing_id, recipient_id, channel) do nothing`.execute(db);
  await sql`
    update reminder_message set further = null,
      state = case state when 'dead' then 'dead' else 'replaced' end, next_attempt_at = null
    where id = any (${rows.map(({ id }) => id)}::uuid[])`.execute(db);
  return rows.map(({ channel }) => channel);
}
