import { record } from '#modules/audit/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { can, requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import type { CriteriaSet } from './domain/criteria-set.ts';
import { type PlacedFault, placedFaults, readCriteriaSet, type ReadSet } from './domain/set-json.ts';
import { parIndexPermissions } from './permissions.ts';
import type { CheckResult, SetDetail, SetList, SetSummary } from './sets-schema.ts';
import { wasCommentedOn } from './store/comments.ts';
import type { SetRecord } from './store/rows.ts';
import { findSet, insertSet, lastVersion, listSets, lockSet, updateSet } from './store/sets.ts';

export async function listCriteriaSets(work: Work): Promise<SetList> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => ({ sets: (await listSets(tx.db)).map(summaryOf) }));
}

/** @throws Refusal `par-index.set_not_found` (404) */
export async function getCriteriaSet(work: Work, id: string): Promise<SetDetail> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => detailOf(tx, await getSet(tx, id)));
}

/** Reads a file without keeping it: what is wrong, where. */
export async function checkSetFile(work: Work, file: string): Promise<CheckResult> {
  requirePermission(work.actor, parIndexPermissions.manage);
  const { set, faults } = readCriteriaSet(file);
  return {
    readable: set !== undefined,
    keepable: set !== undefined && faults.every((fault) => !fault.blocksKeeping),
    adoptable: set !== undefined && faults.length === 0,
    faults: [...faults],
  };
}

/**
 * Takes a set in as a draft: the first version of its id, or the next one.
 * @throws Refusal `par-index.set_refused` (422) with every fault and its place
 */
export async function importCriteriaSet(work: Work, file: string): Promise<SetDetail> {
  requirePermission(work.actor, parIndexPermissions.manage);
  const set = keepable(readCriteriaSet(file));
  return work.run(async (tx) => detailOf(tx, await addDraft(tx, set)));
}

/** Keeps a set as a draft, in the transaction of the caller. */
export async function addDraft(tx: Tx, set: CriteriaSet): Promise<SetRecord> {
  const row: SetRecord = {
    id: newId(),
    code: set.id,
    version: (await lastVersion(tx.db, set.id)) + 1,
    state: 'draft',
    year: set.year,
    block: set.block,
    title: set.title,
    is_demonstration: set.isDemonstration,
    content: set,
    made_at: tx.now,
    made_by: tx.actor.personId,
    made_by_name: tx.actor.name,
    adopted_at: null,
    adopted_by: null,
    adopted_by_name: null,
    decision: set.decision,
    revision: 1,
  };
  await insertSet(tx.db, row);
  await tell(tx, row, 'par-index.set_drafted', { version: row.version });
  return row;
}

/**
 * Replaces the table of a draft.
 * @throws Refusal `par-index.set_adopted` (409), `par-index.set_changed` (409), `par-index.other_set` (422),
 *   `par-index.set_refused` (422)
 */
export async function replaceDraft(work: Work, id: string, revision: number, file: string): Promise<SetDetail> {
  requirePermission(work.actor, parIndexPermissions.manage);
  const set = keepable(readCriteriaSet(file));
  return work.run(async (tx) => replaceContent(tx, await holdDraft(tx, id, revision), set));
}

/**
 * Gives a held draft another table. What agencies have been asked to comment on stays as they read it.
 * @throws Refusal `par-index.other_set` (422), `par-index.under_comment` (409)
 */
export async function replaceContent(tx: Tx, row: SetRecord, set: CriteriaSet): Promise<SetDetail> {
  if (row.code !== set.id || row.year !== set.year || row.block !== set.block)
    throw new Refusal('par-index.other_set', 422);
  if (row.is_demonstration !== set.isDemonstration) throw new Refusal('par-index.other_set', 422);
  if (await wasCommentedOn(tx.db, row.id)) throw new Refusal('par-index.under_comment', 409);
  const change = {
    content: set,
    title: set.title,
    made_at: tx.now,
    made_by: tx.actor.personId,
    made_by_name: tx.actor.name,
    revision: row.revision + 1,
  };
  await updateSet(tx.db, row.id, change);
  await tell(tx, row, 'par-index.set_changed', { revision: change.revision });
  return detailOf(tx, { ...row, ...change });
}

/**
 * Puts a set into force: by another person than the one who wrote it last, and only without any fault.
 * @throws Refusal `par-index.second_person` (403), `par-index.set_incomplete` (422), and as `replaceDraft`
 */
export async function adoptSet(work: Work, id: string, revision: number, decision: string | null): Promise<SetDetail> {
  requirePermission(work.actor, parIndexPermissions.adopt);
  return work.run(async (tx) => {
    const row = await holdDraft(tx, id, revision);
    if (row.made_by !== null && row.made_by === tx.actor.personId) throw new Refusal('par-index.second_person', 403);
    return detailOf(tx, await adopt(tx, row, decision));
  });
}

/** @throws Refusal `par-index.set_incomplete` (422) with the first fault and how many there are */
export async function adopt(tx: Tx, row: SetRecord, decision: string | null): Promise<SetRecord> {
  const faults = placedFaults(row.content);
  const [first] = faults;
  if (first)
    throw new Refusal('par-index.set_incomplete', 422, {
      place: first.place,
      text: first.text,
      count: faults.length,
      faults: faults.slice(0, 50),
    });
  const change = {
    state: 'adopted' as const,
    adopted_at: tx.now,
    adopted_by: tx.actor.personId,
    adopted_by_name: tx.actor.name,
    decision: decision ?? row.decision,
    revision: row.revision + 1,
  };
  await updateSet(tx.db, row.id, change);
  await tell(tx, row, 'par-index.set_adopted', { decision: change.decision });
  return { ...row, ...change };
}

/** @throws Refusal `par-index.set_not_found` (404) */
export async function getSet(tx: Tx, id: string): Promise<SetRecord> {
  const row = await findSet(tx.db, id);
  if (!row) throw new Refusal('par-index.set_not_found', 404);
  return row;
}

/** @throws Refusal `par-index.set_refused` (422) with every fault that keeps it from being kept, and its place */
export function keepable({ set, faults }: ReadSet): CriteriaSet {
  const blocking = faults.filter((fault) => fault.blocksKeeping);
  if (!set || blocking.length > 0) throw refusalOf(blocking);
  return set;
}

function refusalOf(faults: readonly PlacedFault[]): Refusal {
  return new Refusal('par-index.set_refused', 422, {
    place: faults[0]?.place ?? 'Bộ tiêu chí',
    text: faults[0]?.text ?? '',
    count: faults.length,
    faults: faults.slice(0, 50),
  });
}

/** @throws Refusal `par-index.set_not_found` (404), `par-index.set_adopted`, `par-index.set_changed` (409) */
export async function holdDraft(tx: Tx, id: string, revision: number): Promise<SetRecord> {
  const row = await lockSet(tx.db, id);
  if (!row) throw new Refusal('par-index.set_not_found', 404);
  if (row.state === 'adopted') throw new Refusal('par-index.set_adopted', 409);
  if (row.revision !== revision) throw new Refusal('par-index.set_changed', 409, { by: row.made_by_name });
  return row;
}

/** Puts a change of a set on record. */
export async function tell(tx: Tx, row: Pick<SetRecord, 'id' | 'code'>, action: string, data: object): Promise<void> {
  await record(tx, { action, subject: { kind: 'criteria-set', id: row.id }, data: { code: row.code, ...data } });
}

function summaryOf(row: Omit<SetRecord, 'content'>): SetSummary {
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    state: row.state,
    year: row.year,
    block: row.block,
    title: row.title,
    isDemonstration: row.is_demonstration,
    madeAt: toVietnamIso(row.made_at),
    madeBy: row.made_by_name,
    adoptedAt: row.adopted_at && toVietnamIso(row.adopted_at),
    adoptedBy: row.adopted_by_name,
    decision: row.decision,
    revision: row.revision,
  };
}

export async function detailOf(tx: Tx, row: SetRecord): Promise<SetDetail> {
  const isDraft = row.state === 'draft';
  const faults = placedFaults(row.content);
  const underComment = await wasCommentedOn(tx.db, row.id);
  const wrote = row.made_by !== null && row.made_by === tx.actor.personId;
  return {
    ...summaryOf(row),
    set: row.content,
    faults,
    underComment,
    canReplace: isDraft && !underComment && can(tx.actor, parIndexPermissions.manage),
    canManage: can(tx.actor, parIndexPermissions.manage),
    canAdopt: isDraft && faults.length === 0 && !wrote && can(tx.actor, parIndexPermissions.adopt),
  };
}
