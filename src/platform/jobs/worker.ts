import { setTimeout as wait } from 'node:timers/promises';
import type { Province } from '../db/province.ts';
import type { Job } from './job.ts';

export interface Worker {
  /** Finishes the run in hand and ends. */
  stop(): Promise<void>;
}

interface Options {
  readonly pollMs: number;
  /** A job that failed is tried again on the next round; the failure is told, never swallowed. */
  readonly onError: (job: string, error: unknown) => void;
}

/** Runs all jobs of a province round after round until stopped. */
export function startWorker(province: Province, jobs: readonly Job[], options: Options): Worker {
  const end = new AbortController();
  const loop = (async () => {
    while (!end.signal.aborted) {
      let done = 0;
      for (const job of jobs) {
        if (end.signal.aborted) break;
        try {
          done += await job.run(province);
        } catch (error) {
          options.onError(job.name, error);
        }
      }
      if (done === 0) await wait(options.pollMs, undefined, { signal: end.signal }).catch(() => undefined); // woken to stop
    }
  })();
  return {
    stop: async () => {
      end.abort();
      await loop;
    },
  };
}
