import type { Job } from '#platform/jobs/job.ts';
import { learnDaily } from './service-forecast.ts';

/** Background work of the module. */
export function dossiersJobs(): Job[] {
  return [{ name: 'dossiers.learn-forecast', nextMoment: async () => null, run: learnDaily }];
}
