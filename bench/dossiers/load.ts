import { setTimeout as wait } from 'node:timers/promises';

/** Times of single requests in milliseconds, and how long it all took. */
export interface Measured {
  readonly times: Float64Array;
  readonly seconds: number;
}

/** @param part 0.5 the median, 0.99 the 99th percentile */
export function percentile({ times }: Measured, part: number): number {
  return times[Math.max(0, Math.min(times.length - 1, Math.ceil(times.length * part) - 1))] ?? Number.NaN;
}

export const rateOf = ({ times, seconds }: Measured): number => times.length / seconds;

/** What each of several callers does again and again. */
export type Caller = () => Promise<void>;

/** Every caller asks again as soon as it was answered, for `seconds`. */
export async function closedLoop(callers: readonly Caller[], seconds: number): Promise<Measured> {
  const times: number[] = [];
  const began = performance.now();
  const end = began + seconds * 1000;
  await Promise.all(
    callers.map(async (call) => {
      for (let start = performance.now(); start < end; start = performance.now()) {
        await call();
        times.push(performance.now() - start);
      }
    }),
  );
  return { times: Float64Array.from(times).sort(), seconds: (performance.now() - began) / 1000 };
}

/**
 * Requests come in evenly at `rate` a second whether the earlier ones are answered or not, each served by the next
 * free caller. A time begins when its request was due, so that waiting for a free caller counts.
 */
export async function openLoop(callers: readonly Caller[], rate: number, seconds: number): Promise<Measured> {
  const times: number[] = [];
  const total = Math.max(1, Math.round(rate * seconds));
  const began = performance.now();
  let next = 0;
  await Promise.all(
    callers.map(async (call) => {
      for (;;) {
        const due = began + (next / rate) * 1000;
        if (next >= total) return;
        next += 1;
        const early = due - performance.now();
        if (early > 1) await wait(early);
        await call();
        times.push(performance.now() - due);
      }
    }),
  );
  return { times: Float64Array.from(times).sort(), seconds: (performance.now() - began) / 1000 };
}
