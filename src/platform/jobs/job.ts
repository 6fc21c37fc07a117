import type { Province, Tx } from '../db/province.ts';

/**
 * A piece of background work of a module. It may run twice and in several processes at once, so it checks the
 * state it finds. `run` does everything due at the province's time and says how much it did.
 */
export interface Job {
  /** Dotted, beginning with the module: 'reminders.fire'. */
  readonly name: string;
  /** When there will be something to do next; null when nothing is planned. */
  nextMoment(tx: Tx): Promise<Date | null>;
  run(province: Province): Promise<number>;
}
