import {
  type Annex,
  formatDay,
  type Formula,
  type HeadCell,
  type Sheet,
  type SheetRow,
  type Table,
  type Workbook,
} from '#modules/documents/public.ts';
import { type SheetExport, workbookOf } from './data.ts';
import { type LinePoints, type Summary, type SummaryRow, summaryOf } from './summary-rows.ts';
import { decimal, index, percent, points } from './wording.ts';

/** The nine columns, as score tables of provinces have them (Cà Mau 1880/QĐ-UBND). */
const HEADS = [
  'STT',
  'Lĩnh vực, tiêu chí, tiêu chí thành phần',
  'Điểm tối đa',
  'Điểm điều tra xã hội học',
  'Điểm tự đánh giá',
  'Điểm Sở Nội vụ thẩm định',
  'Điểm đạt được',
  'Chỉ số (%)',
  'Ghi chú',
] as const;
const HEAD: readonly (readonly HeadCell[])[] = [HEADS.map((text) => ({ text }))];

/** The name of its sheet, by which other sheets of a workbook read it. */
export const SUMMARY_SHEET = 'Bảng tổng hợp';

/** Bảng tổng hợp as .xlsx: sums, totals and index are live, points of leaves are figures one may change. */
export function summaryWorkbook(data: SheetExport): Workbook {
  return workbookOf(data.set, titleOf(data), [summarySheet(data)]);
}

/** The table as a sheet, its first rows those of `summaryOf` in order. */
export function summarySheet(data: SheetExport): Sheet {
  const summary = summaryOf(data);
  return {
    name: SUMMARY_SHEET,
    titles: [
      `BẢNG TỔNG HỢP KẾT QUẢ ${basisWords(data).toLocaleUpperCase('vi')}`,
      data.set.title,
      `${data.unit} - số liệu đến ngày ${formatDay(data.asOf)}`,
    ],
    columns: [
      { width: 9, align: 'center' },
      { width: 58 },
      ...Array.from({ length: 5 }, () => ({ width: 12, format: 'decimal' as const })),
      { width: 11, format: 'decimal' },
      { width: 30 },
    ],
    head: [...HEAD, HEADS.map((_, at) => ({ text: `(${at + 1})` }))],
    rows: [...summary.rows.map((row, at) => sheetRow(row, at, data.basis)), ...footRows(data, summary)],
    notes: notesOf(data),
  };
}

/** The same table as an annex of a report. */
export function summaryAnnex(data: SheetExport): Annex {
  const { rows, foot } = summaryOf(data);
  const scored = (one: LinePoints) => [
    decimal(one.max),
    decimal(one.survey),
    decimal(one.self),
    decimal(one.appraised),
    decimal(one.obtained),
  ];
  const sum = (name: string, one: LinePoints) => ({
    weight: 'sum' as const,
    cells: [null, name, ...scored(one), percent(one.obtained, one.max), null],
  });
  const table: Table = {
    kind: 'table',
    numberedColumns: true,
    size: 11,
    columns: [
      { width: 7, align: 'center' },
      { width: 42 },
      ...Array.from({ length: 6 }, () => ({ width: 9.5, format: 'decimal' as const })),
      { width: 20 },
    ],
    head: HEAD,
    rows: [
      ...rows.map((row) => ({
        weight: row.isLeaf ? ('plain' as const) : ('sum' as const),
        cells: [row.code, row.name, ...scored(row), percent(row.obtained, row.max), row.note],
      })),
      sum('Tổng điểm', foot.sums),
      ...(foot.bonus ? [plain('Điểm thưởng', scored(foot.bonus))] : []),
      ...(foot.penalty ? [plain('Điểm trừ', scored(foot.penalty))] : []),
      {
        weight: 'sum',
        cells: [
          null,
          foot.className ? `Kết quả - xếp loại ${foot.className}` : 'Kết quả',
          decimal(foot.sums.max),
          null,
          null,
          null,
          foot.total / 100,
          foot.indexHundredths === undefined ? null : foot.indexHundredths / 100,
          foot.missing > 0 ? `Còn ${foot.missing} tiêu chí chưa có điểm` : null,
        ],
      },
    ],
  };
  return {
    title: `Bảng tổng hợp kết quả ${basisWords(data)}`,
    landscape: true,
    body: [
      {
        kind: 'paragraph',
        align: 'center',
        text: `${data.set.title}. ${data.unit}, số liệu đến ngày ${formatDay(data.asOf)}`,
      },
      table,
      ...notesOf(data).map((text) => ({ kind: 'paragraph' as const, text: [{ text, italic: true }] })),
    ],
  };
}

/** 'tự đánh giá, chấm điểm' or 'thẩm định', by whose points count. */
export function basisWords({ basis }: Pick<SheetExport, 'basis'>): string {
  return basis === 'self' ? 'tự đánh giá, chấm điểm' : 'thẩm định, chấm điểm';
}

function titleOf(data: SheetExport): string {
  return `Bảng tổng hợp kết quả ${basisWords(data)} Chỉ số cải cách hành chính năm ${data.set.year} - ${data.unit}`;
}

function notesOf({ basis }: SheetExport): string[] {
  const counted = basis === 'self' ? 'điểm tự đánh giá' : 'điểm Sở Nội vụ thẩm định';
  return [
    `Cột (7) lấy ${counted}; tiêu chí chỉ cơ quan thẩm định chấm lấy cột (6), điều tra xã hội học và thống kê lấy cột (4). Cột (8) = (7)/(3) x 100.`,
    'Tiêu chí không áp dụng không tính vào điểm tối đa và điểm đạt được.',
  ];
}

function plain(name: string, cells: readonly (number | null)[]) {
  return { weight: 'plain' as const, cells: [null, name, ...cells, null, null] };
}

const COLUMN = { max: 'C', survey: 'D', self: 'E', appraised: 'F', obtained: 'G' } as const;
type Scored = keyof typeof COLUMN;
const SCORED = Object.keys(COLUMN) as Scored[];

function sheetRow(row: SummaryRow, at: number, basis: SheetExport['basis']): SheetRow {
  const cells = SCORED.map((column) => {
    if (!row.isLeaf) return sumFormula(column, row.parts, row[column]);
    if (column !== 'obtained') return decimal(row[column]);
    // A leaf that does not apply has no maximum and gets nothing whatever is written beside it.
    const own = COLUMN[row.counting ?? basis];
    return {
      text: (n: (row: number) => number) => `IF(C${n(at)}="","",IF(ISNUMBER(${own}${n(at)}),${own}${n(at)},""))`,
      result: decimal(row.obtained) ?? '',
    };
  });
  return {
    weight: row.isLeaf ? 'plain' : 'sum',
    cells: [row.code, row.name, ...cells, indexFormula(at, row), row.note],
  };
}

function sumFormula(column: Scored, parts: readonly number[], result: number | undefined): Formula {
  const letter = COLUMN[column];
  return {
    text: (n) => {
      const cells = ranges(parts.map((part) => n(part))).map(([from, to]) =>
        from === to ? `${letter}${from}` : `${letter}${from}:${letter}${to}`,
      );
      return `IF(COUNT(${cells.join(',')})=0,"",SUM(${cells.join(',')}))`;
    },
    result: decimal(result) ?? '',
  };
}

/** Row numbers in order as runs: 8, 9, 10, 15 → 8-10, 15. */
function ranges(numbers: readonly number[]): [number, number][] {
  const made: [number, number][] = [];
  for (const number of numbers) {
    const last = made.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else made.push([number, number]);
  }
  return made;
}

function indexFormula(at: number, { obtained, max }: LinePoints): Formula {
  return {
    text: (n) => `IF(AND(ISNUMBER(G${n(at)}),N(C${n(at)})>0),ROUND(ROUND(G${n(at)},2)/ROUND(C${n(at)},2)*100,2),"")`,
    result: percent(obtained, max) ?? '',
  };
}

function footRows({ set, basis }: SheetExport, { rows, fields, foot }: Summary): SheetRow[] {
  const sumAt = rows.length;
  const bonusAt = foot.bonus ? sumAt + 1 : undefined;
  const penaltyAt = foot.penalty ? (bonusAt ?? sumAt) + 1 : undefined;
  const totalAt = (penaltyAt ?? bonusAt ?? sumAt) + 1;
  const sums: SheetRow = {
    weight: 'sum',
    cells: [
      null,
      'Tổng điểm',
      ...SCORED.map((column) => sumFormula(column, fields, foot.sums[column])),
      indexFormula(sumAt, foot.sums),
      null,
    ],
  };
  const beside = (name: string, one: LinePoints, at: number): SheetRow => ({
    cells: [
      null,
      name,
      decimal(one.max),
      null,
      decimal(one.self),
      decimal(one.appraised),
      {
        text: (n) => `IF(ISNUMBER(${COLUMN[basis]}${n(at)}),${COLUMN[basis]}${n(at)},"")`,
        result: decimal(one.obtained) ?? '',
      },
      null,
      `Tối đa ${points(one.max ?? 0)} điểm`,
    ],
  });
  const capped = (at: number | undefined, cap: number | null, n: (row: number) => number) =>
    at === undefined ? '' : `MIN(${(cap ?? 0) / 100},N(G${n(at)}))`;
  const total: SheetRow = {
    weight: 'sum',
    cells: [
      null,
      'Kết quả',
      { text: (n) => `C${n(sumAt)}`, result: decimal(foot.sums.max) ?? '' },
      null,
      null,
      null,
      {
        text: (n) => {
          const plus = capped(bonusAt, set.bonusMax, n);
          const minus = capped(penaltyAt, set.penaltyMax, n);
          return `MAX(0,N(G${n(sumAt)})${plus && `+${plus}`}${minus && `-${minus}`})`;
        },
        result: foot.total / 100,
      },
      {
        text: (n) => `IF(N(C${n(totalAt)})>0,ROUND(ROUND(G${n(totalAt)},2)/ROUND(C${n(totalAt)},2)*100,2),"")`,
        result: foot.indexHundredths === undefined ? '' : foot.indexHundredths / 100,
      },
      foot.missing > 0
        ? `Còn ${foot.missing} tiêu chí chưa có điểm`
        : foot.className
          ? `Xếp loại: ${foot.className}`
          : null,
    ],
  };
  return [
    sums,
    ...(foot.bonus && bonusAt !== undefined ? [beside('Điểm thưởng', foot.bonus, bonusAt)] : []),
    ...(foot.penalty && penaltyAt !== undefined ? [beside('Điểm trừ', foot.penalty, penaltyAt)] : []),
    total,
  ];
}

/** 'đạt 86,19/100,00 điểm, chỉ số 86,19%': the result in a sentence. */
export function resultInWords(data: SheetExport): string {
  const { foot } = summaryOf(data);
  const grade = foot.className ? `, xếp loại ${foot.className}` : '';
  return `đạt ${points(foot.total)}/${points(foot.sums.max ?? 0)} điểm, chỉ số ${index(foot.indexHundredths)}${grade}`;
}
