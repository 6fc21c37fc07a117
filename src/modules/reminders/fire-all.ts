import type { Province } from '#platform/db/province.ts';
import { FIRING_ACTOR, fireDue } from './fire.ts';
import { awaitDue } from './store/claim-store.ts';

const BATCH = 2000;
/** A burst: while the database writes one batch, the next is made. */
const LOOPS = 2;
/** So many clocks moved at once leave enough behind for the next looks to notice. */
const MANY = 5000;

/**
 * Fires until nothing is due any more, also what another process has in hand: the clock of a demonstration moves on
 * only when this moment is through, whoever did the work. After a burst the index at which the next look begins is
 * cleared of what the burst left there, so that looking costs what it cost before.
 *
 * @param onFired told after each commit how many it fired
 * @returns how many were fired here
 */
export async function fireAll(province: Province, onFired?: (fired: number) => void): Promise<number> {
  const first = await fireSome(province, onFired);
  if (!first.due) return 0;
  const loops = first.claimed === BATCH ? LOOPS : 1;
  const fired = await Promise.all(Array.from({ length: loops }, () => fireToTheEnd(province, onFired)));
  const all = fired.reduce((sum, each) => sum + each, first.fired);
  if (all >= MANY) await province.tidy('reminder_clock');
  return all;
}

async function fireToTheEnd(province: Province, onFired?: (fired: number) => void): Promise<number> {
  let fired = 0;
  for (;;) {
    const result = await fireSome(province, onFired);
    if (!result.due) return fired;
    fired += result.fired;
    if (result.claimed === 0) await awaitOthers(province);
  }
}

async function fireSome(province: Province, onFired?: (fired: number) => void) {
  const result = await fireDue(province, { limit: BATCH });
  if (result.fired > 0) onFired?.(result.fired);
  return result;
}

/** Waits for a process that has due obligations in hand. @returns false when nothing is due any more */
function awaitOthers(province: Province): Promise<boolean> {
  return province.as(FIRING_ACTOR).run((tx) => awaitDue(tx.db, tx.now));
}
