import type { Province, Tx } from '../db/province.ts';

/**
 * How a piece of work takes part while the clock of a demonstration is moved past many planned moments, stopping at
 * each. It takes part in everything where the move begins, at the first stop of a day and where the clock comes to rest;
 * between them
 * - `stop` at every stop;
 * - `planned` where `nextMoment` said that there is something to do;
 * - `day` not at all;
 * - `rest` not even at the first stop of a day, but only where the clock comes to rest: what it makes depends on how
 *   things stand then and not on how many days were passed.
 */
export type Passing = 'stop' | 'planned' | 'day' | 'rest';

/**
 * A piece of background work of a module. It may run twice and in several processes at once, so it checks the
 * state it finds. `run` does everything due at the province's time and says how much it did.
 */
export interface Job {
  /** Dotted, beginning with the module: 'reminders.fire'. */
  readonly name: string;
  /** What it does where a demonstration's clock passes by; at every stop when not said. */
  readonly passing?: Passing;
  /** When there will be something to do next; null when nothing is planned. */
  nextMoment(tx: Tx): Promise<Date | null>;
  run(province: Province): Promise<number>;
}
