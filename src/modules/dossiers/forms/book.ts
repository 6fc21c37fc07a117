import type { PaperForm, SheetCell, SheetRow, Workbook } from '#modules/documents/public.ts';
import type { BookLine, FollowUpBook } from './data.ts';
import { momentShort } from './wording.ts';

/** Columns of the book in their order: heading, share of the width, what stands in them. */
const COLUMNS: readonly { readonly head: string; readonly width: number; readonly of: (line: BookLine) => string }[] = [
  { head: 'TT', width: 9, of: ({ number }) => bookNumber(number) },
  { head: 'Mã hồ sơ', width: 40, of: ({ code }) => code },
  { head: 'Tên thủ tục hành chính, nội dung', width: 36, of: ({ procedureName }) => procedureName },
  { head: 'Số bộ', width: 8, of: ({ sets }) => (sets === null ? '' : String(sets)) },
  { head: 'Tên cá nhân, tổ chức', width: 26, of: ({ ownerName }) => ownerName },
  { head: 'Địa chỉ', width: 26, of: ({ address }) => address ?? '' },
  { head: 'Số điện thoại', width: 18, of: ({ phone }) => phone ?? '' },
  { head: 'Nhận hồ sơ', width: 18, of: ({ receivedAt }) => momentShort(receivedAt) },
  { head: 'Hẹn trả kết quả', width: 18, of: ({ dueAt }) => momentShort(dueAt) },
  { head: 'Có kết quả', width: 18, of: ({ finishedAt }) => momentShort(finishedAt) },
  { head: 'Trả kết quả', width: 18, of: ({ returnedAt }) => momentShort(returnedAt) },
  { head: 'Người nhận, hình thức nhận', width: 22, of: ({ receivedBy }) => receivedBy ?? '' },
  { head: 'Người tiếp nhận', width: 20, of: ({ officer }) => officer ?? '' },
  { head: 'Ghi chú', width: 16, of: ({ note }) => note ?? '' },
];

/** 7 → '07', as books are numbered. */
export function bookNumber(number: number): string {
  return String(number).padStart(2, '0');
}

/**
 * Refuses a book that is not numbered 1 to n without gaps and doubles in the order of its lines (TT 01/2018/TT-VPCP,
 * Điều 10.2).
 * @throws RangeError naming the line
 */
export function checkBook({ lines }: Pick<FollowUpBook, 'lines'>): void {
  for (const [index, { number, code }] of lines.entries())
    if (number !== index + 1) throw new RangeError(`line ${index + 1} of the book bears number ${number}: ${code}`);
}

const TITLE = 'Sổ theo dõi hồ sơ';

/**
 * Form 06 of TT 01/2018, 07 of TT 03/2025, on A4 lying across.
 * @throws RangeError for a book with gaps
 */
export function bookForm(book: FollowUpBook): PaperForm {
  checkBook(book);
  const { unit, year, lines } = book;
  return {
    paper: 'A4-wide',
    head: { parent: unit.parent, issuer: unit.name, number: null, place: unit.place, date: null },
    marks: [],
    title: TITLE,
    subtitle: `Năm ${year}`,
    to: null,
    body: [
      {
        kind: 'table',
        size: 8,
        columns: COLUMNS.map(({ width }) => ({ width })),
        head: [COLUMNS.map(({ head }) => ({ text: head }))],
        numberedColumns: true,
        rows: lines.map((line) => ({ cells: COLUMNS.map(({ of }) => of(line)) })),
      },
    ],
    signatures: [],
    recipients: [],
    demonstration: book.demonstration,
  };
}

/** The same as a workbook; numbers are figures and days are days, so that it sorts and filters. */
export function bookWorkbook(book: FollowUpBook): Workbook {
  checkBook(book);
  const { unit, year, lines } = book;
  return {
    title: `${TITLE} năm ${year} - ${unit.name}`,
    demonstration: book.demonstration,
    sheets: [
      {
        name: `Sổ ${year}`,
        titles: [TITLE, unit.name, `Năm ${year}`],
        columns: COLUMNS.map(({ width }) => ({ width: Math.max(6, width) })),
        head: [COLUMNS.map(({ head }) => ({ text: head })), COLUMNS.map((_, index) => ({ text: `(${index + 1})` }))],
        rows: (function* rows(): Generator<SheetRow> {
          for (const line of lines)
            yield {
              cells: COLUMNS.map(({ of }, index): SheetCell => {
                if (index === 0) return line.number;
                return index === 3 ? line.sets : of(line);
              }),
            };
        })(),
      },
    ],
  };
}
