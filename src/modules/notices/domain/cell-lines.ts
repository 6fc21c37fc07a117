import type { Line } from './lines.ts';
import { foldInPlace } from './fold.ts';
import type { MappedText } from './source-text.ts';

/** A heading that begins a table copied cell by cell. */
const FIRST_HEADING = /^(?:tt|stt|so tt|so thu tu)$/;
const ROW_LABEL = /^(?:\d{1,3}|[IVX]{1,5})\.?$/;
const MOST_COLUMNS = 12;

/**
 * Web copies put each cell of a table on lines of its own and a lone "|" between them. Such a table is put back into
 * rows: each becomes one line that reaches over all of its cells. Everything else stays as it is.
 */
export function mergeCellLines(mapped: MappedText, lines: readonly Line[]): readonly Line[] {
  if (!lines.some((line) => line.text === '|')) return lines;
  const merged: Line[] = [];
  for (let i = 0; i < lines.length; ) {
    const table =
      FIRST_HEADING.test(lines[i]?.folded ?? '') && lines[i + 1]?.text === '|' ? tableAt(mapped, lines, i) : undefined;
    if (table) {
      merged.push(...table.rows);
      i = table.end;
    } else {
      const line = lines[i];
      if (line) merged.push(line);
      i += 1;
    }
  }
  return merged;
}

interface Cell {
  /** Index of its first line, and of the line after its last. */
  readonly from: number;
  readonly to: number;
}

/** The cells from line `start` on, `most` of them. */
function cellsFrom(lines: readonly Line[], start: number, most: number): Cell[] {
  const cells: Cell[] = [];
  let from = start;
  for (let i = start; i < lines.length && cells.length < most; i += 1) {
    if (lines[i]?.text !== '|') continue;
    if (i > from) cells.push({ from, to: i });
    from = i + 1;
  }
  return cells;
}

function tableAt(mapped: MappedText, lines: readonly Line[], start: number): { rows: Line[]; end: number } | undefined {
  const label = (cell: Cell | undefined) =>
    cell !== undefined && cell.to - cell.from === 1 && ROW_LABEL.test(lines[cell.from]?.text ?? '');
  // the first row label tells how many columns there are; a table without one among the first cells is none
  const head = cellsFrom(lines, start, MOST_COLUMNS + 2);
  const columns = head.findIndex((cell, index) => index > 1 && label(cell));
  if (columns < 3 || columns > MOST_COLUMNS) return undefined;
  const cells = cellsFrom(lines, start, Number.POSITIVE_INFINITY);
  const rows: Line[] = [];
  let end = start;
  for (let at = 0; at + columns <= cells.length; at += columns) {
    const first = cells[at];
    const last = cells[at + columns - 1];
    if (!first || !last || (at > 0 && !label(first))) break;
    const a = lines[first.from];
    const z = lines[last.to - 1];
    if (!a || !z) break;
    const text = mapped.text.slice(a.from, z.to);
    rows.push({ from: a.from, to: z.to, text, folded: foldInPlace(text), blankBefore: a.blankBefore });
    end = last.to;
    if (lines[end]?.text === '|') end += 1;
  }
  return rows.length > 1 ? { rows, end } : undefined;
}
