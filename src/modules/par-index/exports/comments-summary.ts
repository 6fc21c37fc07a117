import type { Block, Report, Sheet, Table, Workbook } from '#modules/documents/public.ts';
import { leavesOf } from '../domain/criteria-set.ts';
import { type CommentLine, type CommentsExport, type Official, reportOf, workbookOf } from './data.ts';
import { countSheet } from './formulas.ts';
import { ANSWERS, flatten } from './wording.ts';

const HEADS = [
  'STT',
  'Tiêu chí',
  'Cơ quan góp ý',
  'Nội dung góp ý',
  'Kết quả',
  'Lý do tiếp thu, giải trình',
  'Chỉnh sửa trong dự thảo',
] as const;

const SHEET = 'Tiếp thu, giải trình';

/** Bảng tổng hợp tiếp thu, giải trình ý kiến as .xlsx, with how many comments came to what. */
export function commentsWorkbook(data: CommentsExport): Workbook {
  const lines = inOrder(data);
  const sheet: Sheet = {
    name: SHEET,
    titles: ['BẢNG TỔNG HỢP Ý KIẾN VÀ TIẾP THU, GIẢI TRÌNH', data.set.title],
    columns: [
      { width: 6, format: 'count', align: 'center' },
      { width: 32 },
      { width: 26 },
      { width: 48 },
      { width: 16 },
      { width: 48 },
      { width: 36 },
    ],
    head: [HEADS.map((text) => ({ text }))],
    rows: lines.map((one, index) => ({ cells: [index + 1, ...cellsOf(one, data)] })),
  };
  if (lines.length === 0) return workbookOf(data.set, titleOf(data), [sheet]);
  const counts = countSheet({
    name: 'Theo kết quả',
    titles: ['Ý KIẾN THEO KẾT QUẢ TIẾP THU, GIẢI TRÌNH', data.set.title],
    heading: 'Kết quả',
    of: { sheet: SHEET, column: 'E', texts: lines.map(({ answer }) => outcomeOf(answer)) },
  });
  return workbookOf(data.set, titleOf(data), [sheet, counts]);
}

function outcomeOf(answer: CommentLine['answer']): string {
  return answer ? ANSWERS[answer.kind] : 'Chưa trả lời';
}

/** The same as a report with the table in its annex: who was asked, who answered, what became of it. */
export function commentsReport(data: CommentsExport, official: Official): Report {
  const { comments, asked, set } = data;
  const answered = new Set(comments.map(({ agency }) => agency));
  const silent = asked.filter((agency) => !answered.has(agency));
  const count = (kind: keyof typeof ANSWERS) => comments.filter(({ answer }) => answer?.kind === kind).length;
  const open = comments.filter(({ answer }) => answer === null).length;
  const table: Table = {
    kind: 'table',
    numberedColumns: true,
    size: 11,
    columns: [
      { width: 5.5, align: 'center' },
      { width: 15 },
      { width: 13 },
      { width: 22 },
      { width: 9 },
      { width: 22 },
      { width: 15 },
    ],
    head: [HEADS.map((text) => ({ text }))],
    rows: inOrder(data).map((one, index) => ({ cells: [String(index + 1), ...cellsOf(one, data)] })),
  };
  const body: Block[] = [
    {
      kind: 'paragraph',
      text: `Kết quả tổng hợp, tiếp thu, giải trình ý kiến góp ý đối với dự thảo ${set.title} như sau:`,
    },
    {
      kind: 'item',
      text: `Đã lấy ý kiến ${asked.length} cơ quan, đơn vị; ${asked.length - silent.length} cơ quan, đơn vị có ý kiến.`,
    },
    ...(silent.length > 0 ? [{ kind: 'item' as const, text: `Chưa có ý kiến: ${silent.join('; ')}.` }] : []),
    {
      kind: 'item',
      text: `Nhận ${comments.length} ý kiến: tiếp thu ${count('accepted')}, tiếp thu một phần ${count('partly')}, giải trình ${count('explained')}${open > 0 ? `, chưa trả lời ${open}` : ''}.`,
    },
    {
      kind: 'paragraph',
      text: comments.length === 0 ? 'Không có ý kiến phải tiếp thu, giải trình./.' : 'Chi tiết tại Phụ lục kèm theo./.',
    },
  ];
  return reportOf(
    official,
    set,
    { kind: 'named', name: 'Báo cáo', subject: `Tiếp thu, giải trình ý kiến góp ý dự thảo ${set.title}` },
    body,
    comments.length === 0
      ? []
      : [{ title: 'Bảng tổng hợp ý kiến và tiếp thu, giải trình', landscape: true, body: [table] }],
  );
}

function titleOf({ set }: CommentsExport): string {
  return `Bảng tổng hợp tiếp thu, giải trình ý kiến góp ý dự thảo ${set.title}`;
}

/** In the order of the set, comments on the whole first. */
function inOrder({ set, comments }: CommentsExport): CommentLine[] {
  const place = new Map(flatten(set.fields).map(({ node }, index) => [node.code, index]));
  const at = ({ leaf }: CommentLine) => (leaf === null ? -1 : (place.get(leaf) ?? place.size));
  return [...comments].sort((a, b) => at(a) - at(b) || a.agency.localeCompare(b.agency, 'vi'));
}

function cellsOf({ leaf, agency, text, answer }: CommentLine, { set }: CommentsExport): (string | null)[] {
  const name =
    leavesOf(set.fields).find(({ code }) => code === leaf)?.name ??
    flatten(set.fields).find(({ node }) => node.code === leaf)?.node.name;
  return [
    leaf === null ? 'Chung' : `${leaf}. ${name ?? '(không còn trong dự thảo)'}`,
    agency,
    text,
    outcomeOf(answer),
    answer ? `${answer.reason} (${answer.by})` : null,
    answer?.change ?? null,
  ];
}
