import { prepareReport } from './domain/prepare.ts';
import type { Report } from './domain/report.ts';
import { order } from './thread/order.ts';

/**
 * The report as a Word file in the layout of NĐ 30/2020.
 * @throws RangeError for a table whose rows do not fill its columns; Error when it cannot be written
 */
export async function renderDocx(report: Report): Promise<Uint8Array> {
  return order('docx', prepareReport(report));
}

/**
 * The report as PDF/UA: tagged, its text whole for reading aloud and searching, the typeface (Tinos, of the measures
 * of Times New Roman) inside.
 * @throws RangeError for a table whose rows do not fill its columns; Error when it cannot be laid out
 */
export async function renderPdf(report: Report): Promise<Uint8Array> {
  return order('pdf', prepareReport(report));
}
