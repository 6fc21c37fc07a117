import { formatDay, type SheetRow, type Workbook } from '#modules/documents/public.ts';
import type { CriteriaNode } from '../domain/criteria-set.ts';
import { type EvidenceLine, type SheetExport, workbookOf } from './data.ts';
import { decimal, figures, METHODS } from './wording.ts';

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
  ];
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
      ],
      head: [heads.map((text) => ({ text }))],
      rows: data.set.fields.flatMap((field) => rowsOf(field, [], data)),
      notes: ['Ô "Điểm tự chấm" để trống: tiêu chí do cơ quan khác chấm, điều tra xã hội học, hoặc chưa chấm.'],
    },
  ]);
}

function rowsOf(node: CriteriaNode, above: readonly string[], data: SheetExport): SheetRow[] {
  if (node.kind === 'branch') return node.children.flatMap((child) => rowsOf(child, [...above, node.name], data));
  const line = data.leaves.get(node.code) ?? {};
  const [field = '', ...criteria] = above;
  const criterion = criteria.join(' / ');
  const notes = [
    ...(line.self === null ? ['Không áp dụng'] : []),
    ...(node.scorer !== null && node.scorer !== 'unit' ? ['Không tự chấm'] : []),
    line.explanation ?? '',
    line.note ?? '',
  ];
  return [
    {
      cells: [
        node.code,
        field || node.name,
        // A criterion without components is itself what is scored.
        criterion || node.name,
        criterion ? node.name : '',
        node.method === null ? '' : METHODS[node.method],
        decimal(node.max),
        decimal(line.self),
        figures(line.input),
        data.evidence
          .filter(({ leaves }) => leaves.some(({ code }) => code === node.code))
          .map((one) => evidenceInWords(one, node.code))
          .join('\n'),
        notes.filter(Boolean).join('. '),
      ],
    },
  ];
}

/** '12/KH-STTTT ngày 15/01/2017 của Sở …: trích yếu (fact)'. */
function evidenceInWords({ number, issuedOn, issuer, subject, leaves }: EvidenceLine, leaf: string): string {
  const fact = leaves.find(({ code }) => code === leaf)?.fact;
  return `${number} ngày ${formatDay(issuedOn)} của ${issuer}: ${subject}${fact ? ` (${fact})` : ''}`;
}
