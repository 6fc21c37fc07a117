import { searchKey } from '#kernel/vietnamese.ts';
import type { Attachment } from '#platform/http/attachment.ts';
import { type Report, renderDocx, renderPdf, renderXlsx, type Workbook } from '#modules/documents/public.ts';
import { commentsReport, commentsWorkbook } from './comments-summary.ts';
import type { CommentsExport, Official, ProposalExport, SheetExport } from './data.ts';
import { difficultiesReport, difficultiesWorkbook } from './difficulties.ts';
import { evidenceReport, evidenceWorkbook } from './evidence-index.ts';
import { explanationsReport, explanationsWorkbook } from './explanations.ts';
import { ministrySheet } from './ministry-sheet.ts';
import { proposalLetter } from './proposal-letter.ts';
import { selfReport } from './self-report.ts';
import { selfWorkbook } from './self-workbook.ts';
import { summaryWorkbook } from './summary.ts';

export type * from './data.ts';
export { firstPrecedents, firstReasons } from './first-wording.ts';
export { readingInWords } from './reading-text.ts';
export { ruleInWords } from './rule-text.ts';
export { reasonInWords } from './wording.ts';
export { commentsExportOf, proposalExportOf, rankingMatrix, sheetExportOf } from './from-views.ts';

/** The forms of an official document. */
export type DocumentForm = 'docx' | 'pdf';

/** Bảng tổng hợp, nine columns with live formulas (.xlsx). */
export function exportSummaryXlsx(data: SheetExport): Promise<Attachment> {
  return xlsx(summaryWorkbook(data), `bang tong hop ${data.set.year} ${data.unit}`);
}

/** Báo cáo tự đánh giá, chấm điểm, with bảng tổng hợp, giải trình and kiến nghị as annexes. */
export function exportSelfReport(data: SheetExport, official: Official, form: DocumentForm): Promise<Attachment> {
  return document(selfReport(data, official), form, `bao cao tu danh gia ${data.set.year} ${data.unit}`);
}

/** Giải trình: leaves without evidence, or with evidence that names no fact. */
export function exportExplanations(data: SheetExport, official: Official, form: DocumentForm): Promise<Attachment> {
  return document(explanationsReport(data, official), form, `giai trinh ${data.set.year} ${data.unit}`);
}

/** The same with live formulas (.xlsx): bảng tổng hợp, results by field, what is short, giải trình and kiến nghị. */
export function exportSelfReportXlsx(data: SheetExport): Promise<Attachment> {
  return xlsx(selfWorkbook(data), `bao cao tu danh gia ${data.set.year} ${data.unit}`);
}

/** Giải trình as a table (.xlsx). */
export function exportExplanationsXlsx(data: SheetExport): Promise<Attachment> {
  return xlsx(explanationsWorkbook(data), `giai trinh ${data.set.year} ${data.unit}`);
}

/** Khó khăn, vướng mắc và kiến nghị. */
export function exportDifficulties(data: SheetExport, official: Official, form: DocumentForm): Promise<Attachment> {
  return document(difficultiesReport(data, official), form, `kho khan kien nghi ${data.set.year} ${data.unit}`);
}

/** The same as a table (.xlsx). */
export function exportDifficultiesXlsx(data: SheetExport): Promise<Attachment> {
  return xlsx(difficultiesWorkbook(data), `kho khan kien nghi ${data.set.year} ${data.unit}`);
}

/** Leaf by leaf, to copy into the Ministry's own system (.xlsx). */
export function exportMinistrySheetXlsx(data: SheetExport): Promise<Attachment> {
  return xlsx(ministrySheet(data), `phieu nhap lieu ${data.set.year} ${data.unit}`);
}

/** Danh mục tài liệu kiểm chứng (.xlsx). */
export function exportEvidenceXlsx(data: SheetExport): Promise<Attachment> {
  return xlsx(evidenceWorkbook(data), `danh muc tai lieu kiem chung ${data.set.year} ${data.unit}`);
}

/** Danh mục tài liệu kiểm chứng as an official document. */
export function exportEvidence(data: SheetExport, official: Official, form: DocumentForm): Promise<Attachment> {
  const name = `danh muc tai lieu kiem chung ${data.set.year} ${data.unit}`;
  return document(evidenceReport(data, official), form, name);
}

/** Công văn kiến nghị on one criterion with its figures and simulated effect. */
export function exportProposalLetter(
  data: ProposalExport,
  official: Official,
  form: DocumentForm,
): Promise<Attachment> {
  return document(proposalLetter(data, official), form, `kien nghi tieu chi ${data.effect.leaf.code} ${data.set.year}`);
}

/** Bảng tổng hợp tiếp thu, giải trình ý kiến (.xlsx). */
export function exportCommentAnswersXlsx(data: CommentsExport): Promise<Attachment> {
  return xlsx(commentsWorkbook(data), `tiep thu giai trinh y kien ${data.set.year}`);
}

/** The same as a report. */
export function exportCommentAnswers(
  data: CommentsExport,
  official: Official,
  form: DocumentForm,
): Promise<Attachment> {
  return document(commentsReport(data, official), form, `tiep thu giai trinh y kien ${data.set.year}`);
}

const MEDIA = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

async function xlsx(workbook: Workbook, name: string): Promise<Attachment> {
  return { name: fileName(name, 'xlsx'), mediaType: MEDIA.xlsx, bytes: await renderXlsx(workbook) };
}

async function document(report: Report, form: DocumentForm, name: string): Promise<Attachment> {
  const bytes = form === 'pdf' ? await renderPdf(report) : await renderDocx(report);
  return { name: fileName(name, form), mediaType: MEDIA[form], bytes };
}

/** 'Bảng tổng hợp 2017 Sở TT&TT' → 'bang-tong-hop-2017-so-tt-tt.xlsx'. */
function fileName(name: string, extension: string): string {
  const words = searchKey(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${words.slice(0, 100).replace(/-+$/, '')}.${extension}`;
}
