import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import { vietnameseDay } from '../domain/words.ts';
import { forgetNames } from '../resolve.ts';
import { lockChange, markWithdrawn } from '../store/changes.ts';
import { isBuiltUpon, madeBy, putBack, type Snapshot } from '../store/snapshot.ts';
import { lockStandings } from '../store/standing.ts';
import { clean } from './change.ts';
import { requireNoCircle } from './standing.ts';

/**
 * Takes a decision back that has not taken effect: the agencies, posts and people stand as before it, and the
 * decision stays on record as withdrawn.
 * @throws Refusal `org.change_not_found` (404), `org.already_applied`, `org.already_withdrawn` (409),
 *   `org.built_upon` (409) when something was decided since that rests on it
 */
export async function withdrawChange(tx: Tx, id: string, reason: string): Promise<void> {
  const change = await lockChange(tx.db, id);
  if (!change || change.source !== 'decision') throw new Refusal('org.change_not_found', 404, { changeId: id });
  const on = vietnameseDay(change.effective_on);
  if (change.applied_at !== null) throw new Refusal('org.already_applied', 409, { on });
  if (change.withdrawn_at !== null) throw new Refusal('org.already_withdrawn', 409);
  const { before } = change.detail as { before: Snapshot };
  const now = await lockStandings(
    tx.db,
    before.agencies.map((agency) => agency.id),
  );
  // Each agency is changed once by a decision; more means that somebody decided about it since.
  const changedSince = before.agencies.some((agency) => now.get(agency.id)?.row.revision !== agency.revision + 1);
  const made = await madeBy(tx.db, id, before);
  if (changedSince || (await isBuiltUpon(tx.db, id, made))) throw new Refusal('org.built_upon', 409);
  await putBack(tx.db, id, before, made);
  await markWithdrawn(tx.db, id, tx.now);
  forgetNames(tx);
  await requireNoCircle(tx, change.effective_on);
  await events.emit(tx, 'org.change_withdrawn', {
    subject: { kind: 'org-change', id },
    changeId: id,
    kind: change.kind,
    effectiveOn: change.effective_on,
    reason: change.reason,
    document: change.document,
    decidedBy: tx.actor.personId,
    withdrawnReason: clean(reason),
  });
}
