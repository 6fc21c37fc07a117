/** One measured figure. `npm run bench -- NAME --json` prints one of these a line. */
export interface BenchRow {
  readonly bench: string;
  /** What was done, the same for us and the peer. */
  readonly case: string;
  readonly metric: string;
  /** Our own figure. */
  readonly value: number;
  readonly unit: string;
  /** Name and version of what we are compared with; null for a figure of our own alone. */
  readonly peer: string | null;
  /** Above 1 means we are better by that factor; null without a peer. */
  readonly ratio: number | null;
}

export interface BenchOptions {
  /** Fewer repetitions: figures are rougher, the checks are the same. */
  readonly quick: boolean;
  /** How many records to measure with, where a bench makes its own (dossiers, reminders). */
  readonly size?: number;
  /** A folder that is kept between runs, where a bench needs a database (dossiers). */
  readonly data?: string;
}

/** What each file of this folder exports as `run`. */
export type Bench = (options: BenchOptions) => Promise<BenchRow[]>;
