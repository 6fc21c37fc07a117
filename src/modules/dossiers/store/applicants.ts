import { type RawBuilder, sql } from 'kysely';
import { searchKey } from '#kernel/vietnamese.ts';
import type { Db } from '#platform/db/pool.ts';
import { type ChangedBy, knownJson } from './applicant-changes.ts';
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

/** Adds a person, or what is newly known of one with the same identity number, noting what was known before. @returns his id */
export async function saveApplicant(db: Db, row: ApplicantRow, by: ChangedBy): Promise<string> {
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
  const kept = tables(db)
    .insertInto('dossier_applicant')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('identity_number').where('identity_number', 'is not', null).doUpdateSet(known),
    )
    .returningAll();
  const { rows } = await sql<{ id: string }>`
    with was as (select * from dossier_applicant where identity_number = ${row.identity_number}),
    kept as (${kept}), ${noted(by)} select id from kept`.execute(db);
  const [saved] = rows;
  if (!saved) throw new Error('a person was not kept');
  return saved.id;
}

/** A known person came again. */
export async function touchApplicant(db: Db, id: string, row: ApplicantRow, by: ChangedBy): Promise<void> {
  const kept = tables(db)
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
    .returningAll();
  await sql`with was as (select * from dossier_applicant where id = ${id}), kept as (${kept}), ${noted(by)}
    select 1`.execute(db);
}

/** One line more in the same statement, where a reception told something else than was known. */
function noted({ dossierId, at, byId, byName }: ChangedBy): RawBuilder<unknown> {
  return sql`noted as (
    insert into dossier_applicant_change (applicant_id, dossier_id, kind, at, by_id, by_name, before, after)
    select was.id, ${dossierId}::uuid, 'reception', ${at}::timestamptz, ${byId}::uuid, ${byName},
      ${knownJson('was')}, ${knownJson('kept')}
    from was join kept on kept.id = was.id where ${knownJson('was')} <> ${knownJson('kept')})`;
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
