import { isDeepStrictEqual } from 'node:util';
import { newId } from '#kernel/id.ts';
import { asProgram, type Tx } from '#platform/db/province.ts';
import { DEFAULT_POLICY, type Policy } from './domain/policy.ts';
import { seedTemplates } from './templates.ts';
import { currentPolicy, insertPolicy } from './store/policy-store.ts';

/**
 * Brings the words and the ladder that come with the program up to date as new versions; what a province made its own is left as
 * it is. What was planned under the old version stays on it.
 * @returns whether a version of the ladder was added
 */
export async function seedReminders(tx: Tx): Promise<boolean> {
  await seedTemplates(tx);
  return seedPolicy(tx, '*', DEFAULT_POLICY);
}

/** The same for the ladder a module brings for its own kind of obligation. */
export async function seedPolicy(tx: Tx, kind: string, policy: Policy): Promise<boolean> {
  return asProgram(tx, async () => {
    const current = await currentPolicy(tx.db, kind);
    const own = current.kind === kind ? current : undefined;
    if (own && (own.madeBy !== null || isDeepStrictEqual(own.policy, policy))) return false;
    const version = (own?.version ?? 0) + 1;
    await insertPolicy(tx.db, { id: newId(), kind, version, policy, madeAt: tx.now, madeBy: null });
    return true;
  });
}
