import { openProvince } from '#platform/db/province.ts';
import { fireDue } from '#modules/reminders/public.ts';
import type { Contender } from './contender.ts';
import { BEFORE, BENCH_PROVINCE, DUE } from './field.ts';

/** Two loops in one process: while the database writes one batch the other is being made. */
const LOOPS = 2;
const BATCH = 2000;

export async function ours(url: string): Promise<Contender> {
  let now = BEFORE;
  const province = openProvince(url, BENCH_PROVINCE, { clock: { now: () => now }, poolSize: LOOPS });
  return {
    poll: async () => {
      if ((await fireDue(province, { limit: BATCH })).claimed > 0) throw new Error('something was due');
    },
    fire: async (due, committed) => {
      now = DUE;
      let done = 0;
      const loop = async () => {
        while (done < due) {
          const { claimed, fired } = await fireDue(province, { limit: BATCH });
          done += fired;
          if (fired > 0) committed(fired);
          if (claimed === 0) return;
        }
      };
      await Promise.all(Array.from({ length: LOOPS }, loop));
    },
    close: () => province.close(),
  };
}
