import { createHash } from 'node:crypto';
import { newId } from '#kernel/id.ts';
import { addDays } from '#kernel/local-date.ts';
import type { Tx } from '#platform/db/province.ts';
import { type CriteriaSet, leavesOf } from './domain/criteria-set.ts';
import { type Opened, openRoundIn } from './opening.ts';
import type { OpenRoundBody } from './rounds-schema.ts';
import { addDraft, adopt } from './service-sets.ts';
import type { EvidenceLeafRecord, EvidenceRecord, SheetRecord } from './store/rows.ts';
import { insertEvidence, linkEvidence } from './store/evidence.ts';

/**
 * The round of the year the demonstration lives in, opened in January so that figures and evidence are seen while the
 * year runs: the set of the year before under the new year's name. No duty goes out for it.
 */
export async function openRunningRound(
  tx: Tx,
  set: CriteriaSet,
  body: Pick<OpenRoundBody, 'title' | 'agencyIds' | 'monitors'>,
): Promise<void> {
  const year = set.year + 1;
  const next: CriteriaSet = {
    ...set,
    id: set.id.replace(String(set.year), String(year)),
    title: set.title.replace(String(set.year), String(year)),
    year,
  };
  const kept = await adopt(tx, await addDraft(tx, next), null);
  await openRoundIn(tx, {
    ...body,
    setId: kept.id,
    periodFrom: `${year}-01-01`,
    periodTo: `${year}-12-31`,
    cutOffOn: `${year}-12-31`,
    selfDueOn: `${year + 1}-01-15`,
    appraisal1DueOn: `${year + 1}-01-31`,
    explanationDueOn: `${year + 1}-02-07`,
    appraisal2DueOn: `${year + 1}-02-14`,
    publishOn: `${year + 1}-02-20`,
  });
}

/** How many documents each unit of the past round has. */
const PAPERS = 6;

/** Papers of the past year for the first leaves a unit scores, each a short file that says what it is. */
export async function addDemoEvidence(
  tx: Tx,
  { context, sheets }: Opened,
  symbols: ReadonlyMap<string, string>,
): Promise<void> {
  const leaves = leavesOf(context.set.fields).filter((leaf) => leaf.scorer === 'unit' && leaf.evidence !== null);
  const papers = sheets.flatMap((sheet, place) =>
    leaves
      .slice(0, PAPERS)
      .map((leaf, index) =>
        paper(tx, context.round, sheet, symbols.get(sheet.agency_id) ?? 'DV', { leaf, index, place }),
      ),
  );
  await insertEvidence(tx.db, ...papers.map(({ document }) => document));
  await linkEvidence(tx.db, ...papers.map(({ tie }) => tie));
}

function paper(
  tx: Tx,
  round: Opened['context']['round'],
  sheet: SheetRecord,
  symbol: string,
  { leaf, index, place }: { leaf: { code: string; name: string }; index: number; place: number },
): { document: EvidenceRecord; tie: EvidenceLeafRecord } {
  const number = `${10 + place + 7 * index}/${index % 2 === 0 ? 'KH' : 'BC'}-${symbol}`;
  const issuedOn = addDays(round.period_from, 14 + 31 * index + (place % 9));
  const bytes = Buffer.from(
    `TÀI LIỆU TRÌNH DIỄN, KHÔNG PHẢI VĂN BẢN THẬT\n\n${number}\n${sheet.agency_name}\n\n${leaf.code}. ${leaf.name}\n`,
    'utf8',
  );
  const id = newId();
  const document: EvidenceRecord = {
    id,
    sheet_id: sheet.id,
    number,
    issued_on: issuedOn,
    issuer: sheet.agency_name,
    issuer_agency_id: sheet.agency_id,
    subject: `${leaf.name} (trình diễn)`,
    file_name: `van-ban-${index + 1}.txt`,
    media_type: 'text/plain',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes,
    added_at: tx.now,
    added_by: null,
    added_by_name: 'Văn thư đơn vị (trình diễn)',
  };
  const tie: EvidenceLeafRecord = {
    evidence_id: id,
    leaf: leaf.code,
    fact: 'Văn bản trình diễn',
    linked_at: tx.now,
    linked_by_name: 'Văn thư đơn vị (trình diễn)',
    removed_at: null,
    removed_by_name: null,
  };
  return { document, tie };
}
