import type { Permission } from '#platform/auth/permission.ts';

/** Taking documents in and checking them is the Office's work; an agency reads those that gave it tasks. */
export const noticesPermissions = {
  read: {
    name: 'notices.read',
    roles: {
      'office-clerk': 'province',
      'provincial-leader': 'province',
      'reform-monitor': 'province',
      auditor: 'province',
      'agency-head': 'subtree',
      'agency-clerk': 'subtree',
      officer: 'subtree',
    },
  },
  edit: { name: 'notices.edit', roles: { 'office-clerk': 'province' } },
} as const satisfies Record<string, Permission>;
