import { Refusal } from '#kernel/refusal.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import { asProgram, type Tx } from '#platform/db/province.ts';
import { keepApplicant } from './applicants.ts';
import type { Correction } from './domain/events.ts';
import { namesOneSlipAway } from './domain/one-slip.ts';
import type { ActionInput } from './action-schema.ts';
import type { PersonView } from './person-schema.ts';
import type { RowChange } from './store/dossiers.ts';
import {
  addCounter,
  changeApplicant,
  changeByReception,
  type ChangedBy,
  countApplicant,
  type Known,
  KNOWN_FIELDS,
  type KnownField,
} from './store/applicant-changes.ts';
import { findApplicant, findByIdentity } from './store/applicants.ts';
import type { ApplicantRow, DossierRow } from './store/rows.ts';

/** What became of the directory when a dossier was corrected: told in the history of the dossier. */
export type DirectoryOutcome = 'corrected' | 'kept' | 'joined' | 'apart';

interface DirectoryPlan {
  readonly outcome: DirectoryOutcome;
  readonly change: RowChange;
  readonly also: () => Promise<void>;
}

const FIELDS: Readonly<Partial<Record<string, KnownField>>> = {
  applicantName: 'name',
  identityNumber: 'identity_number',
  phone: 'phone',
  email: 'email',
  address: 'address',
};

/** Facts by which people are told apart: another value may mean another person. */
const TELLS_WHO: ReadonlySet<KnownField> = new Set(['name', 'identity_number']);

/** A slip of the finger or of a mark, and not another name. */
export function isSlip(before: string | null, after: string): boolean {
  const [was, is] = [searchKey(before ?? ''), searchKey(after)];
  return was === is || namesOneSlipAway(was).includes(is);
}

/**
 * What a correction of the applicant does to the directory counters fill their forms from. The same person, written
 * down wrongly: the directory is put right where it holds the mistake. Another person's number or name: his line stays
 * as it is, what this dossier's reception had made of it is put back, and the dossier becomes that of its own applicant.
 * Which of the two it is is asked wherever other dossiers hang on the line and the change may mean another person.
 *
 * @param corrected the applicant as the dossier has him from now on
 * @returns undefined where the directory is not concerned
 * @throws Refusal `dossiers.which_person` (422, with how many dossiers), `dossiers.number_of_another` (422)
 */
export async function directoryAfter(
  tx: Tx,
  row: DossierRow,
  { field, before, after }: Correction,
  person: ActionInput['person'],
  corrected: PersonView,
): Promise<DirectoryPlan | undefined> {
  const column = FIELDS[field];
  const { applicant_id: applicantId } = row;
  if (!column || !applicantId || after === null) return undefined;
  const known = await asProgram(tx, () => findApplicant(tx.db, applicantId));
  if (!known) return undefined;
  const asks = known.dossiers > 1 && TELLS_WHO.has(column) && !(column === 'name' && isSlip(before, after));
  if (asks && person === undefined)
    throw new Refusal('dossiers.which_person', 422, {
      others: known.dossiers - 1,
      fields: { person: 'dossiers.which_person' },
    });
  const by: ChangedBy = { dossierId: row.id, at: tx.now, byId: tx.actor.personId, byName: tx.actor.name };
  if (person === 'other') return apart(tx, row, known, corrected, by);
  const target = column === 'identity_number' ? await asProgram(tx, () => findByIdentity(tx.db, after)) : undefined;
  if (target && target.id !== known.id) return joined(tx, row, known, target);
  if (known[column] !== before) return { outcome: 'kept', change: {}, also: async () => undefined };
  return {
    outcome: 'corrected',
    change: {},
    also: () => asProgram(tx, () => changeApplicant(tx.db, known.id, { [column]: after }, 'correction', by)),
  };
}

/** The number is in the directory already: the dossier is that person's. */
function joined(tx: Tx, row: DossierRow, known: ApplicantRow, target: ApplicantRow): DirectoryPlan {
  return {
    outcome: 'joined',
    change: { applicant_id: target.id },
    also: () =>
      asProgram(tx, async () => {
        await countApplicant(tx.db, known.id, -1);
        await countApplicant(tx.db, target.id, 1);
        await addCounter(tx.db, target.id, row.receiving_agency_id);
      }),
  };
}

/** It was never his: his line is as it was before this dossier, and the dossier gets a line of its own. */
async function apart(
  tx: Tx,
  row: DossierRow,
  known: ApplicantRow,
  corrected: PersonView,
  by: ChangedBy,
): Promise<DirectoryPlan> {
  if (corrected.identityNumber !== null && corrected.identityNumber === known.identity_number)
    throw new Refusal('dossiers.number_of_another', 422, { fields: { person: 'dossiers.number_of_another' } });
  await asProgram(tx, async () => {
    const made = await changeByReception(tx.db, known.id, row.id);
    const back: Partial<Record<KnownField, Known[KnownField]>> = {};
    for (const field of KNOWN_FIELDS)
      if (made && made.before[field] !== made.after[field] && known[field] === made.after[field])
        back[field] = made.before[field];
    if (Object.keys(back).length > 0) await changeApplicant(tx.db, known.id, back as Partial<Known>, 'restored', by);
    await countApplicant(tx.db, known.id, -1);
  });
  const id = await keepApplicant(tx, {
    person: corrected,
    applicantId: undefined,
    agencyId: row.receiving_agency_id,
    procedureName: row.procedure_name,
    dossierId: row.id,
  });
  return { outcome: 'apart', change: { applicant_id: id }, also: async () => undefined };
}
