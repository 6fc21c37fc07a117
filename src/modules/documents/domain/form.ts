import type { LocalDate } from '#kernel/local-date.ts';
import type { Align, Table } from './report.ts';

/** The sheet a form is printed on; 'A4-wide' lies across, for books and tables of many columns. */
export type Paper = 'A5' | 'A4' | 'A4-wide';

/** A code a machine reads. Code 128 carries what a counter's scanner types, QR an address a telephone opens. */
export interface Mark {
  readonly kind: 'qr' | 'code-128';
  /** What it carries; Code 128 takes printable ASCII alone. */
  readonly text: string;
  /** Printed beside it, so that whoever cannot scan can read. */
  readonly caption: string;
}

/** 'Điện thoại: 0905…'; null leaves a dotted line to write on. */
export interface Field {
  readonly label: string;
  readonly value: string | null;
}

export type FormBlock =
  /** One line of one or several fields side by side, each with its share of the width. */
  | { readonly kind: 'fields'; readonly fields: readonly Field[]; readonly bold?: boolean }
  | {
      readonly kind: 'paragraph';
      readonly text: string;
      readonly align?: Align;
      readonly italic?: boolean;
      readonly bold?: boolean;
    }
  /** Dotted lines to write on. */
  | { readonly kind: 'blank'; readonly lines: number }
  | Table;

/** Who signs: 'NGƯỜI NỘP HỒ SƠ', what to do in small letters, and a name where it is known. */
export interface Signatory {
  readonly title: string;
  readonly hint: string | null;
  readonly name: string | null;
}

/** A printed form (giấy, phiếu, sổ) that is handed over a counter; the writers add nothing but its layout. */
export interface PaperForm {
  readonly paper: Paper;
  readonly head: {
    readonly parent: string | null;
    readonly issuer: string;
    /** 'Mã hồ sơ: …' or 'Số: …'; null for a form that has none. */
    readonly number: string | null;
    readonly place: string;
    /** null leaves room for day and month. */
    readonly date: LocalDate | null;
  };
  readonly marks: readonly Mark[];
  readonly title: string;
  /** In brackets or small letters under the title. */
  readonly subtitle: string | null;
  /** 'Kính gửi: …'. */
  readonly to: string | null;
  readonly body: readonly FormBlock[];
  /** From left to right; a single one stands right. */
  readonly signatures: readonly Signatory[];
  /** Nơi nhận, without dashes and semicolons. */
  readonly recipients: readonly string[];
  /** Printed at the foot of every page; null for real data. */
  readonly demonstration: string | null;
}
