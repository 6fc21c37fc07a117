import type { Db } from '#platform/db/pool.ts';

export type TakenUpRecord = {
  id: string;
  sheet_id: string;
  /** The open thing's own id. */
  item: string;
  title: string;
  link: string;
  leaves: string[];
  agency_id: string;
  person_id: string | null;
  person_name: string | null;
  due_at: Date;
  taken_at: Date;
  taken_by: string | null;
  taken_by_name: string;
  state: 'open' | 'undone' | 'done';
  ended_at: Date | null;
};

const tables = (db: Db) => db.$extendTables<{ par_taken_up: TakenUpRecord }>();

/** What was ever taken up on a sheet, earliest due first. */
export async function listTakenUp(db: Db, sheetId: string): Promise<TakenUpRecord[]> {
  return tables(db)
    .selectFrom('par_taken_up')
    .selectAll()
    .where('sheet_id', '=', sheetId)
    .orderBy('due_at')
    .orderBy('id')
    .execute();
}

/** Sheets with something still open. */
export async function sheetsWithTakenUp(db: Db): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('par_taken_up')
    .select('sheet_id')
    .distinct()
    .where('state', '=', 'open')
    .orderBy('sheet_id')
    .execute();
  return rows.map((row) => row.sheet_id);
}

/** Takes a thing up; taken up before it is open again under the words of now. */
export async function takeUp(db: Db, row: TakenUpRecord): Promise<void> {
  const { id: _id, sheet_id: _sheet, item: _item, agency_id: _agency, ...rest } = row;
  await tables(db)
    .insertInto('par_taken_up')
    .values(row)
    .onConflict((conflict) => conflict.columns(['sheet_id', 'item']).doUpdateSet(rest))
    .execute();
}

/** @returns the items that were open and are ended now */
export async function endTakenUp(
  db: Db,
  sheetId: string,
  items: readonly string[],
  state: 'undone' | 'done',
  at: Date,
): Promise<string[]> {
  if (items.length === 0) return [];
  const rows = await tables(db)
    .updateTable('par_taken_up')
    .set({ state, ended_at: at })
    .where('sheet_id', '=', sheetId)
    .where('item', 'in', [...items])
    .where('state', '=', 'open')
    .returning('item')
    .execute();
  return rows.map((row) => row.item);
}
