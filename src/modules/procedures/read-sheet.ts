import { Buffer } from 'node:buffer';
import type { Worksheet } from 'exceljs';
import yauzl from 'yauzl';
import { openWorkbook, valueOf } from '#modules/documents/public.ts';
import { dateOf } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Cell } from './domain/catalogue-columns.ts';

/** Far above any catalogue: all procedures of the country are some 6,000. */
export const MAX_ROWS = 20_000;
const MAX_MEGABYTES = 40;
const MAX_COLUMNS = 100;

/**
 * The rows of the first sheet of an .xlsx that is not hidden, with their numbers in Excel. Of cells merged downwards
 * (one sector or agency beside several procedures, a heading over two rows) each row has the value.
 * @throws Refusal `procedures.file_unreadable` (422) for anything that is no .xlsx, `procedures.file_too_large` (413)
 *   beyond `MAX_ROWS` or unpacked size
 */
export async function sheetRows(bytes: Uint8Array): Promise<{ row: number; cells: Cell[] }[]> {
  try {
    const merged = await mergedDownwards(bytes);
    const workbook = await openWorkbook(bytes);
    const sheet = workbook.worksheets.find(({ state }) => state === 'visible') ?? workbook.worksheets[0];
    return sheet ? rowsOf(sheet, merged) : [];
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw unreadable();
  }
}

const tooLarge = () => new Refusal('procedures.file_too_large', 413, { rows: MAX_ROWS, megabytes: MAX_MEGABYTES });
const unreadable = () => new Refusal('procedures.file_unreadable', 422);

/** Cells of one column that are one cell; its value stands in the first row. */
interface MergedCells {
  readonly column: number;
  readonly first: number;
  readonly last: number;
  value: Cell;
}

const MERGE = /<mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g;
const MAX_MERGES = 5_000;
/** Longer than any `mergeCell` element. */
const OVERLAP = 200;

/**
 * Unpacks everything once without keeping it, as sizes told in an archive may lie, and notes which cells of the first
 * sheet are merged downwards: a sheet tells of that behind its last row.
 */
async function mergedDownwards(bytes: Uint8Array): Promise<MergedCells[]> {
  let total = 0;
  let isWorkbook = false;
  let sheet: string | undefined;
  let rest = '';
  const merged = new Map<string, MergedCells>();
  try {
    const zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
    });
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw unreadable();
      for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        total += chunk.length;
        isWorkbook ||= entry.fileName === 'xl/workbook.xml';
        if (total > MAX_MEGABYTES * 1024 * 1024) throw tooLarge();
        if (entry.fileName.startsWith('xl/worksheets/sheet')) sheet ??= entry.fileName;
        if (entry.fileName !== sheet) continue;
        const text = rest + chunk.toString('latin1');
        for (const [ref, letters = '', first = '', last = ''] of text.matchAll(MERGE))
          if (last !== first && merged.size < MAX_MERGES)
            merged.set(ref, { column: columnOf(letters), first: Number(first), last: Number(last), value: null });
        rest = text.slice(-OVERLAP);
      }
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw unreadable();
  }
  // A Word document or any other archive that was given the name of a workbook.
  if (!isWorkbook) throw unreadable();
  return [...merged.values()].filter(({ column }) => column < MAX_COLUMNS);
}

/** 'A' is 0, 'AA' is 26. */
function columnOf(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function rowsOf(sheet: Worksheet, merged: readonly MergedCells[]): { row: number; cells: Cell[] }[] {
  const rows: { row: number; cells: Cell[] }[] = [];
  sheet.eachRow((row, number) => {
    if (number > MAX_ROWS + 50) throw tooLarge();
    const cells: Cell[] = [];
    row.eachCell((cell, column) => {
      if (column > MAX_COLUMNS) return;
      while (cells.length < column - 1) cells.push(null);
      cells.push(toCell(valueOf(cell)));
    });
    for (const merge of merged) {
      if (number === merge.first) merge.value = cells[merge.column] ?? null;
      else if (number > merge.first && number <= merge.last) {
        while (cells.length < merge.column) cells.push(null);
        cells[merge.column] = merge.value;
      }
    }
    rows.push({ row: number, cells });
  });
  return rows;
}

/** A value as exceljs gives it: text with formatting, links, formulas with their results, days. */
function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 'có' : 'không';
  // A day in Excel has no zone; exceljs gives its midnight in UTC.
  if (value instanceof Date) {
    const day = dateOf(value.getUTCFullYear(), value.getUTCMonth() + 1, value.getUTCDate());
    return day === undefined ? null : { day };
  }
  const object = value as Readonly<Record<string, unknown>>;
  if (Array.isArray(object['richText']))
    return (object['richText'] as { text?: string }[]).map(({ text }) => text ?? '').join('');
  if ('result' in object) return toCell(object['result']);
  if ('text' in object) return toCell(object['text']);
  return null;
}
