import { dateInVietnam } from '#kernel/vietnam-time.ts';
import type { HeadCell, PaperForm, SheetCell, SheetRow, TableRow, Workbook } from '#modules/documents/public.ts';
import { formatDay } from '#modules/documents/public.ts';
import {
  checksOf,
  EXTRA_COLUMNS,
  type ExtraColumn,
  FORM_COLUMNS,
  type FormColumn,
  type MonthCounts,
  onTimePercent,
  type Period,
  sumCounts,
} from '../domain/month.ts';
import type { FormUnit } from './data.ts';

/** The month of one agency, by sector. */
export interface MonthAgency {
  readonly name: string;
  readonly sectors: readonly { readonly name: string; readonly counts: MonthCounts }[];
}

export interface MonthExport {
  readonly period: Period;
  readonly unit: FormUnit;
  readonly agencies: readonly MonthAgency[];
  /** Column 11 of the month before, of all. */
  readonly previousPending: number | null;
  readonly demonstration: string | null;
}

const TITLE = 'Tình hình, kết quả giải quyết thủ tục hành chính';
const FORM = 'Biểu số II.06a/VPCP/KSTT';
/** Figures that are counted; the totals beside them are formulas. */
const TOTALS: Readonly<Partial<Record<FormColumn, readonly FormColumn[]>>> = {
  all: ['online', 'direct', 'carried'],
  solved: ['early', 'onTime', 'late'],
  pending: ['within', 'over'],
};
const BESIDE: readonly ExtraColumn[] = [
  'withdrawn',
  'closed',
  'lateByMoment',
  'lateReappointed',
  'stopped',
  'reappointed',
  'noDue',
];
const FIRST = 2;
/** 'C' for column 3 of the form, and so on. */
const LETTER = Object.fromEntries(
  FORM_COLUMNS.map((column, index) => [column, String.fromCharCode(65 + FIRST + index)]),
) as Record<FormColumn, string>;
const AFTER_FORM = FIRST + FORM_COLUMNS.length;
const RATE_AT = AFTER_FORM + 1 + BESIDE.length;

/** Group head over head, as the form has them; what a column counts beside its name is said in it. */
const HEAD: readonly (readonly HeadCell[])[] = [
  [
    { text: 'TT', rows: 2 },
    { text: 'Cơ quan, lĩnh vực', rows: 2 },
    { text: 'Số hồ sơ tiếp nhận', columns: 4 },
    { text: 'Số hồ sơ đã giải quyết', columns: 4 },
    { text: 'Số hồ sơ đang giải quyết', columns: 3 },
  ],
  [
    { text: 'Tổng số' },
    { text: 'Trực tuyến' },
    { text: 'Trực tiếp, dịch vụ bưu chính' },
    { text: 'Từ kỳ trước' },
    { text: 'Tổng số' },
    { text: 'Trước hạn' },
    { text: 'Đúng hạn (gồm hồ sơ rút, dừng trong hạn)' },
    { text: 'Quá hạn' },
    { text: 'Tổng số' },
    { text: 'Trong hạn (gồm hồ sơ đang dừng tính thời gian)' },
    { text: 'Quá hạn' },
  ],
];
const NUMBERS = ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)', '(8)', '(9)', '(10)', '(11)', '(12)', '(13)'];

/** '01/03/2018 đến 31/03/2018', with the moment of the figures where the month is not over. */
function periodInWords({ from, lastDay, closed }: Period): string {
  const words = `Từ ngày ${formatDay(dateInVietnam(from))} đến ngày ${formatDay(lastDay)}`;
  return closed ? words : `${words} (kỳ chưa kết thúc)`;
}

function notes({ agencies, previousPending }: MonthExport): readonly string[] {
  const sum = sumCounts(agencies.flatMap(({ sectors }) => sectors));
  return [
    'So sánh theo ngày: có kết quả sau ngày hẹn là quá hạn. Hẹn lại không làm thay đổi ngày hẹn dùng để đánh giá.',
    ...checksOf(sum, previousPending).map(
      ({ label, left, right, holds, note }) =>
        `${holds ? 'Khớp' : 'KHÔNG KHỚP'}: ${label} (${left} ${holds ? '=' : '≠'} ${right})${note === null ? '' : `, ${note}`}`,
    ),
  ];
}

/** The table as .xlsx: totals, sums of an agency, of all, rates and checks are formulas that live on. */
export function monthWorkbook(data: MonthExport): Workbook {
  const { agencies, period, unit } = data;
  const rows: SheetRow[] = [];
  const agencyRows: number[] = [];
  for (const [index, { name, sectors }] of agencies.entries()) {
    const at = rows.length;
    agencyRows.push(at);
    const sum = sumCounts(sectors);
    const block = (letter: string) => (n: (row: number) => number) =>
      `SUM(${letter}${n(at + 1)}:${letter}${n(at + sectors.length)})`;
    rows.push(row(at, String(index + 1), name, sum, (letter, result) => ({ text: block(letter), result })));
    for (const [place, sector] of sectors.entries())
      rows.push(row(rows.length, `${index + 1}.${place + 1}`, sector.name, sector.counts));
  }
  const all = sumCounts(agencies.flatMap(({ sectors }) => sectors));
  const whole = (letter: string, result: number): SheetCell => ({
    text: (n) => (agencyRows.length === 0 ? '0' : agencyRows.map((at) => `${letter}${n(at)}`).join('+')),
    result,
  });
  rows.push(row(rows.length, '', 'Tổng cộng', all, whole));
  const extraHead = [...BESIDE.map((key) => EXTRA_COLUMNS[key]), 'Tỷ lệ trước và đúng hạn (%)'];
  return {
    title: `${TITLE} ${period.month}`,
    demonstration: data.demonstration,
    sheets: [
      {
        name: `Tháng ${period.month}`,
        titles: [TITLE, FORM, unit.name, periodInWords(period)],
        columns: [
          { width: 7, align: 'center' },
          { width: 38 },
          ...FORM_COLUMNS.map(() => ({ width: 11, format: 'count' as const })),
          { width: 12, align: 'center' as const },
          ...BESIDE.map(() => ({ width: 14, format: 'count' as const })),
          { width: 12, format: 'decimal' as const },
        ],
        head: [
          [
            ...(HEAD[0] ?? []),
            { text: 'Kiểm tra (3) = (7) + (11)', rows: 2 },
            ...extraHead.map((text) => ({ text, rows: 2 })),
          ],
          HEAD[1] ?? [],
          [...NUMBERS, '', ...extraHead.map(() => '')].map((text) => ({ text })),
        ],
        rows,
        notes: notes(data),
      },
    ],
  };
}

/** One line; `sum` gives the formula of a counted column where the line adds others up. */
function row(
  at: number,
  number: string,
  name: string,
  counts: MonthCounts,
  sum?: (letter: string, result: number) => SheetCell,
): SheetRow {
  const figure = (column: FormColumn): SheetCell => {
    const parts = TOTALS[column];
    if (parts)
      return {
        text: (n) => `SUM(${LETTER[parts[0] ?? column]}${n(at)}:${LETTER[parts.at(-1) ?? column]}${n(at)})`,
        result: counts[column],
      };
    return sum ? sum(LETTER[column], counts[column]) : counts[column];
  };
  const percent = onTimePercent(counts);
  return {
    weight: sum ? 'sum' : 'plain',
    cells: [
      number,
      name,
      ...FORM_COLUMNS.map(figure),
      {
        text: (n) => `IF(${LETTER.all}${n(at)}=${LETTER.solved}${n(at)}+${LETTER.pending}${n(at)},"Khớp","Không khớp")`,
        result: counts.all === counts.solved + counts.pending ? 'Khớp' : 'Không khớp',
      },
      ...BESIDE.map(
        (key, index): SheetCell =>
          sum ? sum(String.fromCharCode(65 + AFTER_FORM + 1 + index), counts[key]) : counts[key],
      ),
      {
        text: (n) =>
          `IF(${LETTER.solved}${n(at)}>0,ROUND((${LETTER.early}${n(at)}+${LETTER.onTime}${n(at)})/${LETTER.solved}${n(at)}*100,2),"")`,
        result: percent === null ? '' : Math.round(percent * 100) / 100,
      },
    ],
  };
}

/** Letter of the rate, for who reads the sheet by machine. */
export const RATE_LETTER = String.fromCharCode(65 + RATE_AT);

/** The table as a document on A4 lying across, with who made it and who answers for it to sign. */
export function monthForm(data: MonthExport): PaperForm {
  const { agencies, period, unit } = data;
  const line = (number: string, name: string, counts: MonthCounts, weight: 'plain' | 'sum'): TableRow => ({
    weight,
    cells: [number, name, ...FORM_COLUMNS.map((column) => counts[column])],
  });
  const rows = agencies.flatMap(({ name, sectors }, index) => [
    line(String(index + 1), name, sumCounts(sectors), 'sum'),
    ...sectors.map((sector, place) => line(`${index + 1}.${place + 1}`, sector.name, sector.counts, 'plain')),
  ]);
  const all = sumCounts(agencies.flatMap(({ sectors }) => sectors));
  return {
    paper: 'A4-wide',
    head: { parent: unit.parent, issuer: unit.name, number: FORM, place: unit.place, date: null },
    marks: [],
    title: TITLE,
    subtitle: periodInWords(period),
    to: null,
    body: [
      {
        kind: 'table',
        size: 9,
        columns: [
          { width: 10, align: 'center' },
          { width: 55 },
          ...FORM_COLUMNS.map(() => ({ width: 18, format: 'count' as const })),
        ],
        head: HEAD,
        numberedColumns: true,
        rows: [...rows, line('', 'Tổng cộng', all, 'sum')],
      },
      ...notes(data).map((text) => ({ kind: 'paragraph' as const, text, italic: true })),
    ],
    signatures: [
      { title: 'Người lập biểu', hint: '(Ký và ghi rõ họ tên)', name: null },
      { title: 'Thủ trưởng cơ quan, đơn vị', hint: '(Ký, đóng dấu)', name: null },
    ],
    recipients: [],
    demonstration: data.demonstration,
  };
}
