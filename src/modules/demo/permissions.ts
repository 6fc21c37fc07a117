import { type Permission } from '#platform/auth/permission.ts';
import { ROLES } from '#platform/auth/actor.ts';

/** Everybody signed in may move the clock of a demonstration; a real province has no such clock. */
export const demoPermissions = {
  moveClock: { name: 'demo.move-clock', roles: Object.fromEntries(ROLES.map((role) => [role, 'province' as const])) },
} satisfies Record<string, Permission>;
