import { addDays } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import type { Job } from '#platform/jobs/job.ts';
import { passDeadlines } from './service-rounds.ts';
import { foreseeEvidence } from './service-foresight.ts';
import { endWhatIsDone } from './service-taken-up.ts';
import { listRounds, nextDeadline } from './store/rounds.ts';

/** Background work of rounds: the deadline of a unit locks what it left open. */
export function parIndexJobs(): Job[] {
  return [
    {
      name: 'par-index.pass-deadlines',
      passing: 'planned',
      nextMoment: async (tx) => {
        const day = await nextDeadline(tx.db);
        return day && instantAt(addDays(day, 1));
      },
      run: (province) => province.as(systemActor('Chốt phiếu khi hết hạn')).run(passDeadlines),
    },
    {
      name: 'par-index.foresee-evidence',
      passing: 'day',
      nextMoment: async (tx) => {
        const june = instantAt(`${tx.today.slice(0, 4)}-06-01`);
        const isAhead = tx.now < june && (await listRounds(tx.db)).some(({ year }) => tx.today.startsWith(`${year}-`));
        return isAhead ? june : null;
      },
      run: seldom('Rà soát tài liệu kiểm chứng giữa năm', HOUR_MS, foreseeEvidence),
    },
    {
      name: 'par-index.end-taken-up',
      passing: 'day',
      nextMoment: async () => null,
      run: seldom('Kết thúc việc đã xong', MINUTE_MS, endWhatIsDone),
    },
  ];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * For what looks at many sheets: done again when the province's day has changed or so much of the machine's time has
 * passed, since a demonstration's clock may stand still while people work. It may run twice without harm.
 * @returns 0: nothing has to follow at once
 */
function seldom(name: string, everyMs: number, useCase: (tx: Tx) => Promise<unknown>): Job['run'] {
  const last = new Map<string, { day: string; at: number }>();
  return async (province) => {
    const work = province.as(systemActor(name));
    const day = await work.run(async (tx) => tx.today);
    const before = last.get(province.info.code);
    if (before?.day === day && performance.now() - before.at < everyMs) return 0;
    await work.run(useCase);
    last.set(province.info.code, { day, at: performance.now() });
    return 0;
  };
}
