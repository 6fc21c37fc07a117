import type { ReadMoment } from './moment-formats.ts';

/** What one cell or attribute holds: text, a number as the file keeps it, or a moment the file itself marks as one. */
export type CellValue = string | number | ReadMoment;

/** A line of a book: cells in the order of the heading. */
export interface TableRecord {
  readonly kind: 'row';
  /** The row a person sees in a spreadsheet program, from 1. */
  readonly row: number;
  readonly cells: readonly (CellValue | undefined)[];
}

/** What a case or an event says: by the attribute's key in XES, by the column's number in a table of events. */
export type Said = ReadonlyMap<string, CellValue>;

/**
 * A case of an event log. In XES nested attributes carry the path of their keys ('parent/child'); in a table the case
 * says what the first of its rows says that says anything in that column.
 */
export interface CaseRecord {
  readonly kind: 'case';
  /** Which case of an XES log, from 1; the first row of a case in a table. */
  readonly row: number;
  readonly attributes: Said;
  readonly events: readonly Said[];
}

/** A place of the file that cannot be read while the rest can. */
export interface BrokenRecord {
  readonly kind: 'broken';
  readonly row: number;
  readonly why: string;
}

export type SourceRecord = TableRecord | CaseRecord | BrokenRecord;

export type SourceFormat = 'csv' | 'xlsx' | 'xes';

/** What the events of a case mean to us. */
export interface ImportedEvent {
  readonly activity: string;
  readonly at: Date;
  readonly resource: string | null;
  readonly transition: string | null;
}
