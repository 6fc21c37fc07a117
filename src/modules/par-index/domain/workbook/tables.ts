import type { PlacedFault } from '../set-json.ts';
import { readNumber, readPoints, readYesNo, same } from './inputs.ts';
import { type CellIn, type Column, type SheetIn, type SheetKey, SHEETS } from './layout.ts';

/** Collects what is wrong, each with sheet, row and column, in the order in which it was met. */
export class Faults {
  readonly list: PlacedFault[] = [];

  /** @param row of Excel, from 1; @param column from 0 */
  add(sheet: string, row: number, column: number | null, head: string | null, text: string, code = ''): void {
    this.list.push({ place: placeInSheet(sheet, row, column, head), code, text, blocksKeeping: true });
  }
}

/** 'Trang "Bậc điểm", dòng 7, cột F (Điểm)'. */
export function placeInSheet(sheet: string, row: number, column: number | null, head: string | null): string {
  const at = column === null ? '' : `, cột ${letters(column)}${head === null ? '' : ` (${head})`}`;
  return `Trang "${sheet}", dòng ${row}${at}`;
}

/** 0 → 'A', 26 → 'AA'. */
export function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return `${rest > 0 ? letters(rest - 1) : ''}${String.fromCharCode(65 + (column % 26))}`;
}

/** One line of a table: cells by their column, and where each stands. */
export interface Line<K extends SheetKey> {
  readonly row: number;
  readonly code: string;
  /** Text as it stands, trimmed; null when the cell is empty. */
  text(column: Column<K>): string | null;
  number(column: Column<K>): number | null;
  /** Points as hundredths. */
  points(column: Column<K>): number | null;
  yesNo(column: Column<K>): boolean | null;
  /** One of the words of a list, as its key. */
  word<V extends string>(column: Column<K>, words: Readonly<Record<V, string>>): V | null;
  fault(column: Column<K>, text: string): void;
}

export interface Table<K extends SheetKey> {
  readonly key: K;
  readonly lines: readonly Line<K>[];
  /** Place of a cell of this table. */
  placeOf(row: number, column: Column<K>): string;
}

/** How far down the head of a table may stand: titles and a demonstration's label are above it. */
const HEAD_WITHIN = 20;

/** Finds a table by the heads of its columns; undefined, and a fault, where the sheet or a column is missing. */
export function readTable<K extends SheetKey>(
  key: K,
  sheets: readonly SheetIn[],
  faults: Faults,
): Table<K> | undefined {
  const { name, heads } = SHEETS[key];
  const sheet = sheets.find((one) => same(one.name, name));
  if (!sheet) {
    faults.list.push({ place: 'Tệp', code: '', text: `Tệp không có trang "${name}".`, blocksKeeping: true });
    return undefined;
  }
  const wanted = Object.entries<string>(heads) as [Column<K>, string][];
  const headRow = sheet.rows
    .slice(0, HEAD_WITHIN)
    .findIndex((row) => wanted.filter(([, head]) => row.some((cell) => isHead(cell, head))).length * 2 > wanted.length);
  if (headRow < 0) {
    faults.add(name, 1, null, null, `Không thấy dòng tên cột (${wanted.map(([, head]) => head).join(', ')}).`);
    return undefined;
  }
  const at = new Map<Column<K>, number>();
  for (const [column, head] of wanted) {
    const found = (sheet.rows[headRow] ?? []).findIndex((cell) => isHead(cell, head));
    if (found >= 0) at.set(column, found);
    else faults.add(name, headRow + 1, null, null, `Thiếu cột "${head}".`);
  }
  if (at.size < wanted.length) return undefined;
  const headOf = (column: Column<K>) => (heads as Record<string, string>)[column] ?? column;
  const places = { key, name, at, headOf, faults };
  return {
    key,
    lines: sheet.rows.flatMap((row, index) =>
      index > headRow && [...at.values()].some((column) => !isEmpty(row[column]))
        ? [lineOf(places, row, index + 1)]
        : [],
    ),
    placeOf: (row, column) => placeInSheet(name, row, at.get(column) ?? null, headOf(column)),
  };
}

interface Places<K extends SheetKey> {
  readonly key: K;
  readonly name: string;
  readonly at: ReadonlyMap<Column<K>, number>;
  readonly headOf: (column: Column<K>) => string;
  readonly faults: Faults;
}

function lineOf<K extends SheetKey>(
  { name, at, headOf, faults }: Places<K>,
  row: readonly CellIn[],
  number: number,
): Line<K> {
  const fault = (column: Column<K>, text: string) =>
    faults.add(name, number, at.get(column) ?? null, headOf(column), text, code);
  const cellOf = (column: Column<K>): string | number | null => {
    const cell = row[at.get(column) ?? -1];
    if (cell === undefined || cell === null || isEmpty(cell)) return null;
    if (typeof cell === 'boolean') return cell ? 'Có' : 'Không';
    if (typeof cell === 'object') {
      fault(
        column,
        cell.odd === 'day'
          ? 'Ô này Excel đã đổi thành ngày tháng. Hãy định dạng ô là văn bản rồi ghi lại.'
          : 'Ô này là lỗi của Excel. Hãy sửa công thức hoặc ghi giá trị.',
      );
      return null;
    }
    return typeof cell === 'string' ? cell.trim() : cell;
  };
  const codeCell = row[at.get('code' as Column<K>) ?? -1];
  const code = typeof codeCell === 'string' ? codeCell.trim() : typeof codeCell === 'number' ? String(codeCell) : '';
  const text = (column: Column<K>) => {
    const cell = cellOf(column);
    return cell === null ? null : String(cell);
  };
  return {
    row: number,
    code,
    text,
    fault,
    number: (column) => {
      const cell = cellOf(column);
      const value = typeof cell === 'string' ? readNumber(cell) : cell;
      if (value === undefined) fault(column, `"${cell}" không phải là số.`);
      return value ?? null;
    },
    points: (column) => {
      const cell = cellOf(column);
      if (cell === null) return null;
      const value = typeof cell === 'string' ? readPoints(cell) : hundredthsOf(cell);
      if (value === undefined) fault(column, `"${cell}" không phải là điểm có tối đa hai chữ số thập phân.`);
      return value ?? null;
    },
    yesNo: (column) => {
      const cell = text(column);
      if (cell === null) return null;
      const value = readYesNo(cell);
      if (value === undefined) fault(column, `Ghi "Có" hoặc "Không", không ghi "${cell}".`);
      return value ?? null;
    },
    word: <V extends string>(column: Column<K>, words: Readonly<Record<V, string>>) => {
      const cell = text(column);
      if (cell === null) return null;
      const known = (Object.entries(words) as [V, string][]).find(([, word]) => same(word, cell));
      if (!known) fault(column, `"${cell}" không có trong danh mục: ${Object.values(words).join(', ')}.`);
      return known?.[0] ?? null;
    },
  };
}

/** Points a person or Excel reckoned may be a rounding error away from a hundredth, and no further. */
function hundredthsOf(value: number): number | undefined {
  const whole = Math.round(value * 100);
  return Number.isSafeInteger(whole) && Math.abs(whole - value * 100) < 1e-6 * Math.max(1, Math.abs(value))
    ? whole + 0
    : undefined;
}

function isHead(cell: CellIn | undefined, head: string): boolean {
  return typeof cell === 'string' && same(cell.replace(/\s+/g, ' '), head);
}

function isEmpty(cell: CellIn | undefined): boolean {
  return cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
}
