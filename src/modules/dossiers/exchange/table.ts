import type { CellValue } from '../domain/exchange/source.ts';

/** A line of a book as it stands, before anybody knows which one is the heading. */
export interface RawRow {
  /** From 1, as a spreadsheet program counts. */
  readonly row: number;
  readonly cells: readonly (CellValue | undefined)[];
  /** The line cannot be read; said instead of its cells. */
  readonly broken?: string;
}

/** Bounds against files made to exhaust the machine. */
export const MAX_COLUMNS = 1_000;
export const MAX_CELL = 32_767;
export const MAX_CASE_EVENTS = 50_000;
