import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { Outward } from '../domain/channel.ts';
import type { Content } from '../domain/message.ts';
import type { Audience } from '../domain/policy.ts';
import { contentOf } from './content.ts';
import type { ReactionKind, ReactionRow } from './obligation-rows.ts';
import { amongAsked, type Reader, readerRows, SEEN_BY_READER } from './readers.ts';

/** A reminder somebody received in the program. */
export interface Received {
  readonly id: string;
  readonly obligationId: string;
  readonly audience: Audience;
  readonly content: Content;
  readonly firedAt: Date;
  readonly readAt: Date | null;
  readonly acknowledgedAt: Date | null;
  /** No later reminder about the same matter went to this person. */
  readonly latest: boolean;
  /** null when the reader no longer sees the matter. */
  readonly state: 'open' | 'done' | 'cancelled' | null;
}

/** Which of a person's reminders: all, unread ones, or unread ones about open work that is not on his own list. */
export type ReceivedFilter = 'all' | 'unread' | 'others';

/** A part of somebody's box, newest first, and how much there is of it, counted over all of it in the same query. */
export interface Box {
  readonly reminders: readonly Received[];
  readonly unread: number;
  readonly others: number;
}

type BoxRow = {
  reader: number;
  id: string | null;
  obligation_id: string;
  audience: Audience;
  content: Content;
  fired_at: Date;
  read_at: Date | null;
  acknowledged_at: Date | null;
  latest: boolean;
  state: Received['state'];
  unread: number;
  others: number;
};

/** No later reminder about the matter of message `m` went to its recipient. */
const LATEST = sql`not exists (
  select 1 from reminder_firing f join reminder_message n on n.firing_id = f.id
  where f.obligation_id = m.obligation_id and n.recipient_id = m.recipient_id and n.channel = 'in-app'
    and (n.fired_at, n.id) > (m.fired_at, m.id))`;
const OF_OTHERS = sql`(o.state = 'open' and o.person_id is distinct from r.person
  and not (o.person_id is null and o.agency_id = any(r.own)) and ${LATEST})`;
const CHOSEN: Record<ReceivedFilter, RawBuilder<unknown>> = {
  all: sql`true`,
  unread: sql`m.read_at is null`,
  others: sql`m.read_at is null and ${OF_OTHERS}`,
};

/**
 * The reminders of each of these readers, in their order. Of `others` each matter is there once, with its newest
 * reminder. A reader's `only` narrows what is listed, not what is counted; his `except` narrows both.
 */
export async function listReceived(
  db: Db,
  readers: readonly Reader[],
  wanted: { filter: ReceivedFilter; after?: { firedAt: Date; id: string } | undefined; limit: number },
): Promise<Box[]> {
  const { filter, after, limit } = wanted;
  const { rows } = await sql<BoxRow>`
    select r.place as reader, b.* from ${readerRows(readers)} cross join lateral (
      with counted as (
        select count(*) as unread, count(*) filter (where ${OF_OTHERS}) as others
        from reminder_message m left join reminder_obligation o on o.id = m.obligation_id and ${SEEN_BY_READER}
        where m.recipient_id = r.person and m.channel = 'in-app' and m.read_at is null
          and (r."except" is null or m.obligation_id <> all(r."except"))
      ), page as (
        select m.*, ${contentOf('m')} as content, o.state as obligation_state, ${LATEST} as latest
        from reminder_message m
        left join reminder_obligation o on o.id = m.obligation_id and ${SEEN_BY_READER}
        where m.recipient_id = r.person and m.channel = 'in-app'
          and ${CHOSEN[filter]} and ${amongAsked('m.obligation_id')}
          and ${after ? sql`(m.fired_at, m.id) < (${after.firedAt}, ${after.id}::uuid)` : sql`true`}
        order by m.fired_at desc, m.id desc
        limit ${limit}
      )
      select p.id, p.obligation_id, p.audience, p.content, p.fired_at, p.read_at, p.acknowledged_at, p.latest,
        p.obligation_state as state, c.unread, c.others
      from counted c left join page p on true
    ) b
    order by b.fired_at desc, b.id desc`.execute(db);
  const boxes = readers.map(() => ({ reminders: [] as Received[], unread: 0, others: 0 }));
  for (const { reader, id, unread, others, ...row } of rows) {
    const box = boxes[reader];
    if (!box) continue;
    box.unread = unread;
    box.others = others;
    if (id !== null) box.reminders.push(toReceived(id, row));
  }
  return boxes;
}

function toReceived(id: string, row: Omit<BoxRow, 'reader' | 'id' | 'unread' | 'others'>): Received {
  return {
    id,
    obligationId: row.obligation_id,
    audience: row.audience,
    content: row.content,
    firedAt: row.fired_at,
    readAt: row.read_at,
    acknowledgedAt: row.acknowledged_at,
    latest: row.latest,
    state: row.state,
  };
}

/** What was told of a matter counts as read a while after it was told, whoever it was told to. */
export async function markMatterRead(db: Db, obligationId: string): Promise<void> {
  await sql`
    update reminder_message set read_at = coalesce(read_at, fired_at + interval '20 minutes')
    where obligation_id = ${obligationId} and channel = 'in-app'
      and firing_id in (select id from reminder_firing where obligation_id = ${obligationId})`.execute(db);
}

/** Marks a person's own reminder as read; the first time stays. @returns false when it is not among his */
export async function markRead(db: Db, id: string, personId: string, at: Date): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update reminder_message set read_at = coalesce(read_at, ${at})
    where id = ${id} and recipient_id = ${personId} and channel = 'in-app' returning id`.execute(db);
  return rows.length > 0;
}

export async function markAllRead(db: Db, personId: string, at: Date): Promise<void> {
  await sql`
    update reminder_message set read_at = ${at}
    where recipient_id = ${personId} and channel = 'in-app' and read_at is null`.execute(db);
}

/** A letter no mail server would take. */
export interface DeadRow {
  readonly id: string;
  /** null for a morning's letter. */
  readonly obligation_id: string | null;
  readonly title: string;
  readonly recipient_id: string;
  readonly channel: Outward;
  /** null where it went to the devices a person has. */
  readonly address: string | null;
  readonly fired_at: Date;
  readonly attempts: number;
  readonly last_error: string | null;
}

export async function listDead(db: Db, limit: number): Promise<DeadRow[]> {
  const { rows } = await sql<DeadRow>`
    select m.id, m.obligation_id, coalesce(${contentOf('m')}->>'title', 'Bản tin sáng') as title, m.recipient_id, m.channel, m.address,
      m.fired_at, m.attempts, m.last_error
    from reminder_message m where m.state = 'dead' order by m.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Letters waiting for their first or next attempt. */
export async function countWaiting(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from reminder_message where state in ('queued', 'failed')`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Puts a dead letter back into the queue, to an address given now when the old one was wrong. @returns false when it is not dead */
export async function requeue(db: Db, id: string, address: string | null): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update reminder_message
    set state = 'queued', attempts = 0, next_attempt_at = clock_timestamp(), address = coalesce(${address}, address)
    where state = 'dead' and mail_id = (select mail_id from reminder_message where id = ${id} and state = 'dead')
    returning id`.execute(db);
  return rows.length > 0;
}

/** What somebody did about an obligation. */
export interface Reaction {
  readonly personId: string;
  readonly kind: ReactionKind;
  readonly via: 'app' | 'link';
  readonly note: string | null;
  readonly insteadOf: string | null;
  readonly at: Date;
}

/** What people did about an obligation, oldest first. */
export async function listReactions(db: Db, obligationId: string): Promise<Reaction[]> {
  const { rows } = await sql<Pick<ReactionRow, 'person_id' | 'kind' | 'via' | 'note' | 'instead_of' | 'at'>>`
    select person_id, kind, via, note, instead_of, at from reminder_reaction
    where obligation_id = ${obligationId} order by at, id`.execute(db);
  return rows.map((row) => ({
    personId: row.person_id,
    kind: row.kind,
    via: row.via,
    note: row.note,
    insteadOf: row.instead_of,
    at: row.at,
  }));
}
