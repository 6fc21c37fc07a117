import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { EVIDENCE_WORDS, faultsOfEvidence } from './domain/evidence-check.ts';
import type { EvidenceView } from './schema.ts';
import { type ListedEvidence, listEvidence, listSameNumber } from './store/evidence.ts';
import type { RoundRecord } from './store/rows.ts';

/** The evidence of a sheet with what a check found. */
export async function evidenceOf(tx: Tx, round: RoundRecord, sheetId: string): Promise<EvidenceView[]> {
  const rows = await listEvidence(tx.db, sheetId);
  const others = (
    await listSameNumber(
      tx.db,
      rows.map((row) => row.number),
    )
  ).map((row) => ({ id: row.id, number: row.number, issuedOn: row.issued_on, issuer: row.issuer, sha256: row.sha256 }));
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    issuedOn: row.issued_on,
    issuer: row.issuer,
    subject: row.subject,
    file: fileOf(row),
    addedBy: row.added_by_name,
    addedAt: toVietnamIso(row.added_at),
    leaves: row.leaves,
    warnings: faultsOfEvidence(
      {
        id: row.id,
        number: row.number,
        issuedOn: row.issued_on,
        issuer: row.issuer,
        issuerKnown: row.issuer_agency_id !== null,
        sha256: row.sha256,
      },
      { from: round.period_from, to: round.period_to },
      tx.today,
      others,
    ).map((fault) => EVIDENCE_WORDS[fault]),
  }));
}

function fileOf({ file_name, media_type, size }: ListedEvidence): EvidenceView['file'] {
  return file_name !== null && media_type !== null && size !== null
    ? { name: file_name, mediaType: media_type, size }
    : null;
}
