import { addDays } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Job } from '#platform/jobs/job.ts';
import { passDeadlines } from './service-rounds.ts';
import { nextDeadline } from './store/rounds.ts';

/** Background work of rounds: the deadline of a unit locks what it left open. */
export function parIndexJobs(): Job[] {
  return [
    {
      name: 'par-index.pass-deadlines',
      nextMoment: async (tx) => {
        const day = await nextDeadline(tx.db);
        return day && instantAt(addDays(day, 1));
      },
      run: (province) => province.as(systemActor('Chốt phiếu khi hết hạn')).run(passDeadlines),
    },
  ];
}
