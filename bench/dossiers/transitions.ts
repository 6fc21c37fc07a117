import { type Desk, receive, step, type Walker } from './desks.ts';
import type { Connection } from './http.ts';
import { type Caller, closedLoop, type Measured, openLoop, rateOf } from './load.ts';

/** A trial this long; no machine of ours moves more a second. */
const TRIAL_SECONDS = 0.3;
const MOST_A_SECOND = 4000;
const LEAST_A_SECOND = 500;

/** Takes dossiers in and moves them on; what it was given it uses up before it needs more. */
export class Work {
  readonly #connections: readonly Connection[];
  readonly #desks: readonly Desk[];
  #waiting: Walker[] = [];
  #turn = 0;
  /** Transitions a second, the most a trial showed. */
  #fastest = LEAST_A_SECOND;

  constructor(connections: readonly Connection[], desks: readonly Desk[]) {
    this.#connections = connections;
    this.#desks = desks;
  }

  /** Receptions at several connections; what they make is there to be moved. */
  async receptions(connections: number, seconds: number): Promise<Measured> {
    return closedLoop(
      this.#connections.slice(0, connections).map((connection) => async () => {
        this.#waiting.push(await receive(connection, this.#nextDesk()));
      }),
      seconds,
    );
  }

  /** Transitions as fast as they are answered; `prepare` first. */
  async transitions(connections: number, seconds: number): Promise<Measured> {
    return closedLoop(this.#callers(connections), seconds);
  }

  /** Takes in what `transitionsAt` will use up. */
  async prepareAt(rate: number, connections: number, seconds: number): Promise<void> {
    await this.#supplyFor(rate * seconds + connections * this.#length());
  }

  /** Transitions that come in evenly, whatever the program can take; `prepareAt` first. */
  async transitionsAt(rate: number, connections: number, seconds: number): Promise<Measured> {
    return openLoop(this.#callers(connections), rate, seconds);
  }

  #callers(connections: number): Caller[] {
    return this.#connections.slice(0, connections).map((connection) => {
      let walker: Walker | undefined;
      return async () => {
        walker ??= this.#waiting.pop();
        if (!walker) throw new Error('no dossier is left to be moved');
        if (!(await step(connection, walker))) walker = undefined;
      };
    });
  }

  /** Takes in what `transitions` will use up; a short trial tells how much that is. */
  async prepare(connections: number, seconds: number): Promise<void> {
    await this.#supplyFor(MOST_A_SECOND * TRIAL_SECONDS + connections * this.#length());
    const trial = await closedLoop(this.#callers(connections), TRIAL_SECONDS);
    // A trial just after a large filling is slow; what was reached before is foreseen at least.
    this.#fastest = Math.max(this.#fastest, rateOf(trial));
    await this.#supplyFor(this.#fastest * seconds * 2 + connections * this.#length());
  }

  async #supplyFor(transitions: number): Promise<void> {
    const wanted = Math.ceil(transitions / this.#length());
    await Promise.all(
      this.#connections.slice(0, 8).map(async (connection) => {
        while (this.#waiting.length < wanted) this.#waiting.push(await receive(connection, this.#nextDesk()));
      }),
    );
  }

  #nextDesk(): Desk {
    const desk = this.#desks[this.#turn % this.#desks.length];
    this.#turn += 1;
    if (!desk) throw new Error('no desk');
    return desk;
  }

  #length(): number {
    return Math.min(...this.#desks.map(({ way }) => way.length));
  }
}
