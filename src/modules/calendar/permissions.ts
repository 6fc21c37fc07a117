import type { Permission } from '#platform/auth/permission.ts';

export const calendarPermissions = {
  /** Days off, closures and office hours; reading them is open to every signed-in person. */
  manage: { name: 'calendar.manage', roles: { administrator: 'province' } },
} as const satisfies Record<string, Permission>;
