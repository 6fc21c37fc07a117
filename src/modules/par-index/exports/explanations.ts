import type { Annex, Report, Sheet, Table, Workbook } from '#modules/documents/public.ts';
import { type Leaf, leavesOf } from '../domain/criteria-set.ts';
import { type Official, reportOf, type SheetExport, workbookOf } from './data.ts';
import { cell, column, countSheet, less, summed } from './formulas.ts';
import { citation, decimal } from './wording.ts';

/** A leaf that has to be explained (giải trình), and why. */
export interface ToExplain {
  readonly leaf: Leaf;
  readonly because: 'not-scored' | 'no-evidence' | 'no-fact';
  readonly explanation: string | null;
}

const BECAUSE: Record<ToExplain['because'], string> = {
  'not-scored': 'Chưa tự chấm điểm',
  'no-evidence': 'Không có tài liệu kiểm chứng',
  'no-fact': 'Tài liệu kiểm chứng chưa nêu đủ thông tin',
};

const NOT_EXPLAINED = '(Chưa có nội dung giải trình)';

/**
 * Leaves the unit scores itself that have no evidence, or only evidence that names no fact; a leaf that does not
 * apply or asks for none is left out (383/BNV-CCHC of 28/01/2021: every leaf without evidence needs an explanation).
 */
export function leavesToExplain({ set, leaves, evidence }: SheetExport): ToExplain[] {
  const facts = new Map<string, string[]>();
  for (const { code, fact } of evidence.flatMap((one) => one.leaves))
    facts.set(code, [...(facts.get(code) ?? []), fact.trim()]);
  return leavesOf(set.fields).flatMap((leaf): ToExplain[] => {
    const line = leaves.get(leaf.code) ?? {};
    if (leaf.scorer !== 'unit' || line.self === null) return [];
    const proved = facts.get(leaf.code);
    const because =
      line.self === undefined
        ? 'not-scored'
        : leaf.evidence === null || proved?.some(Boolean)
          ? undefined
          : proved
            ? 'no-fact'
            : 'no-evidence';
    return because ? [{ leaf, because, explanation: line.explanation?.trim() || null }] : [];
  });
}

/** Giải trình as an annex of the report. */
export function explanationsAnnex(data: SheetExport): Annex {
  return {
    title: 'Giải trình tiêu chí không có hoặc chưa đủ tài liệu kiểm chứng',
    landscape: true,
    body: [table(data)],
  };
}

const EXPLAIN_HEADS = [
  'STT',
  'Mã',
  'Tiêu chí, tiêu chí thành phần',
  'Điểm tối đa',
  'Điểm tự chấm',
  'Chưa đạt',
  'Tài liệu phải có',
  'Lý do phải giải trình',
  'Nội dung giải trình',
] as const;
const EXPLAIN_SHEET = 'Giải trình';

/** Giải trình as .xlsx, one line a leaf, with what each reason comes to. */
export function explanationsWorkbook(data: SheetExport): Workbook {
  return workbookOf(data.set, `Giải trình năm ${data.set.year} - ${data.unit}`, explanationsSheets(data));
}

/** The same as sheets of a workbook: the leaves, and how many there are for each reason. */
export function explanationsSheets(data: SheetExport): Sheet[] {
  const found = leavesToExplain(data);
  const count = found.length;
  const selfOf = (leaf: Leaf) => data.leaves.get(leaf.code)?.self ?? undefined;
  const lossOf = (leaf: Leaf) => {
    const self = selfOf(leaf);
    return self === undefined || leaf.max === null ? undefined : leaf.max - self;
  };
  const sum = (of: (leaf: Leaf) => number | null | undefined) =>
    found.reduce((total, { leaf }) => total + (of(leaf) ?? 0), 0) / 100;
  const sheet: Sheet = {
    name: EXPLAIN_SHEET,
    titles: ['GIẢI TRÌNH TIÊU CHÍ KHÔNG CÓ HOẶC CHƯA ĐỦ TÀI LIỆU KIỂM CHỨNG', data.set.title, data.unit],
    columns: [
      { width: 6, format: 'count', align: 'center' },
      { width: 9, align: 'center' },
      { width: 44 },
      { width: 10, format: 'decimal' },
      { width: 10, format: 'decimal' },
      { width: 10, format: 'decimal' },
      { width: 34 },
      { width: 26 },
      { width: 48 },
    ],
    head: [EXPLAIN_HEADS.map((text) => ({ text }))],
    rows: [
      ...found.map(({ leaf, because, explanation }, at) => ({
        cells: [
          at + 1,
          leaf.code,
          leaf.name,
          decimal(leaf.max),
          decimal(selfOf(leaf)),
          less(cell('D', at), cell('E', at), decimal(lossOf(leaf))),
          leaf.evidence ?? '',
          BECAUSE[because],
          explanation ?? NOT_EXPLAINED,
        ],
      })),
      ...(count === 0
        ? []
        : [
            {
              weight: 'sum' as const,
              cells: [
                null,
                null,
                'Cộng',
                summed(
                  column('D', count),
                  sum(({ max }) => max),
                ),
                summed(column('E', count), sum(selfOf)),
                summed(column('F', count), sum(lossOf)),
                null,
                null,
                null,
              ],
            },
          ]),
    ],
    notes: count === 0 ? ['Không có tiêu chí phải giải trình.'] : [],
  };
  if (count === 0) return [sheet];
  const reasons = countSheet({
    name: 'Giải trình theo lý do',
    titles: ['TIÊU CHÍ PHẢI GIẢI TRÌNH THEO LÝ DO', data.set.title, data.unit],
    heading: 'Lý do phải giải trình',
    of: { sheet: EXPLAIN_SHEET, column: 'H', texts: found.map(({ because }) => BECAUSE[because]) },
  });
  return [sheet, reasons];
}

/** Giải trình as a document of its own. */
export function explanationsReport(data: SheetExport, official: Official): Report {
  const found = leavesToExplain(data);
  const open = found.filter(({ explanation }) => explanation === null).length;
  const subject = `Giải trình kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm ${data.set.year}`;
  return reportOf(
    official,
    data.set,
    { kind: 'named', name: 'Báo cáo', subject },
    [
      {
        kind: 'paragraph',
        text:
          found.length === 0
            ? `Các tiêu chí ${data.unit} tự chấm theo ${citation(data.set)} đều có tài liệu kiểm chứng nêu đủ thông tin, không có nội dung phải giải trình./.`
            : `${data.unit} có ${found.length} tiêu chí không có hoặc chưa đủ tài liệu kiểm chứng theo ${citation(data.set)}${open > 0 ? `, trong đó ${open} tiêu chí chưa có nội dung giải trình` : ''}. Nội dung giải trình từng tiêu chí tại Phụ lục kèm theo./.`,
      },
    ],
    found.length === 0 ? [] : [explanationsAnnex(data)],
  );
}

function table(data: SheetExport): Table {
  return {
    kind: 'table',
    numberedColumns: true,
    columns: [
      { width: 5.5, align: 'center' },
      { width: 7, align: 'center' },
      { width: 24 },
      { width: 7, format: 'decimal' },
      { width: 7, format: 'decimal' },
      { width: 16 },
      { width: 13 },
      { width: 26 },
    ],
    head: [
      [
        'STT',
        'Mã',
        'Tiêu chí, tiêu chí thành phần',
        'Điểm tối đa',
        'Điểm tự chấm',
        'Tài liệu phải có',
        'Lý do phải giải trình',
        'Nội dung giải trình',
      ].map((text) => ({ text })),
    ],
    rows: leavesToExplain(data).map(({ leaf, because, explanation }, index) => {
      const self = data.leaves.get(leaf.code)?.self;
      return {
        cells: [
          String(index + 1),
          leaf.code,
          leaf.name,
          decimal(leaf.max),
          decimal(self),
          leaf.evidence,
          BECAUSE[because],
          explanation ?? NOT_EXPLAINED,
        ],
      };
    }),
  };
}
