import type { LocalDate } from '#kernel/local-date.ts';
import type { Align, Format, HeadCell } from './report.ts';

/** The number in Excel of a row (0 = first under the head) of the formula's own sheet, or of the one named. */
export type RowNumber = (row: number, sheet?: string) => number;

/**
 * A live formula. `text` finds its rows through a `RowNumber`, writes another sheet of the workbook as `'Name'!A1`,
 * and must be built from our own words alone, never from what a user typed.
 */
export interface Formula {
  readonly text: (rowNumber: RowNumber) => string;
  /** What it comes to now, so that readers which do not compute show it too. */
  readonly result: number | string;
}

/** Plain text is always text, whatever it begins with. */
export type SheetCell = string | number | null | { readonly day: LocalDate } | Formula;

export interface SheetColumn {
  /** In characters, as Excel counts. */
  readonly width: number;
  readonly format?: Format;
  readonly align?: Align;
}

export interface SheetRow {
  readonly cells: readonly SheetCell[];
  readonly weight?: 'plain' | 'sum';
}

export interface Sheet {
  /** At most 31 letters; what Excel forbids is left out. */
  readonly name: string;
  /** Lines above the head, over its whole width; the first is large. */
  readonly titles: readonly string[];
  readonly columns: readonly SheetColumn[];
  readonly head: readonly (readonly HeadCell[])[];
  readonly rows: Iterable<SheetRow> | AsyncIterable<SheetRow>;
  /** Lines below the table. */
  readonly notes?: readonly string[];
}

export interface Workbook {
  readonly title: string;
  readonly sheets: readonly Sheet[];
  /** Stands in the first row and the printed foot of every sheet; null for real data. */
  readonly demonstration: string | null;
}
