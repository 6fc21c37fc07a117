import type { Permission } from '#platform/auth/permission.ts';

export const channelsPermissions = {
  /** Gateways, queues, pausing: how messages leave the house. */
  manage: { name: 'channels.manage', roles: { administrator: 'province' } },
} as const satisfies Record<string, Permission>;
