import { isDeepStrictEqual } from 'node:util';
import { newId } from '#kernel/id.ts';
import { asProgram, type Tx } from '#platform/db/province.ts';
import { DEFAULT_POLICY } from './domain/policy.ts';
import { currentPolicy, insertPolicy } from './store/policy-store.ts';

/**
 * Brings the ladder that comes with the program up to date as a new version; what a province made its own is left as
 * it is. What was planned under the old version stays on it.
 * @returns whether a version was added
 */
export async function seedReminders(tx: Tx): Promise<boolean> {
  return asProgram(tx, async () => {
    const current = await currentPolicy(tx.db, '*');
    if (current.madeBy !== null || isDeepStrictEqual(current.policy, DEFAULT_POLICY)) return false;
    const version = current.version + 1;
    await insertPolicy(tx.db, {
      id: newId(),
      kind: '*',
      version,
      policy: DEFAULT_POLICY,
      madeAt: tx.now,
      madeBy: null,
    });
    return true;
  });
}
