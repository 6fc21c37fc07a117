import { requirePermission } from '#platform/auth/permission.ts';
import type { Work } from '#platform/db/province.ts';
import type { Attachment } from '#platform/http/attachment.ts';
import { renderXlsx, type SheetCell, type SheetRow } from '#modules/documents/public.ts';
import {
  CATALOGUE_COLUMNS,
  type CatalogueColumn,
  LEVEL_VI,
  ONLINE_VI,
  writePapers,
} from './domain/catalogue-columns.ts';
import { isCounted } from './domain/time-limit.ts';
import type { Procedure } from './domain/procedure.ts';
import { findProcedures } from './catalogue.ts';
import { proceduresPermissions } from './permissions.ts';
import { SAMPLE_LABEL } from './seed.ts';
import { RECEIVING_WORDS } from './service-import.ts';
import { agencyNames } from './views.ts';

const COLUMNS = Object.keys(CATALOGUE_COLUMNS) as CatalogueColumn[];
const WIDTHS: Readonly<Record<CatalogueColumn, number>> = {
  code: 16,
  name: 60,
  sector: 24,
  level: 18,
  agency: 32,
  limit: 28,
  limitUnit: 14,
  fee: 36,
  feeAmount: 14,
  online: 16,
  papers: 48,
  validFrom: 12,
  source: 50,
  note: 50,
  kind: 14,
};
const TITLE = 'DANH MỤC THỦ TỤC HÀNH CHÍNH';
const MOST = 20_000;

/**
 * The procedures in force today as a sheet that can be taken in again: taken back unchanged, every row is unchanged.
 * Numbers stand as numbers, days as days.
 */
export async function exportCatalogue(work: Work): Promise<Attachment> {
  requirePermission(work.actor, proceduresPermissions.read);
  const { rows, today, province } = await work.run(async (tx) => {
    const found = await findProcedures(tx, { query: '', on: tx.today, limit: MOST });
    const nameOf = agencyNames(tx);
    const sheet: SheetRow[] = [];
    for (const procedure of found.rows) sheet.push({ cells: cellsOf(procedure, await agencyOf(procedure, nameOf)) });
    return { rows: sheet, today: tx.today, province: tx.province };
  });
  const anySample = rows.some(({ cells }) => cells.at(-1) !== 'Danh mục');
  const bytes = await renderXlsx({
    title: TITLE,
    demonstration: anySample ? SAMPLE_LABEL : null,
    sheets: [
      {
        name: 'Danh mục',
        titles: [TITLE, `${province.name}, có hiệu lực ngày ${today.split('-').reverse().join('/')}`],
        columns: COLUMNS.map((column) => ({ width: WIDTHS[column] })),
        head: [COLUMNS.map((column) => ({ text: CATALOGUE_COLUMNS[column].head }))],
        rows,
      },
    ],
  });
  return {
    name: `danh-muc-thu-tuc-${today}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes,
  };
}

async function agencyOf({ competent }: Procedure, nameOf: (code: string) => Promise<string | null>): Promise<string> {
  if (competent.kind === 'receiving') return RECEIVING_WORDS;
  return competent.kind === 'code' ? ((await nameOf(competent.code)) ?? competent.code) : competent.words;
}

function cellsOf(procedure: Procedure, agency: string): SheetCell[] {
  const { limit, fee } = procedure;
  const unit = isCounted(limit.unit)
    ? { 'working-day': 'ngày làm việc', 'calendar-day': 'ngày', 'working-hour': 'giờ làm việc' }[limit.unit]
    : '';
  const cells: Record<CatalogueColumn, SheetCell> = {
    code: procedure.code,
    name: procedure.name,
    sector: procedure.sector,
    level: LEVEL_VI[procedure.level],
    agency,
    limit: limit.text,
    limitUnit: unit,
    fee: fee.text,
    feeAmount: fee.amountVnd,
    online: ONLINE_VI[procedure.onlineLevel],
    papers: writePapers(procedure.papers),
    validFrom: { day: procedure.validFrom },
    source: procedure.source,
    note: procedure.note,
    kind: procedure.isSample ? 'Mẫu' : 'Danh mục',
  };
  return COLUMNS.map((column) => cells[column]);
}
