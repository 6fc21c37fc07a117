import type { Annex, Block, Report, Sheet, Table, Workbook } from '#modules/documents/public.ts';
import { leavesOf } from '../domain/criteria-set.ts';
import { type Official, reportOf, type SheetExport, workbookOf } from './data.ts';
import { cell, countSheet, less } from './formulas.ts';
import { summaryOf } from './summary-rows.ts';
import { citation, decimal } from './wording.ts';

/** Khó khăn, vướng mắc và kiến nghị as an annex of the report. */
export function difficultiesAnnex(data: SheetExport): Annex {
  return { title: 'Khó khăn, vướng mắc và kiến nghị', landscape: true, body: [table(data)] };
}

/** The same as a document of its own: difficulties in a table, requests gathered by who can grant them. */
export function difficultiesReport(data: SheetExport, official: Official): Report {
  const subject = `Khó khăn, vướng mắc và kiến nghị trong tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm ${data.set.year}`;
  const title = { kind: 'named', name: 'Báo cáo', subject } as const;
  if (data.difficulties.length === 0)
    return reportOf(official, data.set, title, [
      { kind: 'paragraph', text: `${data.unit} không có khó khăn, vướng mắc và kiến nghị về ${citation(data.set)}./.` },
    ]);
  return reportOf(official, data.set, title, [
    {
      kind: 'paragraph',
      text: `Qua tự đánh giá, chấm điểm theo ${citation(data.set)}, ${data.unit} báo cáo khó khăn, vướng mắc và kiến nghị như sau:`,
    },
    { kind: 'heading', level: 1, text: 'Khó khăn, vướng mắc' },
    table(data),
    { kind: 'heading', level: 1, text: 'Kiến nghị' },
    ...requests(data),
    { kind: 'paragraph', text: `${data.unit} kính báo cáo, đề nghị xem xét./.` },
  ]);
}

const SHEET = 'Khó khăn, kiến nghị';
const HEADS = [
  'STT',
  'Mã',
  'Tiêu chí',
  'Điểm tối đa',
  'Điểm đạt',
  'Chưa đạt',
  'Khó khăn, vướng mắc',
  'Nguyên nhân',
  'Kiến nghị',
  'Cơ quan giải quyết',
] as const;

/** The same as .xlsx, one line each, for Sở Nội vụ to put those of all units together. */
export function difficultiesWorkbook(data: SheetExport): Workbook {
  return workbookOf(
    data.set,
    `Khó khăn, vướng mắc và kiến nghị năm ${data.set.year} - ${data.unit}`,
    difficultiesSheets(data),
  );
}

/** The same as sheets of a workbook: each with the points its criterion is short of, and how many each body is asked. */
export function difficultiesSheets(data: SheetExport): Sheet[] {
  const { set, unit, difficulties } = data;
  const places = new Map(summaryOf(data).rows.map((row) => [row.code, row]));
  const sheet: Sheet = {
    name: SHEET,
    titles: ['KHÓ KHĂN, VƯỚNG MẮC VÀ KIẾN NGHỊ', set.title, unit],
    columns: [
      { width: 6, format: 'count', align: 'center' },
      { width: 9 },
      { width: 38 },
      { width: 10, format: 'decimal' },
      { width: 10, format: 'decimal' },
      { width: 10, format: 'decimal' },
      { width: 44 },
      { width: 38 },
      { width: 44 },
      { width: 26 },
    ],
    head: [HEADS.map((text) => ({ text }))],
    rows: difficulties.map(({ leaf, difficulty, cause, request, to }, at) => {
      const row = leaf === null ? undefined : places.get(leaf);
      const short = row?.max === undefined || row.obtained === undefined ? undefined : row.max - row.obtained;
      return {
        cells: [
          at + 1,
          leaf ?? '',
          leaf === null ? 'Chung' : (row?.name ?? ''),
          decimal(row?.max),
          decimal(row?.obtained),
          less(cell('D', at), cell('E', at), decimal(short)),
          difficulty,
          cause ?? '',
          request,
          to,
        ],
      };
    }),
    notes: difficulties.length === 0 ? ['Không có khó khăn, vướng mắc và kiến nghị.'] : [],
  };
  if (difficulties.length === 0) return [sheet];
  const bodies = countSheet({
    name: 'Theo cơ quan giải quyết',
    titles: ['KIẾN NGHỊ THEO CƠ QUAN GIẢI QUYẾT', set.title, unit],
    heading: 'Cơ quan giải quyết',
    of: { sheet: SHEET, column: 'J', texts: difficulties.map(({ to }) => to) },
  });
  return [sheet, bodies];
}

/** Kiến nghị under the name of each body that can grant them, in the order they first come. */
export function requests({ difficulties }: Pick<SheetExport, 'difficulties'>): Block[] {
  const bodies = [...new Set(difficulties.map(({ to }) => to))];
  return bodies.flatMap((body): Block[] => [
    { kind: 'heading', level: 2, text: `Đối với ${body}` },
    ...difficulties
      .filter(({ to }) => to === body)
      .map(
        ({ leaf, request }): Block => ({
          kind: 'item',
          text: leaf === null ? request : `Tiêu chí ${leaf}: ${request}`,
        }),
      ),
  ]);
}

function table({ set, difficulties }: SheetExport): Table {
  const names = new Map(leavesOf(set.fields).map(({ code, name }) => [code, name]));
  return {
    kind: 'table',
    numberedColumns: true,
    columns: [{ width: 7, align: 'center' }, { width: 22 }, { width: 24 }, { width: 17 }, { width: 22 }, { width: 12 }],
    head: [
      ['STT', 'Tiêu chí', 'Khó khăn, vướng mắc', 'Nguyên nhân', 'Kiến nghị', 'Cơ quan giải quyết'].map((text) => ({
        text,
      })),
    ],
    rows: difficulties.map(({ leaf, difficulty, cause, request, to }, index) => ({
      cells: [
        String(index + 1),
        leaf === null ? 'Chung' : `${leaf}. ${names.get(leaf) ?? ''}`.trim(),
        difficulty,
        cause,
        request,
        to,
      ],
    })),
  };
}
