import { record } from '#modules/audit/public.ts';
import { dayVi } from '#modules/calendar/domain/explain-vi.ts';
import { registerObligation } from '#modules/reminders/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { getSheetContext, type SheetContext } from './acting.ts';
import { DUTY_SOURCE, fulfil, release, reopen } from './duties.ts';
import type { TakenUpResult } from './outlook-schema.ts';
import { type OpenWork, readLiveSide } from './outlook-live.ts';
import { parIndexPermissions } from './permissions.ts';
import { mayTake } from './service-outlook.ts';
import { endTakenUp, listTakenUp, sheetsWithTakenUp, takeUp } from './store/taken-up.ts';

const keyOf = (sheetId: string, item: string) => `gain:${sheetId}:${item}`;

/**
 * Makes open items into work to be done (việc phải làm): each an obligation of the unit with who has it in hand, or else
 * whoever takes it up, until the last moment it counts, at most the cut-off. What is taken up already stays as it is.
 * @returns how many are new, and their ids
 * @throws Refusal `par-index.not_found` (404), `par-index.not_yours` (403), `par-index.item_not_open` (422)
 */
export async function takeItemsUp(work: Work, sheetId: string, items: readonly string[]): Promise<TakenUpResult> {
  requirePermission(work.actor, parIndexPermissions.score);
  return work.run(async (tx) => {
    const context = await getSheetContext(tx, sheetId, true);
    if (!mayTake(tx, context)) throw new Refusal('par-index.not_yours', 403);
    const standing = new Set(
      (await listTakenUp(tx.db, sheetId)).flatMap((row) => (row.state === 'open' ? row.item : [])),
    );
    const open = new Map((await readLiveSide(tx, context)).open.map((one) => [one.id, one]));
    const fresh = [...new Set(items)].filter((item) => !standing.has(item));
    for (const item of fresh) {
      const one = open.get(item);
      if (!one) throw new Refusal('par-index.item_not_open', 422);
      await takeOne(tx, context, one);
    }
    if (fresh.length > 0) await tell(tx, context, 'par-index.gain_taken_up', fresh.length);
    return { changed: fresh.length, items: fresh };
  });
}

async function takeOne(tx: Tx, { sheet, round, leaves }: SheetContext, one: OpenWork): Promise<void> {
  const personId = one.personId ?? tx.actor.personId;
  await takeUp(tx.db, {
    id: newId(),
    sheet_id: sheet.id,
    item: one.id,
    title: one.title,
    link: one.link,
    leaves: one.leaves,
    agency_id: sheet.agency_id,
    person_id: personId,
    person_name: one.personId === null ? tx.actor.name : one.person,
    due_at: one.doBy,
    taken_at: tx.now,
    taken_by: tx.actor.personId,
    taken_by_name: tx.actor.name,
    state: 'open',
    ended_at: null,
  });
  const key = keyOf(sheet.id, one.id);
  await reopen(tx, key);
  const named = one.leaves.map((code) => `${code} ${leaves.get(code)?.name ?? ''}`.trim()).join('; ');
  await registerObligation(tx, {
    source: DUTY_SOURCE,
    key,
    kind: 'par-round',
    title: `Để thêm điểm chỉ số: ${one.title}`,
    agencyId: sheet.agency_id,
    personId,
    startAt: tx.now,
    dueAt: one.doBy,
    urgency: 'normal',
    link: one.link,
    action: 'Mở nhiệm vụ',
    explanation: [
      `Hoàn thành đến hết ${dayVi(dateInVietnam(one.doBy))} thì được tính cho tiêu chí ${named}.`,
      `Ngày chốt số liệu của ${round.title}: ${dayVi(round.cut_off_on)}.`,
    ],
  });
}

/** Takes it back: the obligations end, the items stay open where they come from. @throws as `takeItemsUp` */
export async function putItemsBack(work: Work, sheetId: string, items: readonly string[]): Promise<TakenUpResult> {
  requirePermission(work.actor, parIndexPermissions.score);
  return work.run(async (tx) => {
    const context = await getSheetContext(tx, sheetId, true);
    if (!mayTake(tx, context)) throw new Refusal('par-index.not_yours', 403);
    const ended = await endTakenUp(tx.db, sheetId, items, 'undone', tx.now);
    for (const item of ended) await release(tx, keyOf(sheetId, item));
    if (ended.length > 0) await tell(tx, context, 'par-index.gain_put_back', ended.length);
    return { changed: ended.length, items: ended };
  });
}

/** Ends what was taken up and is no longer open where it comes from. May run any number of times. @returns how many */
export async function endWhatIsDone(tx: Tx): Promise<number> {
  let ended = 0;
  for (const sheetId of await sheetsWithTakenUp(tx.db)) {
    const context = await getSheetContext(tx, sheetId);
    const open = new Set((await readLiveSide(tx, context)).open.flatMap((one) => (one.waits ? [] : one.id)));
    const gone = (await listTakenUp(tx.db, sheetId)).flatMap((row) =>
      row.state === 'open' && !open.has(row.item) ? row.item : [],
    );
    for (const item of await endTakenUp(tx.db, sheetId, gone, 'done', tx.now)) {
      await fulfil(tx, keyOf(sheetId, item));
      ended += 1;
    }
  }
  return ended;
}

async function tell(tx: Tx, { sheet }: SheetContext, action: string, count: number): Promise<void> {
  await record(tx, {
    action,
    subject: { kind: 'par-sheet', id: sheet.id },
    agencyId: sheet.agency_id,
    data: { count },
  });
}
