import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { loadCalendars } from '#modules/calendar/public.ts';
import { peopleChannels } from '#modules/channels/public.ts';
import { agenciesById, findPerson, grantsOf, listAgencies } from '#modules/org/public.ts';
import { newId } from '#kernel/id.ts';
import { addDays, type LocalDate, weekday } from '#kernel/local-date.ts';
import { instantAt, toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import { type DigestContent, type DigestItem, isEmptyDigest, LISTED_IN_DIGEST } from './domain/digest.ts';
import { digestMoment, digestState, lastDigestMoment, nextDigestMoment, restraintOf } from './domain/restraint.ts';
import { FIRING_ACTOR } from './fire.ts';
import { openWork } from './my-work.ts';
import { GROUPS, type MyWork, type Reminder, type WorkItem } from './schema.ts';
import { received } from './service.ts';
import { settersOf } from './set-by.ts';
import { standInsOn } from './stand-ins.ts';
import {
  anythingOpen,
  type Held,
  insertDigest,
  lastDigestAt,
  listHeld,
  markDigested,
  peopleToWrite,
  queueDigest,
  restoredUntil,
} from './store/digest-store.ts';
import { currentPolicy, type StoredPolicy } from './store/policy-store.ts';

/** One person has one morning's letter whatever its matters are, so the policy for every kind rules it. */
const EVERY_KIND = '*';
/** Of long lists, this much is looked through for what a reminder came for since the last morning. */
const LOOKED_THROUGH = 200;

/** When the first morning letters of today are written, agencies that open later have theirs later; null on a day off. */
export function firstMorning(province: Province): Promise<Date | null> {
  return province.as(FIRING_ACTOR).run(async (tx) => (await momentsOn(tx, tx.today))[0] ?? null);
}

/** The people whose letter of today is not written and who might have something in it, as of its moment. */
export function findPeople(province: Province): Promise<string[]> {
  return province.as(FIRING_ACTOR).run(async (tx) => {
    const until = (await momentsOn(tx, tx.today)).at(-1);
    if (!until) return [];
    const nextWeek = instantAt(addDays(tx.today, 8 - weekday(tx.today)));
    return peopleToWrite(tx.db, { today: tx.today, nextWeek, until });
  });
}

/** The moments of a day over all agencies, in order. */
async function momentsOn(tx: Tx, day: LocalDate): Promise<Date[]> {
  const { at } = restraintOf((await currentPolicy(tx.db, EVERY_KIND)).policy);
  const calendars = await calendarsInUse(tx);
  return calendars
    .flatMap((calendar) => digestMoment(calendar, day, at) ?? [])
    .sort((a, b) => a.getTime() - b.getTime());
}

async function calendarsInUse(tx: Tx): Promise<WorkCalendar[]> {
  const calendarOf = await loadCalendars(tx);
  const agencies = await listAgencies(tx, { on: tx.today });
  return [...new Set(agencies.map(({ id }) => calendarOf(id)))];
}

/** What became of one person's morning. */
export type Written = 'letter' | 'empty' | 'no-address' | 'not-today' | { readonly laterAt: Date };

/**
 * Writes one person's morning letter, when it is a working morning of his agency and no letter of the day is on
 * record. The numbers are read with the person's own sight, by the use cases of the pages the letter opens; then the
 * record, the queued letter and what it tells are written together, so that a process that dies leaves all or nothing
 * and a second one that was faster wins.
 */
export async function writeMorning(province: Province, personId: string): Promise<Written> {
  const place = await province.as(FIRING_ACTOR).run((tx) => placeOf(tx, personId));
  if (!place) return 'not-today';
  if ('laterAt' in place) return place;
  const { actor, agencyId, address } = place;
  const { content, heldIds } = await province.as(actor).run((tx) => contentOf(tx, place));
  const outcome = isEmptyDigest(content) ? 'empty' : address === null ? 'no-address' : 'letter';
  return province.as(FIRING_ACTOR).run(async (tx) => {
    const digest = {
      id: newId(),
      personId,
      onDate: content.onDate,
      agencyId,
      madeAt: tx.now,
      outcome,
      content: outcome === 'letter' ? content : null,
    } as const;
    if (!(await insertDigest(tx.db, digest))) return 'not-today';
    const mailId = outcome === 'letter' && address !== null ? newId() : null;
    if (mailId !== null && address !== null) await queueDigest(tx.db, mailId, digest, address);
    await markDigested(tx.db, heldIds, mailId);
    return outcome;
  });
}

interface Place {
  readonly actor: Actor;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly address: string | null;
  readonly policy: StoredPolicy;
  /** What fired later than this is told in the next letter, however late this one is written. */
  readonly moment: Date;
  /** The morning before: what came since is new, unless a letter was written in between. */
  readonly previous: Date;
  /** What fired before this had been told before a backup was brought back. */
  readonly toldBefore: Date | null;
}

/**
 * Where a person works today and whether his morning's letter is due there: his first post decides.
 * @returns undefined where none is due today
 */
async function placeOf(tx: Tx, personId: string): Promise<Place | { laterAt: Date } | undefined> {
  const person = await findPerson(tx, personId);
  const grants = await grantsOf(tx, personId, tx.today);
  const agencyId = grants[0]?.agencyId;
  if (!person || agencyId === undefined) return undefined;
  // Nothing follows somebody on leave home; what was held waits for his first morning back.
  if ((await standInsOn(tx, tx.today)).has(personId)) return undefined;
  const policy = await currentPolicy(tx.db, EVERY_KIND);
  const { at } = restraintOf(policy.policy);
  const calendar = (await loadCalendars(tx))(agencyId);
  const state = digestState(calendar, tx.now, at);
  if (state.state === 'later') return { laterAt: state.at };
  if (state.state === 'none') return undefined;
  const moment = digestMoment(calendar, tx.today, at);
  if (!moment) return undefined;
  const restored = await restoredUntil(tx.db);
  if (restored && moment <= restored) return undefined; // it went out before the backup was brought back
  const [agency] = await agenciesById(tx, [agencyId], tx.today);
  const wantsNoMail = (await peopleChannels(tx, [personId])).get(personId)?.off.includes('email') ?? false;
  return {
    actor: { kind: 'person', personId, name: person.fullName, grants },
    agencyId,
    agencyName: agency?.name ?? '',
    address: wantsNoMail ? null : (person.email ?? null),
    policy,
    moment,
    previous: lastDigestMoment(calendar, instantAt(tx.today), at),
    toldBefore: restored && lastDigestMoment(calendar, restored, at),
  };
}

/** What the letter says, read with the person's own sight, and which held letters it tells. */
async function contentOf(tx: Tx, place: Place): Promise<{ content: DigestContent; heldIds: string[] }> {
  const personId = place.actor.personId ?? '';
  const held = await listHeld(tx.db, personId, place.moment);
  const last = await lastDigestAt(tx.db, personId);
  const since = toVietnamIso(last && last > place.previous ? last : place.previous);
  const work = await openWork(tx, { scope: 'mine', limit: LOOKED_THROUGH });
  const fresh = await openWork(tx, { scope: 'mine', limit: LOOKED_THROUGH, since });
  const { others, reminders } = await received(tx, { filter: 'others', limit: LOOKED_THROUGH });
  const part = ({ count, items }: MyWork['later'], only: (item: WorkItem) => boolean = () => true) => ({
    count,
    items: items.filter(only).slice(0, LISTED_IN_DIGEST).map(itemOf),
  });
  const newItems = GROUPS.flatMap((group) => fresh[group].items);
  const near = new Set(
    [work.overdue, work.today, work.thisWeek]
      .flatMap(({ items }) => items.slice(0, LISTED_IN_DIGEST))
      .map(({ id }) => id),
  );
  const newly = new Set(newItems.map(({ id }) => id));
  const reminded = toldNow(held, place.toldBefore);
  const { policy, version } = place.policy;
  const setters = await settersOf(tx, [place.policy]);
  const content: DigestContent = {
    onDate: tx.today,
    asOf: toVietnamIso(tx.now),
    agencyName: place.agencyName,
    overdue: part(work.overdue),
    today: part(work.today),
    thisWeek: part(work.thisWeek),
    later: part(work.later, ({ id }) => reminded.has(id) && !newly.has(id)),
    fresh: {
      count: fresh.total,
      items: newItems
        .filter(({ id }) => !near.has(id))
        .slice(0, LISTED_IN_DIGEST)
        .map(itemOf),
      since,
    },
    watched: {
      count: others,
      items: reminders
        .filter(({ obligationId }) => reminded.has(obligationId))
        .slice(0, LISTED_IN_DIGEST)
        .map(reminderItem),
    },
    rule: {
      at: restraintOf(policy).at,
      policyName: policy.name,
      policyVersion: version,
      setBy: setters.get(place.policy.id) ?? policy.source,
    },
  };
  return { content, heldIds: held.map(({ id }) => id) };
}

function toldNow(held: readonly Held[], toldBefore: Date | null): Set<string> {
  return new Set(held.filter(({ firedAt }) => !toldBefore || firedAt >= toldBefore).map((each) => each.obligationId));
}

function itemOf({ title, link, action, dueAt, statusText, agency, waitingFor }: WorkItem): DigestItem {
  return { title, link, action, dueAt, statusText, agencyName: agency.name, waitingFor };
}

function reminderItem({ title, link, action, dueAt, leftText, agencyName, waitingFor }: Reminder): DigestItem {
  return { title, link, action, dueAt, statusText: leftText, agencyName, waitingFor };
}

/** Where a demonstration clock stops next for morning letters; null while nothing could make one. */
export async function nextMorning(tx: Tx): Promise<Date | null> {
  if (!(await anythingOpen(tx.db))) return null;
  const { at } = restraintOf((await currentPolicy(tx.db, EVERY_KIND)).policy);
  const calendars = await calendarsInUse(tx);
  const moments = calendars.flatMap((calendar) => nextDigestMoment(calendar, tx.now, at) ?? []);
  return moments.reduce<Date | null>((first, moment) => (first && first <= moment ? first : moment), null);
}
