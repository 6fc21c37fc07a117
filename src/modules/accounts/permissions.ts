import type { Permission } from '#platform/auth/permission.ts';

export const accountsPermissions = {
  /** See who has an account, its state and last sign-in. */
  read: { name: 'accounts.read', roles: { administrator: 'province', auditor: 'province' } },
  /** Make links, disable, enable, end sessions. */
  manage: { name: 'accounts.manage', roles: { administrator: 'province' } },
} as const satisfies Record<string, Permission>;
