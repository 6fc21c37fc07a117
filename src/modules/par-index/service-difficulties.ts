import { record } from '#modules/audit/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { answersFor, getSheetContext, isOfUnit, type SheetContext } from './acting.ts';
import type { DifficultyBody, DifficultyList, DifficultyView } from './difficulties-schema.ts';
import { parIndexPermissions } from './permissions.ts';
import { endDifficulty, insertDifficulty, listDifficulties } from './store/difficulties.ts';

/**
 * What a unit finds hard and asks for (khó khăn, vướng mắc và kiến nghị), for the unit and those who see the province.
 * @throws Refusal `par-index.not_found` (404)
 */
export async function getDifficulties(work: Work, sheetId: string): Promise<DifficultyList> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => {
    const context = await getSheetContext(tx, sheetId);
    if (!seesOwn(tx, context)) throw new Refusal('par-index.not_found', 404);
    return listOf(tx, context);
  });
}

/**
 * Writes a difficulty down, on one leaf or on the work as a whole, and who can help; it may take the place of another.
 * Open until the result is approved: what comes up in the appraisal is to be said too.
 * @throws Refusal `par-index.not_found` (404), `par-index.not_yours` (403), `par-index.wrong_state` (409),
 *   `par-index.unknown_leaf` (422)
 */
export async function writeDifficulty(work: Work, sheetId: string, body: DifficultyBody): Promise<DifficultyList> {
  requirePermission(work.actor, parIndexPermissions.score);
  return work.run(async (tx) => {
    const context = await holdWritable(tx, sheetId);
    if (body.leaf !== null && !context.leaves.has(body.leaf))
      throw new Refusal('par-index.unknown_leaf', 422, {
        code: body.leaf,
        fields: { leaf: 'par-index.unknown_leaf' },
      });
    const id = newId();
    await insertDifficulty(tx.db, {
      id,
      sheet_id: sheetId,
      leaf: body.leaf,
      difficulty: body.difficulty.normalize('NFC'),
      cause: body.cause?.normalize('NFC') ?? null,
      request: body.request.normalize('NFC'),
      addressed_to: body.to.normalize('NFC'),
      written_at: tx.now,
      written_by: tx.actor.personId,
      written_by_name: tx.actor.name,
      ended_at: null,
      ended_by_name: null,
      replaced_by: null,
    });
    if (body.replaces !== undefined) await end(tx, sheetId, body.replaces, id);
    await tell(tx, context, 'par-index.difficulty_written', { leaf: body.leaf, to: body.to });
    return listOf(tx, context);
  });
}

/** Takes a difficulty back; the log keeps that it was said. @throws as `writeDifficulty` */
export async function removeDifficulty(work: Work, sheetId: string, id: string): Promise<DifficultyList> {
  requirePermission(work.actor, parIndexPermissions.score);
  return work.run(async (tx) => {
    const context = await holdWritable(tx, sheetId);
    await end(tx, sheetId, id, null);
    await tell(tx, context, 'par-index.difficulty_removed', {});
    return listOf(tx, context);
  });
}

async function end(tx: Tx, sheetId: string, id: string, replacedBy: string | null): Promise<void> {
  if (!(await endDifficulty(tx.db, sheetId, id, { at: tx.now, name: tx.actor.name, replacedBy })))
    throw new Refusal('par-index.not_found', 404);
}

/** Whether the actor sees the sheet whole: its unit, or the province. */
export function seesOwn(tx: Tx, { sheet }: SheetContext): boolean {
  return isOfUnit(tx.actor, sheet);
}

function isUnit(tx: Tx, { sheet }: SheetContext): boolean {
  return tx.actor.grants.some(
    (grant) => grant.agencyId === answersFor(sheet) && grant.role in parIndexPermissions.score.roles,
  );
}

const CLOSED: readonly SheetContext['round']['state'][] = ['approved', 'published', 'cancelled'];

async function holdWritable(tx: Tx, sheetId: string): Promise<SheetContext> {
  const context = await getSheetContext(tx, sheetId, true);
  if (!isUnit(tx, context)) throw new Refusal('par-index.not_yours', 403);
  if (CLOSED.includes(context.round.state)) throw new Refusal('par-index.wrong_state', 409);
  return context;
}

/** The difficulties of a sheet as far as the actor sees them, in the order of the table; general ones first. */
export async function difficultiesOf(tx: Tx, context: SheetContext): Promise<DifficultyView[]> {
  if (!seesOwn(tx, context)) return [];
  const order = ['', ...context.leaves.keys()];
  const place = (leaf: string | null) => order.indexOf(leaf ?? '');
  const rows = await listDifficulties(tx.db, context.sheet.id);
  return rows
    .sort((a, b) => place(a.leaf) - place(b.leaf))
    .map((row) => ({
      id: row.id,
      leaf: row.leaf,
      difficulty: row.difficulty,
      cause: row.cause,
      request: row.request,
      to: row.addressed_to,
      writtenBy: row.written_by_name,
      writtenAt: toVietnamIso(row.written_at),
    }));
}

async function listOf(tx: Tx, context: SheetContext): Promise<DifficultyList> {
  return {
    difficulties: await difficultiesOf(tx, context),
    canWrite: isUnit(tx, context) && !CLOSED.includes(context.round.state),
  };
}

async function tell(tx: Tx, { sheet }: SheetContext, action: string, data: object): Promise<void> {
  await record(tx, {
    action,
    subject: { kind: 'par-sheet', id: sheet.id },
    agencyId: answersFor(sheet),
    data: { ...data },
  });
}
