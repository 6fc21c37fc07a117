import { Refusal } from '#kernel/refusal.ts';
import { letterIndex } from '../domain/exchange/fields.ts';
import { fromSerial, momentReader } from '../domain/exchange/moment-formats.ts';
import type { CellValue } from '../domain/exchange/source.ts';
import { MAX_CELL, MAX_COLUMNS, type RawRow } from './table.ts';
import { type Book, readBook, unescapeCell } from './xlsx-book.ts';
import { walkXml } from './xml-stream.ts';
import { openZip } from './zip-parts.ts';

/**
 * The rows of one sheet of a workbook one by one: the sheet of that name, else the first that is not hidden. Cells
 * shown as dates come as moments, numbers as numbers, formulas as the value Excel last computed.
 * @throws Refusal `dossiers.import.xlsx_broken`, `dossiers.import.sheet_missing` (422), `dossiers.import.zip_bomb` (413)
 */
export async function* readXlsx(path: string, sheet?: string): AsyncGenerator<RawRow> {
  const zip = await openZip(path);
  try {
    const book = await readBook(zip);
    const wanted =
      sheet === undefined
        ? (book.sheets.find((one) => !one.hidden) ?? book.sheets[0])
        : book.sheets.find((one) => one.name.trim() === sheet.trim());
    if (!wanted || !zip.has(wanted.part))
      throw new Refusal('dossiers.import.sheet_missing', 422, {
        sheet: sheet ?? '1',
        sheets: book.sheets.map((one) => one.name).join(', '),
      });
    const reader = new SheetReader(book);
    for await (const _ of walkXml(zip.read(wanted.part), reader)) yield* reader.take();
  } finally {
    zip.close();
  }
}

const READ_ISO = momentReader('ISO');

class SheetReader {
  readonly #book: Book;
  readonly #done: RawRow[] = [];
  #row = 0;
  #cells: (CellValue | undefined)[] = [];
  #column = -1;
  #type = 'n';
  #style = 0;
  #text = '';
  #reads = false;

  constructor(book: Book) {
    this.#book = book;
  }

  *take(): Generator<RawRow> {
    yield* this.#done.splice(0);
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      const told = Number(attributes['r']);
      this.#row = Number.isInteger(told) && told > this.#row ? told : this.#row + 1;
      this.#cells = [];
      this.#column = -1;
    } else if (name === 'c') {
      const letters = /^[A-Za-z]{1,3}/.exec(attributes['r'] ?? '')?.[0];
      this.#column = letters === undefined ? this.#column + 1 : letterIndex(letters);
      this.#type = attributes['t'] ?? 'n';
      this.#style = Number(attributes['s'] ?? 0);
      this.#text = '';
    } else if (name === 'v' || name === 't') this.#reads = true;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#reads = false;
    else if (name === 'c') {
      const value = this.#value();
      if (value !== undefined && this.#column < MAX_COLUMNS) this.#cells[this.#column] = value;
    } else if (name === 'row' && this.#cells.length > 0) {
      this.#done.push({ row: this.#row, cells: Array.from(this.#cells) });
    }
  }

  text(piece: string): void {
    if (this.#reads && this.#text.length < MAX_CELL) this.#text += piece;
  }

  #value(): CellValue | undefined {
    const text = this.#text;
    if (text === '') return undefined;
    if (this.#type === 's') return this.#book.strings.get(Number(text));
    if (this.#type === 'b') return text === '1' ? 'TRUE' : 'FALSE';
    // A formula that failed (#N/A, #REF!) holds no value.
    if (this.#type === 'e') return undefined;
    if (this.#type === 'd') return READ_ISO(text) ?? text;
    if (this.#type !== 'n') return unescapeCell(text);
    const number = Number(text);
    if (!Number.isFinite(number)) return text;
    if (!this.#book.dateStyles.has(this.#style)) return number;
    return fromSerial(number, this.#book.system1904) ?? number;
  }
}
