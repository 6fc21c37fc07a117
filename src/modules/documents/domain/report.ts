import type { LocalDate } from '#kernel/local-date.ts';

/** A piece of text set in one way. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
}

export type Text = string | readonly Run[];

/** How a figure is written: 1.234,56 · 1.234 · 89,45% · 28/02/2018; 'plain' with as many decimals as it has. */
export type Format = 'text' | 'plain' | 'decimal' | 'count' | 'per-cent' | 'day';

export type Align = 'left' | 'center' | 'right' | 'justify';

/** One cell; a number is written in the format of its column. null = empty. */
export type CellValue = string | number | null | { readonly value: string | number | null; readonly columns: number };

export interface Column {
  /** Relative to the other columns. */
  readonly width: number;
  readonly format?: Format;
  /** By default text stands left and figures right. */
  readonly align?: Align;
}

export interface HeadCell {
  readonly text: string;
  /** How many columns and rows it spans; 1 unless told. */
  readonly columns?: number;
  readonly rows?: number;
}

export interface TableRow {
  readonly cells: readonly CellValue[];
  /** 'sum' is bold: fields, criteria with components, totals. */
  readonly weight?: 'plain' | 'sum';
}

export interface Table {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  /** Rows of the head, repeated on every page; merged cells as in HTML. */
  readonly head: readonly (readonly HeadCell[])[];
  readonly rows: readonly TableRow[];
  /** A row (1), (2), … under the head, as the forms of reports have it. */
  readonly numberedColumns?: boolean;
  /** Size of letters in points; 12 unless told. */
  readonly size?: number;
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: Text; readonly align?: Align; readonly indent?: boolean }
  /** Numbered by the writer: level 1 is I., level 2 is 1., level 3 is a). */
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  /** One line of a list, led by a dash. */
  | { readonly kind: 'item'; readonly text: Text }
  | Table;

export interface OfficialHead {
  /** Cơ quan chủ quản; null for a body that writes its own name alone. */
  readonly parent: string | null;
  readonly issuer: string;
  /** As registered: 8 is printed 08; null leaves room for the records clerk. */
  readonly number: number | null;
  /** 'BC-UBND'; a công văn has body and unit, 'UBND-NC'. */
  readonly symbol: string;
  readonly place: string;
  /** null leaves room for day and month. */
  readonly date: LocalDate | null;
}

/** A document with a name of its kind (báo cáo, tờ trình…), or an official letter (công văn) with addressees. */
export type Title =
  | { readonly kind: 'named'; readonly name: string; readonly subject: string }
  | { readonly kind: 'letter'; readonly subject: string; readonly to: readonly string[] };

export interface Signature {
  /** 'TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH': one line each, in the order printed. */
  readonly authority: readonly string[];
  readonly position: string | null;
  readonly name: string | null;
}

/** Phụ lục: on pages and page numbers of its own. */
export interface Annex {
  readonly title: string;
  readonly landscape?: boolean;
  readonly body: readonly Block[];
}

/** An official document before it is written; the writers add nothing but its layout. */
export interface Report {
  readonly head: OfficialHead;
  readonly title: Title;
  readonly body: readonly Block[];
  readonly signature: Signature;
  /** Nơi nhận, without dashes and semicolons: 'Như trên', …, 'Lưu: VT, NC'. */
  readonly recipients: readonly string[];
  readonly annexes: readonly Annex[];
  /** Printed at the foot of every page; null for real data. */
  readonly demonstration: string | null;
}
