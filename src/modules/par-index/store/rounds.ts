import type { LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';
import { sql } from 'kysely';
import {
  type BlindRecord,
  type DateMoveRecord,
  inChunks,
  json,
  type MonitorRecord,
  type PrecedentRecord,
  type ReplyRecord,
  type ResultRecord,
  type RoundRecord,
  type SheetRecord,
  tables,
} from './rows.ts';

export async function insertRound(db: Db, row: RoundRecord): Promise<void> {
  await tables(db).insertInto('par_round').values(row).execute();
}

export async function listRounds(db: Db): Promise<RoundRecord[]> {
  return tables(db)
    .selectFrom('par_round')
    .selectAll()
    .orderBy('year', 'desc')
    .orderBy('block')
    .orderBy('id')
    .execute();
}

export async function findRound(db: Db, id: string): Promise<RoundRecord | undefined> {
  return tables(db).selectFrom('par_round').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function lockRound(db: Db, id: string): Promise<RoundRecord | undefined> {
  return tables(db).selectFrom('par_round').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** A round of the block and year that was not called off. */
export async function findRoundOf(db: Db, year: number, block: RoundRecord['block']): Promise<RoundRecord | undefined> {
  return tables(db)
    .selectFrom('par_round')
    .selectAll()
    .where('year', '=', year)
    .where('block', '=', block)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst();
}

export async function updateRound(db: Db, id: string, change: Partial<RoundRecord>): Promise<void> {
  await tables(db).updateTable('par_round').set(change).where('id', '=', id).execute();
}

/**
 * Rounds whose deadline for the unit has passed while its stage still runs, or its right of reply; rows another process
 * holds are left to it.
 */
export async function lockPastDeadline(db: Db, today: LocalDate): Promise<RoundRecord[]> {
  return tables(db)
    .selectFrom('par_round')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'self-scoring'), eb('self_due_on', '<', today)]),
        eb.and([eb('state', '=', 'explanation'), eb('explanation_due_on', '<', today)]),
        eb.and([eb('state', '=', 'reply'), eb('reply_until', '<', today), eb('window_ended_at', 'is', null)]),
      ]),
    )
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute();
}

/** The first day a unit's deadline falls on among running rounds. */
export async function nextDeadline(db: Db): Promise<LocalDate | null> {
  const rows = await tables(db)
    .selectFrom('par_round')
    .select(['state', 'self_due_on', 'explanation_due_on', 'reply_until'])
    .where('state', 'in', ['self-scoring', 'explanation', 'reply'])
    .where('window_ended_at', 'is', null)
    .execute();
  const days = rows.flatMap((row) =>
    row.state === 'self-scoring'
      ? row.self_due_on
      : row.state === 'explanation'
        ? row.explanation_due_on
        : (row.reply_until ?? []),
  );
  return days.reduce<LocalDate | null>((first, day) => (first === null || day < first ? day : first), null);
}

export async function insertDateMove(db: Db, row: DateMoveRecord): Promise<void> {
  await tables(db)
    .insertInto('par_date_move')
    .values({ ...row, dates: json(row.dates) })
    .execute();
}

/** How the dates of a round were moved, the last first. */
export async function listDateMoves(db: Db, roundId: string): Promise<DateMoveRecord[]> {
  return tables(db)
    .selectFrom('par_date_move')
    .selectAll()
    .where('round_id', '=', roundId)
    .orderBy('moved_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/**
 * Puts a successor in the place of agencies that were merged: at all their sheets, and where they appraise in rounds
 * that still run. What the agency was stays written.
 */
export async function handOverRows(db: Db, fromIds: readonly string[], toId: string): Promise<void> {
  const gone = sql<boolean>`coalesce(successor_id, agency_id) = any(${[...fromIds]}::uuid[])`;
  const running = sql<boolean>`round_id in (select id from par_round where state not in ('published', 'cancelled'))`;
  await tables(db).updateTable('par_sheet').set({ successor_id: toId }).where(gone).execute();
  await tables(db).updateTable('par_monitor').set({ successor_id: toId }).where(gone).where(running).execute();
  await tables(db).updateTable('par_blind').set({ successor_id: toId }).where(gone).where(running).execute();
}

/** Sheets of these agencies in rounds that still run, and leaves they appraise there: what a merger would move. */
export async function countHandedOver(db: Db, agencyIds: readonly string[]): Promise<number> {
  const found = await sql<{ n: number }>`
    select count(distinct r.id)::int as n from par_round r
    where r.state not in ('published', 'cancelled') and (
      exists (select 1 from par_sheet s where s.round_id = r.id
        and coalesce(s.successor_id, s.agency_id) = any(${[...agencyIds]}::uuid[]))
      or exists (select 1 from par_monitor m where m.round_id = r.id
        and coalesce(m.successor_id, m.agency_id) = any(${[...agencyIds]}::uuid[])))`.execute(db);
  return found.rows[0]?.n ?? 0;
}

export async function insertMonitors(db: Db, rows: readonly MonitorRecord[]): Promise<void> {
  await inChunks(rows, (some) => tables(db).insertInto('par_monitor').values(some).execute());
}

/** The agencies named for each leaf, in order; the successor in the place of one that was merged. */
export async function listMonitors(db: Db, roundId: string): Promise<Map<string, string[]>> {
  const rows = await tables(db)
    .selectFrom('par_monitor')
    .selectAll()
    .where('round_id', '=', roundId)
    .orderBy('leaf')
    .orderBy('position')
    .execute();
  const named = new Map<string, string[]>();
  for (const row of rows) {
    const before = named.get(row.leaf) ?? [];
    const acting = row.successor_id ?? row.agency_id;
    named.set(row.leaf, before.includes(acting) ? before : [...before, acting]);
  }
  return named;
}

export async function insertSheets(db: Db, rows: readonly SheetRecord[]): Promise<void> {
  await inChunks(rows, (some) => tables(db).insertInto('par_sheet').values(some).execute());
}

export async function listSheets(db: Db, roundId: string): Promise<SheetRecord[]> {
  return tables(db)
    .selectFrom('par_sheet')
    .selectAll()
    .where('round_id', '=', roundId)
    .orderBy('agency_name')
    .orderBy('id')
    .execute();
}

export async function findSheet(db: Db, id: string): Promise<SheetRecord | undefined> {
  return tables(db).selectFrom('par_sheet').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Holds a sheet: values of one sheet are given one after another, so that their order is never in doubt. */
export async function lockSheet(db: Db, id: string): Promise<SheetRecord | undefined> {
  return tables(db).selectFrom('par_sheet').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Locks and explanation times of many sheets in one statement. */
export async function updateLocks(
  db: Db,
  rows: readonly Pick<SheetRecord, 'id' | 'locked_at' | 'locked_by_name' | 'locked_because' | 'explained_at'>[],
): Promise<void> {
  await sql`update par_sheet s set locked_at = r.locked_at, locked_by_name = r.locked_by_name,
      locked_because = r.locked_because, explained_at = r.explained_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, locked_at timestamptz, locked_by_name text,
      locked_because text, explained_at timestamptz)
    where s.id = r.id`.execute(db);
}

export async function updateSheet(db: Db, id: string, change: Partial<SheetRecord>): Promise<void> {
  await tables(db).updateTable('par_sheet').set(change).where('id', '=', id).execute();
}

export async function insertBlind(db: Db, rows: readonly BlindRecord[]): Promise<void> {
  await inChunks(rows, (some) =>
    tables(db)
      .insertInto('par_blind')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}

/** The sample for a second score, as far as the actor may see it. */
export async function listBlind(db: Db, roundId: string): Promise<BlindRecord[]> {
  return tables(db)
    .selectFrom('par_blind')
    .selectAll()
    .where('round_id', '=', roundId)
    .orderBy('sheet_id')
    .orderBy('leaf')
    .execute();
}

export async function insertResults(db: Db, rows: readonly ResultRecord[]): Promise<void> {
  await inChunks(
    rows.map((row) => ({ ...row, leaves: json(row.leaves) })),
    (some) => tables(db).insertInto('par_result').values(some).execute(),
  );
}

/** Results of one version, best first. */
export async function listResults(db: Db, roundId: string, version: number): Promise<ResultRecord[]> {
  return tables(db)
    .selectFrom('par_result')
    .selectAll()
    .where('round_id', '=', roundId)
    .where('version', '=', version)
    .orderBy('rank')
    .orderBy('agency_name')
    .execute();
}

export async function insertPrecedents(db: Db, rows: readonly PrecedentRecord[]): Promise<void> {
  await inChunks(rows, (some) => tables(db).insertInto('par_precedent').values(some).execute());
}

export type ListedPrecedent = PrecedentRecord & Pick<SheetRecord, 'agency_id' | 'agency_name' | 'successor_id'>;

/** Precedents of a round, or of a leaf's name in all years the actor may see. */
export async function listPrecedents(
  db: Db,
  by: { roundId: string } | { leafName: string; limit: number },
): Promise<ListedPrecedent[]> {
  let query = tables(db)
    .selectFrom('par_precedent as p')
    .innerJoin('par_sheet as s', 's.id', 'p.sheet_id')
    .selectAll('p')
    .select(['s.agency_id', 's.agency_name', 's.successor_id'])
    .orderBy('p.year', 'desc')
    .orderBy('p.leaf')
    .orderBy('s.agency_name');
  query =
    'roundId' in by
      ? query.where('p.round_id', '=', by.roundId)
      : query.where('p.leaf_name', '=', by.leafName).limit(by.limit);
  return query.execute();
}

export async function insertReply(db: Db, row: ReplyRecord): Promise<void> {
  await tables(db).insertInto('par_reply').values(row).execute();
}

export async function listReplies(db: Db, roundId: string, sheetId?: string): Promise<ReplyRecord[]> {
  let query = tables(db).selectFrom('par_reply').selectAll().where('round_id', '=', roundId).orderBy('id');
  if (sheetId) query = query.where('sheet_id', '=', sheetId);
  return query.execute();
}

export async function lockReply(db: Db, id: string): Promise<ReplyRecord | undefined> {
  return tables(db).selectFrom('par_reply').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function answerReplyRow(
  db: Db,
  id: string,
  change: Pick<ReplyRecord, 'decision' | 'answer' | 'answered_at' | 'answered_by_name'>,
): Promise<void> {
  await tables(db).updateTable('par_reply').set(change).where('id', '=', id).execute();
}
