import { requirePermission } from '#platform/auth/permission.ts';
import { visibleAgencies } from '#platform/auth/actor.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import {
  answersFor,
  appraiserIn,
  byLeafAndStage,
  getSheetContext,
  isOfUnit,
  partiesOf,
  speaksFor,
  type SheetContext,
  standingOf,
  successorOf,
} from './acting.ts';
import { scorePoints } from './domain/give-points.ts';
import { denialOfValue, type Stage, visibleStages } from './domain/round-flow.ts';
import { evidenceOf } from './evidence-view.ts';
import { parIndexPermissions } from './permissions.ts';
import { missingLeaves } from './results.ts';
import type { ScoreView, SheetDetail, ValueHistory } from './sheets-schema.ts';
import type { FlagRecord, ValueRecord } from './store/rows.ts';
import { listReplies } from './store/rounds.ts';
import { listCurrent, listFlags, listHistory, listSurveys } from './store/values.ts';
import { roundView, scoreView, valueView } from './views.ts';

/** @throws Refusal `par-index.not_found` (404), the same for what does not exist and what may not be seen */
export async function getSheet(work: Work, id: string): Promise<SheetDetail> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run((tx) => sheetDetail(tx, id));
}

/** A sheet as the actor may see it: the stages that are open to him, and what he may do. */
export async function sheetDetail(tx: Tx, id: string): Promise<SheetDetail> {
  const context = await getSheetContext(tx, id);
  const { round, sheet, set } = context;
  const values = await listCurrent(tx.db, [id]);
  const flags = await listFlags(tx.db, [id]);
  const seesAll = seesEverything(tx);
  const isUnit = isOfUnit(tx.actor, sheet);
  const shown = values.filter((value) => seesStage(tx, context, value.leaf, value.stage, seesAll, isUnit));
  const evidence = (await evidenceOf(tx, round, id)).filter(
    (one) => isUnit || one.leaves.some(({ leaf }) => partiesOf(tx.actor, context, leaf).length > 0),
  );
  const current = byLeafAndStage(values);
  const speaks = tx.actor.kind !== 'system' && speaksFor(tx, answersFor(sheet));
  const proved = new Set(evidence.flatMap((one) => one.leaves.map(({ leaf }) => leaf)));
  return {
    id,
    round: roundView(round, set),
    agency: { id: sheet.agency_id, name: sheet.agency_name },
    answeredBy: successorOf(sheet, context),
    resultSeenAt: sheet.result_seen_at && toVietnamIso(sheet.result_seen_at),
    resultSeenBy: sheet.result_seen_by_name,
    lockedAt: sheet.locked_at && toVietnamIso(sheet.locked_at),
    lockedBy: sheet.locked_by_name,
    lockedBecause: sheet.locked_because,
    explainedAt: sheet.explained_at && toVietnamIso(sheet.explained_at),
    leaves: [...context.leaves.keys()].map((code) => leafView(tx, context, code, shown, flags, isUnit)),
    scores: scoresOf(context, shown, current, isUnit),
    evidence,
    withoutEvidence: [...context.leaves.values()]
      .filter((leaf) => isUnit && leaf.scorer === 'unit' && leaf.evidence !== null && !proved.has(leaf.code))
      .map((leaf) => leaf.code),
    surveys: (isUnit ? await listSurveys(tx.db, id) : []).map((row) => ({
      leaf: row.leaf,
      answers: row.answers,
      indexHundredths: row.index_hundredths,
      marginHundredths: row.margin_hundredths,
      fieldworkFrom: row.fieldwork_from,
      fieldworkTo: row.fieldwork_to,
      source: row.source,
    })),
    replies: (await listReplies(tx.db, round.id, id)).map((row) => ({
      id: row.id,
      leaf: row.leaf,
      text: row.text,
      sentBy: row.sent_by_name,
      sentAt: toVietnamIso(row.sent_at),
      decision: row.decision,
      answer: row.answer,
      answeredBy: row.answered_by_name,
    })),
    canLock: speaks && round.state === 'self-scoring' && sheet.locked_at === null,
    canSeeResult: speaks && round.state === 'reply' && sheet.result_seen_at === null,
    canLockExplanation: speaks && round.state === 'explanation' && sheet.explained_at === null && flags.length > 0,
  };
}

/** Everything ever given on a leaf that the actor may see, oldest first: the trail of a dispute. */
export async function getHistory(work: Work, sheetId: string, leaf: string): Promise<ValueHistory> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => {
    const context = await getSheetContext(tx, sheetId);
    const seesAll = seesEverything(tx);
    const isUnit = isOfUnit(tx.actor, context.sheet);
    const values = (await listHistory(tx.db, sheetId, leaf)).filter((value) =>
      seesStage(tx, context, leaf, value.stage, seesAll, isUnit),
    );
    return { values: values.map(valueView) };
  });
}

function seesEverything(tx: Tx): boolean {
  return visibleAgencies(tx.actor) === 'all';
}

/**
 * A stage is seen by the part one has. Who appraises for his agency may hold a role that sees the whole province;
 * while he has a blind score to give on a leaf he does not see the first one there.
 */
function seesStage(
  tx: Tx,
  context: SheetContext,
  code: string,
  stage: Stage,
  seesAll: boolean,
  isUnit: boolean,
): boolean {
  const parties = partiesOf(tx.actor, context, code);
  if (tx.actor.kind !== 'system' && parties.includes('blind-appraiser'))
    return visibleStages(context.round.state, ['blind-appraiser'], false).has(stage);
  const seen = isUnit && !parties.includes('unit') ? [...parties, 'unit' as const] : parties;
  return visibleStages(context.round.state, seen, seesAll).has(stage);
}

const GIVEN = ['self', 'appraisal-1', 'blind', 'explanation', 'appraisal-2', 'survey'] as const;

function leafView(
  tx: Tx,
  context: SheetContext,
  code: string,
  shown: readonly ValueRecord[],
  flags: readonly FlagRecord[],
  isUnit: boolean,
): SheetDetail['leaves'][number] {
  const { state } = context.round;
  const parties = partiesOf(tx.actor, context, code);
  const standing = standingOf(context, code, flags);
  const may = (stage: Stage) => denialOfValue(stage, state, parties, standing) === undefined;
  const can: SheetDetail['leaves'][number]['can'] = tx.actor.kind === 'system' ? [] : GIVEN.filter(may);
  if (can.includes('appraisal-1') && !standing.flagged) can.push('flag');
  const speaks = tx.actor.kind !== 'system' && speaksFor(tx, answersFor(context.sheet));
  if (state === 'reply' && speaks) can.push('reply');
  const flag = flags.find((one) => one.leaf === code);
  const seesFlag = flag && (isUnit ? state !== 'appraisal-1' || seesEverything(tx) : parties.includes('appraiser'));
  const appraiser =
    standing.scorer === 'survey' || standing.scorer === 'system' ? undefined : appraiserIn(context, code);
  return {
    code,
    values: shown.filter((value) => value.leaf === code).map(valueView),
    flag: flag && seesFlag ? { reason: flag.reason, by: flag.raised_by_name, at: toVietnamIso(flag.raised_at) } : null,
    appraiser: appraiser ? { id: appraiser, name: context.agencyName(appraiser) } : null,
    can,
  };
}

/** Sums of the stages the actor sees whole; an appraiser of some leaves sees no sum. */
function scoresOf(
  context: SheetContext,
  shown: readonly ValueRecord[],
  current: ReadonlyMap<string, ValueRecord>,
  isUnit: boolean,
): SheetDetail['scores'] {
  const none = { self: null, appraisal1: null, final: null };
  if (!isUnit) return none;
  const sum = (stage: Stage): ScoreView | null => {
    const given = shown.filter((value) => value.stage === stage);
    if (given.length === 0) return null;
    return scoreView(scorePoints(context.set, new Map(given.map((value) => [value.leaf, value.points]))));
  };
  const self = sum('self');
  const isClosed = ['reply', 'approved', 'published'].includes(context.round.state);
  return {
    self,
    appraisal1: sum('appraisal-1'),
    final: isClosed && missingLeaves(context, current).length === 0 ? sum('final') : null,
  };
}
