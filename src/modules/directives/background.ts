import { systemActor } from '#platform/auth/actor.ts';
import type { Job } from '#platform/jobs/job.ts';
import { nextPeriodMoment, openRecurringPeriods } from './periods.ts';

/** Background work of tasks: the next period of recurring duties. */
export function directivesJobs(): Job[] {
  return [
    {
      name: 'directives.open-periods',
      passing: 'planned',
      nextMoment: nextPeriodMoment,
      run: async (province) => {
        const work = province.as(systemActor('Mở kỳ việc định kỳ'));
        let opened = 0;
        for (let last = -1; last !== 0; opened += last) last = await work.run(openRecurringPeriods);
        return opened;
      },
    },
  ];
}
