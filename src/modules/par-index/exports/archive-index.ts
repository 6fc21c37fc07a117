import type { LocalDate } from '#kernel/local-date.ts';
import { formatDay, renderXlsx } from '#modules/documents/public.ts';
import { leavesOf } from '../domain/criteria-set.ts';
import { labelOf, type SheetExport, workbookOf } from './data.ts';

/** A document in the archive of a unit's evidence. */
export interface ArchiveEntry {
  readonly id: string;
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly issuer: string;
  readonly subject: string;
  readonly leaves: readonly { readonly leaf: string; readonly fact: string }[];
  /** Where the file lies in the archive; null for a document only cited. */
  readonly path: string | null;
  readonly sha256: string | null;
  readonly size: number | null;
}

interface IndexRow extends ArchiveEntry {
  readonly leaf: string;
  readonly leafName: string;
  readonly fact: string;
}

const HEADS = [
  'STT',
  'Mã',
  'Tiêu chí',
  'Số, ký hiệu',
  'Ngày ban hành',
  'Cơ quan ban hành',
  'Trích yếu',
  'Nội dung chứng minh',
  'Tệp trong gói',
  'SHA-256',
] as const;
const NO_FILE = 'Chỉ dẫn chiếu, không kèm tệp';

/** One line for each leaf a document proves something for, in the order of the table. */
function rowsOf({ set }: SheetExport, entries: readonly ArchiveEntry[]): IndexRow[] {
  const names = new Map(leavesOf(set.fields).map(({ code, name }) => [code, name]));
  const order = [...names.keys()];
  const place = (code: string) => (order.includes(code) ? order.indexOf(code) : order.length);
  return entries
    .flatMap((entry) => {
      const leaves = entry.leaves.length > 0 ? entry.leaves : [{ leaf: '', fact: 'Chưa gắn tiêu chí' }];
      return leaves.map(({ leaf, fact }) => ({ ...entry, leaf, leafName: names.get(leaf) ?? '', fact }));
    })
    .sort((a, b) => place(a.leaf) - place(b.leaf) || a.issuedOn.localeCompare(b.issuedOn));
}

function titlesOf({ set, unit }: SheetExport): string[] {
  return ['DANH MỤC TÀI LIỆU KIỂM CHỨNG', set.title, unit];
}

/** The index of an archive as .xlsx. */
export function archiveIndexXlsx(data: SheetExport, entries: readonly ArchiveEntry[]): Promise<Uint8Array> {
  const title = `Danh mục tài liệu kiểm chứng năm ${data.set.year} - ${data.unit}`;
  return renderXlsx(
    workbookOf(data.set, title, [
      {
        name: 'Tài liệu kiểm chứng',
        titles: titlesOf(data),
        columns: [
          { width: 6, format: 'count', align: 'center' },
          { width: 9 },
          { width: 40 },
          { width: 20 },
          { width: 13 },
          { width: 28 },
          { width: 45 },
          { width: 45 },
          { width: 50 },
          { width: 66 },
        ],
        head: [HEADS.map((text) => ({ text }))],
        rows: rowsOf(data, entries).map((row, index) => ({
          cells: [
            index + 1,
            row.leaf,
            row.leafName,
            row.number,
            { day: row.issuedOn },
            row.issuer,
            row.subject,
            row.fact,
            row.path ?? NO_FILE,
            row.sha256 ?? '',
          ],
        })),
        notes: ['Mã SHA-256 của từng tệp cũng có trong SHA256SUMS.txt, để kiểm tra tệp không bị thay đổi.'],
      },
    ]),
  );
}

/** The index as a page that opens beside the files, without any network. */
export function archiveIndexHtml(data: SheetExport, entries: readonly ArchiveEntry[]): string {
  const label = labelOf(data.set);
  const rows = rowsOf(data, entries).map((row, index) => {
    const file =
      row.path === null
        ? NO_FILE
        : `<a href="${row.path.split('/').map(encodeURIComponent).join('/')}">${escape(row.path)}</a>`;
    const cells = [
      String(index + 1),
      escape(row.leaf),
      escape(row.leafName),
      escape(row.number),
      formatDay(row.issuedOn),
      escape(row.issuer),
      escape(row.subject),
      escape(row.fact),
      file,
      `<code>${row.sha256 ?? ''}</code>`,
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const [title = '', ...under] = titlesOf(data);
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(`Danh mục tài liệu kiểm chứng - ${data.unit}`)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; color: #1d1b16; }
table { border-collapse: collapse; }
th, td { border: 1px solid #8a8578; padding: 0.4rem; text-align: left; vertical-align: top; }
th { background: #f1eee6; }
code { font-size: 0.75rem; overflow-wrap: anywhere; }
</style>
</head>
<body>
${label === null ? '' : `<p><strong>${escape(label)}</strong></p>\n`}<h1>${escape(title)}</h1>
${under.map((line) => `<p>${escape(line)}</p>`).join('\n')}
<table>
<thead><tr>${HEADS.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
<p>Mã SHA-256 của từng tệp cũng có trong SHA256SUMS.txt, để kiểm tra tệp không bị thay đổi.</p>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
