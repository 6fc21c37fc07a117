import { type ColumnType, type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { RowProblem } from '../domain/exchange/imported.ts';

export type RunRow = {
  id: string;
  source: string;
  file_name: string;
  format: string | null;
  mapping: unknown;
  dry_run: boolean;
  as_of: Date;
  state: 'running' | 'done' | 'failed';
  counts: unknown;
  share: number | null;
  failure: string | null;
  started_at: Date;
  started_by: string | null;
  started_by_name: string;
  finished_at: Date | null;
  /** Real time since its last batch. */
  silent_ms: number;
};

export type RejectRow = { run_id: string; row: number; code: string | null; problems: RowProblem[] };
type MappingRow = { name: string; mapping: unknown; changed_at: Date; changed_by_name: string };
type JsonColumn<Value> = ColumnType<Value, string, string>;
type Tables = {
  dossier_import_run: Omit<RunRow, 'silent_ms' | 'mapping' | 'counts'> & {
    mapping: JsonColumn<unknown>;
    counts: JsonColumn<unknown>;
    heard_at: ColumnType<Date, never, RawBuilder<Date>>;
  };
  dossier_import_reject: Omit<RejectRow, 'problems'> & { problems: JsonColumn<RowProblem[]> };
  dossier_import_mapping: MappingRow;
};
const tables = (db: Db) => db.$extendTables<Tables>();

export async function insertRun(db: Db, run: Omit<RunRow, 'silent_ms' | 'finished_at' | 'failure'>): Promise<void> {
  await tables(db)
    .insertInto('dossier_import_run')
    .values({
      ...run,
      mapping: JSON.stringify(run.mapping),
      counts: JSON.stringify(run.counts),
      failure: null,
      finished_at: null,
    })
    .execute();
}

/** How far a run has come; called with each batch, in its transaction. */
export async function updateRun(
  db: Db,
  id: string,
  change: Partial<Pick<RunRow, 'format' | 'state' | 'counts' | 'share' | 'failure' | 'finished_at'>>,
): Promise<void> {
  const { counts, ...plain } = change;
  await tables(db)
    .updateTable('dossier_import_run')
    .set({
      ...plain,
      ...(counts === undefined ? {} : { counts: JSON.stringify(counts) }),
      heard_at: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', id)
    .execute();
}

export async function insertRejects(db: Db, rejects: readonly RejectRow[]): Promise<void> {
  if (rejects.length === 0) return;
  await tables(db)
    .insertInto('dossier_import_reject')
    .values(rejects.map((reject) => ({ ...reject, problems: JSON.stringify(reject.problems) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const SILENT = sql<number>`(extract(epoch from clock_timestamp() - heard_at) * 1000)::float8`.as('silent_ms');

export async function findRun(db: Db, id: string): Promise<RunRow | undefined> {
  return tables(db).selectFrom('dossier_import_run').selectAll().select(SILENT).where('id', '=', id).executeTakeFirst();
}

export async function listRuns(db: Db, limit: number): Promise<RunRow[]> {
  return tables(db)
    .selectFrom('dossier_import_run')
    .selectAll()
    .select(SILENT)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function listRejects(db: Db, runId: string, limit: number): Promise<RejectRow[]> {
  return tables(db)
    .selectFrom('dossier_import_reject')
    .selectAll()
    .where('run_id', '=', runId)
    .orderBy('row')
    .limit(limit)
    .execute();
}

export async function saveMapping(db: Db, row: MappingRow): Promise<void> {
  const values = { ...row, mapping: JSON.stringify(row.mapping) };
  await tables(db)
    .insertInto('dossier_import_mapping')
    .values(values)
    .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
    .execute();
}

export async function findMapping(db: Db, name: string): Promise<MappingRow | undefined> {
  return tables(db).selectFrom('dossier_import_mapping').selectAll().where('name', '=', name).executeTakeFirst();
}

export async function listMappings(db: Db): Promise<MappingRow[]> {
  return tables(db).selectFrom('dossier_import_mapping').selectAll().orderBy('name').execute();
}
