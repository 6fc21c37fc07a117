import { sql } from 'kysely';
import { addDays, type LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';
import type { Procedure, ProcedureLevel } from '../domain/procedure.ts';
import { json, type ProcedureRow, tables, type VersionRow } from './rows.ts';

type Joined = VersionRow & { central_code: string | null; next_from: LocalDate | null };

/** All versions, each with the day on which the next one takes its place. */
const versions = (db: Db) =>
  tables(db)
    .selectFrom('procedure_version as v')
    .innerJoin('procedure as p', 'p.id', 'v.procedure_id')
    .selectAll('v')
    .select('p.central_code')
    .select(
      sql<LocalDate | null>`(select min(n.valid_from) from procedure_version n
        where n.procedure_id = v.procedure_id and n.version > v.version)`.as('next_from'),
    );

function toProcedure(row: Joined): Procedure {
  return {
    ...row.content,
    id: row.procedure_id,
    versionId: row.id,
    version: row.version,
    centralCode: row.central_code,
    code: row.code,
    name: row.name,
    sector: row.sector,
    level: row.level,
    isSample: row.is_sample,
    validFrom: row.valid_from,
    validTo: row.next_from === null ? null : addDays(row.next_from, -1),
  };
}

export async function findVersion(db: Db, versionId: string): Promise<Procedure | undefined> {
  const row = await versions(db).where('v.id', '=', versionId).executeTakeFirst();
  return row && toProcedure(row);
}

/** All versions of a procedure, newest first; an entry that ends it is left out, its day is the last version's end. */
export async function listVersions(db: Db, procedureId: string): Promise<Procedure[]> {
  const rows = await versions(db)
    .where('v.procedure_id', '=', procedureId)
    .where('v.is_end', '=', false)
    .orderBy('v.version', 'desc')
    .execute();
  return rows.map(toProcedure);
}

/** The newest version row of a procedure, whatever its day. */
export async function lastVersionRow(db: Db, procedureId: string): Promise<VersionRow | undefined> {
  return tables(db)
    .selectFrom('procedure_version')
    .selectAll()
    .where('procedure_id', '=', procedureId)
    .orderBy('version', 'desc')
    .limit(sql.lit(1))
    .executeTakeFirst();
}

/** The version that holds on the day; undefined before the first and after the end. */
export async function findOn(db: Db, procedureId: string, on: LocalDate): Promise<Procedure | undefined> {
  const row = await versions(db)
    .where('v.procedure_id', '=', procedureId)
    .where('v.valid_from', '<=', on)
    .orderBy('v.version', 'desc')
    .limit(sql.lit(1))
    .executeTakeFirst();
  return row === undefined || row.is_end ? undefined : toProcedure(row);
}

export interface ProcedureFilter {
  readonly on: LocalDate;
  /** Without marks, lower case; empty for all. */
  readonly query: string;
  readonly sector?: string;
  /** Those that were abolished by the day instead; `validFrom` is then since when. */
  readonly ended?: boolean;
  readonly levels?: readonly ProcedureLevel[];
  readonly limit: number;
  readonly offset: number;
}

const MIN_LIKENESS = 0.55;

/** Procedures in force on the day; with words those that answer them, a typing slip forgiven, best first. */
export async function searchRows(db: Db, filter: ProcedureFilter): Promise<{ total: number; rows: Procedure[] }> {
  const { query, on } = filter;
  const like = `%${query.replace(/[\\%_]/g, (char) => `\\${char}`)}%`;
  const words = query.split(' ').filter((word) => word !== '');
  let found = versions(db)
    .where('v.is_end', '=', filter.ended ?? false)
    .where('v.valid_from', '<=', on)
    .where(
      sql<boolean>`not exists (select 1 from procedure_version n
        where n.procedure_id = v.procedure_id and n.version > v.version and n.valid_from <= ${on})`,
    );
  if (filter.sector !== undefined) found = found.where('v.sector', '=', filter.sector);
  if (filter.levels !== undefined) found = found.where('v.level', 'in', [...filter.levels]);
  if (words.length > 0)
    found = found.where((eb) =>
      eb.or([
        eb.and(words.map((word) => eb('v.search_key', 'like', `%${word.replace(/[\\%_]/g, (char) => `\\${char}`)}%`))),
        sql<boolean>`word_similarity(${query}, v.search_key) >= ${MIN_LIKENESS}`,
      ]),
    );
  const counted = await tables(db)
    .selectFrom(found.as('found'))
    .select((eb) => eb.fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await found
    .orderBy(sql`v.search_key like ${like}`, 'desc')
    .orderBy(sql`case when ${query} = '' then 0 else word_similarity(${query}, v.search_key) end`, 'desc')
    .orderBy('v.sector')
    .orderBy('v.name')
    .orderBy('v.id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  return { total: Number(counted.total), rows: rows.map(toProcedure) };
}

/** Every sector with procedures in force on the day, and how many. */
export async function listSectors(db: Db, on: LocalDate): Promise<{ sector: string; count: number }[]> {
  const { rows } = await sql<{ sector: string; count: string }>`
    select sector, count(*) as count from (
      select distinct on (procedure_id) procedure_id, sector, is_end from procedure_version
      where valid_from <= ${on} order by procedure_id, version desc) held
    where not is_end group by sector order by sector collate "vi-VN-x-icu"`.execute(db);
  return rows.map(({ sector, count }) => ({ sector, count: Number(count) }));
}

/** The newest version of every procedure: what an import is compared with. */
export async function listNewest(db: Db): Promise<{ procedure: ProcedureRow; version: VersionRow }[]> {
  const procedures = await tables(db).selectFrom('procedure').selectAll().execute();
  const newest = await tables(db)
    .selectFrom('procedure_version')
    .selectAll()
    .distinctOn('procedure_id')
    .orderBy('procedure_id')
    .orderBy('version', 'desc')
    .execute();
  const byId = new Map(procedures.map((procedure) => [procedure.id, procedure]));
  return newest.flatMap((version) => {
    const procedure = byId.get(version.procedure_id);
    return procedure ? [{ procedure, version }] : [];
  });
}

/** @param rows at most a few hundred: their values stand in one statement */
export async function insertProcedures(db: Db, rows: readonly ProcedureRow[]): Promise<void> {
  await tables(db).insertInto('procedure').values(rows).execute();
}

/** @param rows at most a few hundred: their values stand in one statement */
export async function insertVersions(db: Db, rows: readonly VersionRow[]): Promise<void> {
  await tables(db)
    .insertInto('procedure_version')
    .values(rows.map((row) => ({ ...row, content: json(row.content) })))
    .execute();
}

/** Holds the procedure, so that two people do not make one version number; undefined when there is none. */
export async function lockProcedure(db: Db, id: string): Promise<ProcedureRow | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext('procedure'), hashtext(${id}))`.execute(db);
  return tables(db).selectFrom('procedure').selectAll().where('id', '=', id).executeTakeFirst();
}

/** One import of the catalogue at a time. */
export async function lockCatalogue(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('procedure'), 0)`.execute(db);
}
