import { type Role, ROLES } from '#platform/auth/actor.ts';
import type { Permission, Reach } from '#platform/auth/permission.ts';

const everyone = Object.fromEntries(ROLES.map((role) => [role, 'subtree'])) as Record<Role, Reach>;

export const remindersPermissions = {
  /** One's own work and the reminders one received. */
  read: { name: 'reminders.read', roles: everyone },
  /** The work of a whole agency and those below it. */
  agencyWork: {
    name: 'reminders.agency-work',
    roles: {
      'provincial-leader': 'province',
      'office-clerk': 'province',
      'reform-monitor': 'province',
      auditor: 'province',
      'agency-head': 'subtree',
      'agency-clerk': 'subtree',
      officer: 'subtree',
    },
  },
  /** How the engine does its work: figures of the whole province. */
  measures: { name: 'reminders.measures', roles: { administrator: 'province', 'reform-monitor': 'province' } },
  /** The rules of reminding: who hears of what, when. */
  policies: { name: 'reminders.policies', roles: { administrator: 'province', 'reform-monitor': 'province' } },
  /** The words of reminders on every channel. */
  templates: { name: 'reminders.templates', roles: { administrator: 'province', 'reform-monitor': 'province' } },
  /** Who stands in for the people of one's agency while they are on leave; everybody may say it of himself. */
  substitutes: {
    name: 'reminders.substitutes',
    roles: {
      administrator: 'province',
      'agency-head': 'subtree',
      'agency-clerk': 'subtree',
      'office-clerk': 'subtree',
    },
  },
  /** Letters no mail server would take. */
  outbox: { name: 'reminders.outbox', roles: { administrator: 'province' } },
} as const satisfies Record<string, Permission>;
