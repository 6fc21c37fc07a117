import type { Permission } from '#platform/auth/permission.ts';

export const auditPermissions = {
  read: { name: 'audit.read', roles: { auditor: 'province', administrator: 'province' } },
} as const satisfies Record<string, Permission>;
