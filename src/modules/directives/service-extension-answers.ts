import { holdersOf } from '#modules/org/public.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import type { Target } from './acting.ts';
import { extendedWhy } from './domain/extension.ts';
import { endAnswerDuty, endTold, keepReminding, tellAnswer } from './extension-duties.ts';
import { hold, newDue, openRequest, wrongDay } from './extension-holding.ts';
import type { GrantExtensionBody } from './extension-schema.ts';
import { registerPart } from './opening.ts';
import { directivesPermissions } from './permissions.ts';
import type { TaskDetail } from './schema.ts';
import { finish } from './service-actions.ts';
import { decideExtension, moveDue } from './store/extensions.ts';
import type { AssignmentRecord, ExtensionRecord } from './store/rows.ts';

/**
 * The giver or his Office agrees, for the day asked for or another: the due date moves, the first one stays beside it for ever, and
 * the reminders are planned anew. Also after the old due date, when the request came before it; and after the report,
 * which is then judged by the new date.
 *
 * @throws as `holdPart`; Refusal `directives.extension_settled` (409); `directives.extension_past` (422) for a day that
 *   has gone by while the work is open; those of `newDue`
 */
export async function grantExtension(
  work: Work,
  target: Target,
  requestId: string,
  body: Omit<GrantExtensionBody, 'version'>,
): Promise<TaskDetail> {
  requirePermission(work.actor, directivesPermissions.answer);
  return work.run(async (tx) => {
    const held = await hold(tx, 'decide', target);
    const { task, row } = held;
    const request = await openRequest(tx, row, requestId);
    const { moment, day, leadDueOn } = await newDue(tx, row, body);
    if (row.reported_at === null && moment.dueAt <= tx.now) throw wrongDay('directives.extension_past', {});
    const note = body.note?.normalize('NFC') ?? null;
    const document = body.documentNumber?.normalize('NFC') ?? null;
    await decideExtension(tx.db, request.id, {
      decision: 'granted',
      decided_at: tx.now,
      decided_by: tx.actor.personId,
      decided_by_name: tx.actor.name,
      decision_note: note,
      decision_document: document,
      granted_due_on: day,
      granted_due_at: moment.dueAt,
    });
    const times = row.extended_times + 1;
    const why = extendedWhy({
      times,
      decidedAt: tx.now,
      decidedBy: tx.actor.name,
      document,
      fromDueAt: request.from_due_at,
      moment: moment.explanation,
      leadDueOn,
    });
    const due = { due_on: day, due_at: moment.dueAt, explanation: [...row.explanation, ...why] };
    const moved = await moveDue(tx.db, row, due);
    await endAnswerDuty(tx, request.id, 'answered');
    await registerPart(tx, task, moved);
    await endTold(tx, row.id);
    const personId = await whomToTell(tx, row, request);
    await tellAnswer(tx, task, moved, { requestId: request.id, isGranted: true, note, personId });
    return finish(tx, held, {
      change: {},
      action: 'directives.extended',
      reach: 'subject',
      data: { request: request.id, times, from: request.from_due_on, dueOn: day, document },
    });
  });
}

/** The giver or his Office does not agree, with its reason: the due date stays. */
export async function declineExtension(
  work: Work,
  target: Target,
  requestId: string,
  reason: string,
): Promise<TaskDetail> {
  requirePermission(work.actor, directivesPermissions.answer);
  return work.run(async (tx) => {
    const held = await hold(tx, 'decide', target);
    const { task, row } = held;
    const request = await openRequest(tx, row, requestId);
    const why = reason.normalize('NFC');
    await decideExtension(tx.db, request.id, {
      decision: 'declined',
      decided_at: tx.now,
      decided_by: tx.actor.personId,
      decided_by_name: tx.actor.name,
      decision_note: why,
      decision_document: null,
      granted_due_on: null,
      granted_due_at: null,
    });
    await endAnswerDuty(tx, request.id, 'answered');
    await keepReminding(tx, row.id);
    await endTold(tx, row.id);
    const personId = await whomToTell(tx, row, request);
    await tellAnswer(tx, task, row, { requestId: request.id, isGranted: false, note: why, personId });
    return finish(tx, held, {
      change: {},
      action: 'directives.extension_declined',
      reach: 'agency',
      data: { request: request.id, reason: why },
    });
  });
}

/** Who asked, while he works there; else the officer of the part; null leaves it to those who do the agency's work. */
async function whomToTell(tx: Tx, row: AssignmentRecord, request: ExtensionRecord): Promise<string | null> {
  const here = await holdersOf(tx, row.agency_id, ['officer', 'agency-clerk', 'agency-head']);
  const works = (personId: string | null) => here.some((holder) => holder.personId === personId);
  return [request.asked_by, row.officer_id].find((one) => one !== null && works(one)) ?? null;
}
