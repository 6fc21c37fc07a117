import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import { addShortNames, putVersion, touchAgency } from '../store/changes.ts';
import { requireOwnName } from './add.ts';
import { type Changed, clean, conclude, type Decided, decide, nothingElse } from './change.ts';
import { agencyName, parentsFrom } from './parents.ts';
import {
  checkDay,
  lockTouched,
  nameOf,
  refOf,
  requireInForce,
  requireNothingLater,
  type Touched,
  versionOn,
} from './standing.ts';

export interface Renaming extends Decided {
  readonly agency: Touched;
  readonly name: string;
  /** Added to the names it is found by; the old ones stay, as old documents use them. */
  readonly shortNames?: readonly string[] | undefined;
  readonly docSymbol?: string | null | undefined;
}

/**
 * Đổi tên: the agency stays who it is and is called otherwise from the day on.
 * @throws Refusal `org.same_name` (422), `org.name_taken`, `org.later_change`, `org.changed_meanwhile` (409),
 *   `org.before_it_began`, `org.has_ended` (422)
 */
export async function renameAgency(tx: Tx, renaming: Renaming): Promise<Changed> {
  const { effectiveOn: day } = renaming;
  checkDay(tx, day);
  const [agency] = await lockTouched(tx, [renaming.agency]);
  if (!agency) throw new Error('unreachable: locked or refused');
  requireInForce(agency, day);
  requireNothingLater(agency, day);
  const { id } = agency.row;
  const before = versionOn(agency, day);
  const name = clean(renaming.name);
  if (name === before.name) throw new Refusal('org.same_name', 422, { fields: { name: 'org.same_name' } });
  await requireOwnName(tx, name, day, id);
  const symbol = renaming.docSymbol === undefined ? before.doc_symbol : renaming.docSymbol && clean(renaming.docSymbol);
  const changeId = await decide(
    tx,
    'rename',
    renaming,
    { agencyId: id, nameBefore: before.name, nameAfter: name },
    { ids: [id] },
  );
  await putVersion(tx.db, { ...before, from_on: day, name, doc_symbol: symbol || null, change_id: changeId });
  // What the data files know of later parents keeps the new name.
  for (const later of agency.versions.filter((version) => version.from_on > day))
    await putVersion(tx.db, { ...later, name, doc_symbol: symbol || null });
  await addShortNames(tx.db, id, [...new Set((renaming.shortNames ?? []).map(clean).filter(Boolean))]);
  await touchAgency(tx.db, id);
  const changed: Changed = {
    ...nothingElse,
    changeId,
    kind: 'rename',
    agencyIds: [id],
    heirs: [{ name, isNew: false }],
  };
  return conclude(tx, changed, renaming, [{ ...refOf(agency), name }], { before: before.name, after: name });
}

export interface Move extends Decided {
  readonly agency: Touched;
  readonly parentId: string | null;
}

/**
 * Chuyển cơ quan quản lý: the agency stands under another from the day on.
 * @throws Refusal `org.circular_parent`, `org.same_parent` (422) and those of a renaming
 */
export async function moveAgency(tx: Tx, move: Move): Promise<Changed> {
  const { effectiveOn: day, parentId } = move;
  checkDay(tx, day);
  const [agency] = await lockTouched(tx, [move.agency]);
  if (!agency) throw new Error('unreachable: locked or refused');
  requireInForce(agency, day);
  requireNothingLater(agency, day);
  const { id } = agency.row;
  if (parentId === id) throw new Refusal('org.circular_parent', 422, { fields: { parentId: 'org.circular_parent' } });
  const before = versionOn(agency, day);
  if (before.parent_id === parentId)
    throw new Refusal('org.same_parent', 422, { name: nameOf(agency), fields: { parentId: 'org.same_parent' } });
  const detail = { agencyId: id, parentBefore: before.parent_id, parentAfter: parentId };
  const changeId = await decide(tx, 'move', move, detail, { ids: [id] });
  for (const period of await parentsFrom(tx, parentId, day, agency.row.valid_to)) {
    await putVersion(tx.db, {
      ...versionOn(agency, period.from),
      from_on: period.from,
      parent_id: period.parentId,
      change_id: period.from === day ? changeId : null,
    });
  }
  await touchAgency(tx.db, id);
  const parent = parentId === null ? null : await agencyName(tx, parentId);
  const changed: Changed = {
    ...nothingElse,
    changeId,
    kind: 'move',
    agencyIds: [id],
    heirs: [{ name: nameOf(agency), isNew: false }],
  };
  return conclude(tx, changed, move, [refOf(agency)], { ...detail, parent });
}
