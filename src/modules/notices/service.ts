import { record } from '#modules/audit/public.ts';
import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { visibleAgencies } from '#platform/auth/actor.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts';
import { fileName } from '#platform/http/file-name.ts';
import { sentenceOf } from '#platform/http/problem.ts';
import { unlockLegacyText } from './intake/legacy-text.ts';
import { tidyText } from './intake/plain-text.ts';
import { type FileText, readFileText } from './intake/read-file.ts';
import { noticesMessages } from './messages.vi.ts';
import { noticesPermissions } from './permissions.ts';
import {
  fieldsOf,
  headOf,
  kept,
  MOST_PROPOSALS,
  proposalOf,
  readOnCalendar,
  resolverOn,
  sha256,
  textHash,
} from './reading.ts';
import type { DocumentDetail, DocumentPage, DocumentsQuery, IntakeResult } from './schema.ts';
import {
  countDocuments,
  findDocument,
  findFile,
  findFileHead,
  findSameContent,
  findSameNumber,
  insertDocument,
  isAudience,
  listDocuments,
  listFields,
  lockIntake,
} from './store/documents.ts';
import { findLastChange, insertProposals, listProposals } from './store/proposals.ts';
import type { DocumentRow, KeptWarning, ProposalRow } from './store/rows.ts';
import type { DocumentReading } from './domain/types.ts';
import { documentDetail, summaryView } from './views.ts';

/** What a person hands in: a file, or words pasted from somewhere. */
export type Paper =
  | { readonly file: { readonly bytes: Uint8Array; readonly name: string } }
  | { readonly text: string };

const MEDIA_TYPES: Readonly<Record<FileText['format'], string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  txt: 'text/plain',
};

/** Characters of a document: some five hundred pages. */
const LONGEST_TEXT = 2_000_000;

/**
 * Takes a document in and reads it (tiếp nhận và đọc văn bản). The same paper again, by its file, its words or its
 * number, day and issuer, is not taken in twice: the answer is the document that is here already, and says so.
 *
 * @param issuedOn the day of issue when it is known from elsewhere; it wins over the printed one
 * @throws Refusal `notices.classified` (422) for a document marked mật, of which nothing is kept;
 *   `notices.empty_text`; and what reading the file refuses
 */
export async function takeIn(work: Work, paper: Paper, issuedOn: LocalDate | null = null): Promise<IntakeResult> {
  requirePermission(work.actor, noticesPermissions.edit);
  const { text, notes, format } = await textOf(paper);
  if (!/\p{L}/u.test(text)) throw new Refusal('notices.empty_text', 422, { fields: { text: 'notices.empty_text' } });
  if (text.length > LONGEST_TEXT) throw new Refusal('notices.file_too_long', 422, { limit: LONGEST_TEXT });
  const hashes = { sha256: sha256('file' in paper ? paper.file.bytes : text), text_hash: textHash(text) };
  return work.run(async (tx) => {
    const reading = await readOnCalendar(tx, text, issuedOn);
    if (reading.warnings.some((warning) => warning.code === 'classified')) throw new Refusal('notices.classified', 422);
    await lockIntake(tx.db);
    const head = headOf(reading, issuedOn);
    const same = await findSame(tx, hashes, head);
    if (same) return alreadyHere(tx, same);
    const document: DocumentRow = {
      id: newId(),
      state: 'intake',
      source: 'file' in paper ? 'upload' : 'paste',
      text,
      ...hashes,
      ...head,
      warnings: [...remarks(notes, reading), ...reading.warnings.map(kept)],
      version: 1,
      taken_in_at: tx.now,
      taken_in_by: tx.actor.personId,
      taken_in_by_name: tx.actor.name,
      changed_at: tx.now,
      changed_by_name: tx.actor.name,
      issued_at: null,
      issued_by_name: null,
      dropped_reason: null,
    };
    await insertDocument(
      tx.db,
      document,
      'file' in paper ? fileRow(paper.file, format) : undefined,
      fieldsOf(reading, text),
    );
    const resolve = await resolverOn(tx, head.issued_on ?? tx.today);
    const proposals: ProposalRow[] = [];
    for (const [index, task] of reading.tasks.slice(0, MOST_PROPOSALS).entries()) {
      const place = { documentId: document.id, position: index + 1, documentUrgency: document.urgency };
      proposals.push(await proposalOf(tx, task, place, resolve));
    }
    await insertProposals(tx.db, proposals);
    await record(tx, {
      action: 'notices.taken_in',
      subject: { kind: 'notice', id: document.id },
      data: { number: document.number, issuedOn: document.issued_on, sha256: document.sha256, tasks: proposals.length },
    });
    return { document: await detailOf(tx, document), alreadyHere: null };
  });
}

function remarks(notes: readonly string[], reading: DocumentReading): KeptWarning[] {
  const cut = reading.tasks.length > MOST_PROPOSALS ? ['tasks-cut'] : [];
  return [...notes, ...cut].map((code) => ({ code, text: null, span: null }));
}

async function findSame(
  tx: Tx,
  hashes: { sha256: string; text_hash: string },
  head: { number_key: string | null; issued_on: LocalDate | null; issuer_key: string | null },
): Promise<{ id: string; by: 'file' | 'text' | 'number' } | undefined> {
  const content = await findSameContent(tx.db, hashes.sha256, hashes.text_hash);
  if (content) return content;
  if (!head.number_key || !head.issued_on) return undefined;
  const paper = { numberKey: head.number_key, issuedOn: head.issued_on, issuerKey: head.issuer_key };
  const id = await findSameNumber(tx.db, paper);
  return id ? { id, by: 'number' } : undefined;
}

async function alreadyHere(tx: Tx, same: { id: string; by: 'file' | 'text' | 'number' }): Promise<IntakeResult> {
  return {
    document: await detailOf(tx, await getDocumentRow(tx, same.id)),
    alreadyHere: { by: same.by, text: sentenceOf(noticesMessages, `notices.already_here.${same.by}`) },
  };
}

/** The words of a paper in NFC, however its letters were written down; with remarks for the clerk. */
async function textOf(paper: Paper): Promise<Pick<FileText, 'text' | 'notes' | 'format'>> {
  if ('file' in paper) return readFileText(paper.file.bytes, paper.file.name);
  const { text, from } = unlockLegacyText(paper.text.normalize('NFC'));
  const notes: FileText['notes'] = from === 'tcvn3' || from === 'vni' ? [`converted-${from}`] : [];
  return { text: tidyText(text), notes, format: 'txt' };
}

function fileRow(file: { bytes: Uint8Array; name: string }, format: FileText['format']) {
  return {
    name: fileName(file.name, 'van-ban'),
    media_type: MEDIA_TYPES[format],
    size: file.bytes.length,
    bytes: Buffer.from(file.bytes),
  };
}

/** Documents the actor may read, newest first; `counts` by state come from the same search. */
export async function listNotices(work: Work, query: DocumentsQuery): Promise<DocumentPage> {
  requirePermission(work.actor, noticesPermissions.read);
  const place = query.cursor ? decodeCursor(query.cursor, 2) : undefined;
  const after = place ? { at: new Date(Number(place[0])), id: String(place[1]) } : undefined;
  const seen = visibleAgencies(work.actor);
  const filter = { q: query.q, state: query.state, agencyIds: seen === 'all' ? undefined : seen };
  return work.run(async (tx) => {
    const rows = await listDocuments(tx.db, filter, after, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const counts = { intake: 0, checked: 0, issued: 0, dropped: 0 };
    for (const { state, n } of await countDocuments(tx.db, filter)) counts[state] = n;
    return {
      documents: page.map(summaryView),
      next: rows.length > query.limit && last ? encodeCursor([last.taken_in_at.getTime(), last.id]) : null,
      counts,
    };
  });
}

/** @throws Refusal `notices.not_found` (404), the same for what does not exist and what may not be seen */
export async function getNotice(work: Work, id: string): Promise<DocumentDetail> {
  requirePermission(work.actor, noticesPermissions.read);
  return work.run(async (tx) => detailOf(tx, await getReadable(tx, id)));
}

/** The original file as it came. @throws Refusal `notices.not_found`, `notices.no_file` (404) */
export async function getOriginal(work: Work, id: string): Promise<{ name: string; mediaType: string; bytes: Buffer }> {
  requirePermission(work.actor, noticesPermissions.read);
  return work.run(async (tx) => {
    await getReadable(tx, id);
    const file = await findFile(tx.db, id);
    if (!file) throw new Refusal('notices.no_file', 404);
    return { name: file.name, mediaType: file.media_type, bytes: file.bytes };
  });
}

/** The first wall: an agency reads issued documents that gave it work, and no others. */
async function getReadable(tx: Tx, id: string): Promise<DocumentRow> {
  const document = await getDocumentRow(tx, id);
  const seen = visibleAgencies(tx.actor);
  if (seen === 'all') return document;
  if (document.state !== 'issued' || !(await isAudience(tx.db, seen, id))) throw new Refusal('notices.not_found', 404);
  return document;
}

async function getDocumentRow(tx: Tx, id: string): Promise<DocumentRow> {
  const document = await findDocument(tx.db, id);
  if (!document) throw new Refusal('notices.not_found', 404);
  return document;
}

/** The whole document; proposals are for those who check and watch, an agency sees the tasks instead. */
export async function detailOf(tx: Tx, document: DocumentRow): Promise<DocumentDetail> {
  const all = visibleAgencies(tx.actor) === 'all';
  return documentDetail(document, {
    fields: await listFields(tx.db, document.id),
    proposals: all ? await listProposals(tx.db, document.id) : [],
    file: await findFileHead(tx.db, document.id),
    last: all ? await findLastChange(tx.db, document.id) : undefined,
  });
}
