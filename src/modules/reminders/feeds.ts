import { randomBytes } from 'node:crypto';
import { isAccountOpen } from '#modules/accounts/public.ts';
import { record } from '#modules/audit/public.ts';
import { agenciesById, findPerson, grantsOf, subtreeIds } from '#modules/org/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { type Actor, systemActor } from '#platform/auth/actor.ts';
import { can, requirePermission } from '#platform/auth/permission.ts';
import { asProgram, type Province, type Tx, type Work } from '#platform/db/province.ts';
import { etagOf, type FeedEntry, feedOf, hashFeedSecret, isFeedSecret } from './domain/feed.ts';
import type { FeedList, FeedView, MadeFeed, NewFeed } from './feed-schema.ts';
import { remindersPermissions } from './permissions.ts';
import * as store from './store/feed-store.ts';
import { WORKING_ROLES } from './working-roles.ts';

/** What was closed stays in the feed this long, so that every calendar program has seen it closed. */
const CLOSED_DAYS = 30;
/** Calendar programs choke on more; the latest due dates count. */
const MOST_ENTRIES = 3000;

/** The caller's feeds, and of which agencies he may have one. */
export async function myFeeds(work: Work): Promise<FeedList> {
  return work.run(async (tx) => {
    const rows = await store.listFeeds(tx.db, self(tx.actor));
    const own = agenciesOf(tx.actor);
    const names = await namesOf(tx, [...own, ...rows.flatMap(({ agency_id }) => agency_id ?? [])]);
    return {
      feeds: rows.map((row) => view(row, names)),
      agencies: own.map((id) => ({ id, name: names.get(id) ?? '' })),
    };
  });
}

/**
 * Makes a feed of the caller's own work or of an agency's. Its address is told here and nowhere else.
 * @throws Refusal `auth.forbidden` (403) for an agency out of reach, `reminders.feed_exists` (409)
 */
export async function makeFeed(work: Work, { agencyId, alarmMinutes }: NewFeed): Promise<MadeFeed> {
  return work.run(async (tx) => {
    if (agencyId) requirePermission(tx.actor, remindersPermissions.agencyWork, agencyId);
    const secret = newSecret();
    const id = newId();
    const hash = hashFeedSecret(secret);
    if (!(await store.insertFeed(tx.db, { id, personId: self(tx.actor), agencyId, hash, alarmMinutes })))
      throw new Refusal('reminders.feed_exists', 409);
    await audit(tx, 'reminders.feed_made', id, agencyId);
    return { feed: await viewOf(tx, id), path: pathOf(secret) };
  });
}

/** Another address for a feed; calendars that have the old one get nothing from now on. @throws Refusal `reminders.no_feed` (404) */
export async function renewFeed(work: Work, id: string): Promise<MadeFeed> {
  return work.run(async (tx) => {
    const secret = newSecret();
    const row = await store.renewFeed(tx.db, id, self(tx.actor), hashFeedSecret(secret));
    if (!row) throw new Refusal('reminders.no_feed', 404);
    await audit(tx, 'reminders.feed_renewed', id, row.agency_id);
    return { feed: await viewOf(tx, id), path: pathOf(secret) };
  });
}

/** @throws Refusal `reminders.no_feed` (404) */
export async function changeFeed(work: Work, id: string, alarmMinutes: 60 | 1440 | null): Promise<{ ok: true }> {
  return work.run(async (tx) => {
    if (!(await store.setFeedAlarm(tx.db, id, self(tx.actor), alarmMinutes)))
      throw new Refusal('reminders.no_feed', 404);
    return { ok: true };
  });
}

/** Ends a feed: its address answers nothing any more. @throws Refusal `reminders.no_feed` (404) */
export async function revokeFeed(work: Work, id: string): Promise<{ ok: true }> {
  return work.run(async (tx) => {
    const row = await store.revokeFeed(tx.db, id, self(tx.actor));
    if (!row) throw new Refusal('reminders.no_feed', 404);
    await audit(tx, 'reminders.feed_revoked', id, row.agency_id);
    return { ok: true };
  });
}

export interface ReadFeed {
  readonly body: string;
  readonly etag: string;
}

const READER = systemActor('Lịch đăng ký');

/**
 * What a calendar program gets for a secret: the due dates its owner may see today, by the rights he has today. A closed
 * account, a revoked feed and an agency out of reach all answer as an address that never was.
 * @param publicUrl where links begin, without a slash at the end
 * @throws Refusal `reminders.no_feed` (404), `reminders.feed_too_often` (429, with `retryAfterSeconds`)
 */
export async function readFeed(province: Province, secret: string, publicUrl: string): Promise<ReadFeed> {
  if (!isFeedSecret(secret)) throw new Refusal('reminders.no_feed', 404);
  const hash = hashFeedSecret(secret);
  const found = await province.as(READER).run(async (tx) => {
    const feed = await store.findFeedByHash(tx.db, hash);
    if (!feed) return undefined;
    limitReads(feed.id);
    const actor = await ownerOf(tx, feed.person_id);
    if (!actor) return undefined;
    await store.noteFeedRead(tx.db, feed.id);
    return { feed, actor };
  });
  if (!found) throw new Refusal('reminders.no_feed', 404);
  const { feed, actor } = found;
  if (feed.agency_id && !can(actor, remindersPermissions.agencyWork, feed.agency_id))
    throw new Refusal('reminders.no_feed', 404);
  const body = await province.as(actor).run((tx) => write(tx, feed, publicUrl));
  return { body, etag: etagOf(body) };
}

/** The owner with the rights of today; undefined when his account is closed or he is gone. */
async function ownerOf(tx: Tx, personId: string): Promise<Actor | undefined> {
  const person = await findPerson(tx, personId);
  if (!person || !(await isAccountOpen(tx, personId))) return undefined;
  return { kind: 'person', personId, name: person.fullName, grants: await grantsOf(tx, personId, tx.today) };
}

async function write(tx: Tx, feed: store.FeedRow, publicUrl: string): Promise<string> {
  const whose = feed.agency_id
    ? { agencyIds: await subtreeIds(tx, feed.agency_id, tx.today) }
    : { personId: feed.person_id, agencyIds: workingAgencies(tx.actor) };
  const closedSince = new Date(tx.now.getTime() - CLOSED_DAYS * 86_400_000);
  const rows = await store.listForFeed(tx.db, whose, closedSince, MOST_ENTRIES);
  const names = await namesOf(tx, [
    ...rows.flatMap((row) => [row.agency_id, ...(row.follower_agency_id ? [row.follower_agency_id] : [])]),
    ...(feed.agency_id ? [feed.agency_id] : []),
  ]);
  const name = feed.agency_id ? `Hạn việc · ${names.get(feed.agency_id) ?? ''}` : `Hạn việc của ${tx.actor.name}`;
  const left = await leftOf(tx, whose, closedSince, names);
  return feedOf(
    [
      ...rows.flatMap((row): FeedEntry[] =>
        row.due_at === null
          ? []
          : [
              {
                id: row.id,
                title: row.title,
                dueAt: row.due_at,
                state: row.state,
                planVersion: row.plan_version,
                handed: row.handed ?? 0,
                changedAt: row.changed_at,
                registeredAt: row.registered_at,
                link: row.link,
                agencyName: names.get(row.agency_id) ?? '',
                waitingFor: row.follower_agency_id ? (names.get(row.follower_agency_id) ?? null) : null,
                explanation: row.explanation as readonly string[],
              },
            ],
      ),
      ...left,
    ],
    {
      name: tx.province.isDemonstration ? `[Trình diễn] ${name}` : name,
      publicUrl,
      alarmMinutes: feed.alarm_minutes,
      now: tx.now,
    },
  );
}

/** What went to somebody else since a moment; its present owner's affairs are not told. */
async function leftOf(
  tx: Tx,
  whose: { agencyIds: readonly string[]; personId?: string },
  since: Date,
  names: ReadonlyMap<string, string>,
): Promise<FeedEntry[]> {
  const { personId, agencyIds } = whose;
  const left = await asProgram(tx, async () => {
    if (personId !== undefined) return store.leftByPerson(tx.db, { personId, agencyIds }, since);
    const rows = await store.leftByAgencies(tx.db, agencyIds, since);
    return rows.map(({ agencyId, ...row }) => ({ ...row, agencyName: names.get(agencyId) ?? '' }));
  });
  return left.map((row) => ({ ...row, state: 'left', waitingFor: null, explanation: [] }));
}

const BURST = 20;
const EACH_MS = 60_000;
const fullAt = new Map<string, number>();
const MOST_KNOWN = 10_000;

/** Twenty reads at once, then one a minute: no calendar program asks more often, and a leaked address earns little. */
function limitReads(feedId: string): void {
  const now = performance.now();
  if (fullAt.size > MOST_KNOWN) fullAt.clear();
  const next = Math.max(fullAt.get(feedId) ?? 0, now) + EACH_MS;
  const wait = next - (now + BURST * EACH_MS);
  if (wait > 0) throw new Refusal('reminders.feed_too_often', 429, { retryAfterSeconds: Math.ceil(wait / 1000) });
  fullAt.set(feedId, next);
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function pathOf(secret: string): string {
  return `/lich/${secret}.ics`;
}

function self({ personId }: Actor): string {
  if (personId === null) throw new Refusal('auth.required', 401);
  return personId;
}

const WORKING: ReadonlySet<string> = new Set(WORKING_ROLES);

function workingAgencies({ grants }: Actor): string[] {
  return [...new Set(grants.filter(({ role }) => WORKING.has(role)).map(({ agencyId }) => agencyId))];
}

function agenciesOf(actor: Actor): string[] {
  const ids = actor.grants.map(({ agencyId }) => agencyId);
  return [...new Set(ids)].filter((id) => can(actor, remindersPermissions.agencyWork, id));
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return new Map((await agenciesById(tx, [...new Set(ids)])).map(({ id, name }) => [id, name]));
}

async function viewOf(tx: Tx, id: string): Promise<FeedView> {
  const row = (await store.listFeeds(tx.db, self(tx.actor))).find((one) => one.id === id);
  if (!row) throw new Error(`feed ${id} is gone`);
  return view(row, await namesOf(tx, row.agency_id ? [row.agency_id] : []));
}

function view(row: store.FeedRow, names: ReadonlyMap<string, string>): FeedView {
  return {
    id: row.id,
    agency: row.agency_id === null ? null : { id: row.agency_id, name: names.get(row.agency_id) ?? '' },
    alarmMinutes: row.alarm_minutes,
    madeAt: toVietnamIso(row.made_at),
    renewedAt: row.renewed_at && toVietnamIso(row.renewed_at),
    lastReadAt: row.last_read_at && toVietnamIso(row.last_read_at),
  };
}

function audit(tx: Tx, action: string, id: string, agencyId: string | null): Promise<unknown> {
  return record(tx, { action, subject: { kind: 'feed', id }, ...(agencyId ? { agencyId } : {}) });
}
