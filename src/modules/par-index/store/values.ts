import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { Stage } from '../domain/round-flow.ts';
import { type FlagRecord, inChunks, type SurveyRecord, tables, type ValueRecord } from './rows.ts';

/**
 * Appends values, as one JSON text a statement: a closing writes thousands. The numbers within a leaf and stage are the
 * caller's, who holds the sheet.
 */
export async function insertValues(db: Db, rows: readonly ValueRecord[]): Promise<void> {
  await inChunks(rows, (some) =>
    sql`insert into par_value (id, sheet_id, leaf, stage, seq, input, points, deviation, measure, reason, evidence,
        author_id, author_name, author_agency_id, at)
      select id, sheet_id, leaf, stage, seq, nullif(input, 'null'), points, deviation, nullif(measure, 'null'), reason,
        evidence, author_id, author_name, author_agency_id, at
      from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as r (id uuid, sheet_id uuid, leaf text, stage text,
        seq integer, input jsonb, points integer, deviation double precision, measure jsonb, reason text,
        evidence uuid[], author_id uuid, author_name text, author_agency_id uuid, at timestamptz)`.execute(db),
  );
}

/** Every value ever given on a sheet, or on one leaf of it, oldest first. */
export async function listHistory(db: Db, sheetId: string, leaf?: string): Promise<ValueRecord[]> {
  let query = tables(db)
    .selectFrom('par_value')
    .selectAll()
    .where('sheet_id', '=', sheetId)
    .orderBy('leaf')
    .orderBy('at')
    .orderBy('id');
  if (leaf !== undefined) query = query.where('leaf', '=', leaf);
  return query.execute();
}

/** The newest value of every leaf and stage on some sheets. */
export async function listCurrent(
  db: Db,
  sheetIds: readonly string[],
  stages?: readonly Stage[],
): Promise<ValueRecord[]> {
  if (sheetIds.length === 0) return [];
  let query = tables(db)
    .selectFrom('par_value')
    .distinctOn(['sheet_id', 'leaf', 'stage'])
    .selectAll()
    .where('sheet_id', 'in', [...sheetIds])
    .orderBy('sheet_id')
    .orderBy('leaf')
    .orderBy('stage')
    .orderBy('seq', 'desc');
  if (stages) query = query.where('stage', 'in', [...stages]);
  return query.execute();
}

/** The number of the last value of a leaf at a stage; 0 when there is none. */
export async function lastSeq(db: Db, sheetId: string, leaf: string, stage: Stage): Promise<number> {
  const row = await tables(db)
    .selectFrom('par_value')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('sheet_id', '=', sheetId)
    .where('leaf', '=', leaf)
    .where('stage', '=', stage)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

/** Asks for an explanation; asked twice it is asked once. @returns whether it is new */
export async function insertFlag(db: Db, row: FlagRecord): Promise<boolean> {
  return (await insertFlags(db, [row])) > 0;
}

/** @returns how many are new */
export async function insertFlags(db: Db, rows: readonly FlagRecord[]): Promise<number> {
  let made = 0;
  await inChunks(rows, async (some) => {
    const fresh = await tables(db)
      .insertInto('par_flag')
      .values(some)
      .onConflict((conflict) => conflict.columns(['sheet_id', 'leaf']).doNothing())
      .returning('id')
      .execute();
    made += fresh.length;
  });
  return made;
}

export async function listFlags(db: Db, sheetIds: readonly string[]): Promise<FlagRecord[]> {
  if (sheetIds.length === 0) return [];
  return tables(db)
    .selectFrom('par_flag')
    .selectAll()
    .where('sheet_id', 'in', [...sheetIds])
    .orderBy('leaf')
    .execute();
}

export async function insertSurveys(db: Db, rows: readonly SurveyRecord[]): Promise<void> {
  await inChunks(rows, (some) => tables(db).insertInto('par_survey_result').values(some).execute());
}

/** The newest survey result of each leaf on a sheet. */
export async function listSurveys(db: Db, sheetId: string): Promise<SurveyRecord[]> {
  return tables(db)
    .selectFrom('par_survey_result')
    .distinctOn(['leaf'])
    .selectAll()
    .where('sheet_id', '=', sheetId)
    .orderBy('leaf')
    .orderBy('id', 'desc')
    .execute();
}

/** Every value ever given at a stage on some sheets, oldest first. */
export async function listStage(db: Db, sheetIds: readonly string[], stage: Stage): Promise<ValueRecord[]> {
  if (sheetIds.length === 0) return [];
  return tables(db)
    .selectFrom('par_value')
    .selectAll()
    .where('sheet_id', 'in', [...sheetIds])
    .where('stage', '=', stage)
    .orderBy('at')
    .orderBy('id')
    .execute();
}
