import type { Role } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import type { Obligation } from './domain/obligation.ts';
import { WORKING_ROLES } from './working-roles.ts';

const WORKING: ReadonlySet<Role> = new Set(WORKING_ROLES);

/** Whether the caller may answer for a matter: the person in charge, or somebody who works at the agency or above it. */
export function mayReact({ actor }: Pick<Tx, 'actor'>, obligation: Pick<Obligation, 'agencyId' | 'personId'>): boolean {
  if (actor.personId !== null && obligation.personId === actor.personId) return true;
  return actor.grants.some(({ role, agencyIds }) => WORKING.has(role) && agencyIds.includes(obligation.agencyId));
}
