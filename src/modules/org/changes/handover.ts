import type { Tx } from '#platform/db/province.ts';

/** What a module will hand over when agencies end: shown before an administrator confirms. */
export interface HandoverCounter {
  /** "Nhiệm vụ đang mở" */
  readonly label: string;
  /** How much open work of these agencies there is. */
  count(tx: Tx, agencyIds: readonly string[]): Promise<number>;
}

const counters: HandoverCounter[] = [];

/** Modules that act on 'org.agencies_merged' say here how much it will move; called once from their subscriptions. */
export function announceHandover(counter: HandoverCounter): void {
  counters.push(counter);
}

/** Open work of the agencies by kind, empty kinds left out. */
export async function openWork(tx: Tx, agencyIds: readonly string[]): Promise<{ label: string; count: number }[]> {
  const found: { label: string; count: number }[] = [];
  for (const counter of counters) found.push({ label: counter.label, count: await counter.count(tx, agencyIds) });
  return found.filter((one) => one.count > 0);
}
