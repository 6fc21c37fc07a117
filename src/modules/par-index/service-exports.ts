import { findAgency, getAgency } from '#modules/org/public.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import type { Attachment } from '#platform/http/attachment.ts';
import {
  type DocumentForm,
  exportDifficulties,
  exportDifficultiesXlsx,
  exportEvidence,
  exportEvidenceXlsx,
  exportExplanations,
  exportExplanationsXlsx,
  exportMinistrySheetXlsx,
  exportSelfReport,
  exportSelfReportXlsx,
  exportSummaryXlsx,
  type Official,
  type SheetExport,
  sheetExportOf,
} from './exports/index.ts';
import { parIndexPermissions } from './permissions.ts';
import { getSheetContext } from './acting.ts';
import { difficultiesOf } from './service-difficulties.ts';
import { sheetDetail } from './service-sheets.ts';

/** The outputs of one sheet: name in the address, what makes it. */
const OUTPUTS = {
  'bang-tong-hop.xlsx': (data: SheetExport) => exportSummaryXlsx(data),
  'phieu-nhap-lieu.xlsx': (data: SheetExport) => exportMinistrySheetXlsx(data),
  'tai-lieu-kiem-chung.xlsx': (data: SheetExport) => exportEvidenceXlsx(data),
  'kho-khan-kien-nghi.xlsx': (data: SheetExport) => exportDifficultiesXlsx(data),
  'kho-khan-kien-nghi.docx': official('docx', exportDifficulties),
  'kho-khan-kien-nghi.pdf': official('pdf', exportDifficulties),
  'bao-cao.docx': official('docx', exportSelfReport),
  'bao-cao.pdf': official('pdf', exportSelfReport),
  'bao-cao.xlsx': (data: SheetExport) => exportSelfReportXlsx(data),
  'giai-trinh.xlsx': (data: SheetExport) => exportExplanationsXlsx(data),
  'giai-trinh.docx': official('docx', exportExplanations),
  'giai-trinh.pdf': official('pdf', exportExplanations),
  'tai-lieu-kiem-chung.docx': official('docx', exportEvidence),
  'tai-lieu-kiem-chung.pdf': official('pdf', exportEvidence),
} as const satisfies Record<string, (data: SheetExport, official: Official) => Promise<Attachment>>;

export type OutputName = keyof typeof OUTPUTS;
export const OUTPUT_NAMES = Object.keys(OUTPUTS) as [OutputName, ...OutputName[]];

type Writer = (data: SheetExport, official: Official, form: DocumentForm) => Promise<Attachment>;

function official(form: DocumentForm, write: Writer) {
  return (data: SheetExport, head: Official): Promise<Attachment> => write(data, head, form);
}

/**
 * One output of a sheet, with no more in it than the caller sees on its page. It is written after the transaction,
 * so that a long document holds no connection.
 * @throws Refusal `par-index.not_found` (404)
 */
export async function exportSheet(
  work: Work,
  sheetId: string,
  name: OutputName,
  basis: SheetExport['basis'],
): Promise<Attachment> {
  requirePermission(work.actor, parIndexPermissions.read);
  const { data, head } = await work.run(async (tx) => {
    const context = await getSheetContext(tx, sheetId);
    const sheet = await sheetDetail(tx, sheetId);
    const difficulties = (await difficultiesOf(tx, context)).map(({ leaf, difficulty, cause, request, to }) => ({
      leaf,
      difficulty,
      cause,
      request,
      to,
    }));
    return {
      data: sheetExportOf(context.set, sheet, basis, difficulties),
      head: await officialOf(tx, sheet.agency.id),
    };
  });
  return OUTPUTS[name](data, head);
}

/** Who writes: the unit under its parent. Number, day and name are left for the records clerk and the signer. */
async function officialOf(tx: Tx, agencyId: string): Promise<Official> {
  const agency = await getAgency(tx, agencyId);
  const parent = agency.parentId ? await findAgency(tx, agency.parentId) : undefined;
  const place = (agency.unitName ?? parent?.unitName ?? '').replace(/^(Tỉnh|Thành phố|Thị xã|Huyện)\s+/u, '');
  return {
    head: {
      parent: parent?.name ?? null,
      issuer: agency.name,
      number: null,
      symbol: `BC-${agency.docSymbol ?? 'UBND'}`,
      place,
      date: null,
    },
    signature: { authority: [], position: 'THỦ TRƯỞNG CƠ QUAN', name: null },
    recipients: ['UBND tỉnh', 'Sở Nội vụ', 'Lưu: VT'],
  };
}
