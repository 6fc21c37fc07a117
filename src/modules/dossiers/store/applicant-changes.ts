import { sql } from 'kysely';
import { searchKey } from '#kernel/vietnamese.ts';
import type { Db } from '#platform/db/pool.ts';
import type { Correction } from '../domain/events.ts';
import { phoneKey } from '../domain/identity.ts';
import { type ApplicantRow, type DossierRow, type EventRow, tables } from './rows.ts';

/** What a counter fills its form from. */
export type Known = Pick<ApplicantRow, 'name' | 'identity_number' | 'phone' | 'email' | 'address'>;
export type KnownField = keyof Known;
export const KNOWN_FIELDS = ['name', 'identity_number', 'phone', 'email', 'address'] as const satisfies KnownField[];

/** Who changed it, when and over which dossier. */
export interface ChangedBy {
  readonly dossierId: string;
  readonly at: Date;
  readonly byId: string | null;
  readonly byName: string;
}

interface ChangeRow {
  readonly before: Known;
  readonly after: Known;
}

/** The facts of a row of the directory as JSON. */
export const knownJson = (row: string) => {
  const column = (name: string) => sql.ref(`${row}.${name}`);
  return sql`jsonb_build_object('name', ${column('name')}, 'identity_number', ${column('identity_number')},
    'phone', ${column('phone')}, 'email', ${column('email')}, 'address', ${column('address')})`;
};

/** Puts some facts of a person right; what was known before and after stays in a line of its own. */
export async function changeApplicant(
  db: Db,
  id: string,
  facts: Partial<Known>,
  kind: 'correction' | 'restored',
  by: ChangedBy,
): Promise<void> {
  const change = {
    ...facts,
    ...(facts.name === undefined ? {} : { search: searchKey(facts.name) }),
    ...(facts.phone === undefined ? {} : { phone_key: phoneKey(facts.phone) }),
  };
  const { rows } = await sql<Known>`select name, identity_number, phone, email, address from dossier_applicant
    where id = ${id} for update`.execute(db);
  const [before] = rows;
  if (!before) return;
  await tables(db).updateTable('dossier_applicant').set(change).where('id', '=', id).execute();
  await sql`insert into dossier_applicant_change (applicant_id, dossier_id, kind, at, by_id, by_name, before, after)
    values (${id}, ${by.dossierId}, ${kind}, ${by.at}, ${by.byId}, ${by.byName}, ${JSON.stringify(before)},
      ${JSON.stringify({ ...before, ...facts })})`.execute(db);
}

/** What the reception of a dossier changed of a person who was known already. */
export async function changeByReception(db: Db, id: string, dossierId: string): Promise<ChangeRow | undefined> {
  const { rows } = await sql<ChangeRow>`select before, after from dossier_applicant_change
    where applicant_id = ${id} and dossier_id = ${dossierId} and kind = 'reception' order by at limit 1`.execute(db);
  return rows[0];
}

/** One dossier more, or less, is this person's. */
export async function countApplicant(db: Db, id: string, by: 1 | -1): Promise<void> {
  await sql`update dossier_applicant set dossiers = greatest(0, dossiers + ${by}::int) where id = ${id}`.execute(db);
}

/** A counter this person came to. */
export async function addCounter(db: Db, id: string, agencyId: string): Promise<void> {
  await sql`update dossier_applicant set agencies = agencies || ${agencyId}::uuid
    where id = ${id} and not agencies @> array[${agencyId}::uuid]`.execute(db);
}

/** A change as it was noted. */
export interface ChangeLine extends ChangeRow {
  readonly seq: number;
  readonly dossier_id: string | null;
  readonly kind: 'reception' | 'correction' | 'restored';
  readonly at: Date;
  readonly by_name: string;
}

/** What was changed of a person, the newest first. The caller acts as the program. */
export async function listChanges(db: Db, id: string, limit: number): Promise<ChangeLine[]> {
  const { rows } = await sql<ChangeLine>`select seq, dossier_id, kind, at, by_name, before, after
    from dossier_applicant_change where applicant_id = ${id} order by at desc, seq desc limit ${limit}::int`.execute(
    db,
  );
  return rows;
}

/** A dossier a change was made over. */
export type OfChange = Pick<DossierRow, 'id' | 'code' | 'receiving_agency_id' | 'parties'>;

/** Of these the dossiers the caller may see. */
export function listDossiersOfChanges(db: Db, ids: readonly string[]): Promise<OfChange[]> {
  return tables(db)
    .selectFrom('dossier')
    .select(['id', 'code', 'receiving_agency_id', 'parties'])
    .where('id', 'in', ids)
    .execute();
}

/** What a correction said, with its reason and its paper. */
export interface CorrectionLine
  extends Pick<EventRow, 'dossier_id' | 'at' | 'reason' | 'document_number' | 'document_on'> {
  readonly correction: Correction;
}

export async function listCorrections(db: Db, ids: readonly string[]): Promise<CorrectionLine[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<CorrectionLine>`select dossier_id, at, reason, document_number, document_on,
      data -> 'correction' as correction
    from dossier_event where dossier_id = any (${ids}) and action = 'correct' order by dossier_id, seq`.execute(db);
  return rows;
}
