import type { PaperForm } from './domain/form.ts';
import { prepareForm } from './domain/prepare-form.ts';
import { prepareReport } from './domain/prepare.ts';
import type { Report } from './domain/report.ts';
import { order } from './thread/order.ts';

/**
 * The report as a Word file in the layout of NĐ 30/2020.
 * @throws RangeError for a table whose rows do not fill its columns; Error when it cannot be written
 */
export async function renderDocx(report: Report): Promise<Uint8Array> {
  return order('docx', { kind: 'report', report: prepareReport(report) });
}

/**
 * The report as PDF/UA: tagged, its text whole for reading aloud and searching, the typeface (Tinos, of the measures
 * of Times New Roman) inside.
 * @throws RangeError for a table whose rows do not fill its columns; Error when it cannot be laid out
 */
export async function renderPdf(report: Report): Promise<Uint8Array> {
  return order('pdf', { kind: 'report', report: prepareReport(report) });
}

/**
 * A printed form as a Word file on its own paper, its barcodes as pictures.
 * @throws RangeError for what a barcode cannot carry or a table that is not filled; Error when it cannot be written
 */
export async function renderFormDocx(form: PaperForm): Promise<Uint8Array> {
  return order('docx', { kind: 'form', form: prepareForm(form) });
}

/**
 * A printed form as PDF/UA on its own paper, its barcodes drawn as lines, sharp at any size.
 * @throws RangeError for what a barcode cannot carry or a table that is not filled; Error when it cannot be laid out
 */
export async function renderFormPdf(form: PaperForm): Promise<Uint8Array> {
  return order('pdf', { kind: 'form', form: prepareForm(form) });
}
