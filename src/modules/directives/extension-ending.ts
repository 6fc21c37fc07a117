import { record } from '#modules/audit/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import { factsOf } from './acting.ts';
import { type Ending } from './domain/extension.ts';
import { statusOf } from './domain/status.ts';
import { endAnswerDuty, endTold, keepReminding } from './extension-duties.ts';
import { endExtension, findOpenExtension } from './store/extensions.ts';
import type { AssignmentRecord } from './store/rows.ts';

/** Ends the request of a part that waits for its answer, if there is one, and what was still to be read of answers. */
export async function endRequests(tx: Tx, row: AssignmentRecord, because: Exclude<Ending, 'withdrawn'>): Promise<void> {
  await endTold(tx, row.id);
  const open = await findOpenExtension(tx.db, row.id);
  if (!open) return;
  await endExtension(tx.db, open.id, { ended_at: tx.now, ended_by_name: tx.actor.name, ended_because: because });
  await endAnswerDuty(tx, open.id, 'ended');
  if (because === 'handed-over') await keepReminding(tx, row.id);
  await record(tx, {
    action: 'directives.extension_lapsed',
    subject: { kind: 'task', id: row.task_id },
    agencyId: row.agency_id,
    reach: 'agency',
    data: { assignment: row.id, agency: row.agency_name, period: row.period_label, request: open.id, because },
  });
}

/**
 * Before a result is accepted: a result sent in time needs no more time, so an open request ends. One sent late would
 * be judged by the answer that has not come.
 * @throws Refusal `directives.extension_waits` (409)
 */
export async function settleBeforeConfirm(tx: Tx, row: AssignmentRecord): Promise<void> {
  const open = await findOpenExtension(tx.db, row.id);
  if (!open) return;
  if (statusOf(factsOf(row), tx.now) === 'OPEN_OVERDUE')
    throw new Refusal('directives.extension_waits', 409, { by: open.asked_by_name });
  await endRequests(tx, row, 'in-time');
}
