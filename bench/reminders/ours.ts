import { openProvince } from '#platform/db/province.ts';
import { fireAll } from '#modules/reminders/public.ts';
import type { Contender } from './contender.ts';
import { BEFORE, BENCH_PROVINCE, DUE } from './field.ts';

/** As the worker runs it: at most two batches at once. */
const CONNECTIONS = 2;

export async function ours(url: string): Promise<Contender> {
  let now = BEFORE;
  const province = openProvince(url, BENCH_PROVINCE, { clock: { now: () => now }, poolSize: CONNECTIONS });
  return {
    poll: async () => {
      if ((await fireAll(province)) > 0) throw new Error('something was due');
    },
    fire: async (_due, committed) => {
      now = DUE;
      await fireAll(province, committed);
    },
    close: () => province.close(),
  };
}
