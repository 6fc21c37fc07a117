import { Refusal } from '#kernel/refusal.ts';
import type { Actor, Role, Scope } from './actor.ts';

/** How far a role's permission reaches: the whole province, or its agency and those below. */
export type Reach = 'province' | 'subtree';

/** One thing that can be done (`directives.issue`), and which roles may do it how far. Not listed means refused. */
export interface Permission {
  readonly name: string;
  readonly roles: Readonly<Partial<Record<Role, Reach>>>;
}

/** Asked of an application's key instead of a person's roles. */
export interface ScopeNeeded {
  readonly scope: Scope;
}

/**
 * Whether the actor may do it, at `agencyId` when one is given, else anywhere at all.
 * The program's own background work may do everything; a visitor nothing.
 */
export function can(actor: Actor, permission: Permission, agencyId?: string): boolean {
  if (actor.kind === 'system') return true;
  return actor.grants.some((grant) => {
    const reach = permission.roles[grant.role];
    if (!reach) return false;
    return reach === 'province' || agencyId === undefined || grant.agencyIds.includes(agencyId);
  });
}

/** @throws Refusal `auth.forbidden` (403) where `can` says no */
export function requirePermission(actor: Actor, permission: Permission, agencyId?: string): void {
  if (!can(actor, permission, agencyId)) throw new Refusal('auth.forbidden', 403, { permission: permission.name });
}
