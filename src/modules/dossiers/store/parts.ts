import { newId } from '#kernel/id.ts';
import type { Db } from '#platform/db/pool.ts';
import { statement } from '#platform/db/statement.ts';
import { AWAITS_PAPERS } from '../domain/states.ts';
import { type ApologyRow, type FileRow, type OpinionRow, type PaperRow, type SupplementRow, tables } from './rows.ts';

/** What hangs on a dossier: papers, files, opinions, supplements, apologies. */

const ADD_PAPERS = statement(`
  insert into dossier_paper (id, dossier_id, position, round, key, name, originals, certified, copies, received)
  select id, dossier_id, position, round, key, name, originals, certified, copies, received
  from jsonb_to_recordset($1::jsonb) as paper (id uuid, dossier_id uuid, position smallint, round smallint, key text,
    name text, originals smallint, certified smallint, copies smallint, received boolean)`);

/** Written behind (session.ts), by a statement that is the same for any number of papers: it stays prepared. */
export function insertPapers(db: Db, rows: readonly PaperRow[]): void {
  if (rows.length > 0) ADD_PAPERS.later(db, [JSON.stringify(rows)]);
}

/** The papers of the request that is open, brought now: lines of the next round. */
export async function bringAskedPapers(db: Db, dossierId: string): Promise<void> {
  const asked = await tables(db)
    .selectFrom('dossier_supplement')
    .select('papers')
    .where('dossier_id', '=', dossierId)
    .where('status', '=', 'issued')
    .execute();
  const papers = asked.flatMap((one) => one.papers as Partial<PaperRow>[]);
  if (papers.length === 0) return;
  const last = await tables(db)
    .selectFrom('dossier_paper')
    .select(({ fn }) => fn.max('round').as('round'))
    .where('dossier_id', '=', dossierId)
    .executeTakeFirst();
  const round = Number(last?.round ?? 0) + 1;
  insertPapers(
    db,
    papers.map(({ key, name, originals, certified, copies }, position) => ({
      id: newId(),
      dossier_id: dossierId,
      position,
      round,
      key: key ?? null,
      name: name ?? '',
      originals: originals ?? 0,
      certified: certified ?? 0,
      copies: copies ?? 0,
      received: true,
    })),
  );
}

export async function insertFile(db: Db, row: FileRow): Promise<void> {
  await tables(db).insertInto('dossier_file').values(row).execute();
}

export async function findFile(db: Db, dossierId: string, id: string): Promise<FileRow | undefined> {
  return tables(db)
    .selectFrom('dossier_file')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function insertOpinions(db: Db, rows: readonly OpinionRow[]): Promise<void> {
  if (rows.length > 0) await tables(db).insertInto('dossier_opinion').values(rows).execute();
}

/** @returns the question with its answer */
export async function answerOpinion(
  db: Db,
  id: string,
  answer: Pick<OpinionRow, 'answered_at' | 'answered_by' | 'answer'>,
): Promise<OpinionRow | undefined> {
  return tables(db).updateTable('dossier_opinion').set(answer).where('id', '=', id).returningAll().executeTakeFirst();
}

/** Which of these questions were promised an answer by a day and have none. */
export async function unansweredWithDue(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('dossier_opinion')
    .select('id')
    .where('id', 'in', [...ids])
    .where('due_at', 'is not', null)
    .where('answered_at', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** Open questions of ended agencies are their successor's to answer. */
export async function moveOpinions(db: Db, dossierId: string, from: readonly string[], to: string): Promise<void> {
  await tables(db)
    .updateTable('dossier_opinion')
    .set({ agency_id: to })
    .where('dossier_id', '=', dossierId)
    .where('agency_id', 'in', from)
    .where('answered_at', 'is', null)
    .execute();
}

export async function insertSupplement(db: Db, row: SupplementRow): Promise<void> {
  await tables(db)
    .insertInto('dossier_supplement')
    .values({ ...row, papers: JSON.stringify(row.papers) })
    .execute();
}

export async function findSupplement(db: Db, id: string): Promise<SupplementRow | undefined> {
  return tables(db).selectFrom('dossier_supplement').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Moves what is asked for in one state on to the next. */
export async function moveSupplements(
  db: Db,
  dossierId: string,
  from: SupplementRow['status'],
  change: Partial<Pick<SupplementRow, 'status' | 'issued_at' | 'expires_on' | 'taken_at'>>,
): Promise<void> {
  await tables(db)
    .updateTable('dossier_supplement')
    .set(change)
    .where('dossier_id', '=', dossierId)
    .where('status', '=', from)
    .execute();
}

/** Dossiers under these rule sets whose wait for papers is over, longest waited first, locked. */
export async function waitsOver(
  db: Db,
  today: string,
  lawIds: readonly string[],
  limit: number,
): Promise<readonly string[]> {
  const rows = await tables(db)
    .selectFrom('dossier')
    .select('id')
    .where('wait_until', '<', today)
    .where('law_id', 'in', lawIds)
    .where('state', 'in', AWAITS_PAPERS)
    .orderBy('wait_until')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(({ id }) => id);
}

export async function insertApology(db: Db, row: ApologyRow): Promise<void> {
  await tables(db).insertInto('dossier_apology').values(row).execute();
}

export async function findApology(db: Db, id: string): Promise<ApologyRow | undefined> {
  return tables(db).selectFrom('dossier_apology').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function settleApology(
  db: Db,
  id: string,
  change: Pick<ApologyRow, 'status' | 'approved_at' | 'approved_by'>,
): Promise<void> {
  await tables(db).updateTable('dossier_apology').set(change).where('id', '=', id).execute();
}

/** Everything that hangs on a dossier, for its page; files without their bytes. */
const PAPERS = statement<PaperRow>('select * from dossier_paper where dossier_id = $1 order by round, position');
const FILES = statement<Omit<FileRow, 'dossier_id' | 'sha256' | 'bytes'>>(`
  select id, kind, name, media_type, size, added_at, added_by from dossier_file where dossier_id = $1 order by added_at`);
const OPINIONS = statement<OpinionRow>('select * from dossier_opinion where dossier_id = $1 order by asked_at, id');
const SUPPLEMENTS = statement<SupplementRow>(
  'select * from dossier_supplement where dossier_id = $1 order by drafted_at',
);
const APOLOGIES = statement<ApologyRow>('select * from dossier_apology where dossier_id = $1 order by drafted_at');

/** All of it, asked together: one wait. */
export async function listParts(db: Db, dossierId: string) {
  const of = [dossierId];
  const [papers, files, opinions, supplements, apologies] = await Promise.all([
    PAPERS.rows(db, of),
    FILES.rows(db, of),
    OPINIONS.rows(db, of),
    SUPPLEMENTS.rows(db, of),
    APOLOGIES.rows(db, of),
  ]);
  return { papers, files, opinions, supplements, apologies };
}
