import { formatDay, type SheetRow, type Workbook } from '#modules/documents/public.ts';
import type { CriteriaNode, Hundredths, Leaf } from '../domain/criteria-set.ts';
import { type EvidenceLine, type LeafLine, type SheetExport, workbookOf } from './data.ts';
import { cell, column, less, perCentOf, summedInSight } from './formulas.ts';
import { decimal, figures, METHODS, percent } from './wording.ts';

/**
 * One leaf a row, nothing merged: to be copied cell by cell, or filtered, beside the Ministry's own system. Leaves
 * the unit does not score are there too, marked, so that the order of the two systems stays the same.
 */
export function ministrySheet(data: SheetExport): Workbook {
  const heads = [
    'Mã',
    'Lĩnh vực',
    'Tiêu chí',
    'Tiêu chí thành phần',
    'Phương pháp',
    'Điểm tối đa',
    'Điểm tự chấm',
    'Số liệu',
    'Tài liệu kiểm chứng',
    'Giải trình, ghi chú',
    'Tử số',
    'Mẫu số',
    'Tỷ lệ (%)',
    'Chưa đạt',
  ];
  const lines = linesOf(data);
  return workbookOf(data.set, `Phiếu nhập liệu Chỉ số cải cách hành chính năm ${data.set.year} - ${data.unit}`, [
    {
      name: 'Nhập liệu',
      titles: [
        'PHIẾU NHẬP LIỆU TỪNG TIÊU CHÍ',
        data.set.title,
        `${data.unit} - số liệu đến ngày ${formatDay(data.asOf)}`,
      ],
      columns: [
        { width: 9, align: 'center' },
        { width: 24 },
        { width: 30 },
        { width: 38 },
        { width: 18 },
        { width: 10, format: 'decimal' },
        { width: 10, format: 'decimal' },
        { width: 26 },
        { width: 46 },
        { width: 36 },
        { width: 10, format: 'count' },
        { width: 10, format: 'count' },
        { width: 10, format: 'decimal' },
        { width: 10, format: 'decimal' },
      ],
      head: [heads.map((text) => ({ text }))],
      rows: [...lines.map((line, at) => rowOf(line, at, data)), footOf(lines)],
      notes: [
        'Ô "Điểm tự chấm" để trống: tiêu chí do cơ quan khác chấm, điều tra xã hội học, hoặc chưa chấm.',
        'Khi lọc, dòng "Cộng" chỉ tính các dòng còn hiện.',
      ],
    },
  ]);
}

interface LeafRow {
  readonly leaf: Leaf;
  /** Names of what it stands under, the field first. */
  readonly above: readonly string[];
  readonly line: LeafLine;
  /** What the unit's own points are short of the maximum. */
  readonly short: Hundredths | undefined;
}

function linesOf(data: SheetExport): LeafRow[] {
  const below = (node: CriteriaNode, above: readonly string[]): LeafRow[] => {
    if (node.kind === 'branch') return node.children.flatMap((child) => below(child, [...above, node.name]));
    const line = data.leaves.get(node.code) ?? {};
    const short = typeof line.self === 'number' && node.max !== null ? node.max - line.self : undefined;
    return [{ leaf: node, above, line, short }];
  };
  return data.set.fields.flatMap((field) => below(field, []));
}

function rowOf({ leaf, above, line, short }: LeafRow, at: number, data: SheetExport): SheetRow {
  const [field = '', ...criteria] = above;
  const criterion = criteria.join(' / ');
  const ratio = line.input?.type === 'ratio' ? line.input.ratio : undefined;
  const notes = [
    ...(line.self === null ? ['Không áp dụng'] : []),
    ...(leaf.scorer !== null && leaf.scorer !== 'unit' ? ['Không tự chấm'] : []),
    line.explanation ?? '',
    line.note ?? '',
  ];
  return {
    cells: [
      leaf.code,
      field || leaf.name,
      // A criterion without components is itself what is scored.
      criterion || leaf.name,
      criterion ? leaf.name : '',
      leaf.method === null ? '' : METHODS[leaf.method],
      decimal(leaf.max),
      decimal(line.self),
      figures(line.input),
      data.evidence
        .filter(({ leaves }) => leaves.some(({ code }) => code === leaf.code))
        .map((one) => evidenceInWords(one, leaf.code))
        .join('\n'),
      notes.filter(Boolean).join('. '),
      ratio?.numerator ?? null,
      ratio?.denominator ?? null,
      perCentOf(cell('K', at), cell('L', at), percent(ratio?.numerator, ratio?.denominator)),
      less(cell('F', at), cell('G', at), decimal(short)),
    ],
  };
}

function footOf(lines: readonly LeafRow[]): SheetRow {
  const sum = (of: (one: LeafRow) => number | null | undefined) =>
    lines.reduce((total, one) => total + (of(one) ?? 0), 0) / 100;
  const sumOf = (letter: string, of: (one: LeafRow) => number | null | undefined) =>
    summedInSight(column(letter, lines.length), sum(of));
  return {
    weight: 'sum',
    cells: [
      null,
      'Cộng',
      null,
      null,
      null,
      sumOf('F', ({ leaf }) => leaf.max),
      sumOf('G', ({ line }) => line.self),
      null,
      null,
      null,
      null,
      null,
      null,
      sumOf('N', ({ short }) => short),
    ],
  };
}

/** '12/KH-STTTT ngày 15/01/2017 của Sở …: trích yếu (fact)'. */
function evidenceInWords({ number, issuedOn, issuer, subject, leaves }: EvidenceLine, leaf: string): string {
  const fact = leaves.find(({ code }) => code === leaf)?.fact;
  return `${number} ngày ${formatDay(issuedOn)} của ${issuer}: ${subject}${fact ? ` (${fact})` : ''}`;
}
