import type { Permission } from '#platform/auth/permission.ts';

export const integrationsPermissions = {
  /** See which applications are connected, their keys (never the secret) and what could not be delivered to them. */
  read: { name: 'integrations.read', roles: { administrator: 'province', auditor: 'province' } },
  /** Connect applications, make and revoke keys, send again, let in a private address. */
  manage: { name: 'integrations.manage', roles: { administrator: 'province' } },
} as const satisfies Record<string, Permission>;
