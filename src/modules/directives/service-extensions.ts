import { createHash } from 'node:crypto';
import { loadCalendar } from '#modules/calendar/public.ts';
import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Work } from '#platform/db/province.ts';
import { getVisibleTask, partiesOf, type Target } from './acting.ts';
import { dueMomentOf } from './domain/due.ts';
import { answerDueAt, workingDaysMore } from './domain/extension.ts';
import { endAnswerDuty, keepReminding, oweAnswer } from './extension-duties.ts';
import { hold, leadPassed, newDue, openRequest, refusalOf } from './extension-holding.ts';
import type { AskExtensionBody, NewDueView } from './extension-schema.ts';
import { directivesPermissions } from './permissions.ts';
import type { SentFile } from './report-form.ts';
import type { TaskDetail } from './schema.ts';
import { finish } from './service-actions.ts';
import { endExtension, insertExtension } from './store/extensions.ts';
import type { ExtensionRecord } from './store/rows.ts';
import { findAssignment } from './store/tasks.ts';

export type AskInput = Omit<AskExtensionBody, 'version'> & { readonly files: readonly SentFile[] };

/**
 * Asks for more time (đề nghị gia hạn) before the due date, with the day, the reason and, if there is one, the paper.
 * The due date moves only when the Office agrees; it owes the answer from now on.
 *
 * @throws as `holdPart`; Refusal `directives.wrong_step`, `directives.extension_overdue`, `directives.extension_no_due`,
 *   `directives.extension_open` (409); those of `newDue`
 */
export async function askExtension(work: Work, target: Target, input: AskInput): Promise<TaskDetail> {
  requirePermission(work.actor, directivesPermissions.work);
  return work.run(async (tx) => {
    const { task, row } = await hold(tx, 'ask', target);
    const { due_on: fromDueOn, due_at: fromDueAt } = row;
    if (!fromDueOn || !fromDueAt) throw refusalOf('no-due', row, undefined);
    const { moment, day, leadDueOn } = await newDue(tx, row, input);
    const request: ExtensionRecord = {
      id: newId(),
      assignment_id: row.id,
      task_id: task.id,
      from_due_on: fromDueOn,
      from_due_at: fromDueAt,
      asked_due_on: day,
      asked_due_at: moment.dueAt,
      reason: input.reason.normalize('NFC'),
      document_number: input.documentNumber?.normalize('NFC') ?? null,
      document_on: input.documentOn ?? null,
      past_lead: leadDueOn !== null,
      asked_at: tx.now,
      asked_by: tx.actor.personId,
      asked_by_name: tx.actor.name,
      agency_name: row.agency_name,
      answer_due_at: answerDueAt(await loadCalendar(tx, task.follower_agency_id), tx.now, fromDueAt),
      ...UNDECIDED,
    };
    await insertExtension(tx.db, request, input.files.map(fileOf(request.id)));
    await oweAnswer(tx, task, row, request);
    return finish(
      tx,
      { task, row },
      {
        change: { received_at: row.received_at ?? tx.now },
        action: 'directives.extension_asked',
        reach: 'agency',
        data: { request: request.id, dueOn: day, reason: request.reason, files: input.files.length },
      },
    );
  });
}

/** The agency takes its request back: the due date stays, another may be asked for while there is time. */
export async function takeBackExtension(work: Work, target: Target, requestId: string): Promise<TaskDetail> {
  requirePermission(work.actor, directivesPermissions.work);
  return work.run(async (tx) => {
    const held = await hold(tx, 'take-back', target);
    const request = await openRequest(tx, held.row, requestId);
    await endExtension(tx.db, request.id, {
      ended_at: tx.now,
      ended_by_name: tx.actor.name,
      ended_because: 'withdrawn',
    });
    await endAnswerDuty(tx, request.id, 'ended');
    await keepReminding(tx, held.row.id);
    return finish(tx, held, {
      change: {},
      action: 'directives.extension_taken_back',
      reach: 'agency',
      data: { request: request.id },
    });
  });
}

/** What a day would mean as the new due date of a part; changes nothing. For those who ask for it or answer. */
export async function previewDue(work: Work, at: Omit<Target, 'version'>, dueOn: LocalDate): Promise<NewDueView> {
  requirePermission(work.actor, directivesPermissions.read);
  return work.run(async (tx) => {
    await getVisibleTask(tx, at.taskId);
    const row = await findAssignment(tx.db, at.taskId, at.assignmentId);
    if (!row) throw new Refusal('directives.not_found', 404);
    if (partiesOf(tx.actor, row).length === 0) throw new Refusal('directives.not_yours', 403);
    if (!row.due_at) throw refusalOf('no-due', row, undefined);
    const calendar = await loadCalendar(tx, row.agency_id);
    const { dueAt, explanation } = dueMomentOf(calendar, dueOn, null, null);
    return {
      dueOn,
      dueAt: toVietnamIso(dueAt),
      explanation: [...explanation],
      workingDaysMore: workingDaysMore(calendar, row.due_at, dueAt),
      isLater: dueAt > row.due_at,
      leadDueOn: await leadPassed(tx, row, dueAt),
    };
  });
}

const UNDECIDED = {
  decision: null,
  decided_at: null,
  decided_by: null,
  decided_by_name: null,
  decision_note: null,
  decision_document: null,
  granted_due_on: null,
  granted_due_at: null,
  ended_at: null,
  ended_by_name: null,
  ended_because: null,
} as const;

function fileOf(requestId: string) {
  return ({ name, mediaType, bytes }: SentFile) => ({
    id: newId(),
    extension_id: requestId,
    name,
    media_type: mediaType,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: Buffer.from(bytes),
  });
}
