/**
 * Writers of official documents. The libraries behind them are heavy and load with the first document, not with
 * the server.
 */
export type * from './domain/form.ts';
export type * from './domain/report.ts';
export type * from './domain/workbook.ts';
export { formatDay, formatNumber } from './domain/wording.ts';
export { BadWorkbook, type ReadCell, type ReadSheet, readXlsx } from './excel/read-xlsx.ts';
export { renderXlsx, streamXlsx } from './excel/render-xlsx.ts';
export { renderDocx, renderFormDocx, renderFormPdf, renderPdf } from './render.ts';
export { openWorkbook, valueOf } from './excel/open-workbook.ts';
