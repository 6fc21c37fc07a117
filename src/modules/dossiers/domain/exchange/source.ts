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

/** A case of an event log; nested attributes carry the path of their keys ('parent/child'). */
export interface CaseRecord {
  readonly kind: 'case';
  /** Which case of the file, from 1. */
  readonly row: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly events: readonly ReadonlyMap<string, string>[];
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
