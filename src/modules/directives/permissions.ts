import type { Permission } from '#platform/auth/permission.ts';

/** Who may do what with tasks. Administrators look after accounts and agencies, not after the work: none of these. */
export const directivesPermissions = {
  read: {
    name: 'directives.read',
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
  issue: { name: 'directives.issue', roles: { 'office-clerk': 'province' } },
  /** Confirm a result, send it back, withdraw a task. */
  confirm: { name: 'directives.confirm', roles: { 'office-clerk': 'province' } },
  /** Answer a request for more time: the giver himself, or his Office. */
  answer: { name: 'directives.answer', roles: { 'office-clerk': 'province', 'provincial-leader': 'province' } },
  /** Receive, name an officer. */
  manage: { name: 'directives.manage', roles: { 'agency-head': 'subtree', 'agency-clerk': 'subtree' } },
  /** Note progress and report; an officer only on what carries his name. */
  work: {
    name: 'directives.work',
    roles: { 'agency-head': 'subtree', 'agency-clerk': 'subtree', officer: 'subtree' },
  },
  overview: {
    name: 'directives.overview',
    roles: {
      'provincial-leader': 'province',
      'office-clerk': 'province',
      'reform-monitor': 'province',
      auditor: 'province',
    },
  },
} as const satisfies Record<string, Permission>;
