import { instantAt } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Job } from '#platform/jobs/job.ts';
import { applyDueChanges, nextChange } from './changes/apply.ts';

/** Changes of agencies take effect at midnight of their day: open work is handed over then. */
export function orgJobs(): Job[] {
  return [
    {
      name: 'org.apply-changes',
      passing: 'planned',
      nextMoment: async (tx) => {
        const day = await nextChange(tx);
        return day === undefined ? null : instantAt(day);
      },
      run: (province) => province.as(systemActor('Sắp xếp tổ chức')).run(applyDueChanges),
    },
  ];
}
