import type { Annex, Report, Table } from '#modules/documents/public.ts';
import { type Leaf, leavesOf } from '../domain/criteria-set.ts';
import { type Official, reportOf, type SheetExport } from './data.ts';
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
          explanation ?? '(Chưa có nội dung giải trình)',
        ],
      };
    }),
  };
}
