import type { Job } from '#platform/jobs/job.ts';
import { learnDaily } from './learning.ts';

/** Background work of the module. */
export function dossiersJobs(): Job[] {
  return [{ name: 'dossiers.learn-forecast', nextMoment: async () => null, run: learnDaily }];
}
