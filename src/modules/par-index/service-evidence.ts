import { createHash } from 'node:crypto';
import { record } from '#modules/audit/public.ts';
import { resolveBody } from '#modules/org/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import type { Attachment } from '#platform/http/attachment.ts';
import { answersFor, getSheetContext, isOfUnit, partiesOf, type SheetContext } from './acting.ts';
import type { EvidenceFile } from './evidence-form.ts';
import { parIndexPermissions } from './permissions.ts';
import type { EvidenceBody } from './evidence-schema.ts';
import type { SheetDetail } from './sheets-schema.ts';
import { sheetDetail } from './service-sheets.ts';
import { getLeaf } from './service-values.ts';
import { findEvidence, insertEvidence, linkEvidence, listEvidence, unlinkEvidence } from './store/evidence.ts';
import { listFlags } from './store/values.ts';

/**
 * Puts a document of the unit down as evidence for a leaf: number, day, issuer and the fact it proves. A document
 * with the same number, day and issuer is the same document and is only tied to the further leaf.
 *
 * @throws Refusal `par-index.not_found` (404), `par-index.not_yours` (403), `par-index.evidence_closed` (409),
 *   `par-index.unknown_leaf` (422)
 */
export async function addEvidence(
  work: Work,
  sheetId: string,
  body: EvidenceBody & { file: EvidenceFile | null },
): Promise<SheetDetail> {
  requirePermission(work.actor, parIndexPermissions.score);
  return work.run(async (tx) => {
    const context = await holdOpen(tx, sheetId, body.leaf);
    const known = (await listEvidence(tx.db, sheetId)).find(
      (one) =>
        one.number === body.number.normalize('NFC') &&
        one.issued_on === body.issuedOn &&
        one.issuer === body.issuer.normalize('NFC') &&
        (body.file === null || one.sha256 === hashOf(body.file.bytes)),
    );
    const id = known?.id ?? (await addDocument(tx, sheetId, body));
    await tie(tx, context, id, body.leaf, body.fact, body.number);
    return sheetDetail(tx, sheetId);
  });
}

async function addDocument(
  tx: Tx,
  sheetId: string,
  body: EvidenceBody & { file: EvidenceFile | null },
): Promise<string> {
  const issuer = await resolveBody(tx, body.issuer, body.issuedOn);
  const id = newId();
  await insertEvidence(tx.db, {
    id,
    sheet_id: sheetId,
    number: body.number.normalize('NFC'),
    issued_on: body.issuedOn,
    issuer: body.issuer.normalize('NFC'),
    issuer_agency_id: issuer.group ? null : (issuer.agencyIds[0] ?? null),
    subject: body.subject.normalize('NFC'),
    file_name: body.file?.name ?? null,
    media_type: body.file?.mediaType ?? null,
    size: body.file?.bytes.length ?? null,
    sha256: body.file ? hashOf(body.file.bytes) : null,
    bytes: body.file ? Buffer.from(body.file.bytes) : null,
    added_at: tx.now,
    added_by: tx.actor.personId,
    added_by_name: tx.actor.name,
  });
  return id;
}

/** Ties a document that is there already to another leaf, or says another fact. @throws as `addEvidence` */
export async function tieEvidence(
  work: Work,
  sheetId: string,
  evidenceId: string,
  code: string,
  fact: string,
): Promise<SheetDetail> {
  requirePermission(work.actor, parIndexPermissions.score);
  return work.run(async (tx) => {
    const context = await holdOpen(tx, sheetId, code);
    const document = await findEvidence(tx.db, sheetId, evidenceId);
    if (!document) throw new Refusal('par-index.not_found', 404);
    await tie(tx, context, evidenceId, code, fact, document.number);
    return sheetDetail(tx, sheetId);
  });
}

/** Takes a document away from a leaf; the log keeps that it was there. @throws as `addEvidence` */
export async function untieEvidence(
  work: Work,
  sheetId: string,
  evidenceId: string,
  code: string,
): Promise<SheetDetail> {
  requirePermission(work.actor, parIndexPermissions.score);
  return work.run(async (tx) => {
    const context = await holdOpen(tx, sheetId, code);
    const document = await findEvidence(tx.db, sheetId, evidenceId);
    if (!document || !(await unlinkEvidence(tx.db, evidenceId, code, tx.now, tx.actor.name)))
      throw new Refusal('par-index.not_found', 404);
    await tell(tx, context, 'par-index.evidence_removed', { leaf: code, number: document.number });
    return sheetDetail(tx, sheetId);
  });
}

/**
 * The file of a document, for the unit, for those who see the province, and for who appraises a leaf it is tied to.
 * @throws Refusal `par-index.not_found` (404), also when no file stands behind it
 */
export async function getEvidenceFile(work: Work, sheetId: string, evidenceId: string): Promise<Attachment> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => {
    const context = await getSheetContext(tx, sheetId);
    const document = await findEvidence(tx.db, sheetId, evidenceId);
    if (!document?.bytes || !document.file_name) throw new Refusal('par-index.not_found', 404);
    const tied = (await listEvidence(tx.db, sheetId)).find(({ id }) => id === evidenceId)?.leaves ?? [];
    if (
      !mayRead(
        tx,
        context,
        tied.map(({ leaf }) => leaf),
      )
    )
      throw new Refusal('par-index.not_found', 404);
    return {
      name: document.file_name,
      mediaType: document.media_type ?? 'application/octet-stream',
      bytes: document.bytes,
    };
  });
}

/** Whether the actor may read a document tied to these leaves. */
export function mayRead(tx: Tx, context: SheetContext, leaves: readonly string[]): boolean {
  if (isOfUnit(tx.actor, context.sheet)) return true;
  return leaves.some((code) => partiesOf(tx.actor, context, code).length > 0);
}

/** While the unit scores, and again on flagged leaves while it explains. */
async function holdOpen(tx: Tx, sheetId: string, code: string): Promise<SheetContext> {
  const context = await getSheetContext(tx, sheetId, true);
  const { round, sheet } = context;
  if (!partiesOf(tx.actor, context, code).includes('unit')) throw new Refusal('par-index.not_yours', 403);
  getLeaf(context, code);
  const scoring = round.state === 'self-scoring' && sheet.locked_at === null;
  const explaining =
    round.state === 'explanation' &&
    sheet.explained_at === null &&
    (await listFlags(tx.db, [sheetId])).some((flag) => flag.leaf === code);
  if (!scoring && !explaining) throw new Refusal('par-index.evidence_closed', 409);
  return context;
}

async function tie(
  tx: Tx,
  context: SheetContext,
  evidenceId: string,
  leaf: string,
  fact: string,
  number: string,
): Promise<void> {
  await linkEvidence(tx.db, {
    evidence_id: evidenceId,
    leaf,
    fact: fact.normalize('NFC'),
    linked_at: tx.now,
    linked_by_name: tx.actor.name,
    removed_at: null,
    removed_by_name: null,
  });
  await tell(tx, context, 'par-index.evidence_added', { leaf, number, fact });
}

async function tell(tx: Tx, { sheet }: SheetContext, action: string, data: object): Promise<void> {
  await record(tx, {
    action,
    subject: { kind: 'par-sheet', id: sheet.id },
    agencyId: answersFor(sheet),
    data: { ...data },
  });
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
