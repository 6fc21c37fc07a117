/** What other modules may call. Everything here runs in the caller's transaction. */
export { mendCutOff } from './demo/cut-off.ts';
export { seedDossiers } from './demo/seed.ts';
export { dossiersJobs } from './background.ts';
export { seedDossierReminders } from './ladders.ts';
export { publishDossierMeasures } from './measures.ts';
