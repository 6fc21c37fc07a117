import { type Selectable, sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { ObligationRow } from './obligation-rows.ts';
import { ownedBy, type Whose } from './work-store.ts';

export interface FeedRow {
  readonly id: string;
  readonly person_id: string;
  readonly agency_id: string | null;
  readonly alarm_minutes: 60 | 1440 | null;
  readonly made_at: Date;
  readonly renewed_at: Date | null;
  readonly last_read_at: Date | null;
}

const SHOWN = sql`id, person_id, agency_id, alarm_minutes, made_at, renewed_at, last_read_at`;

/** A person's open feeds, his own first. */
export async function listFeeds(db: Db, personId: string): Promise<FeedRow[]> {
  const { rows } = await sql<FeedRow>`
    select ${SHOWN} from reminder_feed where person_id = ${personId} and revoked_at is null
    order by agency_id nulls first`.execute(db);
  return rows;
}

export async function findFeedByHash(db: Db, hash: Buffer): Promise<FeedRow | undefined> {
  const { rows } = await sql<FeedRow>`
    select ${SHOWN} from reminder_feed where token_hash = ${hash} and revoked_at is null`.execute(db);
  return rows[0];
}

/** @returns false when the person has one open for this already */
export async function insertFeed(
  db: Db,
  feed: { id: string; personId: string; agencyId: string | null; hash: Buffer; alarmMinutes: number | null },
): Promise<boolean> {
  const { rows } = await sql`
    insert into reminder_feed (id, person_id, agency_id, token_hash, alarm_minutes, made_at)
    values (${feed.id}, ${feed.personId}, ${feed.agencyId}, ${feed.hash}, ${feed.alarmMinutes}, clock_timestamp())
    on conflict do nothing returning id`.execute(db);
  return rows.length > 0;
}

/** Gives a feed another address; the old one is dead at once. @returns the feed; undefined when it is not this person's */
export async function renewFeed(db: Db, id: string, personId: string, hash: Buffer): Promise<FeedRow | undefined> {
  const { rows } = await sql<FeedRow>`
    update reminder_feed set token_hash = ${hash}, renewed_at = clock_timestamp(), last_read_at = null
    where id = ${id} and person_id = ${personId} and revoked_at is null returning ${SHOWN}`.execute(db);
  return rows[0];
}

export async function setFeedAlarm(db: Db, id: string, personId: string, minutes: number | null): Promise<boolean> {
  const { rows } = await sql`
    update reminder_feed set alarm_minutes = ${minutes}
    where id = ${id} and person_id = ${personId} and revoked_at is null returning id`.execute(db);
  return rows.length > 0;
}

export async function revokeFeed(db: Db, id: string, personId: string): Promise<FeedRow | undefined> {
  const { rows } = await sql<FeedRow>`
    update reminder_feed set revoked_at = clock_timestamp()
    where id = ${id} and person_id = ${personId} and revoked_at is null returning ${SHOWN}`.execute(db);
  return rows[0];
}

/** Notes that a calendar program came by; written at most once in five minutes. */
export async function noteFeedRead(db: Db, id: string): Promise<void> {
  await sql`
    update reminder_feed set last_read_at = clock_timestamp()
    where id = ${id} and (last_read_at is null or last_read_at < clock_timestamp() - interval '5 minutes')`.execute(db);
}

/** What a feed shows: all that is open and has a due date, and what was closed since a moment. */
export async function listForFeed(
  db: Db,
  whose: Whose,
  closedSince: Date,
  limit: number,
): Promise<Selectable<ObligationRow>[]> {
  const { rows } = await sql<Selectable<ObligationRow>>`
    select * from (
      select * from reminder_obligation
      where state = 'open' and due_at is not null and ${ownedBy(whose)}
      union all
      select * from reminder_obligation
      where state <> 'open' and closed_at >= ${closedSince} and due_at is not null and ${ownedBy(whose)}
    ) as shown
    order by due_at desc, id limit ${limit}`.execute(db);
  return rows;
}

/** A matter that went to somebody else, as its former owner was last told of it. */
export interface LeftRow {
  readonly id: string;
  readonly title: string;
  readonly dueAt: Date;
  readonly link: string;
  readonly agencyName: string;
  readonly planVersion: number;
  readonly handed: number;
  readonly changedAt: Date;
  readonly registeredAt: Date;
}

const LEFT_FACTS = sql`o.id, o.plan_version as "planVersion", o.handed, o.changed_at as "changedAt",
  o.registered_at as "registeredAt"`;

/**
 * Open matters a person was told of as their owner and that stand on his list no more, changed since a moment. Told in
 * the words he was told then: what became of them elsewhere is not his to read. Asked as the program, which sees them still.
 */
export async function leftByPerson(db: Db, whose: Whose & { personId: string }, since: Date): Promise<LeftRow[]> {
  const { rows } = await sql<LeftRow>`
    select ${LEFT_FACTS}, told.title, told.due_at as "dueAt", told.link, told.agency as "agencyName"
    from (
      select distinct on (m.obligation_id) m.obligation_id, f.content->>'title' as title,
        (f.content->>'dueAt')::timestamptz as due_at, f.content->>'link' as link, f.content->>'agencyName' as agency
      from reminder_message m join reminder_firing f on f.id = m.firing_id
      where m.recipient_id = ${whose.personId} and m.channel = 'in-app' and m.audience in ('owner', 'substitute')
      order by m.obligation_id, m.fired_at desc, m.id desc) told
    join reminder_obligation o on o.id = told.obligation_id
    where o.state = 'open' and o.handed > 0 and o.changed_at >= ${since} and told.due_at is not null
      and not ${ownedBy(whose)}`.execute(db);
  return rows;
}

/** Open matters that went from one of these agencies to another outside them, changed since a moment. */
export async function leftByAgencies(
  db: Db,
  agencyIds: readonly string[],
  since: Date,
): Promise<(Omit<LeftRow, 'agencyName'> & { readonly agencyId: string })[]> {
  const { rows } = await sql<Omit<LeftRow, 'agencyName'> & { agencyId: string }>`
    select ${LEFT_FACTS}, o.title, o.due_at as "dueAt", o.link, o.former_agency_id as "agencyId"
    from reminder_obligation o
    where o.former_agency_id = any(${[...agencyIds]}::uuid[]) and o.agency_id <> all(${[...agencyIds]}::uuid[])
      and o.state = 'open' and o.due_at is not null and o.changed_at >= ${since}`.execute(db);
  return rows;
}
