import { record } from '#modules/audit/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { answersFor, getSheetContext, type SheetContext, speaksFor } from './acting.ts';
import { pointsOf } from './domain/give-points.ts';
import { parIndexPermissions } from './permissions.ts';
import { resultsOf } from './results.ts';
import { dutyKey, fulfil, oweAnswer } from './duties.ts';
import type { ReplyAnswerBody, SheetDetail } from './sheets-schema.ts';
import type { ReplyRecord } from './store/rows.ts';
import { sheetDetail } from './service-sheets.ts';
import { appendValue, getLeaf } from './service-values.ts';
import {
  answerReplyRow,
  insertReply,
  insertResults,
  listSheets,
  lockReply,
  lockRound,
  updateRound,
  updateSheet,
} from './store/rounds.ts';
import { lastSeq, listCurrent } from './store/values.ts';

/**
 * The unit answers the council's result of a leaf, while the window is open.
 * @throws Refusal `par-index.not_yours` (403), `par-index.wrong_state` (409), `par-index.unknown_leaf` (422)
 */
export async function sendReply(work: Work, sheetId: string, code: string, text: string): Promise<SheetDetail> {
  requirePermission(work.actor, parIndexPermissions.speak);
  return work.run(async (tx) => {
    const context = await getSheetContext(tx, sheetId);
    const { round, sheet } = context;
    if (!speaksFor(tx, answersFor(sheet))) throw new Refusal('par-index.not_yours', 403);
    if (round.state !== 'reply' || (round.reply_until !== null && tx.today > round.reply_until))
      throw new Refusal('par-index.wrong_state', 409);
    const leaf = getLeaf(context, code);
    const reply: ReplyRecord = {
      id: newId(),
      round_id: round.id,
      sheet_id: sheetId,
      leaf: leaf.code,
      text: text.normalize('NFC'),
      sent_at: tx.now,
      sent_by: tx.actor.personId,
      sent_by_name: tx.actor.name,
      decision: null,
      answer: null,
      answered_at: null,
      answered_by_name: null,
    };
    await insertReply(tx.db, reply);
    await fulfil(tx, dutyKey.reply(sheet));
    await oweAnswer(tx, round, reply, sheet);
    await record(tx, {
      action: 'par-index.reply_sent',
      subject: { kind: 'par-sheet', id: sheetId },
      agencyId: answersFor(sheet),
      data: { leaf: leaf.code, text },
    });
    return sheetDetail(tx, sheetId);
  });
}

/**
 * The unit has read its result and does not want to reply: it is not reminded any longer, and may still reply.
 * @throws Refusal `par-index.not_found` (404), `par-index.not_yours` (403), `par-index.wrong_state` (409)
 */
export async function seeResult(work: Work, sheetId: string): Promise<SheetDetail> {
  requirePermission(work.actor, parIndexPermissions.speak);
  return work.run(async (tx) => {
    const { round, sheet } = await getSheetContext(tx, sheetId, true);
    if (!speaksFor(tx, answersFor(sheet))) throw new Refusal('par-index.not_yours', 403);
    if (round.state !== 'reply') throw new Refusal('par-index.wrong_state', 409);
    if (sheet.result_seen_at === null) {
      await updateSheet(tx.db, sheetId, {
        result_seen_at: tx.now,
        result_seen_by_name: tx.actor.name,
        revision: sheet.revision + 1,
      });
      await fulfil(tx, dutyKey.reply(sheet));
      await record(tx, {
        action: 'par-index.result_seen',
        subject: { kind: 'par-sheet', id: sheetId },
        agencyId: answersFor(sheet),
      });
    }
    return sheetDetail(tx, sheetId);
  });
}

/**
 * Answers a reply. Accepted, it corrects the final points, and the whole round is reckoned anew as the next version
 * of its results; the former version stays.
 *
 * @throws Refusal `par-index.not_found` (404), `par-index.already_answered`, `par-index.wrong_state` (409),
 *   `par-index.points_missing` (422)
 */
export async function answerReply(
  work: Work,
  sheetId: string,
  replyId: string,
  body: ReplyAnswerBody,
): Promise<SheetDetail> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const before = await getSheetContext(tx, sheetId, true);
    const round = await lockRound(tx.db, before.round.id);
    const reply = await lockReply(tx.db, replyId);
    if (!round || !reply || reply.sheet_id !== sheetId) throw new Refusal('par-index.not_found', 404);
    if (round.state !== 'reply') throw new Refusal('par-index.wrong_state', 409);
    if (reply.decision !== null) throw new Refusal('par-index.already_answered', 409);
    const context: SheetContext = { ...before, round };
    if (body.decision === 'accepted') await correct(tx, context, reply.leaf, body);
    await answerReplyRow(tx.db, replyId, {
      decision: body.decision,
      answer: body.answer.normalize('NFC'),
      answered_at: tx.now,
      answered_by_name: tx.actor.name,
    });
    await fulfil(tx, dutyKey.answer(reply));
    await record(tx, {
      action: 'par-index.reply_answered',
      subject: { kind: 'par-sheet', id: sheetId },
      agencyId: answersFor(context.sheet),
      data: { leaf: reply.leaf, decision: body.decision, answer: body.answer, points: body.points },
    });
    return sheetDetail(tx, sheetId);
  });
}

async function correct(tx: Tx, context: SheetContext, code: string, body: ReplyAnswerBody): Promise<void> {
  if (body.points === undefined) throw new Refusal('par-index.points_missing', 422);
  const { round } = context;
  const leaf = getLeaf(context, code);
  const input =
    body.points === null
      ? ({ type: 'not-applicable', reason: body.answer } as const)
      : ({ type: 'points', points: body.points } as const);
  await appendValue(tx, context, leaf, {
    stage: 'final',
    seq: (await lastSeq(tx.db, context.sheet.id, code, 'final')) + 1,
    input,
    points: pointsOf(leaf, input),
    reason: body.answer,
    evidence: [],
    agencyId: null,
  });
  const sheets = await listSheets(tx.db, round.id);
  const finals = await listCurrent(
    tx.db,
    sheets.map((sheet) => sheet.id),
    ['final'],
  );
  const version = round.result_version + 1;
  await insertResults(tx.db, resultsOf(tx, context, sheets, finals, version));
  await updateRound(tx.db, round.id, { result_version: version, revision: round.revision + 1 });
}
