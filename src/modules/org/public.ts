/** What other modules may call. Everything here runs in the caller's transaction. */
import './events.ts';

export {
  agenciesById,
  agencyTree,
  findAgency,
  findAgencyByCode,
  getAgency,
  listAgencies,
  subtreeIds,
} from './agencies.ts';
export type { Agency, AgencyLevel, AgencyNode } from './domain/agency.ts';
export { addAgency } from './changes/add.ts';
export { applyDueChanges } from './changes/apply.ts';
export { announceHandover, type HandoverCounter } from './changes/handover.ts';
export { isInForce } from './domain/agency.ts';
export type { AgencyRef, Decision } from './events.ts';
export { type DemoPerson, listDemoPeople, seedDemoPeople } from './demo-people.ts';
export { grantsOf, grantsOfMany, holdersOf, holdersOfMany } from './grants.ts';
export {
  assign,
  createPerson,
  createPost,
  endMembership,
  findPerson,
  getPerson,
  type NewPerson,
  type NewPost,
  peopleById,
  postsOf,
} from './people.ts';
export { type BodyResolution, bodyResolver, findLivingAgencyByCode, resolveBody } from './resolve.ts';
export { type AgencyHit, searchAgencies } from './search.ts';
export { seedOrg } from './seed.ts';
export type { Holder, Membership, Person, Post } from './store/people.ts';
