import type { Permission } from '#platform/auth/permission.ts';

/** Procedures are public knowledge inside: everybody who works reads them; Sở Nội vụ and the administrator keep them. */
export const proceduresPermissions = {
  read: {
    name: 'procedures.read',
    roles: {
      'reform-monitor': 'province',
      'provincial-leader': 'province',
      'office-clerk': 'province',
      auditor: 'province',
      administrator: 'province',
      'agency-head': 'province',
      'agency-clerk': 'province',
      officer: 'province',
    },
  },
  /** Import, draw and publish. */
  manage: { name: 'procedures.manage', roles: { 'reform-monitor': 'province', administrator: 'province' } },
} as const satisfies Record<string, Permission>;
