import type { Permission } from '#platform/auth/permission.ts';

/**
 * Who may do what with criteria sets and rounds. Sở Nội vụ (reform-monitor) manages, the leaders of the province
 * approve, agencies score their own sheet and appraise the leaves they are named for, auditors read.
 */
export const parIndexPermissions = {
  read: {
    name: 'par-index.read',
    roles: {
      'reform-monitor': 'province',
      'provincial-leader': 'province',
      'office-clerk': 'province',
      auditor: 'province',
      'agency-head': 'subtree',
      'agency-clerk': 'subtree',
      officer: 'subtree',
    },
  },
  /** Sets, rounds, surveys, comment rounds, the council's closing. */
  manage: { name: 'par-index.manage', roles: { 'reform-monitor': 'province' } },
  /** Adopt a set, approve a result: always a second person. */
  approve: { name: 'par-index.approve', roles: { 'provincial-leader': 'province' } },
  adopt: { name: 'par-index.adopt', roles: { 'provincial-leader': 'province', 'reform-monitor': 'province' } },
  /** Fill in the sheet of one's own agency. */
  score: {
    name: 'par-index.score',
    roles: { 'agency-head': 'subtree', 'agency-clerk': 'subtree', officer: 'subtree' },
  },
  /** Lock it, comment, reply: in the name of the agency. */
  speak: { name: 'par-index.speak', roles: { 'agency-head': 'subtree', 'agency-clerk': 'subtree' } },
  appraise: {
    name: 'par-index.appraise',
    roles: { 'reform-monitor': 'subtree', 'agency-head': 'subtree', 'agency-clerk': 'subtree', officer: 'subtree' },
  },
} as const satisfies Record<string, Permission>;
