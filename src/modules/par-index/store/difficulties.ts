import type { Db } from '#platform/db/pool.ts';

export type DifficultyRecord = {
  id: string;
  sheet_id: string;
  leaf: string | null;
  difficulty: string;
  cause: string | null;
  request: string;
  addressed_to: string;
  written_at: Date;
  written_by: string | null;
  written_by_name: string;
  ended_at: Date | null;
  ended_by_name: string | null;
  replaced_by: string | null;
};

const tables = (db: Db) => db.$extendTables<{ par_difficulty: DifficultyRecord }>();

/** The difficulties that stand on a sheet, as they were written. */
export async function listDifficulties(db: Db, sheetId: string): Promise<DifficultyRecord[]> {
  return tables(db)
    .selectFrom('par_difficulty')
    .selectAll()
    .where('sheet_id', '=', sheetId)
    .where('ended_at', 'is', null)
    .orderBy('written_at')
    .orderBy('id')
    .execute();
}

export async function insertDifficulty(db: Db, row: DifficultyRecord): Promise<void> {
  await tables(db).insertInto('par_difficulty').values(row).execute();
}

/** @returns whether one of that id stood on the sheet */
export async function endDifficulty(
  db: Db,
  sheetId: string,
  id: string,
  by: { at: Date; name: string; replacedBy: string | null },
): Promise<boolean> {
  const ended = await tables(db)
    .updateTable('par_difficulty')
    .set({ ended_at: by.at, ended_by_name: by.name, replaced_by: by.replacedBy })
    .where('id', '=', id)
    .where('sheet_id', '=', sheetId)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  return ended.length > 0;
}
