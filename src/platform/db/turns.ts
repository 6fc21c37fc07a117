import { availableParallelism } from 'node:os';
import { busy } from './busy.ts';

/**
 * So many short transactions at once, by what the processors can do at the same time. Each connection keeps its own
 * caches of tables and plans: more of them at work cost more for each step and finish no more of them (0006).
 */
export const SHORT_AT_ONCE = Math.max(8, 4 * availableParallelism());

/** Nobody stands in the queue longer than he would wait for a connection. */
const PATIENCE_MS = 10_000;

/** Lets pieces of work go on a few at a time, in the order they came. */
export class Turns {
  readonly #patienceMs: number;
  readonly #queue: (() => void)[] = [];
  #free: number;

  /** @param most at once @param patienceMs how long somebody waits for his turn */
  constructor(most: number, patienceMs = PATIENCE_MS) {
    this.#free = most;
    this.#patienceMs = patienceMs;
  }

  /** Does the work when it is its turn. @throws Refusal `http.busy` (503) when that does not come; nothing was done then */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await this.#wait();
    try {
      return await work();
    } finally {
      const next = this.#queue.shift();
      if (next) next();
      else this.#free += 1;
    }
  }

  #wait(): Promise<void> {
    return new Promise((done, failed) => {
      const begin = () => {
        clearTimeout(patience);
        done();
      };
      const patience = setTimeout(() => {
        this.#queue.splice(this.#queue.indexOf(begin), 1);
        failed(busy());
      }, this.#patienceMs);
      this.#queue.push(begin);
    });
  }
}
