import { record } from '#modules/audit/public.ts';
import { listAgencies } from '#modules/org/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { visibleAgencies } from '#platform/auth/actor.ts';
import { can, requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import type {
  AnswerBody,
  CommentBody,
  CommentRoundDetail,
  CommentRoundList,
  CommentRoundView,
} from './comments-schema.ts';
import { type CriteriaNode, type CriteriaSet, leavesOf } from './domain/criteria-set.ts';
import { isSame } from './domain/mapping.ts';
import { dutyKey, fulfil, oweComment, release } from './duties.ts';
import { blockUnits } from './opening.ts';
import { parIndexPermissions } from './permissions.ts';
import { speaksFor } from './acting.ts';
import { getSet } from './service-sets.ts';
import {
  closeCommentRoundRow,
  findComment,
  findCommentRound,
  insertAnswer,
  insertComment,
  insertCommentRound,
  listAnswers,
  listCommentRounds,
  listComments,
} from './store/comments.ts';
import { listSets } from './store/sets.ts';
import type { AnswerRecord, CommentRecord, CommentRoundRecord } from './store/rows.ts';

/**
 * Opens a round of comments on a draft set.
 * @throws Refusal `par-index.set_not_found` (404), `par-index.not_a_draft` (409), `par-index.dates_out_of_order` (422)
 */
export async function openComments(
  work: Work,
  input: { setId: string; title: string; dueOn: string },
): Promise<CommentRoundDetail> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const set = await getSet(tx, input.setId);
    if (set.state !== 'draft') throw new Refusal('par-index.not_a_draft', 409);
    if (input.dueOn < tx.today) throw new Refusal('par-index.dates_out_of_order', 422);
    const row: CommentRoundRecord = {
      id: newId(),
      set_id: set.id,
      title: input.title.normalize('NFC'),
      opened_at: tx.now,
      opened_by_name: tx.actor.name,
      due_on: input.dueOn,
      closed_at: null,
      closed_by_name: null,
    };
    await insertCommentRound(tx.db, row);
    for (const { id } of blockUnits(await listAgencies(tx, { on: tx.today }), set.block)) await oweComment(tx, row, id);
    await tell(tx, row.id, 'par-index.comments_opened', null, {
      title: row.title,
      set: set.code,
      version: set.version,
    });
    return detailOf(tx, row);
  });
}

export async function listCommentRoundsFor(work: Work): Promise<CommentRoundList> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => ({ rounds: (await listCommentRounds(tx.db)).map(viewOf) }));
}

/** @throws Refusal `par-index.comment_not_found` (404) */
export async function getCommentRound(work: Work, id: string): Promise<CommentRoundDetail> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => detailOf(tx, await getRow(tx, id)));
}

/**
 * An agency's comment on a node of the table or, with an empty code, on the whole set.
 * @throws Refusal `par-index.comment_not_found` (404), `par-index.comment_round_closed` (409), `par-index.not_yours`
 *   (403), `par-index.unknown_leaf` (422)
 */
export async function addComment(work: Work, roundId: string, body: CommentBody): Promise<CommentRoundDetail> {
  requirePermission(work.actor, parIndexPermissions.speak);
  return work.run(async (tx) => {
    const row = await getRow(tx, roundId);
    if (!speaksFor(tx, body.agencyId)) throw new Refusal('par-index.not_yours', 403);
    if (row.closed_at !== null || tx.today > row.due_on) throw new Refusal('par-index.comment_round_closed', 409);
    const set = (await getSet(tx, row.set_id)).content;
    if (body.leaf !== '' && nameIn(set, body.leaf) === undefined)
      throw new Refusal('par-index.unknown_leaf', 422, { code: body.leaf });
    const agency = (await listAgencies(tx, { on: tx.today })).find(({ id }) => id === body.agencyId);
    const comment: CommentRecord = {
      id: newId(),
      comment_round_id: roundId,
      agency_id: body.agencyId,
      agency_name: agency?.name ?? '',
      leaf: body.leaf,
      text: body.text.normalize('NFC'),
      proposal: body.proposal?.normalize('NFC') ?? null,
      sent_at: tx.now,
      sent_by: tx.actor.personId,
      sent_by_name: tx.actor.name,
    };
    await insertComment(tx.db, comment);
    await fulfil(tx, dutyKey.comment(row, body.agencyId));
    await tell(tx, roundId, 'par-index.commented', body.agencyId, { leaf: body.leaf, text: comment.text });
    return detailOf(tx, row);
  });
}

/**
 * Answers a comment. What is accepted, wholly or partly, names the later version and the leaf it changed, and the
 * leaf must really differ there. Answered again, the last answer counts and the former ones stay.
 *
 * @throws Refusal `par-index.comment_not_found` (404), `par-index.comment_round_closed` (409),
 *   `par-index.change_missing`, `par-index.change_not_found` (422)
 */
export async function answerComment(
  work: Work,
  roundId: string,
  commentId: string,
  body: AnswerBody,
): Promise<CommentRoundDetail> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const row = await getRow(tx, roundId);
    if (row.closed_at !== null) throw new Refusal('par-index.comment_round_closed', 409);
    const comment = await findComment(tx.db, roundId, commentId);
    if (!comment) throw new Refusal('par-index.comment_not_found', 404);
    if (body.decision !== 'explained' && body.change === null) throw new Refusal('par-index.change_missing', 422);
    if (body.change) await refuseNoChange(tx, row, body.change);
    const before = await listAnswers(tx.db, [commentId]);
    await insertAnswer(tx.db, {
      id: newId(),
      comment_id: commentId,
      seq: before.length + 1,
      decision: body.decision,
      reason: body.reason.normalize('NFC'),
      change_set_id: body.change?.setId ?? null,
      change_leaf: body.change?.leaf ?? null,
      answered_at: tx.now,
      answered_by: tx.actor.personId,
      answered_by_name: tx.actor.name,
    });
    await tell(tx, roundId, 'par-index.comment_answered', comment.agency_id, {
      leaf: comment.leaf,
      decision: body.decision,
      reason: body.reason,
    });
    return detailOf(tx, row);
  });
}

async function refuseNoChange(tx: Tx, row: CommentRoundRecord, change: { setId: string; leaf: string }): Promise<void> {
  const before = await getSet(tx, row.set_id);
  const after = await getSet(tx, change.setId);
  const find = (set: CriteriaSet) => leavesOf(set.fields).find((leaf) => leaf.code === change.leaf);
  const [was, is] = [find(before.content), find(after.content)];
  const differs = was && is ? !isSame(was, is) || was.evidence !== is.evidence : was !== is;
  if (after.code !== before.code || after.version <= before.version || !differs)
    throw new Refusal('par-index.change_not_found', 422, { code: change.leaf });
}

/**
 * Ends the round; from then on everybody reads all comments and answers.
 * @throws Refusal `par-index.comments_unanswered` (409) with how many, `par-index.comment_round_closed` (409)
 */
export async function closeComments(work: Work, roundId: string): Promise<CommentRoundDetail> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const row = await getRow(tx, roundId);
    const { counts } = await detailOf(tx, row);
    if (row.closed_at !== null) throw new Refusal('par-index.comment_round_closed', 409);
    if (counts.unanswered > 0) throw new Refusal('par-index.comments_unanswered', 409, { count: counts.unanswered });
    if (!(await closeCommentRoundRow(tx.db, roundId, tx.now, tx.actor.name)))
      throw new Refusal('par-index.comment_round_closed', 409);
    const { block } = await getSet(tx, row.set_id);
    // Those who were asked: the agencies of the day the round was opened.
    const openedOn = toVietnamIso(row.opened_at).slice(0, 10);
    for (const { id } of blockUnits(await listAgencies(tx, { on: openedOn }), block))
      await release(tx, dutyKey.comment(row, id));
    await tell(tx, roundId, 'par-index.comments_closed', null, counts);
    return detailOf(tx, await getRow(tx, roundId));
  });
}

/** @throws Refusal `par-index.comment_not_found` (404) */
export async function getRow(tx: Tx, id: string): Promise<CommentRoundRecord> {
  const row = await findCommentRound(tx.db, id);
  if (!row) throw new Refusal('par-index.comment_not_found', 404);
  return row;
}

async function tell(tx: Tx, id: string, action: string, agencyId: string | null, data: object): Promise<void> {
  await record(tx, { action, subject: { kind: 'par-comments', id }, agencyId, data: { ...data } });
}

function viewOf(row: CommentRoundRecord): CommentRoundView {
  return {
    id: row.id,
    setId: row.set_id,
    title: row.title,
    openedAt: toVietnamIso(row.opened_at),
    openedBy: row.opened_by_name,
    dueOn: row.due_on,
    closedAt: row.closed_at && toVietnamIso(row.closed_at),
  };
}

/** A round of comments as the actor may see it: his own agencies' comments until it is closed, then all. */
export async function detailOf(tx: Tx, row: CommentRoundRecord): Promise<CommentRoundDetail> {
  const commented = await getSet(tx, row.set_id);
  const set = commented.content;
  const versions = (await listSets(tx.db)).filter(({ code }) => code === commented.code);
  const versionOf = new Map(versions.map(({ id, version }) => [id, version]));
  const seen = visibleAgencies(tx.actor);
  const comments = (await listComments(tx.db, row.id)).filter(
    (one) => seen === 'all' || row.closed_at !== null || seen.includes(one.agency_id),
  );
  const answers = new Map<string, AnswerRecord[]>();
  for (const one of await listAnswers(
    tx.db,
    comments.map(({ id }) => id),
  ))
    answers.set(one.comment_id, [...(answers.get(one.comment_id) ?? []), one]);
  const last = comments.map((one) => answers.get(one.id)?.at(-1)?.decision);
  const isOpen = row.closed_at === null;
  return {
    ...viewOf(row),
    label: set.label,
    version: commented.version,
    later: versions
      .filter(({ version }) => version > commented.version)
      .sort((a, b) => a.version - b.version)
      .map(({ id, version, state }) => ({ id, version, state })),
    comments: comments.map((one) => ({
      id: one.id,
      agency: { id: one.agency_id, name: one.agency_name },
      leaf: one.leaf,
      leafName: one.leaf === '' ? 'Toàn bộ bộ tiêu chí' : (nameIn(set, one.leaf) ?? ''),
      text: one.text,
      proposal: one.proposal,
      sentBy: one.sent_by_name,
      sentAt: toVietnamIso(one.sent_at),
      answers: (answers.get(one.id) ?? []).map((answer) => ({
        decision: answer.decision,
        reason: answer.reason,
        change:
          answer.change_set_id !== null && answer.change_leaf !== null
            ? {
                setId: answer.change_set_id,
                version: versionOf.get(answer.change_set_id) ?? commented.version,
                leaf: answer.change_leaf,
              }
            : null,
        by: answer.answered_by_name,
        at: toVietnamIso(answer.answered_at),
      })),
    })),
    counts: {
      accepted: last.filter((one) => one === 'accepted').length,
      partly: last.filter((one) => one === 'partly').length,
      explained: last.filter((one) => one === 'explained').length,
      unanswered: last.filter((one) => one === undefined).length,
    },
    canComment: isOpen && tx.today <= row.due_on && can(tx.actor, parIndexPermissions.speak),
    canAnswer: isOpen && can(tx.actor, parIndexPermissions.manage),
    canTry: can(tx.actor, parIndexPermissions.manage),
    canExport: !isOpen || seen === 'all',
  };
}

function nameIn(set: CriteriaSet, code: string): string | undefined {
  const find = (nodes: readonly CriteriaNode[]): string | undefined => {
    for (const node of nodes) {
      if (node.code === code) return node.name;
      const found = node.kind === 'branch' ? find(node.children) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return find(set.fields);
}
