import { type Block, formatDay, type Report, type Workbook } from '#modules/documents/public.ts';
import { type EvidenceLine, type Official, reportOf, type SheetExport, workbookOf } from './data.ts';

const HEADS = [
  'STT',
  'Số, ký hiệu',
  'Ngày ban hành',
  'Cơ quan ban hành',
  'Trích yếu',
  'Tiêu chí và nội dung chứng minh',
  'Tệp',
] as const;

/** Danh mục tài liệu kiểm chứng as .xlsx, for the archive of a unit. */
export function evidenceWorkbook(data: SheetExport): Workbook {
  return workbookOf(data.set, titleOf(data), [
    {
      name: 'Tài liệu kiểm chứng',
      titles: ['DANH MỤC TÀI LIỆU KIỂM CHỨNG', data.set.title, data.unit],
      columns: [
        { width: 6, format: 'count', align: 'center' },
        { width: 20 },
        { width: 13 },
        { width: 28 },
        { width: 50 },
        { width: 55 },
        { width: 30 },
      ],
      head: [HEADS.map((text) => ({ text }))],
      rows: inOrder(data).map((one, index) => ({
        cells: [
          index + 1,
          one.number,
          { day: one.issuedOn },
          one.issuer,
          one.subject,
          proves(one),
          one.file ?? 'Chỉ dẫn chiếu',
        ],
      })),
    },
  ]);
}

/** The same as an official list. */
export function evidenceReport(data: SheetExport, official: Official): Report {
  const table: Block = {
    kind: 'table',
    numberedColumns: true,
    columns: [
      { width: 5.5, align: 'center' },
      { width: 13 },
      { width: 9, align: 'center' },
      { width: 16 },
      { width: 26 },
      { width: 26 },
      { width: 12 },
    ],
    head: [HEADS.map((text) => ({ text }))],
    rows: inOrder(data).map((one, index) => ({
      cells: [
        String(index + 1),
        one.number,
        formatDay(one.issuedOn),
        one.issuer,
        one.subject,
        proves(one),
        one.file ?? 'Chỉ dẫn chiếu',
      ],
    })),
  };
  const used = new Set(data.evidence.flatMap(({ leaves }) => leaves.map(({ code }) => code)));
  return reportOf(
    official,
    data.set,
    { kind: 'named', name: 'Danh mục', subject: `Tài liệu kiểm chứng Chỉ số cải cách hành chính năm ${data.set.year}` },
    [
      {
        kind: 'paragraph',
        text: `${data.unit} cung cấp ${data.evidence.length} tài liệu kiểm chứng cho ${used.size} tiêu chí của ${data.set.title}; danh mục tại Phụ lục kèm theo./.`,
      },
    ],
    data.evidence.length === 0 ? [] : [{ title: 'Danh mục tài liệu kiểm chứng', landscape: true, body: [table] }],
  );
}

function titleOf({ set, unit }: SheetExport): string {
  return `Danh mục tài liệu kiểm chứng Chỉ số cải cách hành chính năm ${set.year} - ${unit}`;
}

/** By the first criterion each proves, then by day. */
function inOrder({ evidence }: SheetExport): EvidenceLine[] {
  const first = (one: EvidenceLine) => one.leaves.map(({ code }) => code).sort(byCode)[0] ?? '￿';
  return [...evidence].sort((a, b) => byCode(first(a), first(b)) || a.issuedOn.localeCompare(b.issuedOn));
}

/** '1.2' before '1.10'. */
function byCode(a: string, b: string): number {
  return a.localeCompare(b, 'vi', { numeric: true });
}

function proves({ leaves }: EvidenceLine): string {
  return leaves.map(({ code, fact }) => (fact.trim() ? `${code}: ${fact}` : code)).join('\n');
}
