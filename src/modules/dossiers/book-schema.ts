import { z } from 'zod';
import { SearchedAs } from './search-schema.ts';

const Instant = z.string();
const Named = z.object({ id: z.uuid(), name: z.string() });

export const FIRST_BOOK_YEAR = 2000;
export const LAST_BOOK_YEAR = 2200;
export const MOST_LINES = 100_000_000;

const Year = z.coerce
  .number('Năm viết bằng bốn chữ số, ví dụ 2018.')
  .int('Năm viết bằng bốn chữ số, ví dụ 2018.')
  .min(FIRST_BOOK_YEAR, `Năm phải từ ${FIRST_BOOK_YEAR} đến ${LAST_BOOK_YEAR}.`)
  .max(LAST_BOOK_YEAR, `Năm phải từ ${FIRST_BOOK_YEAR} đến ${LAST_BOOK_YEAR}.`);
const Month = z.coerce
  .number('Tháng phải từ 1 đến 12.')
  .int('Tháng phải từ 1 đến 12.')
  .min(1, 'Tháng phải từ 1 đến 12.')
  .max(12, 'Tháng phải từ 1 đến 12.');

/** A book as a file. */
export const BookQuery = z.object({ agency: z.uuid(), year: Year, format: z.enum(['xlsx', 'docx', 'pdf']) });

/** A page of a book. */
export const BookPageQuery = z.object({
  /** The caller's own first unit that receives unless told. */
  agency: z.uuid().optional(),
  /** This year unless told. */
  year: Year.optional(),
  /** The whole year unless told. */
  month: Month.optional(),
  /** A code, its end, a name, a phone or identity number. */
  q: z.string().max(200).optional(),
  /** From this number on. */
  from: z.coerce.number().int().min(1).max(MOST_LINES).default(1),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type BookPageQuery = z.infer<typeof BookPageQuery>;

export const BookLineView = z.object({
  number: z.number().int(),
  id: z.uuid(),
  code: z.string().nullable(),
  procedureName: z.string(),
  sets: z.number().int(),
  ownerName: z.string(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  receivedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  returnedAt: Instant.nullable(),
  /** Who received the result and how. */
  receivedBy: z.string().nullable(),
  officer: z.string().nullable(),
  note: z.string().nullable(),
});
export type BookLineView = z.infer<typeof BookLineView>;

/** Sổ theo dõi hồ sơ: its lines in their order, a page at a time. */
export const BookPageView = z.object({
  /** Whose book; null when nobody the caller sees receives dossiers. */
  agency: Named.nullable(),
  year: z.number().int(),
  month: z.number().int().nullable(),
  /** Books the caller may open, his own first, and the years of this one. */
  agencies: z.array(Named),
  years: z.array(z.number().int()),
  /** Lines of the year or the month; of a search those that were found. */
  total: z.number().int(),
  /** Numbers missing in the year, as people say them; a whole book has none. */
  missing: z.array(z.string()),
  lines: z.array(BookLineView),
  /** The numbers with which the page before, the page after and the last page begin. */
  previous: z.number().int().nullable(),
  next: z.number().int().nullable(),
  end: z.number().int().nullable(),
  /** How what was typed was read; null when nothing was. `more`: not all that were found are shown. */
  search: SearchedAs.extend({ more: z.boolean() }).nullable(),
  asOf: Instant,
});
export type BookPageView = z.infer<typeof BookPageView>;
