import type { Permission } from '#platform/auth/permission.ts';

/** Who may do what with dossiers. Administrators look after accounts and agencies, not after the work. */
export const dossiersPermissions = {
  read: {
    name: 'dossiers.read',
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
  /** The counter: receive, ask for what is missing, hand results over. */
  receive: { name: 'dossiers.receive', roles: { 'agency-clerk': 'subtree' } },
  /** Work on a dossier at the agency that has it; steps of the Office and of the leaders too. */
  process: {
    name: 'dossiers.process',
    roles: {
      'agency-head': 'subtree',
      'agency-clerk': 'subtree',
      officer: 'subtree',
      'office-clerk': 'subtree',
      'provincial-leader': 'subtree',
    },
  },
  /** Sign: apologies, refusals, stops, corrections. */
  decide: { name: 'dossiers.decide', roles: { 'agency-head': 'subtree', 'provincial-leader': 'subtree' } },
  /** Read how the directory of applicants came to say what it says: who may correct it, and who audits that. */
  directory: {
    name: 'dossiers.directory',
    roles: { 'agency-clerk': 'subtree', 'agency-head': 'subtree', 'provincial-leader': 'subtree', auditor: 'province' },
  },
  /** Look at the whole province. */
  watch: {
    name: 'dossiers.watch',
    roles: {
      'reform-monitor': 'province',
      'provincial-leader': 'province',
      auditor: 'province',
      'office-clerk': 'province',
    },
  },
  /** Ask an agency about its overdue dossiers (đôn đốc). */
  urge: { name: 'dossiers.urge', roles: { 'reform-monitor': 'province', 'office-clerk': 'province' } },
  /** Answer what was asked, for one's own agency. */
  answer: { name: 'dossiers.answer', roles: { 'agency-head': 'subtree', 'agency-clerk': 'subtree' } },
  /** Bring dossiers in from other software. */
  import: { name: 'dossiers.import', roles: { administrator: 'province', 'reform-monitor': 'province' } },
  /** Word what applicants are told, enter the numbers they call, look after what could not be sent. */
  letters: { name: 'dossiers.letters', roles: { administrator: 'province' } },
  /** Take histories out for process-mining tools. */
  export: {
    name: 'dossiers.export',
    roles: { 'reform-monitor': 'province', 'office-clerk': 'province', auditor: 'province' },
  },
} as const satisfies Record<string, Permission>;
