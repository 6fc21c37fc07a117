import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '#kernel/refusal.ts';
import type { Obligation } from '#modules/reminders/domain/obligation.ts';
import { holdObligations, obligationIds, registerObligations, updateObligations } from '#modules/reminders/public.ts';
import type { Tx } from '#platform/db/province.ts';
import { type Desk, obligationFrom, type PutStatus, requireOpen, requireVersion } from './contract.ts';
import { declare } from './declare.ts';
import { type Declared, isKey } from './domain/obligation.ts';
import type { ObligationLine } from './schema.ts';
import {
  holdUploads,
  insertRegistrations,
  lockRegistrations,
  type Registration,
  updateRegistrations,
} from './store/registration-store.ts';
import { tell } from './tell.ts';

/** What became of a line that was taken with the others. */
export type Taken = { readonly status: PutStatus; readonly version: number } | Refusal;

interface Fresh {
  readonly key: string;
  readonly sent: Declared;
}

interface Changed extends Fresh {
  readonly before: Pick<Registration, 'version' | 'sent'>;
}

/**
 * Takes the lines of a batch all at once: new ones, changed ones, those that say what is known already, and the refusals
 * each would have met alone, which come before anything is written. What is said twice in the batch, or has a name that
 * is none, is left to be taken one by one.
 * @returns by key what became of those it took
 */
export async function takeMany(tx: Tx, desk: Desk, lines: readonly ObligationLine[]): Promise<Map<string, Taken>> {
  const { source } = desk.application;
  const counts = Map.groupBy(lines, ({ key }) => key);
  await holdUploads(tx.db, source);
  const known = await lockRegistrations(tx.db, source, [...counts.keys()]);
  const taken = new Map<string, Taken>();
  const fresh: Fresh[] = [];
  const changed: Changed[] = [];
  for (const { key, ...put } of lines) {
    if (!isKey(key) || (counts.get(key)?.length ?? 0) > 1) continue;
    const before = known.get(key);
    await orRefusal(taken, key, async () => {
      const sent = await declare(desk.application, desk.find, put);
      requireVersion(before, put.version, {});
      if (!before) fresh.push({ key, sent: inOrder(tx, sent, undefined) });
      else if (isDeepStrictEqual(before.sent, sent)) taken.set(key, { status: 'unchanged', version: before.version });
      else changed.push({ key, sent, before });
    });
  }
  for (const key of await writeFresh(tx, desk, fresh)) taken.set(key, { status: 'created', version: 1 });
  for (const [key, what] of await writeChanged(tx, desk, changed)) taken.set(key, what);
  return taken;
}

async function orRefusal(taken: Map<string, Taken>, key: string, take: () => void | Promise<void>): Promise<void> {
  try {
    await take();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    taken.set(key, error);
  }
}

/** @throws Refusal `http.invalid_input` (422) for what is due before it begins */
function inOrder(tx: Tx, sent: Declared, engine: Obligation | undefined): Declared {
  const { startAt, dueAt } = momentsOf(tx, sent, engine);
  if (dueAt && dueAt < startAt)
    throw new Refusal('http.invalid_input', 422, { fields: { due: 'integrations.due_before_start' } });
  return sent;
}

/** A start that is not said is now, or stays where it was. */
function momentsOf(tx: Tx, { startAt, dueAt }: Declared, engine?: Obligation): { startAt: Date; dueAt: Date | null } {
  return {
    startAt: startAt === null ? (engine?.startAt ?? tx.now) : new Date(startAt),
    dueAt: dueAt === null ? null : new Date(dueAt),
  };
}

/** @returns the keys that were new; of the others another call was first */
async function writeFresh(tx: Tx, { application, keyId }: Desk, fresh: readonly Fresh[]): Promise<readonly string[]> {
  if (fresh.length === 0) return [];
  const { source } = application;
  const made = await insertRegistrations(tx.db, source, fresh, { at: tx.now, by: keyId });
  const own = fresh.filter(({ key }) => made.has(key));
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

async function writeChanged(
  tx: Tx,
  { application, keyId }: Desk,
  changed: readonly Changed[],
): Promise<Map<string, Taken>> {
  const taken = new Map<string, Taken>();
  if (changed.length === 0) return taken;
  const { source } = application;
  const keys = changed.map(({ key }) => key);
  const held = await holdObligations(tx, source, keys);
  const good: (Changed & { readonly known: Obligation })[] = [];
  for (const one of changed) {
    const known = held.get(one.key);
    if (!known) continue; // its own call says what is amiss
    await orRefusal(taken, one.key, () => {
      requireOpen(known);
      inOrder(tx, one.sent, known);
      good.push({ ...one, known });
    });
  }
  if (good.length === 0) return taken;
  await updateObligations(
    tx,
    good.map(({ key, sent, known }) => {
      const { startAt, dueAt } = momentsOf(tx, sent, known);
      return { known, input: obligationFrom(application, key, sent, startAt, dueAt) };
    }),
  );
  await updateRegistrations(tx.db, source, good, { at: tx.now, by: keyId });
  for (const { key, before } of good) taken.set(key, { status: 'updated', version: before.version + 1 });
  return taken;
}
