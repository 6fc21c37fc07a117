import { PassThrough, type Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import type { Borders, Cell, CellValue, Row, Style, stream } from 'exceljs';
import { dayNumber } from '#kernel/local-date.ts';
import type { Align, Format } from '../domain/report.ts';
import type { RowNumber, Sheet, SheetCell, SheetColumn, Workbook } from '../domain/workbook.ts';
import { cleanText } from '../domain/wording.ts';
import { fitCell, layoutOf, placeHead, rowHeight, sheetName } from './layout.ts';

type Writer = stream.xlsx.WorkbookWriter;
type SheetWriter = ReturnType<Writer['addWorksheet']>;

/** After so many rows others get their turn: the server's requests, and the stream that carries the rows away. */
const ROWS_AT_A_TIME = 200;
const FONT = 'Times New Roman';
const THIN = { style: 'thin' } as const;
const BORDER: Partial<Borders> = { top: THIN, left: THIN, bottom: THIN, right: THIN };
/** Day 0 of Excel's calendar is this many days before 1970-01-01. */
const EXCEL_EPOCH = 25_569;
/** '@' keeps a cell text even after somebody edits it, so '=…' typed by a user never becomes a formula. */
const NUMBER_FORMATS: Record<Format, string> = {
  text: '@',
  plain: 'General',
  decimal: '#,##0.00',
  count: '#,##0',
  'per-cent': '0.00"%"',
  day: 'dd/mm/yyyy',
};

/** The workbook as an .xlsx file, written row by row; ends with an error when its rows do. */
export function streamXlsx(workbook: Workbook): Readable {
  const out = new PassThrough();
  write(workbook, out).catch((error: unknown) =>
    out.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return out;
}

/** The same, whole in memory. */
export async function renderXlsx(workbook: Workbook): Promise<Uint8Array> {
  return buffer(streamXlsx(workbook));
}

async function write(workbook: Workbook, out: PassThrough): Promise<void> {
  const { default: excel } = await import('exceljs');
  const writer = new excel.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: true });
  writer.creator = 'Đúng Hẹn';
  writer.title = cleanText(workbook.title);
  const first = new Map(workbook.sheets.map((one) => [one.name, layoutOf(one, workbook.demonstration).firstRow]));
  for (const sheet of workbook.sheets) await writeSheet(writer, sheet, workbook.demonstration, first);
  await writer.commit();
}

async function writeSheet(
  writer: Writer,
  sheet: Sheet,
  demonstration: string | null,
  firstRows: ReadonlyMap<string, number>,
): Promise<void> {
  const layout = layoutOf(sheet, demonstration);
  const foot = demonstration === null ? '' : `&C&"${FONT},Bold"&10${cleanText(demonstration).replaceAll('&', '&&')}`;
  const target = writer.addWorksheet(sheetName(cleanText(sheet.name)), {
    views: [{ state: 'frozen', xSplit: 0, ySplit: layout.firstRow - 1 }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: 0.6, right: 0.6, top: 0.75, bottom: 0.75, header: 0.3, footer: 0.3 },
      printTitlesRow: `${layout.headRow}:${layout.firstRow - 1}`,
    },
    headerFooter: { oddFooter: `${foot}&R&"${FONT},Regular"&10&P/&N` },
  });
  target.columns = sheet.columns.map(({ width }) => ({ width }));
  const width = sheet.columns.length;
  for (const [index, { text, role }] of layout.lines.entries())
    writeLine(target, index + 1, width, text, {
      size: role === 'title' ? 14 : 12,
      bold: role !== 'subtitle',
      italic: role !== 'title',
    });
  writeHead(target, sheet, layout.headRow);
  const rowNumber: RowNumber = (row, name = sheet.name) => {
    const first = firstRows.get(name);
    if (first === undefined) throw new RangeError(`a formula asks for a sheet the workbook does not have: ${name}`);
    return first + row;
  };
  let count = 0;
  for await (const { cells, weight } of sheet.rows) {
    if (cells.length !== width) throw new RangeError(`a row of ${cells.length} cells in a sheet of ${width} columns`);
    const row = target.getRow(rowNumber(count));
    for (const [index, cell] of cells.entries())
      writeCell(row.getCell(index + 1), cell, sheet.columns[index] ?? { width: 10 }, rowNumber, weight === 'sum');
    setHeight(
      row,
      cells.flatMap((cell, index) =>
        typeof cell === 'string' ? [{ text: cell, width: sheet.columns[index]?.width ?? 10 }] : [],
      ),
    );
    row.commit();
    count += 1;
    if (count % ROWS_AT_A_TIME === 0) await setImmediate();
  }
  for (const [index, note] of (sheet.notes ?? []).entries())
    writeLine(target, rowNumber(count) + 1 + index, width, note, { size: 11, bold: false, italic: true }, 'left');
  target.commit();
}

function writeLine(
  target: SheetWriter,
  number: number,
  width: number,
  text: string,
  font: { size: number; bold: boolean; italic: boolean },
  horizontal: 'center' | 'left' = 'center',
): void {
  const row = target.getRow(number);
  const cell = row.getCell(1);
  cell.value = textOf(text);
  cell.numFmt = '@';
  cell.font = { name: FONT, ...font };
  cell.alignment = { horizontal, vertical: 'middle', wrapText: true };
  if (width > 1) target.mergeCells(number, 1, number, width);
  row.commit();
}

function writeHead(target: SheetWriter, sheet: Sheet, headRow: number): void {
  const placed = placeHead(sheet.head);
  const width = sheet.columns.length;
  for (let row = 0; row < sheet.head.length; row += 1) {
    const line = target.getRow(headRow + row);
    for (let column = 0; column < width; column += 1) {
      const cell = line.getCell(column + 1);
      cell.font = { name: FONT, size: 11, bold: true };
      cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
      cell.border = BORDER;
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7EDF3' } };
    }
  }
  for (const { text, row, column, lastRow, lastColumn } of placed) {
    const cell = target.getRow(headRow + row).getCell(column + 1);
    cell.value = textOf(text);
    if (lastRow > row || lastColumn > column)
      target.mergeCells(headRow + row, column + 1, headRow + lastRow, lastColumn + 1);
  }
  for (let row = 0; row < sheet.head.length; row += 1) {
    const line = target.getRow(headRow + row);
    const ending = placed.filter(({ lastRow, row: first }) => lastRow === row && first === row);
    setHeight(
      line,
      ending.map(({ text, column, lastColumn }) => ({
        text,
        width: sheet.columns.slice(column, lastColumn + 1).reduce((sum, one) => sum + one.width, 0),
      })),
    );
    line.commit();
  }
}

function setHeight(row: Row, texts: Parameters<typeof rowHeight>[0]): void {
  const height = rowHeight(texts);
  if (height !== undefined) row.height = height;
}

function writeCell(cell: Cell, value: SheetCell, column: SheetColumn, rowNumber: RowNumber, bold: boolean): void {
  const isText = typeof value === 'string' || value === null;
  const format = isDay(value) ? 'day' : isText ? 'text' : (column.format ?? 'text');
  const horizontal = column.align ?? (isText ? 'left' : isDay(value) ? 'center' : 'right');
  cell.value = valueOf(value, rowNumber);
  cell.style = styleOf(format, horizontal, bold, isText);
}

const styles = new Map<string, Partial<Style>>();

/** The writer knows a style object again and writes it once; one for each cell costs ten times the time. */
function styleOf(format: Format, horizontal: Align, bold: boolean, wrapText: boolean): Partial<Style> {
  const key = `${format} ${horizontal} ${bold} ${wrapText}`;
  const known = styles.get(key);
  if (known) return known;
  const style = {
    numFmt: NUMBER_FORMATS[format],
    font: { name: FONT, size: 11, bold },
    border: BORDER,
    alignment: { horizontal, vertical: 'middle' as const, wrapText },
  };
  styles.set(key, style);
  return style;
}

function valueOf(value: SheetCell, rowNumber: RowNumber): CellValue {
  if (value === null || typeof value === 'number') return value;
  if (typeof value === 'string') return textOf(value);
  if (isDay(value)) return dayNumber(value.day) + EXCEL_EPOCH;
  return { formula: value.text(rowNumber), result: value.result };
}

/** In a cell '_x0041_' stands for the letter A; what reads like that is written so that it stays what it is. */
function textOf(text: string): string {
  return fitCell(cleanText(text)).replace(/_(?=x[0-9A-F]{4}_)/gi, '_x005F_');
}

function isDay(value: SheetCell): value is Extract<SheetCell, { day: unknown }> {
  return typeof value === 'object' && value !== null && 'day' in value;
}
