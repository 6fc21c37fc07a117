import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';

/** Where people call or come about their dossiers (liên hệ của nơi tiếp nhận). */
export type ContactRow = {
  agency_id: string;
  phone: string | null;
  place: string | null;
  hours: string | null;
  changed_at: Date;
  changed_by_name: string;
};

const tables = (db: Db) => db.$extendTables<{ dossier_contact: ContactRow }>();

export async function findContact(db: Db, agencyId: string): Promise<ContactRow | undefined> {
  return tables(db).selectFrom('dossier_contact').selectAll().where('agency_id', '=', agencyId).executeTakeFirst();
}

export async function listContacts(db: Db): Promise<ContactRow[]> {
  return tables(db).selectFrom('dossier_contact').selectAll().orderBy('agency_id').execute();
}

export async function saveContact(db: Db, row: ContactRow): Promise<void> {
  const { agency_id: _, ...change } = row;
  await tables(db)
    .insertInto('dossier_contact')
    .values(row)
    .onConflict((conflict) => conflict.column('agency_id').doUpdateSet(change))
    .execute();
}

/** The agencies that took dossiers in. */
export async function listCounters(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct receiving_agency_id as id from dossier`.execute(db);
  return rows.map(({ id }) => id);
}
