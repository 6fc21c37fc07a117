import { sql } from 'kysely';
import type { LocalDate } from '#kernel/local-date.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import type { Db } from '#platform/db/pool.ts';
import type { DocumentState } from '../schema.ts';
import { type DocumentRow, type FieldRow, type FileRow, json, tables } from './rows.ts';

/** Documents are taken in and renamed one at a time, so that the same paper cannot come in twice side by side. */
export async function lockIntake(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(current_schema() || '.notices.intake'))`.execute(db);
}

export async function insertDocument(
  db: Db,
  row: DocumentRow,
  file: Omit<FileRow, 'document_id'> | undefined,
  fields: readonly Omit<FieldRow, 'document_id'>[],
): Promise<void> {
  await tables(db)
    .insertInto('notice_document')
    .values({ ...row, recipients: json(row.recipients), warnings: json(row.warnings) })
    .execute();
  if (file) {
    await tables(db)
      .insertInto('notice_file')
      .values({ ...file, document_id: row.id })
      .execute();
  }
  if (fields.length > 0) {
    await tables(db)
      .insertInto('notice_field')
      .values(fields.map((field) => ({ ...field, document_id: row.id })))
      .execute();
  }
}

export async function findDocument(db: Db, id: string): Promise<DocumentRow | undefined> {
  return tables(db).selectFrom('notice_document').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Holds the document until the transaction ends; every change of it or its proposals goes through here. */
export async function lockDocument(db: Db, id: string): Promise<DocumentRow | undefined> {
  return tables(db).selectFrom('notice_document').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The paper that was taken in before: the same file, or the same words. */
export async function findSameContent(
  db: Db,
  sha256: string,
  textHash: string,
): Promise<{ id: string; by: 'file' | 'text' } | undefined> {
  const row = await tables(db)
    .selectFrom('notice_document')
    .select(['id', 'sha256'])
    .where('state', '<>', 'dropped')
    .where((eb) => eb.or([eb('sha256', '=', sha256), eb('text_hash', '=', textHash)]))
    .orderBy('taken_in_at')
    .executeTakeFirst();
  return row && { id: row.id, by: row.sha256 === sha256 ? 'file' : 'text' };
}

/** The paper with that number, day and issuer. An issuer not yet known on either side is no difference. */
export async function findSameNumber(
  db: Db,
  paper: { numberKey: string; issuedOn: LocalDate; issuerKey: string | null },
  except?: string,
): Promise<string | undefined> {
  let query = tables(db)
    .selectFrom('notice_document')
    .select('id')
    .where('state', '<>', 'dropped')
    .where('number_key', '=', paper.numberKey)
    .where('issued_on', '=', paper.issuedOn);
  const { issuerKey } = paper;
  if (issuerKey) query = query.where((eb) => eb.or([eb('issuer_key', '=', issuerKey), eb('issuer_key', 'is', null)]));
  if (except) query = query.where('id', '<>', except);
  return (await query.orderBy('taken_in_at').executeTakeFirst())?.id;
}

/** Days on which papers of these numbers were issued, by number and issuer as they are recognised. */
export async function listIssueDays(
  db: Db,
  numberKeys: readonly string[],
): Promise<{ number_key: string; issuer_key: string | null; issued_on: LocalDate | null }[]> {
  if (numberKeys.length === 0) return [];
  const rows = await tables(db)
    .selectFrom('notice_document')
    .select(['number_key', 'issuer_key', 'issued_on'])
    .where('state', '<>', 'dropped')
    .where('number_key', 'in', [...new Set(numberKeys)])
    .execute();
  return rows.flatMap(({ number_key, ...row }) => (number_key === null ? [] : [{ number_key, ...row }]));
}

export async function updateDocument(
  db: Db,
  id: string,
  change: Partial<Omit<DocumentRow, 'id' | 'recipients' | 'warnings'>> & { recipients?: string[] },
): Promise<void> {
  const { recipients, ...rest } = change;
  await tables(db)
    .updateTable('notice_document')
    .set({ ...rest, ...(recipients ? { recipients: json(recipients) } : {}) })
    .where('id', '=', id)
    .execute();
}

export async function listFields(db: Db, documentId: string): Promise<FieldRow[]> {
  return tables(db).selectFrom('notice_field').selectAll().where('document_id', '=', documentId).execute();
}

/** Keeps what a person put in the place of what was read; what was read stays beside it. */
export async function saveCorrection(
  db: Db,
  documentId: string,
  name: FieldRow['name'],
  value: string | null,
  by: { at: Date; id: string | null; name: string },
): Promise<void> {
  const correction = { corrected_value: value, corrected_at: by.at, corrected_by: by.id, corrected_by_name: by.name };
  await tables(db)
    .insertInto('notice_field')
    .values({
      document_id: documentId,
      name,
      read_value: null,
      span_from: null,
      span_to: null,
      words: null,
      confidence: null,
      ...correction,
    })
    .onConflict((conflict) => conflict.columns(['document_id', 'name']).doUpdateSet(correction))
    .execute();
}

export async function findFile(db: Db, documentId: string): Promise<FileRow | undefined> {
  return tables(db).selectFrom('notice_file').selectAll().where('document_id', '=', documentId).executeTakeFirst();
}

/** Name and size without the bytes. */
export async function findFileHead(db: Db, documentId: string): Promise<Omit<FileRow, 'bytes'> | undefined> {
  return tables(db)
    .selectFrom('notice_file')
    .select(['document_id', 'name', 'media_type', 'size'])
    .where('document_id', '=', documentId)
    .executeTakeFirst();
}

export async function addAudience(db: Db, documentId: string, agencyIds: readonly string[]): Promise<void> {
  if (agencyIds.length === 0) return;
  await tables(db)
    .insertInto('notice_audience')
    .values(agencyIds.map((agency_id) => ({ document_id: documentId, agency_id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Whether the document gave work to one of these agencies. */
export async function isAudience(db: Db, agencyIds: readonly string[], documentId: string): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('notice_audience')
    .select('document_id')
    .where('document_id', '=', documentId)
    .where('agency_id', 'in', agencyIds.length > 0 ? [...agencyIds] : [NOBODY])
    .executeTakeFirst();
  return row !== undefined;
}

export interface DocumentFilter {
  readonly q?: string | undefined;
  readonly state?: DocumentState | undefined;
  /** Only documents that gave work to one of these; absent = all. */
  readonly agencyIds?: readonly string[] | undefined;
}

export type SummaryRow = Pick<
  DocumentRow,
  | 'id'
  | 'state'
  | 'number'
  | 'kind'
  | 'issued_on'
  | 'issuer'
  | 'signer'
  | 'subject'
  | 'urgency'
  | 'taken_in_at'
  | 'taken_in_by_name'
> & { open: number; accepted: number; dropped: number };

/** Newest first, after a place, at most `limit`. */
export async function listDocuments(
  db: Db,
  filter: DocumentFilter,
  after: { at: Date; id: string } | undefined,
  limit: number,
): Promise<SummaryRow[]> {
  let query = filtered(db, filter)
    .select([
      'd.id',
      'd.state',
      'd.number',
      'd.kind',
      'd.issued_on',
      'd.issuer',
      'd.signer',
      'd.subject',
      'd.urgency',
      'd.taken_in_at',
      'd.taken_in_by_name',
      countOf('proposed').as('open'),
      countOf('accepted', 'issued').as('accepted'),
      countOf('dropped').as('dropped'),
    ])
    .orderBy('d.taken_in_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(limit);
  if (filter.state) query = query.where('d.state', '=', filter.state);
  if (after) {
    query = query.where((eb) =>
      eb.or([
        eb('d.taken_in_at', '<', after.at),
        eb.and([eb('d.taken_in_at', '=', after.at), eb('d.id', '<', after.id)]),
      ]),
    );
  }
  return query.execute();
}

/** By state, with the same filter but the state itself. */
export async function countDocuments(db: Db, filter: DocumentFilter): Promise<{ state: DocumentState; n: number }[]> {
  return filtered(db, filter)
    .select(['d.state', (eb) => eb.fn.countAll<number>().as('n')])
    .groupBy('d.state')
    .execute();
}

function filtered(db: Db, filter: DocumentFilter) {
  let query = tables(db).selectFrom('notice_document as d');
  const words = filter.q ? searchKey(filter.q).split(' ').filter(Boolean) : [];
  for (const word of words) query = query.where('d.search', 'like', `%${word.replace(/[%_\\]/g, '\\$&')}%`);
  const { agencyIds } = filter;
  if (agencyIds) {
    query = query.where('d.state', '=', 'issued').where((eb) =>
      eb.exists(
        eb
          .selectFrom('notice_audience as a')
          .select('a.document_id')
          .whereRef('a.document_id', '=', 'd.id')
          .where('a.agency_id', 'in', agencyIds.length > 0 ? [...agencyIds] : [NOBODY]),
      ),
    );
  }
  return query;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

function countOf(...states: string[]) {
  return sql<number>`(select count(*)::int from notice_proposal p where p.document_id = d.id and p.merged_into is null and p.state = any(${states}))`;
}
