import type { Job } from '#platform/jobs/job.ts';
import { learnDaily } from './learning.ts';
import { markMonths } from './marking.ts';

/** Background work of the module. */
export function dossiersJobs(): Job[] {
  return [
    { name: 'dossiers.learn-forecast', passing: 'rest', nextMoment: async () => null, run: learnDaily },
    { name: 'dossiers.mark-months', passing: 'rest', nextMoment: async () => null, run: markMonths() },
  ];
}
