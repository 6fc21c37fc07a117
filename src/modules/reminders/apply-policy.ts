import type { Tx } from '#platform/db/province.ts';
import { replanUnderPolicy } from './obligations.ts';
import { advanceApply, lockApply, lockToApply } from './store/apply-store.ts';

/**
 * Puts some of the open matters on the policy now in force for their kind, as was asked when it was issued ("áp dụng
 * cho việc đang mở"). Each gets a new plan from now on: what was told under the old one is not told again.
 * @returns how many were looked at; 0 when nothing waits
 */
export async function applySome(tx: Tx, limit: number): Promise<number> {
  const asked = await lockApply(tx.db);
  if (!asked) return 0;
  const open = await lockToApply(tx.db, asked, limit);
  for (const obligation of open) await replanUnderPolicy(tx, obligation);
  await advanceApply(tx.db, asked.id, {
    afterId: open.at(-1)?.id ?? asked.afterId,
    moved: open.length,
    doneAt: open.length < limit ? tx.now : null,
  });
  return open.length;
}
