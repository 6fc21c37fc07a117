import { record } from '#modules/audit/public.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import type { HeadField } from './domain/head-fields.ts';
import { noticesPermissions } from './permissions.ts';
import { evidenceOf, keysOf, kept, partiesOf, readOnCalendar, resolverOn, timesOf } from './reading.ts';
import type { DocumentDetail, HeadBody } from './schema.ts';
import { detailOf } from './service.ts';
import { changed, lockOpen, refreshed } from './service-edit.ts';
import {
  findDocument,
  findSameContent,
  findSameNumber,
  lockDocument,
  lockIntake,
  saveCorrection,
  updateDocument,
} from './store/documents.ts';
import { closeChanges, listProposals, saveProposal } from './store/proposals.ts';
import type { DocumentRow, ProposalRow } from './store/rows.ts';
import { momentText } from './views.ts';

const COLUMNS: Readonly<Record<HeadField, keyof DocumentRow>> = {
  number: 'number',
  kind: 'kind',
  issuedOn: 'issued_on',
  issuer: 'issuer',
  subject: 'subject',
  urgency: 'urgency',
  signer: 'signer',
  authority: 'authority',
  signerPosition: 'signer_position',
  recipients: 'recipients',
};

/**
 * Corrects the head of a document; what was read stays beside the correction. A new day of issue reads the terms
 * again that count from it, in proposals nobody has touched.
 *
 * @throws Refusal `notices.document_changed` (409) when it is not the version the clerk saw;
 *   `notices.same_paper` (409) when another document carries that number, day and issuer
 */
export async function editHead(work: Work, id: string, body: HeadBody): Promise<DocumentDetail> {
  requirePermission(work.actor, noticesPermissions.edit);
  return work.run(async (tx) => {
    await lockIntake(tx.db);
    const document = await lockOpen(tx, id);
    checkVersion(document, body.version);
    const names = (Object.keys(COLUMNS) as HeadField[]).filter((name) => differs(document, body, name));
    if (names.length === 0) return detailOf(tx, document);
    const next = { ...document, ...Object.fromEntries(names.map((name) => [COLUMNS[name], nfc(body[name])])) };
    const keys = keysOf(next);
    await refuseSamePaper(tx, next, keys);
    for (const name of names) await saveCorrection(tx.db, id, name, textOf(next[COLUMNS[name]]), by(tx));
    const change = {
      ...Object.fromEntries(names.map((name) => [COLUMNS[name], next[COLUMNS[name]]])),
      ...keys,
      version: document.version + 1,
      changed_at: tx.now,
      changed_by_name: tx.actor.name,
    };
    await updateDocument(tx.db, id, change);
    await record(tx, {
      action: 'notices.head_corrected',
      subject: { kind: 'notice', id },
      data: { fields: Object.fromEntries(names.map((name) => [name, next[COLUMNS[name]]])) },
    });
    const saved: DocumentRow = { ...document, ...change };
    if (names.includes('issuedOn')) await readTermsAgain(tx, saved);
    const { state } = await refreshed(tx, saved);
    return detailOf(tx, { ...saved, state });
  });
}

function differs(document: DocumentRow, body: HeadBody, name: HeadField): boolean {
  const value = body[name];
  return value !== undefined && JSON.stringify(nfc(value)) !== JSON.stringify(document[COLUMNS[name]]);
}

function nfc<T>(value: T): T {
  if (typeof value === 'string') return value.normalize('NFC') as T;
  if (Array.isArray(value)) return value.map((item: unknown) => nfc(item)) as T;
  return value;
}

function textOf(value: unknown): string | null {
  if (Array.isArray(value)) return value.join('\n');
  return typeof value === 'string' ? value : null;
}

function by(tx: Tx) {
  return { at: tx.now, id: tx.actor.personId, name: tx.actor.name };
}

function checkVersion(document: DocumentRow, version: number): void {
  if (document.version === version) return;
  throw new Refusal('notices.document_changed', 409, {
    by: document.changed_by_name,
    at: momentText(document.changed_at),
    version: document.version,
  });
}

async function refuseSamePaper(
  tx: Tx,
  next: { id: string; issued_on: LocalDate | null },
  keys: { number_key: string | null; issuer_key: string | null },
): Promise<void> {
  if (!keys.number_key || !next.issued_on) return;
  const paper = { numberKey: keys.number_key, issuedOn: next.issued_on, issuerKey: keys.issuer_key };
  const other = await findSameNumber(tx.db, paper, next.id);
  if (other)
    throw new Refusal('notices.same_paper', 409, { documentId: other, fields: { number: 'notices.same_paper' } });
}

/** Dates and groups that depend on the day of issue; what a person has decided stays, unless its date moves. */
async function readTermsAgain(tx: Tx, document: DocumentRow): Promise<void> {
  const reading = await readOnCalendar(tx, document.text, document.issued_on);
  const resolve = await resolverOn(tx, document.issued_on ?? tx.today);
  for (const row of await listProposals(tx.db, document.id)) {
    const task = reading.tasks.find(({ span }) => span[0] === row.span_from && span[1] === row.span_to);
    if (!task || row.origin !== 'read') continue;
    const change: Partial<ProposalRow> = {};
    if (!row.edited.some((name) => ['deadlineOn', 'noDeadline', 'recurrence', 'startOn'].includes(name))) {
      Object.assign(change, timesOf(task), { evidence: evidenceOf(task), warnings: task.warnings.map(kept) });
    }
    if (!row.edited.includes('leads')) change.leads = await partiesOf(task.lead, resolve);
    if (!row.edited.includes('cooperating')) change.cooperating = await partiesOf(task.cooperating, resolve);
    const moved = (Object.keys(change) as (keyof ProposalRow)[]).some(
      (key) => JSON.stringify(change[key]) !== JSON.stringify(row[key]),
    );
    if (!moved) continue;
    await closeChanges(tx.db, document.id, tx.now);
    const again =
      row.state === 'accepted' && change.deadline_on !== undefined && change.deadline_on !== row.deadline_on;
    await saveProposal(tx.db, changed(tx, row, { ...change, ...(again ? { state: 'proposed', settled: [] } : {}) }));
  }
}

/** Sets a document aside: wrong paper, nothing to follow. Nothing is deleted. */
export async function dropDocument(work: Work, id: string, version: number, reason: string): Promise<DocumentDetail> {
  requirePermission(work.actor, noticesPermissions.edit);
  return work.run(async (tx) => {
    const document = await lockOpen(tx, id);
    checkVersion(document, version);
    return saveState(tx, document, { state: 'dropped', dropped_reason: reason.normalize('NFC') }, 'notices.dropped');
  });
}

/** Takes a dropped document up again. @throws Refusal `notices.same_paper` when the paper has come in anew meanwhile */
export async function restoreDocument(work: Work, id: string, version: number): Promise<DocumentDetail> {
  requirePermission(work.actor, noticesPermissions.edit);
  return work.run(async (tx) => {
    await lockIntake(tx.db);
    const document = await lockDocument(tx.db, id);
    if (!document) throw new Refusal('notices.not_found', 404);
    if (document.state !== 'dropped') throw new Refusal('notices.not_dropped', 409);
    checkVersion(document, version);
    const same = await findSameContent(tx.db, document.sha256, document.text_hash);
    if (same) throw new Refusal('notices.same_paper', 409, { documentId: same.id });
    await refuseSamePaper(tx, document, document);
    await saveState(tx, document, { state: 'intake', dropped_reason: null }, 'notices.restored');
    const restored = (await findDocument(tx.db, id)) ?? document;
    const { state } = await refreshed(tx, restored);
    return detailOf(tx, { ...restored, state });
  });
}

async function saveState(
  tx: Tx,
  document: DocumentRow,
  change: Pick<DocumentRow, 'state' | 'dropped_reason'>,
  action: string,
): Promise<DocumentDetail> {
  const saved = {
    ...change,
    version: document.version + 1,
    changed_at: tx.now,
    changed_by_name: tx.actor.name,
  };
  await updateDocument(tx.db, document.id, saved);
  await record(tx, { action, subject: { kind: 'notice', id: document.id }, data: { reason: change.dropped_reason } });
  return detailOf(tx, { ...document, ...saved });
}
