import { sql } from 'kysely';
import { searchKey } from '#kernel/vietnamese.ts';
import type { Db } from '#platform/db/pool.ts';
import { type ApplicantRow, tables } from './rows.ts';

/** Known by the whole identity number, whoever received him. The caller acts as the program. */
export async function findByIdentity(db: Db, identityNumber: string): Promise<ApplicantRow | undefined> {
  return tables(db)
    .selectFrom('dossier_applicant')
    .selectAll()
    .where('identity_number', '=', identityNumber)
    .executeTakeFirst();
}

export async function findApplicant(db: Db, id: string): Promise<ApplicantRow | undefined> {
  return tables(db).selectFrom('dossier_applicant').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The same name with the same phone, where no identity number tells people apart. */
export async function findNamesake(db: Db, search: string, phone: string): Promise<ApplicantRow | undefined> {
  return tables(db)
    .selectFrom('dossier_applicant')
    .selectAll()
    .where('phone_key', '=', phone)
    .where('search', '=', search)
    .orderBy('changed_at', 'desc')
    .limit(sql.lit(1))
    .executeTakeFirst();
}

/** Adds a person, or what is newly known of one with the same identity number. @returns his id */
export async function saveApplicant(db: Db, row: ApplicantRow): Promise<string> {
  const known = {
    name: row.name,
    search: row.search,
    ...(row.phone ? { phone: row.phone, phone_key: row.phone_key } : {}),
    ...(row.email ? { email: row.email } : {}),
    ...(row.address ? { address: row.address } : {}),
    ...(row.birth_on ? { birth_on: row.birth_on } : {}),
    last_procedure: row.last_procedure,
    changed_at: row.changed_at,
    dossiers: sql<number>`dossier_applicant.dossiers + 1`,
    agencies: sql<
      string[]
    >`(select array_agg(distinct a) from unnest(dossier_applicant.agencies || excluded.agencies) a)`,
  };
  const { id } = await tables(db)
    .insertInto('dossier_applicant')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('identity_number').where('identity_number', 'is not', null).doUpdateSet(known),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** A known person came again. */
export async function touchApplicant(db: Db, id: string, row: ApplicantRow): Promise<void> {
  await tables(db)
    .updateTable('dossier_applicant')
    .set({
      ...(row.phone ? { phone: row.phone, phone_key: row.phone_key } : {}),
      ...(row.email ? { email: row.email } : {}),
      ...(row.address ? { address: row.address } : {}),
      ...(row.identity_number ? { identity_number: row.identity_number } : {}),
      last_procedure: row.last_procedure,
      changed_at: row.changed_at,
      dossiers: sql`dossiers + 1`,
      agencies: sql`(select array_agg(distinct a) from unnest(agencies || ${row.agencies}::uuid[]) a)`,
    })
    .where('id', '=', id)
    .execute();
}

/**
 * People whose name holds the words, whose phone holds the digits or whose identity number begins with them, of those
 * the caller may see; those who came last first.
 */
export async function searchApplicants(db: Db, query: string, limit: number): Promise<ApplicantRow[]> {
  const words = searchKey(query).replace(/[\\%_]/g, '\\$&');
  const digits = query.replace(/\D/g, '');
  const { rows } = await sql<ApplicantRow>`
    select * from dossier_applicant_find(${words}, ${digits.length >= 4 ? digits : ''}, ${limit}::int)`.execute(db);
  return rows;
}
