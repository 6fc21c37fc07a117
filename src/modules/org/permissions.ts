import { type Role, ROLES } from '#platform/auth/actor.ts';
import type { Permission, Reach } from '#platform/auth/permission.ts';

const everyone = Object.fromEntries(ROLES.map((role) => [role, 'province'])) as Record<Role, Reach>;

export const orgPermissions = {
  /** Agencies, posts and who holds them: no secret among officials. */
  read: { name: 'org.read', roles: everyone },
  /** Agencies, people and posts are changed by administrators alone. */
  manage: { name: 'org.manage', roles: { administrator: 'province' } },
} as const satisfies Record<string, Permission>;
