import { newId } from '#kernel/id.ts';
import type { Db } from '#platform/db/pool.ts';
import { type ApologyRow, type FileRow, type OpinionRow, type PaperRow, type SupplementRow, tables } from './rows.ts';

/** What hangs on a dossier: papers, files, opinions, supplements, apologies. */

export async function insertPapers(db: Db, rows: readonly PaperRow[]): Promise<void> {
  if (rows.length > 0) await tables(db).insertInto('dossier_paper').values(rows).execute();
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
  await insertPapers(
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

/** Dossiers under these rule sets whose wait for a supplement is over, longest waited first, locked. */
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
    .where('clock', 'in', ['stopped', 'none'])
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
export async function listParts(db: Db, dossierId: string) {
  const from = tables(db);
  const papers = await from
    .selectFrom('dossier_paper')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('round')
    .orderBy('position')
    .execute();
  const files = await from
    .selectFrom('dossier_file')
    .select(['id', 'kind', 'name', 'media_type', 'size', 'added_at', 'added_by'])
    .where('dossier_id', '=', dossierId)
    .orderBy('added_at')
    .execute();
  const opinions = await from
    .selectFrom('dossier_opinion')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('asked_at')
    .orderBy('id')
    .execute();
  const supplements = await from
    .selectFrom('dossier_supplement')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('drafted_at')
    .execute();
  const apologies = await from
    .selectFrom('dossier_apology')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('drafted_at')
    .execute();
  return { papers, files, opinions, supplements, apologies };
}
