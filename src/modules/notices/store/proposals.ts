import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import { type ChangeRow, json, type ProposalRow, tables } from './rows.ts';

const written = (row: ProposalRow): ProposalRow => ({
  ...row,
  leads: json(row.leads),
  cooperating: json(row.cooperating),
  evidence: json(row.evidence),
  warnings: json(row.warnings),
});

/** All proposals of a document in the order of the text; dropped ones included. */
export async function listProposals(db: Db, documentId: string): Promise<ProposalRow[]> {
  return tables(db)
    .selectFrom('notice_proposal')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

export async function insertProposals(db: Db, rows: readonly ProposalRow[]): Promise<void> {
  // A statement holds 65,535 values at most.
  for (let index = 0; index < rows.length; index += 200) {
    await tables(db)
      .insertInto('notice_proposal')
      .values(rows.slice(index, index + 200).map(written))
      .execute();
  }
}

/** Writes the whole proposal; the caller holds the document. */
export async function saveProposal(db: Db, row: ProposalRow): Promise<void> {
  const { id, document_id: _document, ...rest } = written(row);
  await tables(db).updateTable('notice_proposal').set(rest).where('id', '=', id).execute();
}

export async function deleteProposal(db: Db, id: string): Promise<void> {
  await tables(db).deleteFrom('notice_proposal').where('id', '=', id).execute();
}

/** Makes `places` free places from `from` on (negative: closes them). The order is nobody's edit: versions stay. */
export async function shiftPositions(db: Db, documentId: string, from: number, places: number): Promise<void> {
  await tables(db)
    .updateTable('notice_proposal')
    .set({ position: sql`position + ${places}` })
    .where('document_id', '=', documentId)
    .where('position', '>=', from)
    .execute();
}

export async function insertChange(db: Db, change: Omit<ChangeRow, 'taken_back_at'>): Promise<void> {
  await tables(db)
    .insertInto('notice_change')
    .values({ ...change, before: json(change.before), after: json(change.after), taken_back_at: null })
    .execute();
}

/** The newest change that was not taken back. */
export async function findLastChange(db: Db, documentId: string): Promise<ChangeRow | undefined> {
  return tables(db)
    .selectFrom('notice_change')
    .selectAll()
    .where('document_id', '=', documentId)
    .where('taken_back_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

export async function markTakenBack(db: Db, id: string, at: Date): Promise<void> {
  await tables(db).updateTable('notice_change').set({ taken_back_at: at }).where('id', '=', id).execute();
}

/** What was changed so far can no longer be taken back: a correction of the head has gone over it. */
export async function closeChanges(db: Db, documentId: string, at: Date): Promise<void> {
  await tables(db)
    .updateTable('notice_change')
    .set({ taken_back_at: at })
    .where('document_id', '=', documentId)
    .where('taken_back_at', 'is', null)
    .execute();
}
