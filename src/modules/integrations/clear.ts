import type { Province } from '#platform/db/province.ts';
import { KEPT_DAYS } from './domain/keeping.ts';
import { CARRIER } from './deliver.ts';
import { deleteArrived } from './store/delivery-store.ts';

const AT_ONCE = 1000;

/**
 * Clears messages that arrived longer ago than they are kept, some at a time so that nothing waits for it.
 * @param now by the real clock, which messages are sent by
 * @returns how many; fewer than a thousand: there are no more
 */
export async function clearArrived(province: Province, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  return province.as(CARRIER).run((tx) => deleteArrived(tx.db, before, AT_ONCE));
}
