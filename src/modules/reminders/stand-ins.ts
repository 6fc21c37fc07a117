import { peopleById, postsOf } from '#modules/org/public.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import type { Tx } from '#platform/db/province.ts';
import { type Substitution, substitutionsOn } from './store/substitute-store.ts';

/** Who is told instead of somebody on leave (người làm thay). */
export interface StandIn {
  readonly personId: string;
  readonly name: string;
  readonly title: string;
  readonly email: string | null;
}

/** By person on leave that day: who stands in. Where he is on leave himself, whoever stands in for him. */
export async function standInsOn(tx: Tx, on: LocalDate): Promise<ReadonlyMap<string, StandIn>> {
  const active = await substitutionsOn(tx.db, on);
  if (active.length === 0) return new Map();
  const substitutes = resolveChains(active);
  const ids = [...new Set(substitutes.values())];
  const posts = await postsOf(tx, ids, on);
  const people = new Map((await peopleById(tx, ids)).map((person) => [person.id, person]));
  const standIns = new Map<string, StandIn>();
  for (const [absent, id] of substitutes) {
    const person = people.get(id);
    const title = posts.get(id)?.[0]?.title;
    // Whoever no longer holds a post cannot stand in; the one on leave then is told himself.
    if (person && title !== undefined)
      standIns.set(absent, { personId: id, name: person.fullName, title, email: person.email });
  }
  return standIns;
}

/** Follows who stands in for whom to somebody who is there; a circle ends where it began to repeat. */
export function resolveChains(active: readonly Pick<Substitution, 'personId' | 'substituteId'>[]): Map<string, string> {
  const next = new Map(active.map(({ personId, substituteId }) => [personId, substituteId]));
  const resolved = new Map<string, string>();
  for (const [personId, first] of next) {
    const seen = new Set([personId]);
    let current = first;
    for (let after = next.get(current); after !== undefined && !seen.has(after); after = next.get(current)) {
      seen.add(current);
      current = after;
    }
    resolved.set(personId, current);
  }
  return resolved;
}

/** The people on leave today in whose place somebody stands, with their names. */
export async function standingInFor(tx: Tx, personId: string): Promise<ReadonlyMap<string, string>> {
  const absent = (await substitutionsOn(tx.db, tx.today)).filter(({ substituteId }) => substituteId === personId);
  if (absent.length === 0) return new Map();
  const people = await peopleById(
    tx,
    absent.map((one) => one.personId),
  );
  return new Map(people.map(({ id, fullName }) => [id, fullName]));
}
