import { record } from '#modules/audit/public.ts';
import type { AgencyRef } from '#modules/org/public.ts';
import { asProgram, type Tx } from '#platform/db/province.ts';
import { countHandedOver, handOverRows } from './store/rounds.ts';

/** How many running rounds score these agencies or have them appraise: shown before a merger is confirmed. */
export async function countOpenRounds(tx: Tx, agencyIds: readonly string[]): Promise<number> {
  return asProgram(tx, () => countHandedOver(tx.db, agencyIds));
}

/**
 * Agencies are merged: the sheet of each stays what it is, with its name and its place in the ranking, and the successor
 * fills it in, explains and replies. Where they appraise, the successor does; what its own units are scored is then
 * appraised by the next agency named, or by the one that runs the round. Obligations move with `reminders`.
 */
export async function handOverRounds(
  tx: Tx,
  from: readonly AgencyRef[],
  to: AgencyRef,
  decision: { readonly reason: string | null; readonly changeId: string },
): Promise<void> {
  const others = from.filter(({ id }) => id !== to.id);
  if (others.length === 0) return;
  const ids = others.map(({ id }) => id);
  const running = await countOpenRounds(tx, ids);
  await asProgram(tx, () => handOverRows(tx.db, ids, to.id));
  if (running > 0)
    await record(tx, {
      action: 'par-index.rounds_handed_over',
      subject: { kind: 'agency', id: to.id },
      agencyId: to.id,
      data: { from: others.map(({ name }) => name), to: to.name, rounds: running, ...decision },
    });
}
