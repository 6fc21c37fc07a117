import type { Tx } from '#platform/db/province.ts';
import type { Obligation } from './domain/obligation.ts';
import { findObligation, findObligationByKey, namedByIds, type ObligationName } from './store/obligation-store.ts';

export type { ObligationName };

/** The obligation a source registered under a key, where the actor may see it. */
export async function obligationOf(tx: Tx, source: string, key: string): Promise<Obligation | undefined> {
  return findObligationByKey(tx.db, source, key);
}

/** An obligation by its id, where the actor may see it. */
export async function obligationById(tx: Tx, id: string): Promise<Obligation | undefined> {
  return findObligation(tx.db, id);
}

/** What is told outside of obligations, all in one query; what the actor may not see is missing. */
export async function obligationNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, ObligationName>> {
  return namedByIds(tx.db, ids);
}
