import { loadCalendars } from '#modules/calendar/public.ts';
import { peopleChannels } from '#modules/channels/public.ts';
import { agenciesById, grantsOfMany, peopleById } from '#modules/org/public.ts';
import { newId } from '#kernel/id.ts';
import { instantAt, parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import { EVERY_KIND } from './digest.ts';
import { isEmptyDigest } from './domain/digest.ts';
import { digestMoment, digestState, lastDigestMoment, restraintOf } from './domain/restraint.ts';
import { FIRING_ACTOR } from './fire.ts';
import { type Morning, MorningPaper } from './morning-paper.ts';
import { toReader } from './my-work.ts';
import { standInsOn } from './stand-ins.ts';
import {
  type Digest,
  insertDigests,
  lastDigestsAt,
  listHeld,
  markDigested,
  queueDigests,
  restoredUntil,
} from './store/digest-store.ts';
import { currentPolicy } from './store/policy-store.ts';
import { substitutionsOn } from './store/substitute-store.ts';

/** What became of one person's morning. */
export type Written = 'letter' | 'empty' | 'no-address' | 'not-today' | { readonly laterAt: Date };

/**
 * Writes the morning letters of some people, where it is a working morning of their agency and no letter of the day is
 * on record. One set of queries reads for all of them, the same that the pages of one person ask, each with his own
 * sight; then records, queued letters and what they tell are written together, so that a process that dies leaves all
 * or nothing and a second one that was faster wins.
 * @returns by person
 */
export async function writeMornings(province: Province, personIds: readonly string[]): Promise<Map<string, Written>> {
  const written = new Map<string, Written>();
  if (personIds.length === 0) return written;
  await province.as(FIRING_ACTOR).run(async (tx) => {
    const mornings: Morning[] = [];
    for (const [personId, place] of await placesOf(tx, personIds)) {
      if (typeof place === 'object' && 'reader' in place) mornings.push(place);
      else written.set(personId, place);
    }
    for (const [personId, outcome] of await writeAll(tx, mornings)) written.set(personId, outcome);
  });
  return written;
}

async function writeAll(tx: Tx, mornings: readonly Morning[]): Promise<Map<string, Written>> {
  if (mornings.length === 0) return new Map();
  const paper = await MorningPaper.read(tx, mornings);
  // In one order everywhere: two processes that write the same morning wait for each other, not in a circle.
  const digests = mornings
    .map((morning): Digest & { readonly address: string | null; readonly heldIds: readonly string[] } => {
      const content = paper.contentFor(morning);
      const outcome = isEmptyDigest(content) ? 'empty' : morning.address === null ? 'no-address' : 'letter';
      return {
        id: newId(),
        mailId: outcome === 'letter' ? newId() : null,
        personId: morning.reader.personId,
        onDate: content.onDate,
        agencyId: morning.agencyId,
        madeAt: tx.now,
        outcome,
        content: outcome === 'letter' ? content : null,
        address: morning.address,
        heldIds: morning.held.map(({ id }) => id),
      };
    })
    .sort((a, b) => (a.personId < b.personId ? -1 : 1));
  const first = await insertDigests(tx.db, digests);
  const ours = digests.filter(({ personId }) => first.has(personId));
  await queueDigests(tx.db, ours);
  await markDigested(
    tx.db,
    ours.flatMap(({ heldIds, mailId }) => heldIds.map((id) => ({ id, mailId }))),
  );
  return new Map(digests.map(({ personId, outcome }) => [personId, first.has(personId) ? outcome : 'not-today']));
}

/** Where people work today and whether their morning's letter is due there: the first post decides. */
async function placesOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, Morning | Written>> {
  const people = new Map((await peopleById(tx, personIds)).map((person) => [person.id, person]));
  const grants = await grantsOfMany(tx, personIds, tx.today);
  const substitutions = await substitutionsOn(tx.db, tx.today);
  const away = await standInsOn(tx, tx.today);
  const policy = await currentPolicy(tx.db, EVERY_KIND);
  const { at } = restraintOf(policy.policy);
  const calendarOf = await loadCalendars(tx);
  const restored = await restoredUntil(tx.db);
  const firstAgencies = [...grants.values()].flatMap(([first]) => first?.agencyId ?? []);
  const agencies = await agenciesById(tx, [...new Set(firstAgencies)], tx.today);
  const names = new Map(agencies.map(({ id, name }) => [id, name]));
  const channels = await peopleChannels(tx, personIds);
  const held = await listHeld(tx.db, personIds);
  const last = await lastDigestsAt(tx.db, personIds);
  const placeOf = (personId: string): Morning | Written => {
    const person = people.get(personId);
    const own = grants.get(personId) ?? [];
    const agencyId = own[0]?.agencyId;
    // Nothing follows somebody on leave home; what was held waits for his first morning back.
    if (!person || agencyId === undefined || away.has(personId)) return 'not-today';
    const calendar = calendarOf(agencyId);
    const state = digestState(calendar, tx.now, at);
    if (state.state === 'later') return { laterAt: state.at };
    const moment = digestMoment(calendar, tx.today, at);
    if (state.state === 'none' || !moment) return 'not-today';
    if (restored && moment <= restored) return 'not-today'; // it went out before the backup was brought back
    const previous = lastDigestMoment(calendar, instantAt(tx.today), at);
    const lastAt = last.get(personId);
    const since = toVietnamIso(lastAt && lastAt > previous ? lastAt : previous);
    const wantsNoMail = channels.get(personId)?.off.includes('email') ?? false;
    const actor = { kind: 'person', personId, name: person.fullName, grants: own } as const;
    return {
      // To the second, as the address of the page says it.
      reader: { ...toReader(actor, substitutions), since: parseInstant(since) },
      since,
      agencyId,
      agencyName: names.get(agencyId) ?? '',
      address: wantsNoMail ? null : (person.email ?? null),
      policy,
      held: (held.get(personId) ?? []).filter(({ firedAt }) => firedAt <= moment),
      toldBefore: restored && lastDigestMoment(calendar, restored, at),
    };
  };
  return new Map(personIds.map((personId) => [personId, placeOf(personId)]));
}
