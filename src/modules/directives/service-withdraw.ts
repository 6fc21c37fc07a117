import { record } from '#modules/audit/public.ts';
import { openDocumentsTo } from '#modules/notices/public.ts';
import { agenciesById, isInForce } from '#modules/org/public.ts';
import { cancelObligation } from '#modules/reminders/public.ts';
import { momentVi } from '#modules/calendar/domain/explain-vi.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { factsOf, getVisibleTask, holdFor, type Target } from './acting.ts';
import { isLive } from './domain/status.ts';
import { endRequests } from './extension-ending.ts';
import { registerPart } from './opening.ts';
import { directivesPermissions } from './permissions.ts';
import type { TaskDetail } from './schema.ts';
import { taskDetail } from './service-read.ts';
import type { AssignmentRecord } from './store/rows.ts';
import {
  countOpenOf,
  findOpenPart,
  findTask,
  insertParties,
  lockAssignmentsOf,
  lockOpenOf,
  lockTask,
  passParties,
  renameOnOpenWork,
  updateAssignment,
  updateTask,
} from './store/tasks.ts';

/**
 * The giver takes a task back with a reason: everything open of it ends, what was confirmed stays done, and no
 * further period is opened.
 *
 * @param version of the task as it was seen
 * @throws Refusal `directives.task_changed`, `directives.nothing_open` (409)
 */
export async function withdrawTask(work: Work, taskId: string, version: number, reason: string): Promise<TaskDetail> {
  requirePermission(work.actor, directivesPermissions.confirm);
  return work.run(async (tx) => {
    await getVisibleTask(tx, taskId);
    const task = await lockTask(tx.db, taskId);
    if (!task) throw new Refusal('directives.not_found', 404);
    if (task.version !== version || task.withdrawn_at) {
      const at = momentVi(toVietnamIso(task.withdrawn_at ?? task.issued_at));
      throw new Refusal('directives.task_changed', 409, { by: task.withdrawn_by_name ?? task.issued_by_name, at });
    }
    const open = (await lockAssignmentsOf(tx.db, taskId)).filter((row) => isLive(factsOf(row)) && !row.confirmed_at);
    if (open.length === 0 && task.next_period_on === null) throw new Refusal('directives.nothing_open', 409);
    for (const row of open) {
      await updateAssignment(tx.db, row.id, { withdrawn_at: tx.now, ...stamp(tx, row, 'directives.withdrawn') });
      await cancelObligation(tx, 'directives', row.id);
      await endRequests(tx, row, 'task-withdrawn');
    }
    const why = reason.normalize('NFC');
    await updateTask(tx.db, taskId, {
      withdrawn_at: tx.now,
      withdrawn_by_name: tx.actor.name,
      withdrawn_reason: why,
      next_period_on: null,
      version: task.version + 1,
    });
    await record(tx, {
      action: 'directives.withdrawn',
      subject: { kind: 'task', id: taskId },
      reach: 'subject',
      data: { reason: why, assignments: open.length },
    });
    return taskDetail(tx, taskId);
  });
}

/** The Office moves one open part to another agency: the first was divided, ended, or was the wrong one. */
export async function handOverPart(work: Work, target: Target, agencyId: string, reason: string): Promise<TaskDetail> {
  requirePermission(work.actor, directivesPermissions.confirm);
  return work.run(async (tx) => {
    const { row } = await holdFor(tx, 'hand-over', target);
    const [agency] = await agenciesById(tx, [agencyId]);
    if (!agency || !isInForce(agency, tx.today) || agency.id === row.agency_id)
      throw new Refusal('directives.agency_gone', 422, {
        position: '',
        fields: { agencyId: 'directives.agency_gone' },
      });
    await insertParties(tx.db, [{ task_id: row.task_id, agency_id: agency.id, role: row.role, ended_on: null }]);
    // Another agency is given the work: it says itself how long it needs.
    await endRequests(tx, row, 'handed-over');
    const documentId = await movePart(tx, row, agency, reason.normalize('NFC'));
    await openDocumentsTo(tx, [documentId], agency.id);
    return taskDetail(tx, row.task_id);
  });
}

interface Successor {
  readonly id: string;
  readonly name: string;
}

/**
 * Hands all open work of agencies to their successor, on the day a merger takes effect. What is done stays under the
 * name that did it; the successor may read it. Where the successor had a part in the same task already, one remains:
 * the lead's before the cooperator's.
 */
export async function handOverAll(
  tx: Tx,
  fromIds: readonly string[],
  to: Successor,
  on: LocalDate,
  reason: string | null,
): Promise<void> {
  await asProgram(tx, async () => {
    for (const fromId of fromIds) {
      if (fromId === to.id) continue;
      const documents = await passParties(tx.db, fromId, to.id, on);
      for (const row of await lockOpenOf(tx.db, fromId)) await movePart(tx, row, to, reason);
      await openDocumentsTo(tx, documents, to.id);
    }
  });
}

/** How many open parts these agencies have: shown before a merger is confirmed. */
export async function countOpenWork(tx: Tx, agencyIds: readonly string[]): Promise<number> {
  return asProgram(tx, () => countOpenOf(tx.db, agencyIds));
}

/** Open work carries the agency's new name. */
export async function renameAgency(tx: Tx, agencyId: string, name: string): Promise<void> {
  await asProgram(tx, () => renameOnOpenWork(tx.db, agencyId, name.normalize('NFC')));
}

/** @returns the document the task came from */
async function movePart(tx: Tx, row: AssignmentRecord, to: Successor, reason: string | null): Promise<string> {
  const task = await findTask(tx.db, row.task_id);
  if (!task) throw new Error(`assignment ${row.id} has no task`);
  const other = await findOpenPart(tx.db, row, to.id);
  const yields = other !== undefined && !(row.role === 'lead' && other.role === 'cooperating');
  const moved = {
    agency_id: to.id,
    agency_name: to.name,
    handed_over_from: row.agency_name,
    officer_id: null,
    officer_name: null,
    assigned_at: null,
  };
  const step = stamp(tx, row, 'directives.handed_over');
  if (other && !yields) await supersede(tx, other, row.id);
  await updateAssignment(tx.db, row.id, {
    ...moved,
    ...step,
    ...(yields ? { superseded_at: tx.now, superseded_by: other.id } : {}),
  });
  if (yields) {
    await cancelObligation(tx, 'directives', row.id);
    await endRequests(tx, row, 'merged');
  } else await registerPart(tx, task, { ...row, ...moved });
  await record(tx, {
    action: 'directives.handed_over',
    subject: { kind: 'task', id: row.task_id },
    agencyId: to.id,
    reach: 'subject',
    data: { assignment: row.id, from: row.agency_name, to: to.name, period: row.period_label, joined: yields, reason },
  });
  return task.document_id;
}

async function supersede(tx: Tx, row: AssignmentRecord, by: string): Promise<void> {
  const step = stamp(tx, row, 'directives.handed_over');
  await updateAssignment(tx.db, row.id, { superseded_at: tx.now, superseded_by: by, ...step });
  await cancelObligation(tx, 'directives', row.id);
  await endRequests(tx, row, 'merged');
}

function stamp(tx: Tx, row: AssignmentRecord, action: string) {
  return {
    version: row.version + 1,
    changed_at: tx.now,
    changed_by: tx.actor.personId,
    changed_by_name: tx.actor.name,
    last_action: action,
  };
}
