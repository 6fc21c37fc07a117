import { subtreeIds } from '#modules/org/public.ts';
import { addDays, weekday } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { instantAt, parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import { type Actor, type Role, visibleAgencies } from '#platform/auth/actor.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts';
import { remindersPermissions } from './permissions.ts';
import { type Group, GROUPS, type MyWork, type MyWorkQuery, type WorkGroup } from './schema.ts';
import { listedIn } from './domain/digest.ts';
import { digestContent } from './store/digest-store.ts';
import { substitutionsOn } from './store/substitute-store.ts';
import type { Reader } from './store/readers.ts';
import { type Bounds, listOpenByGroup, type Lists, type OpenGroup } from './store/work-store.ts';
import { workItems } from './work-items.ts';
import { WORKING_ROLES } from './working-roles.ts';

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const WORKING: ReadonlySet<Role> = new Set(WORKING_ROLES);

/**
 * "Việc của tôi": open work in four groups, each with its count and its first items out of one query. `scope`
 * `agency` shows the work of the agencies the caller may see, or of one of them and those below it.
 * @throws Refusal `auth.forbidden` (403) for an agency out of reach
 */
export async function myWork(work: Work, query: MyWorkQuery): Promise<MyWork> {
  return work.run((tx) => openWork(tx, query));
}

/** The same in the caller's transaction. */
export async function openWork(tx: Tx, query: MyWorkQuery): Promise<MyWork> {
  const after = query.group ? placeOf(query.group, query.cursor) : undefined;
  const letter = await letterOf(tx, query.letter);
  const lists = await listsOf(tx, query, letter?.listed);
  const [found] = await listOpenByGroup(tx.db, lists, boundsOf(tx), query.limit + 1, after);
  const pages = GROUPS.map((group) => (found?.get(group)?.items ?? []).slice(0, query.limit));
  const items = new Map((await workItems(tx, pages.flat())).map((item) => [item.id, item]));
  const groups = {} as Record<Group, WorkGroup>;
  for (const [index, group] of GROUPS.entries()) {
    const page = pages[index] ?? [];
    const last = page.at(-1);
    const more = (found?.get(group)?.items.length ?? 0) > page.length;
    groups[group] = {
      count: found?.get(group)?.count ?? 0,
      items: page.flatMap(({ id }) => items.get(id) ?? []),
      next: last && more ? encodeCursor([last.dueAt?.toISOString() ?? null, last.id]) : null,
    };
  }
  return {
    asOf: toVietnamIso(tx.now),
    todayOn: tx.today,
    scope: query.scope,
    letterOn: letter?.onDate ?? null,
    total: GROUPS.reduce((sum, group) => sum + groups[group].count, 0),
    ...groups,
  };
}

/** "Việc của tôi" of several people at once, by the query of the page: the morning's letters say its numbers. */
export function openWorkOf(
  tx: Tx,
  readers: readonly Reader[],
  limit: number,
  group?: Group,
): Promise<Map<Group, OpenGroup>[]> {
  return listOpenByGroup(tx.db, { readers }, boundsOf(tx), limit, group && { group });
}

async function listsOf(tx: Tx, query: MyWorkQuery, except: readonly string[] | undefined): Promise<Lists> {
  const { actor } = tx;
  const { scope, agencyId } = query;
  const since = sinceOf(query.since);
  if (scope === 'mine') {
    personOf(actor);
    return { readers: [{ ...toReader(actor, await substitutionsOn(tx.db, tx.today)), since, except }] };
  }
  requirePermission(actor, remindersPermissions.agencyWork, agencyId);
  return { agencyIds: agencyId ? await subtreeIds(tx, agencyId, tx.today) : visibleAgencies(actor), since };
}

/** What a morning's letter of the caller listed: a page that it opens may show the rest. */
export interface OwnLetter {
  readonly onDate: string;
  readonly listed: readonly string[];
}

/** @throws Refusal `reminders.unknown_letter` (404) for another person's letter, or none */
export async function letterOf(tx: Tx, id: string | undefined): Promise<OwnLetter | undefined> {
  if (id === undefined) return undefined;
  const content = await digestContent(tx.db, id, personOf(tx.actor));
  if (!content) throw new Refusal('reminders.unknown_letter', 404);
  return { onDate: content.onDate, listed: listedIn(content) };
}

/**
 * Somebody as his own pages read for him.
 * @param absent who stands in for whom today
 * @throws Refusal `auth.required` (401) for who is no person
 */
export function toReader(
  actor: Actor,
  absent: readonly { readonly personId: string; readonly substituteId: string }[],
): Reader {
  const personId = personOf(actor);
  return {
    personId,
    ownAgencies: ownAgencies(actor),
    insteadOf: absent.filter(({ substituteId }) => substituteId === personId).map((one) => one.personId),
    sees: visibleAgencies(actor),
  };
}

function sinceOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const since = parseInstant(text);
  if (!since) throw new Refusal('reminders.bad_moment', 422);
  return since;
}

/** The agencies whose unassigned work stands on the actor's own list. */
export function ownAgencies({ grants }: Actor): string[] {
  return [...new Set(grants.filter(({ role }) => WORKING.has(role)).map(({ agencyId }) => agencyId))];
}

/** @throws Refusal `auth.required` (401) for who is no person */
export function personOf({ personId }: Actor): string {
  if (personId === null) throw new Refusal('auth.required', 401);
  return personId;
}

function boundsOf({ now, today }: Tx): Bounds {
  return { now, tomorrow: instantAt(addDays(today, 1)), nextWeek: instantAt(addDays(today, 8 - weekday(today))) };
}

function placeOf(group: Group, cursor: string | undefined) {
  if (cursor === undefined) return { group };
  const [due, id] = decodeCursor(cursor, 2);
  const dueAt = typeof due === 'string' ? new Date(due) : null;
  if (typeof id !== 'string' || !UUID.test(id) || Number.isNaN(dueAt?.getTime() ?? 0))
    throw new Refusal('http.bad_cursor', 400);
  return { group, dueAt, id };
}
