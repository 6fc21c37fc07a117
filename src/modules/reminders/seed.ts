import { isDeepStrictEqual } from 'node:util';
import { newId } from '#kernel/id.ts';
import { record } from '#modules/audit/public.ts';
import { asProgram, type Tx } from '#platform/db/province.ts';
import { DEFAULT_POLICY, type Policy } from './domain/policy.ts';
import { seedTemplates } from './templates.ts';
import { currentPolicy, insertPolicy, listCurrent, lockKind, lockRenewal } from './store/policy-store.ts';

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
    const next = async () => {
      const current = await currentPolicy(tx.db, kind);
      const own = current.kind === kind ? current : undefined;
      if (own && (own.madeBy !== null || isDeepStrictEqual(own.policy, policy))) return undefined;
      return (own?.version ?? 0) + 1;
    };
    if ((await next()) === undefined) return false;
    // Somebody may be issuing a version of his own.
    await lockKind(tx.db, kind);
    const version = await next();
    if (version === undefined) return false;
    await insertPolicy(tx.db, { id: newId(), kind, version, policy, madeAt: tx.now, madeBy: null });
    return true;
  });
}

/**
 * Gives a province that was made by an earlier version of the program what this one brings: the ladder of a new kind
 * of obligation, a ladder or words that were bettered. Each new version of a ladder is in the log; asked again it
 * does nothing.
 *
 * @param seeds what brings the ladders of the other modules
 * @returns the kinds that got a new version
 */
export async function renewReminders(tx: Tx, seeds: readonly ((tx: Tx) => Promise<unknown>)[]): Promise<string[]> {
  await lockRenewal(tx.db);
  const before = await asProgram(tx, () => listCurrent(tx.db));
  const had = new Set(before.map(({ id }) => id));
  for (const seed of [seedReminders, ...seeds]) await seed(tx);
  const added = (await asProgram(tx, () => listCurrent(tx.db))).filter(({ id }) => !had.has(id));
  for (const { id, kind, version } of added)
    await record(tx, {
      action: 'reminders.policy_issued',
      subject: { kind: 'reminder-policy', id },
      data: { kind, version, reason: 'Đi kèm phiên bản mới của chương trình', applyingTo: 0 },
    });
  return added.map(({ kind }) => kind);
}
