import { createHash } from 'node:crypto';
import { record } from '#modules/audit/public.ts';
import { holdersOf } from '#modules/org/public.ts';
import { acknowledgeObligation, completeObligation, reopenObligation } from '#modules/reminders/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Permission, requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { factsOf, getVisibleTask, type HeldPart, holdFor, partiesOf, type Target } from './acting.ts';
import { type Action, denialOf } from './domain/lifecycle.ts';
import { endTold } from './extension-duties.ts';
import { settleBeforeConfirm } from './extension-ending.ts';
import { registerPart } from './opening.ts';
import { directivesPermissions } from './permissions.ts';
import type { SentFile } from './report-form.ts';
import type { OfficerList, TaskDetail } from './schema.ts';
import { taskDetail } from './service-read.ts';
import type { AssignmentRecord } from './store/rows.ts';
import { decideReport, insertNote, insertReport } from './store/reports.ts';
import { findAssignment, updateAssignment } from './store/tasks.ts';

interface Held extends HeldPart {
  readonly tx: Tx;
}

/** The changes of the row, and the fact for the log. */
export interface Done {
  readonly change: Partial<AssignmentRecord>;
  readonly action: string;
  /** How far the fact reaches: everybody on the task, or the agency and the Office. */
  readonly reach: 'subject' | 'agency';
  readonly data?: Readonly<Record<string, unknown>>;
}

async function act(
  work: Work,
  permission: Permission,
  action: Action,
  target: Target,
  doIt: (held: Held) => Promise<Done>,
): Promise<TaskDetail> {
  requirePermission(work.actor, permission);
  return work.run(async (tx) => {
    const held = await holdFor(tx, action, target);
    return finish(tx, held, await doIt({ tx, ...held }));
  });
}

/** Writes what was done to a part and the fact for the log. @returns the task as it then stands */
export async function finish(tx: Tx, { task, row }: HeldPart, done: Done): Promise<TaskDetail> {
  await updateAssignment(tx.db, row.id, {
    ...done.change,
    version: row.version + 1,
    changed_at: tx.now,
    changed_by: tx.actor.personId,
    changed_by_name: tx.actor.name,
    last_action: done.action,
  });
  await record(tx, {
    action: done.action,
    subject: { kind: 'task', id: task.id },
    agencyId: row.agency_id,
    reach: done.reach,
    data: { assignment: row.id, agency: row.agency_name, period: row.period_label, ...done.data },
  });
  return taskDetail(tx, task.id);
}

/** "Đã nhận việc": the agency knows of the task and takes it. */
export async function receiveTask(work: Work, target: Target): Promise<TaskDetail> {
  return act(work, directivesPermissions.work, 'receive', target, async ({ tx, row }) => {
    if (tx.actor.personId) await acknowledgeObligation(tx, 'directives', row.id, tx.actor.personId);
    return { change: { received_at: tx.now }, action: 'directives.received', reach: 'subject' };
  });
}

/**
 * Names the officer who does the work; he is told and reminders go to him from now on.
 * @throws Refusal `directives.not_in_agency` (422) when the person holds no post there today
 */
export async function assignOfficer(work: Work, target: Target, personId: string): Promise<TaskDetail> {
  return act(work, directivesPermissions.manage, 'assign', target, async ({ tx, task, row }) => {
    const officer = (await officersOf(tx, row.agency_id)).find((one) => one.personId === personId);
    if (!officer)
      throw new Refusal('directives.not_in_agency', 422, { fields: { personId: 'directives.not_in_agency' } });
    const change = {
      officer_id: officer.personId,
      officer_name: officer.fullName,
      assigned_at: tx.now,
      received_at: row.received_at ?? tx.now,
    };
    const by = tx.actor.personId;
    const handed = by === null ? undefined : { byPersonId: by, toName: officer.fullName };
    await registerPart(tx, task, { ...row, ...change }, handed);
    return { change, action: 'directives.assigned', reach: 'agency', data: { officer: officer.fullName } };
  });
}

/** Whom the agency can name: those who hold a post in it today. */
export async function listOfficers(work: Work, taskId: string, assignmentId: string): Promise<OfficerList> {
  requirePermission(work.actor, directivesPermissions.manage);
  return work.run(async (tx) => {
    await getVisibleTask(tx, taskId);
    const row = await findAssignment(tx.db, taskId, assignmentId);
    if (!row) throw new Refusal('directives.not_found', 404);
    if (denialOf('assign', partiesOf(tx.actor, row), factsOf(row)) === 'not-yours')
      throw new Refusal('directives.not_yours', 403);
    const officers = await officersOf(tx, row.agency_id);
    return { officers: officers.map(({ personId, fullName, title }) => ({ id: personId, name: fullName, title })) };
  });
}

async function officersOf(tx: Tx, agencyId: string) {
  const holders = await holdersOf(tx, agencyId, ['officer', 'agency-clerk', 'agency-head']);
  return holders.filter((one, index) => holders.findIndex(({ personId }) => personId === one.personId) === index);
}

/** A word on how the work goes, with how much of it is done. */
export async function noteProgress(
  work: Work,
  target: Target,
  note: { readonly text: string; readonly percent: number | null },
): Promise<TaskDetail> {
  return act(work, directivesPermissions.work, 'note', target, async ({ tx, task, row }) => {
    const text = note.text.normalize('NFC');
    await insertNote(tx.db, {
      id: newId(),
      assignment_id: row.id,
      task_id: task.id,
      text,
      percent: note.percent,
      at: tx.now,
      by_id: tx.actor.personId,
      by_name: tx.actor.name,
    });
    return {
      change: {
        received_at: row.received_at ?? tx.now,
        progressed_at: tx.now,
        ...(note.percent === null ? {} : { percent: note.percent }),
      },
      action: 'directives.noted',
      reach: 'agency',
      data: { text, percent: note.percent },
    };
  });
}

export interface ReportInput {
  readonly text: string;
  readonly documentNumber?: string | undefined;
  readonly documentOn?: string | undefined;
  readonly files: readonly SentFile[];
}

/**
 * Sends the result in (báo cáo kết quả). Its time decides whether the work was on time, should it be accepted; the
 * reminders stop now. A result is a document number or a file.
 *
 * @throws Refusal `directives.result_missing` (422) from a lead that gives neither
 */
export async function reportResult(work: Work, target: Target, report: ReportInput): Promise<TaskDetail> {
  return act(work, directivesPermissions.work, 'report', target, async ({ tx, task, row }) => {
    if (row.role === 'lead' && !report.documentNumber && report.files.length === 0)
      throw new Refusal('directives.result_missing', 422, { fields: { documentNumber: 'directives.result_missing' } });
    const id = newId();
    await insertReport(
      tx.db,
      {
        id,
        assignment_id: row.id,
        task_id: task.id,
        text: report.text.normalize('NFC'),
        document_number: report.documentNumber?.normalize('NFC') ?? null,
        document_on: report.documentOn ?? null,
        reported_at: tx.now,
        reported_by: tx.actor.personId,
        reported_by_name: tx.actor.name,
        agency_name: row.agency_name,
        decision: null,
        decided_at: null,
        decided_by_name: null,
        decision_note: null,
      },
      report.files.map((file) => ({
        id: newId(),
        report_id: id,
        name: file.name,
        media_type: file.mediaType,
        size: file.bytes.length,
        sha256: createHash('sha256').update(file.bytes).digest('hex'),
        bytes: Buffer.from(file.bytes),
      })),
    );
    await completeObligation(tx, 'directives', row.id, tx.now);
    await endTold(tx, row.id);
    return {
      change: { reported_at: tx.now, received_at: row.received_at ?? tx.now },
      action: 'directives.reported',
      reach: 'subject',
      data: { report: id, number: report.documentNumber ?? null, files: report.files.length },
    };
  });
}

/**
 * The Office accepts the result: the part is done, judged by the time of the report.
 * @throws Refusal `directives.extension_waits` (409): a late result whose request for more time waits is judged by the
 *   answer, so that comes first
 */
export async function confirmResult(work: Work, target: Target, note: string | undefined): Promise<TaskDetail> {
  return act(work, directivesPermissions.confirm, 'confirm', target, async ({ tx, row }) => {
    await settleBeforeConfirm(tx, row);
    await decideReport(tx.db, row.id, {
      decision: 'confirmed',
      decided_at: tx.now,
      decided_by_name: tx.actor.name,
      decision_note: note?.normalize('NFC') ?? null,
    });
    return {
      change: { confirmed_at: tx.now, percent: 100 },
      action: 'directives.confirmed',
      reach: 'subject',
      data: { reportedAt: row.reported_at?.toISOString() ?? null },
    };
  });
}

/** The Office sends the report back with its reason: the clock has been running all along, reminders go on. */
export async function returnReport(work: Work, target: Target, reason: string): Promise<TaskDetail> {
  return act(work, directivesPermissions.confirm, 'return', target, async ({ tx, row }) => {
    const why = reason.normalize('NFC');
    await decideReport(tx.db, row.id, {
      decision: 'returned',
      decided_at: tx.now,
      decided_by_name: tx.actor.name,
      decision_note: why,
    });
    await reopenObligation(tx, 'directives', row.id);
    return {
      change: { reported_at: null, returned_at: tx.now, return_reason: why },
      action: 'directives.returned',
      reach: 'agency',
      data: { reason: why },
    };
  });
}
