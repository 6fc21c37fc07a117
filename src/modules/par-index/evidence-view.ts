import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { findInRegister } from '#modules/notices/public.ts';
import { findAgency, listAgencies, resolveBody } from '#modules/org/public.ts';
import {
  contradictionsOf,
  EVIDENCE_WORDS,
  faultsOfEvidence,
  type IssuerFacts,
  REGISTER_WORDS,
  symbolSet,
} from './domain/evidence-check.ts';
import type { EvidenceView } from './evidence-schema.ts';
import { type ListedEvidence, listEvidence, listRelated } from './store/evidence.ts';
import type { RoundRecord } from './store/rows.ts';

/** The evidence of a sheet with what a check found. */
export async function evidenceOf(tx: Tx, round: RoundRecord, sheetId: string): Promise<EvidenceView[]> {
  const rows = await listEvidence(tx.db, sheetId);
  if (rows.length === 0) return [];
  const others = (await listRelated(tx.db, rows)).map((row) => ({
    id: row.id,
    number: row.number,
    issuedOn: row.issued_on,
    issuer: row.issuer,
    sha256: row.sha256,
  }));
  const register = await findInRegister(
    tx,
    rows.map((row) => ({ number: row.number, issuedOn: row.issued_on, issuer: row.issuer })),
  );
  const symbols = symbolSet((await listAgencies(tx, { on: tx.today })).map((agency) => agency.docSymbol));
  return Promise.all(
    rows.map(async (row, index) => {
      const state = register[index] ?? 'not-found';
      const document = {
        id: row.id,
        number: row.number,
        issuedOn: row.issued_on,
        issuer: row.issuer,
        issuerKnown: row.issuer_agency_id !== null,
        sha256: row.sha256,
      };
      const period = { from: round.period_from, to: round.period_to };
      const faults = faultsOfEvidence(document, period, tx.today, others, await issuerOf(tx, row), symbols);
      return {
        id: row.id,
        number: row.number,
        issuedOn: row.issued_on,
        issuer: row.issuer,
        subject: row.subject,
        file: fileOf(row),
        addedBy: row.added_by_name,
        addedAt: toVietnamIso(row.added_at),
        leaves: row.leaves,
        warnings: [...faults.map((fault) => EVIDENCE_WORDS[fault]), ...contradictionsOf(row.issued_on, row.leaves)],
        register: { state, text: REGISTER_WORDS[state] },
      };
    }),
  );
}

/** What the directory knows of the issuer on the day of issue. */
async function issuerOf(tx: Tx, row: ListedEvidence): Promise<IssuerFacts | undefined> {
  if (row.issuer_agency_id === null) {
    const { group } = await resolveBody(tx, row.issuer, row.issued_on);
    return group ? { isGroup: true, makesLaw: false, symbol: null } : undefined;
  }
  const agency = await findAgency(tx, row.issuer_agency_id);
  if (!agency) return undefined;
  const makesLaw = agency.kind === 'uy_ban_nhan_dan' || agency.kind === 'hoi_dong_nhan_dan';
  return { isGroup: false, makesLaw, symbol: agency.docSymbol };
}

function fileOf({ file_name, media_type, size }: ListedEvidence): EvidenceView['file'] {
  return file_name !== null && media_type !== null && size !== null
    ? { name: file_name, mediaType: media_type, size }
    : null;
}
