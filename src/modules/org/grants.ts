import type { LocalDate } from '#kernel/local-date.ts';
import type { Grant, Role } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import { subtreesOn } from './store/agencies.ts';
import { type Holder, holders, holdersByAgency, rolesOfMany } from './store/people.ts';

/**
 * What the posts a person holds on the day entitle to: each role with its agency and everything below it.
 * A post in an agency that is not in force gives nothing.
 */
export async function grantsOf(tx: Tx, personId: string, on: LocalDate): Promise<Grant[]> {
  return (await grantsOfMany(tx, [personId], on)).get(personId) ?? [];
}

/** `grantsOf` of several people, asked for at once; who holds no post is left out. */
export async function grantsOfMany(tx: Tx, personIds: readonly string[], on: LocalDate): Promise<Map<string, Grant[]>> {
  const held = await rolesOfMany(tx.db, personIds, on);
  const tops = new Set([...held.values()].flatMap((roles) => roles.map(({ agencyId }) => agencyId)));
  const below = tops.size === 0 ? new Map<string, string[]>() : await subtreesOn(tx.db, [...tops], on);
  return new Map(
    [...held].map(([personId, roles]) => [
      personId,
      roles.map(({ role, agencyId }) => ({ role, agencyId, agencyIds: below.get(agencyId) ?? [] })),
    ]),
  );
}

/**
 * Who holds a post of one of these roles in the agency itself on the day, by rank of post and name. E-mail is
 * null where the actor may not see it; the program itself sees it always.
 */
export async function holdersOf(
  tx: Tx,
  agencyId: string,
  roles: readonly Role[],
  on: LocalDate = tx.today,
): Promise<Holder[]> {
  return holders(tx.db, agencyId, roles, on);
}

/** `holdersOf` of several agencies, asked for at once; agencies without any are left out. */
export async function holdersOfMany(
  tx: Tx,
  agencyIds: readonly string[],
  roles: readonly Role[],
  on: LocalDate = tx.today,
): Promise<ReadonlyMap<string, readonly Holder[]>> {
  return holdersByAgency(tx.db, agencyIds, roles, on);
}
