import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import { bodyKey } from '../domain/names.ts';
import { allNames } from '../store/names.ts';
import { type Changed, clean, conclude, type Decided, decide, nothingElse } from './change.ts';
import { enterAgency, type NewAgency } from './fresh.ts';
import { checkDay } from './standing.ts';

export interface Addition extends Decided {
  readonly agency: NewAgency;
}

/**
 * Thành lập: a new agency from the day on.
 * @throws Refusal `org.name_taken` (409) when one of the same name stands under the same parent then,
 *   `org.invalid_kind`, `org.before_it_began`, `org.has_ended` (422), `org.parent_not_found` (404)
 */
export async function addAgency(tx: Tx, addition: Addition): Promise<Changed> {
  const { effectiveOn: day, agency } = addition;
  checkDay(tx, day);
  const changeId = await decide(
    tx,
    'add',
    addition,
    { newNames: [clean(agency.name)], parentId: agency.parentId },
    { ids: [] },
  );
  const ref = await enterAgency(tx, agency, day, changeId);
  await requireOwnName(tx, agency.name, day, ref.id);
  const changed: Changed = {
    ...nothingElse,
    changeId,
    kind: 'add',
    agencyIds: [ref.id],
    heirs: [{ name: ref.name, isNew: true }],
  };
  return conclude(tx, changed, addition, [ref], { parentId: agency.parentId });
}

/** No other agency bears the name on the day: people find agencies by it. @throws Refusal `org.name_taken` (409) */
export async function requireOwnName(tx: Tx, name: string, day: string, exceptId: string): Promise<void> {
  const key = bodyKey(name);
  const taken = (await allNames(tx.db)).find(
    (one) =>
      one.official &&
      !one.outside &&
      one.agency_id !== exceptId &&
      one.valid_from <= day &&
      one.valid_to >= day &&
      bodyKey(one.name) === key,
  );
  if (taken) throw new Refusal('org.name_taken', 409, { name: taken.name, fields: { name: 'org.name_taken' } });
}
