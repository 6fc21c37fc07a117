import type { Block, Report } from '../domain/report.ts';

export const LABEL = 'Số liệu minh họa - không có giá trị hành chính';

export const SCORES: Block = {
  kind: 'table',
  numberedColumns: true,
  columns: [
    { width: 1, align: 'center' },
    { width: 5 },
    { width: 2, format: 'decimal' },
    { width: 2, format: 'decimal' },
    { width: 2, format: 'per-cent' },
  ],
  head: [
    [
      { text: 'STT', rows: 2 },
      { text: 'Tiêu chí', rows: 2 },
      { text: 'Điểm', columns: 2 },
      { text: 'Chỉ số', rows: 2 },
    ],
    [{ text: 'Tối đa' }, { text: 'Tự chấm' }],
  ],
  rows: [
    { cells: ['1', 'Chỉ đạo, điều hành', 1234.56, 9, 89.45], weight: 'sum' },
    ...Array.from({ length: 60 }, (_, row) => ({ cells: [`1.${row + 1}`, `Việc thứ ${row + 1}`, 2, 1.5, 75] })),
    { cells: [{ value: 'Tổng cộng', columns: 2 }, 100, 86.19, 86.19], weight: 'sum' },
  ],
};

/** A report of several pages with everything a report may have; names come decomposed (NFD), as some keyboards type. */
export function sampleReport(over: Partial<Report> = {}): Report {
  return {
    head: {
      parent: 'Ủy ban nhân dân tỉnh Khánh Hòa'.normalize('NFD'),
      issuer: 'Sở Nội vụ',
      number: 8,
      symbol: 'BC-SNV',
      place: 'Khánh Hòa',
      date: '2018-02-05',
    },
    title: { kind: 'named', name: 'Báo cáo', subject: 'Kết quả tự đánh giá, chấm điểm năm 2017' },
    body: [
      { kind: 'paragraph', text: 'Ủy ban nhân dân tỉnh báo cáo kết quả như sau:'.normalize('NFD') },
      { kind: 'heading', level: 1, text: 'Kết quả' },
      { kind: 'heading', level: 2, text: 'Kết quả chung' },
      { kind: 'paragraph', text: [{ text: 'Tổng điểm: ' }, { text: '62,62/70', bold: true }] },
      { kind: 'item', text: 'Một ý nhỏ.' },
      { kind: 'heading', level: 1, text: 'Khó khăn' },
      { kind: 'heading', level: 2, text: 'Về số liệu' },
      { kind: 'paragraph', text: 'Trên đây là báo cáo./.' },
    ],
    signature: {
      authority: ['TM. Ủy ban nhân dân', 'KT. Chủ tịch'],
      position: 'Phó Chủ tịch',
      name: 'Nguyễn Văn Minh Họa',
    },
    recipients: ['Như trên', 'Lưu: VT, NC'],
    annexes: [
      { title: 'Bảng tổng hợp', landscape: true, body: [SCORES] },
      { title: 'Danh mục', body: [{ kind: 'paragraph', text: 'Không có.' }] },
    ],
    demonstration: LABEL,
    ...over,
  };
}
