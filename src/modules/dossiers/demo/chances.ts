import type { Random } from '#kernel/random.ts';
import type { Cause } from '../domain/events.ts';

/** What of a made-up story is left to chance; the same draws in the same order tell the same story. */
export class Chances {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Between 0 and 1. */
  share(): number {
    return this.#random.uniform();
  }

  happens(share: number): boolean {
    return this.#random.uniform() < share;
  }

  /** A factor around 1: half of the draws below it. */
  spread(deviation: number): number {
    return Math.exp(deviation * this.#random.normal());
  }

  /** One of several; undefined where there is none. */
  oneOf<T>(several: readonly T[]): T | undefined {
    return several[this.#random.next() % Math.max(1, several.length)];
  }

  /** Why an agency is late. */
  cause(): Cause {
    const draw = this.#random.uniform();
    return draw < 0.62 ? 'agency' : draw < 0.88 ? 'other-agency' : draw < 0.95 ? 'law' : 'transport';
  }

  /** The number of a document. */
  number(): string {
    return `${1 + (this.#random.next() % 900)}/TB (mẫu)`;
  }

  id(): string {
    const hex = [0, 1, 2, 3].map(() => this.#random.next().toString(16).padStart(8, '0')).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}
