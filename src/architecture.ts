/**
 * Which way imports may point, as data: kernel ← platform ← modules ← main. A module may use the modules
 * before it in the list, and of those only what they publish. `architecture.test.ts` reads every import.
 */
export const MODULE_ORDER = [
  'org',
  'accounts',
  'calendar',
  'audit',
  'measures',
  'channels',
  'reminders',
  'documents',
  'notices',
  'directives',
  'procedures',
  'dossiers',
  'online-services',
  'surveys',
  'monitoring',
  'par-index',
  'integrations',
  'demo',
] as const;

/** What a module publishes to the modules after it. */
export const PUBLISHED = [/^public\.ts$/, /^([a-z-]+-)?schema\.ts$/, /^domain\//];

/** Inside a module, lower layers know nothing of the ones after them. */
export const LAYERS = ['domain', 'store', 'service', 'edge'] as const;
export type Layer = (typeof LAYERS)[number];

/** The layer of a file by its path inside the module; tests and pages are judged by rules of their own. */
export function layerOf(path: string): Layer {
  if (path.startsWith('domain/') || /^(([a-z-]+-)?schema|permissions)\.ts$/.test(path)) return 'domain';
  if (path.startsWith('store/')) return 'store';
  if (/^(routes|jobs|cli|subscriptions)(\.|-|\/)/.test(path)) return 'edge';
  return 'service';
}

/** Tables belong to the module whose name they carry. */
export const TABLE_PREFIXES: Readonly<Record<string, readonly string[]>> = {
  org: ['org_'],
  accounts: ['account'],
  calendar: ['calendar_'],
  audit: ['audit_'],
  measures: ['measure'],
  channels: ['channel_'],
  reminders: ['reminder_'],
  notices: ['notice_'],
  directives: ['directive_'],
  procedures: ['procedure'],
  dossiers: ['dossier'],
  'par-index': ['par_'],
  integrations: ['integration_'],
  demo: ['demo_'],
};

/** A file past this many lines must be parted; the median stays under `MEDIAN_LINES`. */
export const MAX_LINES = 500;
export const MEDIAN_LINES = 100;
