import { Refusal } from '#kernel/refusal.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import type { Attachment } from '#platform/http/attachment.ts';
import type { CriteriaSet } from './domain/criteria-set.ts';
import { editLeaf } from './domain/edit-leaf.ts';
import { addNode, removeNode } from './domain/reshape-set.ts';
import { checkCriteriaSet, type ReadSet, writeCriteriaSet } from './domain/set-json.ts';
import { parIndexPermissions } from './permissions.ts';
import { addDraft, detailOf, getSet, holdDraft, keepable, replaceContent } from './service-sets.ts';
import { readSetFile, type SetForm, writeSetFile } from './set-file.ts';
import type {
  AddedNode,
  AddNodeBody,
  CopyBody,
  EditLeafBody,
  FileCheck,
  RemoveNodeBody,
  SetDetail,
} from './sets-schema.ts';
import { findLastVersion } from './store/sets.ts';

/** Reads a file of either form without keeping it: what is wrong and where, and which version it would follow. */
export async function checkUpload(work: Work, bytes: Uint8Array): Promise<FileCheck> {
  requirePermission(work.actor, parIndexPermissions.manage);
  const { set, faults } = await readSetFile(bytes);
  const former = set && (await work.run((tx) => findLastVersion(tx.db, set.id)));
  return {
    set: set ?? null,
    keepable: set !== undefined && faults.every((fault) => !fault.blocksKeeping),
    adoptable: set !== undefined && faults.length === 0,
    faults: [...faults],
    former: former ? { id: former.id, version: former.version, state: former.state, revision: former.revision } : null,
  };
}

/**
 * Takes a file of either form in as a draft: the first version of its set, or the next one.
 * @throws Refusal `par-index.set_refused` (422) with every fault and its place; `par-index.set_code_taken` (409)
 */
export async function importUpload(work: Work, bytes: Uint8Array): Promise<SetDetail> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return keepAsDraft(work, await readSetFile(bytes));
}

/** @throws Refusal as `replaceDraft` */
export async function replaceByUpload(work: Work, id: string, revision: number, bytes: Uint8Array): Promise<SetDetail> {
  requirePermission(work.actor, parIndexPermissions.manage);
  const set = keepable(await readSetFile(bytes));
  return work.run(async (tx) => replaceContent(tx, await holdDraft(tx, id, revision), set));
}

async function keepAsDraft(work: Work, read: ReadSet): Promise<SetDetail> {
  const set = keepable(read);
  return work.run(async (tx) => {
    await formerOf(tx, set);
    return detailOf(tx, await addDraft(tx, set));
  });
}

/** The last version with the code of a set. @throws Refusal `par-index.set_code_taken` (409) of another year or block */
async function formerOf(tx: Tx, set: CriteriaSet): ReturnType<typeof findLastVersion> {
  const former = await findLastVersion(tx.db, set.id);
  if (former && (former.year !== set.year || former.block !== set.block))
    throw new Refusal('par-index.set_code_taken', 409, {
      code: set.id,
      fields: { code: 'par-index.set_code_taken' },
    });
  return former;
}

/** The set as a file that can be taken in again. */
export async function exportSetFile(work: Work, id: string, form: SetForm): Promise<Attachment> {
  requirePermission(work.actor, parIndexPermissions.read);
  const row = await work.run((tx) => getSet(tx, id));
  return writeSetFile(row.content, form, `${row.code}-v${row.version}${row.is_demonstration ? '-minh-hoa' : ''}`);
}

/** The next version of a set, with the same table to begin with. @throws Refusal `par-index.set_not_found` (404) */
export async function nextVersion(work: Work, id: string): Promise<SetDetail> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const row = await getSet(tx, id);
    return detailOf(tx, await addDraft(tx, { ...row.content, decision: null }));
  });
}

/**
 * A set for another year that begins as a copy. What is made from a demonstration stays one and keeps its label. Where
 * the year has a set of that code, the copy becomes its next version, and only for a caller who says which it follows.
 * @throws Refusal `par-index.set_not_found` (404), `par-index.set_refused` (422), `par-index.set_code_taken` (409),
 *   `par-index.set_code_exists` (409) with the version there is
 */
export async function copySet(work: Work, id: string, body: CopyBody): Promise<SetDetail> {
  requirePermission(work.actor, parIndexPermissions.manage);
  const { code, year, title, follows } = body;
  return work.run(async (tx) => {
    const { content } = await getSet(tx, id);
    const set = keepable(checkCriteriaSet({ ...plain(content), id: code, year, title, decision: null }));
    const former = await formerOf(tx, set);
    if (former && former.version !== follows)
      throw new Refusal('par-index.set_code_exists', 409, {
        code,
        year,
        version: former.version,
        fields: { code: 'par-index.set_code_exists' },
      });
    return detailOf(tx, await addDraft(tx, set));
  });
}

/**
 * Changes one leaf of a draft; the sums above it follow.
 * @throws Refusal `par-index.unknown_leaf` (422), `par-index.set_refused` (422) with the place, and as `replaceDraft`
 */
export async function editDraftLeaf(work: Work, id: string, body: EditLeafBody): Promise<SetDetail> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const row = await holdDraft(tx, id, body.revision);
    const changed = editLeaf(row.content, body.code, body.leaf);
    if (!changed) throw new Refusal('par-index.unknown_leaf', 422, { code: body.code });
    return replaceContent(tx, row, keepable(checkCriteriaSet(plain(changed))));
  });
}

/**
 * Adds a leaf to a draft; the sums above it follow.
 * @throws Refusal `par-index.unknown_branch` (422), and as `editDraftLeaf`
 */
export async function addToDraft(work: Work, id: string, body: AddNodeBody): Promise<AddedNode> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const row = await holdDraft(tx, id, body.revision);
    const made = addNode(row.content, body);
    if (!made) throw new Refusal('par-index.unknown_branch', 422, { code: body.parent });
    const detail = await replaceContent(tx, row, keepable(checkCriteriaSet(plain(made.set))));
    return { ...detail, added: made.code };
  });
}

/**
 * Takes a leaf, a criterion or a field with all below it out of a draft; the sums above follow.
 * @throws Refusal `par-index.unknown_node` (422) also for the last field, and as `editDraftLeaf`
 */
export async function removeFromDraft(work: Work, id: string, body: RemoveNodeBody): Promise<SetDetail> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const row = await holdDraft(tx, id, body.revision);
    const left = removeNode(row.content, body.code);
    if (!left) throw new Refusal('par-index.unknown_node', 422, { code: body.code });
    return replaceContent(tx, row, keepable(checkCriteriaSet(plain(left))));
  });
}

/** In the order of keys the shape has, wherever the set was kept meanwhile. */
function plain(set: Parameters<typeof writeCriteriaSet>[0]): object {
  return (JSON.parse(writeCriteriaSet(set)) as { set: object }).set;
}
