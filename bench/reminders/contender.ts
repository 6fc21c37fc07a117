/** How the bench drives an engine: the same for ours and for the peers. */
export interface Contender {
  /** One look whether anything is due, when nothing is. */
  poll(): Promise<void>;
  /** Fires until `due` records stand; tells each commit as it happens. */
  fire(due: number, committed: (count: number) => void): Promise<void>;
  close(): Promise<void>;
}

/** What a child process measured, as it prints it. */
export interface Measured {
  readonly pollMs: number;
  /** The same right after the burst. */
  readonly pollAfterMs: number;
  readonly seconds: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly memoryMb: number;
  /** Spent by the engine's own process while it fired; the database's is not in it. */
  readonly cpuMs: number;
}

/** Pairs of a moment and how many records were committed then: the lateness of a share of all records. */
export function latenessAt(commits: readonly (readonly [ms: number, count: number])[], share: number): number {
  const total = commits.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [ms, count] of commits) {
    seen += count;
    if (seen >= total * share) return ms;
  }
  return commits.at(-1)?.[0] ?? 0;
}
