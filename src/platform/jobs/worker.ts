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

/**
 * After a round that did something comes the next soon, because what it did may be another job's to go on with; but
 * jobs that are asked in vain cost as much as what people do meanwhile. So a round waits this many times as long as it
 * spent on jobs that had nothing to do: asking in vain never takes more than a fifth of the worker's time.
 */
const REST_AFTER_VAIN = 4;

/** Runs all jobs of a province round after round until stopped. */
export function startWorker(province: Province, jobs: readonly Job[], options: Options): Worker {
  const end = new AbortController();
  const loop = (async () => {
    while (!end.signal.aborted) {
      let done = 0;
      let vainMs = 0;
      for (const job of jobs) {
        if (end.signal.aborted) break;
        const begun = performance.now();
        try {
          const did = await job.run(province);
          done += did;
          if (did === 0) vainMs += performance.now() - begun;
        } catch (error) {
          options.onError(job.name, error);
        }
      }
      const rest = done === 0 ? options.pollMs : Math.min(options.pollMs, REST_AFTER_VAIN * vainMs);
      await wait(rest, undefined, { signal: end.signal }).catch(() => undefined); // woken to stop
    }
  })();
  return {
    stop: async () => {
      end.abort();
      await loop;
    },
  };
}
