import type { PaperForm } from '../domain/form.ts';
import { LABEL } from './sample.ts';

/** A form with everything a form may have; names come decomposed (NFD), as some keyboards type. */
export function sampleForm(over: Partial<PaperForm> = {}): PaperForm {
  return {
    paper: 'A5',
    head: {
      parent: 'Sở Xây dựng',
      issuer: 'Bộ phận Tiếp nhận và Trả kết quả',
      number: 'Mã hồ sơ: 000.00.06.H32-180312-0001',
      place: 'Khánh Hòa',
      date: '2018-03-12',
    },
    marks: [
      { kind: 'code-128', text: '000.00.06.H32-180312-0001', caption: '000.00.06.H32-180312-0001' },
      {
        kind: 'qr',
        text: 'https://dunghen.example/tra-cuu/000.00.06.H32-180312-0001?k=AB12CD',
        caption: 'Quét để xem hồ sơ đến đâu',
      },
    ],
    title: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
    subtitle: '(Liên giao người nộp)',
    to: null,
    body: [
      {
        kind: 'fields',
        fields: [{ label: 'Tiếp nhận hồ sơ của', value: 'Đặng Thị Ưỡn'.normalize('NFD') }],
        bold: true,
      },
      {
        kind: 'fields',
        fields: [
          { label: 'Số điện thoại', value: '0905 000 000' },
          { label: 'Email', value: null },
        ],
      },
      {
        kind: 'fields',
        fields: [
          { label: 'Quyển số', value: null },
          { label: 'Số thứ tự', value: '0007' },
        ],
      },
      { kind: 'paragraph', text: 'Thành phần hồ sơ nộp gồm:' },
      {
        kind: 'table',
        size: 9,
        columns: [{ width: 1, align: 'center' }, { width: 6 }, { width: 2, format: 'count' }],
        head: [[{ text: 'TT' }, { text: 'Giấy tờ' }, { text: 'Bản chính' }]],
        rows: [{ cells: ['1', '#read("/etc/passwd") *sao* <nhãn>', 2] }],
      },
      { kind: 'fields', fields: [{ label: 'Ghi chú', value: '  ' }] },
      { kind: 'blank', lines: 2 },
      { kind: 'paragraph', text: 'Xin cảm ơn.', align: 'center', italic: true },
    ],
    signatures: [
      { title: 'Người nộp hồ sơ', hint: '(Ký và ghi rõ họ tên)', name: null },
      { title: 'Người tiếp nhận', hint: '(Ký và ghi rõ họ tên)', name: 'Lê Ngọc Ánh' },
    ],
    recipients: [],
    demonstration: LABEL,
    ...over,
  };
}
