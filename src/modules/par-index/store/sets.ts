import type { Db } from '#platform/db/pool.ts';
import { json, type MappingRecord, type SetRecord, tables } from './rows.ts';

export async function insertSet(db: Db, row: SetRecord): Promise<void> {
  await tables(db)
    .insertInto('par_set')
    .values({ ...row, content: json(row.content) })
    .execute();
}

/** All versions of all sets without their content, newest year first. */
export async function listSets(db: Db): Promise<Omit<SetRecord, 'content'>[]> {
  return tables(db)
    .selectFrom('par_set')
    .select(['id', 'code', 'version', 'state', 'year', 'block', 'title', 'is_demonstration', 'made_at', 'made_by'])
    .select(['made_by_name', 'adopted_at', 'adopted_by', 'adopted_by_name', 'decision', 'revision'])
    .orderBy('year', 'desc')
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute();
}

export async function findSet(db: Db, id: string): Promise<SetRecord | undefined> {
  return tables(db).selectFrom('par_set').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function lockSet(db: Db, id: string): Promise<SetRecord | undefined> {
  return tables(db).selectFrom('par_set').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The newest version number of a set's code; 0 when there is none. */
export async function lastVersion(db: Db, code: string): Promise<number> {
  const row = await tables(db)
    .selectFrom('par_set')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('code', '=', code)
    .executeTakeFirst();
  return row?.version ?? 0;
}

export async function updateSet(db: Db, id: string, change: Partial<Omit<SetRecord, 'id' | 'code' | 'version'>>) {
  const { content, ...rest } = change;
  await tables(db)
    .updateTable('par_set')
    .set({ ...rest, ...(content ? { content: json(content) } : {}) })
    .where('id', '=', id)
    .execute();
}

export async function insertMapping(db: Db, row: MappingRecord): Promise<void> {
  await tables(db)
    .insertInto('par_mapping')
    .values({ ...row, links: json(row.links) })
    .execute();
}

/** The mapping that counts: the one made last. */
export async function findMapping(db: Db, fromSetId: string, toSetId: string): Promise<MappingRecord | undefined> {
  return tables(db)
    .selectFrom('par_mapping')
    .selectAll()
    .where('from_set_id', '=', fromSetId)
    .where('to_set_id', '=', toSetId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The mapping made last onto an earlier version of the same set. */
export async function findMappingToFormer(
  db: Db,
  fromSetId: string,
  code: string,
  version: number,
): Promise<MappingRecord | undefined> {
  return tables(db)
    .selectFrom('par_mapping')
    .innerJoin('par_set', 'par_set.id', 'par_mapping.to_set_id')
    .selectAll('par_mapping')
    .where('par_mapping.from_set_id', '=', fromSetId)
    .where('par_set.code', '=', code)
    .where('par_set.version', '<', version)
    .orderBy('par_set.version', 'desc')
    .orderBy('par_mapping.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The newest version of a set's code, without its table. */
export async function findLastVersion(
  db: Db,
  code: string,
): Promise<Pick<SetRecord, 'id' | 'version' | 'state' | 'revision' | 'year' | 'block'> | undefined> {
  return tables(db)
    .selectFrom('par_set')
    .select(['id', 'version', 'state', 'revision', 'year', 'block'])
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}
