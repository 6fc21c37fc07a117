import type { Role } from '#platform/auth/actor.ts';

/** Roles whose holders do an agency's work, and so have what it has not given to anybody on their own list. */
export const WORKING_ROLES = [
  'officer',
  'agency-clerk',
  'agency-head',
  'office-clerk',
  'reform-monitor',
  'provincial-leader',
] as const satisfies readonly Role[];
