import { record } from '#modules/audit/public.ts';
import { momentVi } from '#modules/calendar/domain/explain-vi.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { answersFor, getSheetContext, partiesOf, type SheetContext, speaksFor, standingOf } from './acting.ts';
import type { Leaf } from './domain/criteria-set.ts';
import { pointsOf } from './domain/give-points.ts';
import { denialOfValue, type Stage, type ValueDenial } from './domain/round-flow.ts';
import type { LeafInput } from './domain/rule.ts';
import { deviationOf } from './results.ts';
import { dutyKey, fulfil } from './duties.ts';
import { parIndexPermissions } from './permissions.ts';
import type { SheetDetail, ValueBody } from './sheets-schema.ts';
import { lockRow } from './service-rounds.ts';
import { sheetDetail } from './service-sheets.ts';
import { listEvidence } from './store/evidence.ts';
import type { FlagRecord, ValueRecord } from './store/rows.ts';
import { updateSheet } from './store/rounds.ts';
import { insertFlag, insertValues, lastSeq, listCurrent, listFlags } from './store/values.ts';

/**
 * Gives a value to one leaf: the unit its score or its explanation, an appraiser his.
 *
 * @throws Refusal `par-index.not_found` (404), `par-index.not_yours` (403), `par-index.value_closed` (409) saying why,
 *   `par-index.value_changed` (409), `par-index.reason_missing`, `par-index.evidence_elsewhere` (422), and those of the rule
 */
export async function giveValue(work: Work, sheetId: string, body: ValueBody): Promise<SheetDetail> {
  const isUnit = body.stage === 'self' || body.stage === 'explanation';
  requirePermission(work.actor, isUnit ? parIndexPermissions.score : parIndexPermissions.appraise);
  return work.run(async (tx) => {
    const context = await getSheetContext(tx, sheetId, true);
    const leaf = getLeaf(context, body.leaf);
    const flags = await listFlags(tx.db, [sheetId]);
    refuse(
      denialOfValue(
        body.stage,
        context.round.state,
        partiesOf(tx.actor, context, leaf.code),
        standingOf(context, leaf.code, flags),
      ),
    );
    if (body.input === null && body.stage !== 'explanation') throw new Refusal('par-index.input_missing', 422);
    const seq = await nextSeq(tx, context, leaf.code, body.stage, body.after);
    const points = body.input && pointsOf(leaf, body.input);
    await refuseWithoutReason(tx, context, leaf, body, points);
    await refuseForeignEvidence(tx, context, body);
    await appendValue(tx, context, leaf, {
      stage: body.stage,
      seq,
      input: body.input,
      points,
      reason: body.reason,
      evidence: body.evidence,
      agencyId: isUnit ? answersFor(context.sheet) : actingAgency(tx, context),
    });
    return sheetDetail(tx, sheetId);
  });
}

function actingAgency(tx: Tx, context: SheetContext): string | null {
  const named = new Set([...context.named.values()].flat());
  return tx.actor.grants.find((grant) => named.has(grant.agencyId))?.agencyId ?? null;
}

interface NewValue {
  readonly stage: Stage;
  readonly seq: number;
  readonly input: LeafInput | null;
  readonly points: number | null;
  readonly reason: string | null;
  readonly evidence: readonly string[];
  readonly agencyId: string | null;
}

/** Appends a value and tells the log. The sheet is held by the caller. */
export async function appendValue(tx: Tx, context: SheetContext, leaf: Leaf, value: NewValue): Promise<void> {
  const row: ValueRecord = {
    id: newId(),
    sheet_id: context.sheet.id,
    leaf: leaf.code,
    stage: value.stage,
    seq: value.seq,
    input: value.input,
    points: value.points,
    deviation: deviationOf(leaf.max, { input: value.input }),
    measure: null,
    reason: value.reason,
    evidence: [...value.evidence],
    author_id: tx.actor.personId,
    author_name: tx.actor.name,
    author_agency_id: value.agencyId,
    at: tx.now,
  };
  await insertValues(tx.db, [row]);
  await record(tx, {
    action: 'par-index.value_given',
    subject: { kind: 'par-sheet', id: context.sheet.id },
    // A blind score is nobody's business until the round is over: only those who check the log read of it.
    agencyId: value.stage === 'blind' ? null : answersFor(context.sheet),
    data: { leaf: leaf.code, stage: value.stage, seq: value.seq, points: value.points, reason: value.reason },
  });
}

/**
 * The number of the next value of a leaf and stage.
 * @throws Refusal `par-index.value_changed` (409) when somebody gave one since `after`
 */
async function nextSeq(tx: Tx, { sheet }: SheetContext, code: string, stage: Stage, after: number): Promise<number> {
  const last = await lastSeq(tx.db, sheet.id, code, stage);
  if (last !== after) {
    const values = await listCurrent(tx.db, [sheet.id], [stage]);
    const newest = values.find((value) => value.leaf === code);
    throw new Refusal('par-index.value_changed', 409, {
      by: newest?.author_name ?? '',
      at: newest ? momentVi(toVietnamIso(newest.at)) : '',
      code,
    });
  }
  return last + 1;
}

/** Words are asked for where a number alone would not be understood a year later. */
async function refuseWithoutReason(
  tx: Tx,
  { sheet }: SheetContext,
  leaf: Leaf,
  body: ValueBody,
  points: number | null,
): Promise<void> {
  if (body.reason !== null) return;
  const bare = body.input?.type === 'points' && leaf.rule?.type !== 'points';
  let differs = false;
  if (body.stage === 'appraisal-1' || body.stage === 'appraisal-2') {
    const said = await listCurrent(tx.db, [sheet.id], [body.stage === 'appraisal-1' ? 'self' : 'appraisal-1']);
    const before = said.find((value) => value.leaf === leaf.code);
    differs = before !== undefined && before.points !== points;
  }
  if (bare || differs || body.stage === 'explanation' || body.stage === 'appraisal-2')
    throw new Refusal('par-index.reason_missing', 422, {
      code: leaf.code,
      fields: { reason: 'par-index.reason_missing' },
    });
}

/** Evidence seen must be of this sheet and for this leaf. */
async function refuseForeignEvidence(tx: Tx, { sheet }: SheetContext, body: ValueBody): Promise<void> {
  if (body.evidence.length === 0) return;
  const known = new Set(
    (await listEvidence(tx.db, sheet.id))
      .filter(({ leaves }) => leaves.some(({ leaf }) => leaf === body.leaf))
      .map(({ id }) => id),
  );
  if (body.evidence.some((id) => !known.has(id)))
    throw new Refusal('par-index.evidence_elsewhere', 422, { code: body.leaf });
}

/**
 * Asks the unit for an explanation of a leaf, during the first appraisal.
 * @throws Refusal `par-index.not_yours` (403), `par-index.value_closed` (409)
 */
export async function flagLeaf(work: Work, sheetId: string, code: string, reason: string): Promise<SheetDetail> {
  requirePermission(work.actor, parIndexPermissions.appraise);
  return work.run(async (tx) => {
    const context = await getSheetContext(tx, sheetId, true);
    const leaf = getLeaf(context, code);
    refuse(
      denialOfValue(
        'appraisal-1',
        context.round.state,
        partiesOf(tx.actor, context, leaf.code),
        standingOf(context, leaf.code, []),
      ),
    );
    const row: FlagRecord = {
      id: newId(),
      sheet_id: sheetId,
      leaf: leaf.code,
      reason: reason.normalize('NFC'),
      raised_at: tx.now,
      raised_by: tx.actor.personId,
      raised_by_name: tx.actor.name,
    };
    if (await insertFlag(tx.db, row))
      await record(tx, {
        action: 'par-index.leaf_flagged',
        subject: { kind: 'par-sheet', id: sheetId },
        agencyId: answersFor(context.sheet),
        data: { leaf: leaf.code, reason },
      });
    return sheetDetail(tx, sheetId);
  });
}

/**
 * "Chốt": the unit ends its self-score, or its explanation, before the deadline does.
 * @throws Refusal `par-index.not_yours` (403), `par-index.sheet_unfinished` (409), `par-index.value_closed` (409)
 */
export async function lockSheet(work: Work, sheetId: string): Promise<SheetDetail> {
  requirePermission(work.actor, parIndexPermissions.speak);
  return work.run(async (tx) => {
    const context = await getSheetContext(tx, sheetId, true);
    const { round, sheet } = context;
    if (!speaksFor(tx, answersFor(sheet))) throw new Refusal('par-index.not_yours', 403);
    if (round.state === 'self-scoring' && sheet.locked_at === null) {
      await refuseUnfinished(tx, context, 'self');
      await lockRow(tx, sheet, 'unit');
    } else if (round.state === 'explanation' && sheet.explained_at === null) {
      await refuseUnfinished(tx, context, 'explanation');
      await updateSheet(tx.db, sheet.id, { explained_at: tx.now, revision: sheet.revision + 1 });
      await fulfil(tx, dutyKey.explanation(sheet));
      await record(tx, {
        action: 'par-index.explanation_locked',
        subject: { kind: 'par-sheet', id: sheet.id },
        agencyId: answersFor(sheet),
      });
    } else refuse('wrong-state');
    return sheetDetail(tx, sheetId);
  });
}

async function refuseUnfinished(
  tx: Tx,
  { sheet, set, leaves }: SheetContext,
  stage: 'self' | 'explanation',
): Promise<void> {
  const given = new Set((await listCurrent(tx.db, [sheet.id], [stage])).map((value) => value.leaf));
  const asked =
    stage === 'explanation'
      ? (await listFlags(tx.db, [sheet.id])).map((flag) => flag.leaf)
      : [...leaves.values()].filter((leaf) => leaf.scorer === 'unit' && set.fields.length > 0).map((leaf) => leaf.code);
  const left = asked.filter((code) => !given.has(code) && code !== '+' && code !== '-');
  if (left.length > 0)
    throw new Refusal('par-index.sheet_unfinished', 409, { count: left.length, codes: left.slice(0, 10).join(', ') });
}

/** @throws Refusal `par-index.unknown_leaf` (422) */
export function getLeaf({ leaves }: Pick<SheetContext, 'leaves'>, code: string): Leaf {
  const leaf = leaves.get(code);
  if (!leaf) throw new Refusal('par-index.unknown_leaf', 422, { code });
  return leaf;
}

function refuse(denial: ValueDenial | undefined): void {
  if (denial === undefined) return;
  if (denial === 'not-yours') throw new Refusal('par-index.not_yours', 403);
  throw new Refusal('par-index.value_closed', 409, { why: WHY[denial] });
}

const WHY: Readonly<Record<Exclude<ValueDenial, 'not-yours'>, string>> = {
  'wrong-state': 'đợt chấm không ở bước này',
  locked: 'phiếu đã chốt',
  'not-flagged': 'tiêu chí này không được yêu cầu giải trình',
  'not-self-scored': 'tiêu chí này không do bên đang chấm nhập',
  'not-a-survey': 'tiêu chí này không lấy từ khảo sát hay thống kê',
};
