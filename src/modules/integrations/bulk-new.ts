import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '#kernel/refusal.ts';
import { obligationIds, registerObligations } from '#modules/reminders/public.ts';
import type { Tx } from '#platform/db/province.ts';
import { type Desk, obligationFrom, type PutStatus, requireVersion } from './contract.ts';
import { declare } from './declare.ts';
import { type Declared, isKey } from './domain/obligation.ts';
import type { ObligationLine } from './schema.ts';
import { findRegistrations, insertRegistrations } from './store/registration-store.ts';
import { tell } from './tell.ts';

/** What became of a line that was taken with the others. */
export type Taken = { readonly status: PutStatus; readonly version: number } | Refusal;

interface Fresh {
  readonly key: string;
  readonly sent: Declared;
}

/**
 * Takes of a batch what can be taken all at once: lines of keys not known before, and lines that say what is known
 * already. What is changed, said twice in the batch or refused for its version is left to be taken one by one.
 * @returns by key what became of those it took
 */
export async function takeNew(tx: Tx, desk: Desk, lines: readonly ObligationLine[]): Promise<Map<string, Taken>> {
  const { source } = desk.application;
  const counts = Map.groupBy(lines, ({ key }) => key);
  const known = await findRegistrations(tx.db, source, [...counts.keys()]);
  const taken = new Map<string, Taken>();
  const fresh: Fresh[] = [];
  for (const { key, ...put } of lines) {
    if (!isKey(key) || (counts.get(key)?.length ?? 0) > 1) continue;
    const before = known.get(key);
    try {
      const sent = await declare(desk.application, desk.find, put);
      requireVersion(before, put.version, {});
      if (!before) fresh.push(checked(tx, { key, sent }));
      else if (isDeepStrictEqual(before.sent, sent)) taken.set(key, { status: 'unchanged', version: before.version });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // What stands against a known one is said by the call that holds it.
      if (!before) taken.set(key, error);
    }
  }
  for (const key of await write(tx, desk, fresh)) taken.set(key, { status: 'created', version: 1 });
  return taken;
}

function checked(tx: Tx, fresh: Fresh): Fresh {
  const { dueAt } = momentsOf(tx, fresh.sent);
  if (dueAt && dueAt < momentsOf(tx, fresh.sent).startAt)
    throw new Refusal('http.invalid_input', 422, { fields: { due: 'integrations.due_before_start' } });
  return fresh;
}

function momentsOf(tx: Tx, { startAt, dueAt }: Declared): { startAt: Date; dueAt: Date | null } {
  return { startAt: startAt === null ? tx.now : new Date(startAt), dueAt: dueAt === null ? null : new Date(dueAt) };
}

/** @returns the keys that were new; of the others another call was first */
async function write(tx: Tx, { application, keyId }: Desk, fresh: readonly Fresh[]): Promise<readonly string[]> {
  if (fresh.length === 0) return [];
  // In the order of their keys, so that two uploads never hold what the other waits for.
  const sorted = fresh.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const { source } = application;
  const made = await insertRegistrations(tx.db, source, sorted, { at: tx.now, by: keyId });
  const own = sorted.filter(({ key }) => made.has(key));
  await registerObligations(
    tx,
    own.map(({ key, sent }) => {
      const { startAt, dueAt } = momentsOf(tx, sent);
      return obligationFrom(application, key, sent, startAt, dueAt);
    }),
  );
  const keys = own.map(({ key }) => key);
  const ids = await obligationIds(tx, source, keys);
  await tell(tx, [{ type: 'obligation.registered', source, obligationIds: [...ids.values()] }]);
  return keys;
}
