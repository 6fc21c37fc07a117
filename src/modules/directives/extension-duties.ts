import { dateVi, momentVi } from '#modules/calendar/domain/explain-vi.ts';
import { dueVi } from '#modules/reminders/domain/words.ts';
import {
  cancelObligation,
  completeObligation,
  obligationIds,
  obligationOf,
  reactedElsewhere,
  registerObligation,
  remindAgain,
  seedPolicy,
} from '#modules/reminders/public.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { asProgram, type Tx } from '#platform/db/province.ts';
import { answerWhy } from './domain/extension.ts';
import { ANSWER_LADDER } from './domain/ladders.ts';
import { lineOf } from './opening.ts';
import { answeredExtensions } from './store/extensions.ts';
import type { AssignmentRecord, ExtensionRecord, TaskRecord } from './store/rows.ts';

const SOURCE = 'directives';
/** The Office owes an answer. */
export const EXTENSION_DUTY = 'directive-extension';
/** The agency is told of it: done once somebody has said "Đã biết". */
export const EXTENSION_ANSWER = 'directive-extension-answer';

const ANSWER_PREFIX = 'extension-answer/';
const dutyKey = (requestId: string) => `extension/${requestId}`;
const answerKey = (requestId: string) => `${ANSWER_PREFIX}${requestId}`;

/** Brings the ladder of answers up to date; one a province made its own stays. */
export async function seedDirectivesReminders(tx: Tx): Promise<void> {
  await seedPolicy(tx, EXTENSION_ANSWER, ANSWER_LADDER);
}

/** A request stands on the Office's list until it is answered; the asking agency follows it. */
export async function oweAnswer(
  tx: Tx,
  task: TaskRecord,
  row: AssignmentRecord,
  request: ExtensionRecord,
): Promise<void> {
  const { agency_name: agency, asked_due_on: until } = request;
  await registerObligation(tx, {
    source: SOURCE,
    key: dutyKey(request.id),
    kind: EXTENSION_DUTY,
    title: `Trả lời đề nghị gia hạn đến ${dateVi(until)} của ${agency}: ${lineOf(task, row)}`,
    agencyId: task.follower_agency_id,
    followerAgencyId: row.agency_id,
    startAt: tx.now,
    dueAt: request.answer_due_at,
    urgency: task.urgency,
    link: `/nhiem-vu/${task.id}?phan=${row.id}&mo=tra-loi-gia-han`,
    action: 'Trả lời',
    explanation: [
      `${request.asked_by_name} (${agency}) đề nghị gia hạn lúc ${momentVi(toVietnamIso(request.asked_at))}.`,
      ...answerWhy(request.answer_due_at, request.from_due_at),
    ],
    origin: { document: task.document_kind ?? 'Văn bản', number: task.document_number },
  });
  if (request.asked_by) {
    const note = `đến ${dateVi(until)}`;
    await reactedElsewhere(tx, { source: SOURCE, key: row.id }, 'asked-more-time', request.asked_by, note);
  }
}

/** The due date stays: reminders a request had spared its part are due again. */
export async function keepReminding(tx: Tx, assignmentId: string): Promise<void> {
  await remindAgain(tx, SOURCE, assignmentId);
}

/** The request is answered, or there is nothing left to answer. */
export async function endAnswerDuty(tx: Tx, requestId: string, how: 'answered' | 'ended'): Promise<void> {
  if (how === 'answered') await completeObligation(tx, SOURCE, dutyKey(requestId), tx.now);
  else await cancelObligation(tx, SOURCE, dutyKey(requestId));
}

/**
 * Tells who asked, while he is still there, or else whoever does the agency's work. A refusal goes out at once: the
 * old due date runs on.
 *
 * @param row the part with the due date now in force
 * @param personId whom to tell; null: those who do the agency's work
 */
export async function tellAnswer(
  tx: Tx,
  task: TaskRecord,
  row: AssignmentRecord,
  answer: { requestId: string; isGranted: boolean; note: string | null; personId: string | null },
): Promise<void> {
  const { due_at: dueAt } = row;
  const due = dueVi(dueAt && toVietnamIso(dueAt));
  const { isGranted, note } = answer;
  // A province older than this ladder gets it with its first answer.
  await seedDirectivesReminders(tx);
  await registerObligation(tx, {
    source: SOURCE,
    key: answerKey(answer.requestId),
    kind: EXTENSION_ANSWER,
    title: `${isGranted ? 'Đã được gia hạn' : 'Không được gia hạn'}: ${lineOf(task, row)}`,
    agencyId: row.agency_id,
    personId: answer.personId,
    startAt: dueAt && dueAt < tx.now ? dueAt : tx.now,
    dueAt,
    urgency: isGranted ? 'normal' : 'urgent',
    link: `/nhiem-vu/${task.id}?phan=${row.id}`,
    action: 'Xem trả lời',
    explanation: [
      isGranted
        ? `${tx.actor.name} đồng ý gia hạn. Hạn mới: ${due}.`
        : `${tx.actor.name} trả lời không gia hạn. Hạn vẫn là ${due}.`,
      ...(note === null ? [] : [note]),
    ],
    origin: { document: task.document_kind ?? 'Văn bản', number: task.document_number },
  });
}

/** Nobody has to read answers about work that is reported, taken back or gone elsewhere. */
export async function endTold(tx: Tx, assignmentId: string): Promise<void> {
  await asProgram(tx, async () => {
    const keys = (await answeredExtensions(tx.db, assignmentId)).map(answerKey);
    const known = await obligationIds(tx, SOURCE, keys);
    for (const key of keys) if (known.has(key)) await completeObligation(tx, SOURCE, key, tx.now);
  });
}

/** Answers that wait to be read: the reminder engine's id of each, by request. */
export async function unreadAnswers(
  tx: Tx,
  requests: readonly Pick<ExtensionRecord, 'id' | 'decided_at'>[],
): Promise<ReadonlyMap<string, string>> {
  const unread = new Map<string, string>();
  for (const { id, decided_at: decidedAt } of requests) {
    const told = decidedAt ? await obligationOf(tx, SOURCE, answerKey(id)) : undefined;
    if (told?.state === 'open') unread.set(id, told.id);
  }
  return unread;
}

/** "Đã biết" is all that is asked about an answer. */
export async function answerWasRead(tx: Tx, { source, key }: { source: string; key: string }): Promise<void> {
  if (source === SOURCE && key.startsWith(ANSWER_PREFIX)) await completeObligation(tx, SOURCE, key, tx.now);
}
