import { momentVi } from '#modules/calendar/domain/explain-vi.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { type Actor, visibleAgencies } from '#platform/auth/actor.ts';
import { can } from '#platform/auth/permission.ts';
import type { Tx } from '#platform/db/province.ts';
import { type Action, denialOf, type Party } from './domain/lifecycle.ts';
import { type Facts, stepOf } from './domain/status.ts';
import { directivesPermissions } from './permissions.ts';
import type { AssignmentRecord, TaskRecord } from './store/rows.ts';
import { findAssignment, findTask, isPartyTo, lockAssignment } from './store/tasks.ts';

export function factsOf(row: AssignmentRecord): Facts {
  return {
    dueAt: row.due_at,
    receivedAt: row.received_at,
    progressedAt: row.progressed_at,
    reportedAt: row.reported_at,
    confirmedAt: row.confirmed_at,
    returnedAt: row.returned_at,
    withdrawnAt: row.withdrawn_at,
    supersededAt: row.superseded_at,
  };
}

/**
 * Where the actor stands towards an assignment. An agency acts for itself only: a district does not report for its
 * communes, though it sees their work.
 */
export function partiesOf(actor: Actor, row: AssignmentRecord): Party[] {
  if (actor.kind === 'system') return ['giver', 'office', 'agency', 'officer'];
  const parties: Party[] = [];
  if (actor.grants.some(({ role }) => role === 'provincial-leader')) parties.push('giver');
  if (can(actor, directivesPermissions.confirm)) parties.push('office');
  const here = actor.grants.filter((grant) => grant.agencyId === row.agency_id);
  if (here.some(({ role }) => role in directivesPermissions.manage.roles)) parties.push('agency');
  const named = actor.personId !== null && row.officer_id === actor.personId;
  if (named && here.some(({ role }) => role in directivesPermissions.work.roles)) parties.push('officer');
  return parties;
}

/** Whether the actor may read what was written for this assignment, and not only how far it is. */
export function seesInside(actor: Actor, row: Pick<AssignmentRecord, 'agency_id'>): boolean {
  const seen = visibleAgencies(actor);
  return seen === 'all' || seen.includes(row.agency_id);
}

/**
 * The task when the actor may see it (the first wall).
 * @throws Refusal `directives.not_found` (404), the same for what does not exist and what may not be seen
 */
export async function getVisibleTask(tx: Tx, taskId: string): Promise<TaskRecord> {
  const task = await findTask(tx.db, taskId);
  const seen = visibleAgencies(tx.actor);
  if (!task || (seen !== 'all' && !(await isPartyTo(tx.db, taskId, seen))))
    throw new Refusal('directives.not_found', 404);
  return task;
}

/** Which assignment, and the version of it the actor saw. */
export interface Target {
  readonly taskId: string;
  readonly assignmentId: string;
  readonly version: number;
}

export interface HeldPart {
  readonly task: TaskRecord;
  readonly row: AssignmentRecord;
}

/**
 * The assignment held for an action the actor may take now, at the version he saw.
 *
 * @throws as `holdPart`; Refusal `directives.wrong_step` (409)
 */
export async function holdFor(tx: Tx, action: Action, target: Target): Promise<HeldPart> {
  const denied = (row: AssignmentRecord) => denialOf(action, partiesOf(tx.actor, row), factsOf(row));
  const held = await holdPart(tx, target, (row) => denied(row) === 'not-yours');
  if (denied(held.row) === 'wrong-step') throw wrongStep(held.row);
  return held;
}

/**
 * The assignment held at the version the actor saw.
 *
 * @param isStranger whether the actor has no such part in it
 * @throws Refusal `directives.not_found` (404); `directives.not_yours` (403); `directives.assignment_changed` (409)
 *   saying who did what
 */
export async function holdPart(
  tx: Tx,
  { taskId, assignmentId, version }: Target,
  isStranger: (row: AssignmentRecord) => boolean,
): Promise<HeldPart> {
  const task = await getVisibleTask(tx, taskId);
  const known = await findAssignment(tx.db, taskId, assignmentId);
  if (!known) throw new Refusal('directives.not_found', 404);
  if (isStranger(known)) throw new Refusal('directives.not_yours', 403);
  const row = await lockAssignment(tx.db, assignmentId);
  if (!row) throw new Refusal('directives.not_found', 404);
  if (isStranger(row)) throw new Refusal('directives.not_yours', 403);
  if (row.version !== version) {
    throw new Refusal('directives.assignment_changed', 409, {
      by: row.changed_by_name,
      what: DONE[row.last_action] ?? 'thay đổi',
      at: momentVi(toVietnamIso(row.changed_at)),
      version: row.version,
    });
  }
  return { task, row };
}

/** The work is at another step than the action needs. */
export function wrongStep(row: AssignmentRecord): Refusal {
  return new Refusal('directives.wrong_step', 409, { step: STEPS[stepOf(factsOf(row))] });
}

/** What a person did, as in "Nguyễn An đã {what} lúc …". */
const DONE: Readonly<Record<string, string>> = {
  'directives.issued': 'giao việc',
  'directives.period_opened': 'mở kỳ mới',
  'directives.received': 'nhận việc',
  'directives.assigned': 'phân công người làm',
  'directives.noted': 'ghi tiến độ',
  'directives.reported': 'gửi báo cáo',
  'directives.confirmed': 'xác nhận kết quả',
  'directives.returned': 'trả lại báo cáo',
  'directives.withdrawn': 'rút nhiệm vụ',
  'directives.handed_over': 'chuyển việc sang cơ quan khác',
  'directives.extension_asked': 'đề nghị gia hạn',
  'directives.extended': 'đồng ý gia hạn',
  'directives.extension_declined': 'trả lời không gia hạn',
  'directives.extension_taken_back': 'rút đề nghị gia hạn',
};

const STEPS: Readonly<Record<ReturnType<typeof stepOf>, string>> = {
  new: 'mới giao',
  received: 'đã nhận',
  'in-progress': 'đang làm',
  reported: 'đã báo cáo, chờ xác nhận',
  returned: 'bị trả lại',
  confirmed: 'đã xác nhận',
  withdrawn: 'đã rút',
};
