import type { HeadCell } from '../domain/report.ts';
import type { Sheet, Workbook } from '../domain/workbook.ts';

/** Where the parts of a sheet stand, in row numbers of Excel (the first row is 1). */
export interface SheetLayout {
  /** Lines above the head with the size they are set in. */
  readonly lines: readonly { readonly text: string; readonly role: 'label' | 'title' | 'subtitle' }[];
  /** First row of the head. */
  readonly headRow: number;
  readonly firstRow: number;
}

export function layoutOf(sheet: Sheet, demonstration: Workbook['demonstration']): SheetLayout {
  const label = demonstration === null ? [] : [{ text: demonstration, role: 'label' as const }];
  const titles = sheet.titles.map((text, index) => ({
    text,
    role: index === 0 ? ('title' as const) : ('subtitle' as const),
  }));
  const lines = [...label, ...titles];
  const headRow = lines.length + 2;
  return { lines, headRow, firstRow: headRow + sheet.head.length };
}

export interface PlacedCell {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly lastRow: number;
  readonly lastColumn: number;
}

/** Cells of a head with spans put on a grid from 0, as a browser lays out a table. */
export function placeHead(head: readonly (readonly HeadCell[])[]): PlacedCell[] {
  const taken = new Set<string>();
  return head.flatMap((cells, row) => {
    let column = 0;
    return cells.map(({ text, columns = 1, rows = 1 }): PlacedCell => {
      while (taken.has(`${row}:${column}`)) column += 1;
      const placed = { text, row, column, lastRow: row + rows - 1, lastColumn: column + columns - 1 };
      for (let r = row; r <= placed.lastRow; r += 1)
        for (let c = column; c <= placed.lastColumn; c += 1) taken.add(`${r}:${c}`);
      return placed;
    });
  });
}

/** What Excel allows as the name of a sheet. */
export function sheetName(name: string): string {
  return (
    name
      .replace(/[\\/?*[\]:]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 31) || 'Bảng'
  );
}

/** Excel keeps at most this many letters in a cell. */
const LONGEST = 32_767;
const CUT = ' […phần còn lại xem ở bản Word]';

export function fitCell(text: string): string {
  return text.length <= LONGEST ? text : text.slice(0, LONGEST - CUT.length) + CUT;
}

/** Points of one line of 11-point letters. */
const LINE = 15;

/**
 * Height in points of a row whose texts break within their columns; undefined when one line is enough. Set because
 * not every program fits rows by itself when it opens a file.
 */
export function rowHeight(texts: readonly { readonly text: string; readonly width: number }[]): number | undefined {
  const lines = Math.max(1, ...texts.map(({ text, width }) => linesOf(text, width)));
  return lines === 1 ? undefined : Math.min(409, lines * LINE);
}

function linesOf(text: string, width: number): number {
  return text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil((part.length * 0.95) / width)), 0);
}
