import { Buffer } from 'node:buffer';
import yauzl from 'yauzl';
import type { CellValue } from 'exceljs';
import { openWorkbook, valueOf } from './open-workbook.ts';

/** What a cell of somebody's file holds: formulas count as their last result. */
export type ReadCell = string | number | boolean | null | { readonly odd: 'day' | 'error' };

/** A sheet as read: `rows[0]` is row 1, `rows[0][0]` is A1. */
export interface ReadSheet {
  readonly name: string;
  readonly rows: readonly (readonly ReadCell[])[];
}

/** The file is no .xlsx file that can be read; the message says why, for the log and not for people. */
export class BadWorkbook extends Error {}

/** A file may say little of itself and unpack to very much: nothing larger than this is opened. */
const LARGEST = 40_000_000;
const MOST_PARTS = 300;
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 200;

/**
 * Reads an .xlsx file that somebody handed in: values alone, no styles, links, pictures or macros.
 * @throws BadWorkbook for what is no workbook, is broken, or unpacks to more than 40 MB
 */
export async function readXlsx(file: Uint8Array): Promise<ReadSheet[]> {
  try {
    await refuseBomb(file);
    const workbook = await openWorkbook(file);
    return workbook.worksheets.map((sheet) => {
      if (sheet.rowCount > MOST_ROWS) throw new RangeError(`${sheet.rowCount} rows`);
      const rows: ReadCell[][] = Array.from({ length: sheet.rowCount }, () => []);
      sheet.eachRow((row, number) => {
        const cells = rows[number - 1];
        if (!cells) return;
        row.eachCell((cell, column) => {
          if (column > MOST_COLUMNS) return;
          while (cells.length < column - 1) cells.push(null);
          cells.push(plain(valueOf(cell)));
        });
      });
      return { name: sheet.name, rows };
    });
  } catch (error) {
    throw new BadWorkbook((error as Error).message, { cause: error });
  }
}

function plain(value: CellValue): ReadCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return { odd: 'day' };
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('text' in value) return plain(value.text as CellValue);
  return { odd: 'error' };
}

/** Unpacks every part once, counting: the sizes a file states of itself are not believed. */
async function refuseBomb(file: Uint8Array): Promise<void> {
  const zip = await yauzl.fromBufferPromise(Buffer.from(file), { lazyEntries: true });
  let size = 0;
  let parts = 0;
  for await (const entry of zip.eachEntry()) {
    parts += 1;
    if (parts > MOST_PARTS) throw new RangeError(`more than ${MOST_PARTS} parts`);
    if (entry.fileName.endsWith('/')) continue;
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      size += (chunk as Buffer).length;
      if (size > LARGEST) throw new RangeError(`unpacks to more than ${LARGEST} bytes`);
    }
  }
}
