import type { BodyText, Paragraph } from './paragraphs.ts';
import type { Range } from './sentences.ts';
import { trimRange } from './sentences.ts';

/** A row of a plan's table with the cells that matter. */
export interface TableRow {
  readonly content: Range;
  readonly lead: Range | undefined;
  readonly cooperating: Range | undefined;
  readonly time: Range | undefined;
  readonly product: Range | undefined;
  readonly label: string;
  readonly paragraph: Paragraph;
}

type Column = 'label' | 'content' | 'lead' | 'cooperating' | 'time' | 'product' | 'other';

const COLUMNS: readonly (readonly [Column, RegExp])[] = [
  ['label', /^(?:tt|stt|so tt|so thu tu|#)$/],
  ['cooperating', /phoi hop/],
  ['time', /thoi gian|thoi han|tien do|hoan thanh|thoi diem|^han/],
  ['lead', /chu tri|thuc hien$|don vi|co quan|trach nhiem|phan cong|dau moi/],
  ['product', /san pham|ket qua/],
  ['content', /noi dung|nhiem vu|cong viec|hoat dong|dau viec|ten/],
];

/** The rows of all tables whose first row names a column of work and one of bodies. */
export function tableRows(body: BodyText): TableRow[] {
  const rows: TableRow[] = [];
  let columns: Column[] | undefined;
  let previous: TableRow | undefined;
  for (const paragraph of body.paragraphs) {
    if (!paragraph.isRow) {
      const text = body.text.slice(paragraph.from, paragraph.to);
      if (text.length > 60) columns = undefined;
      continue;
    }
    const cells = cellsOf(body, paragraph);
    if (cells.every((cell) => /^[-:=\s]*$/.test(body.text.slice(cell.from, cell.to)))) continue;
    const named = nameColumns(body, cells);
    if (named) {
      columns = named;
      previous = undefined;
      continue;
    }
    if (!columns || cells.length < 2) continue;
    // a heading across the table ends what merged cells said above it
    if (cells.filter((cell) => cell.to > cell.from).length * 2 <= columns.length) previous = undefined;
    const row = readRow(body, cells, columns, paragraph, previous);
    if (row) {
      rows.push(row);
      previous = row;
    }
  }
  return rows;
}

function cellsOf(body: BodyText, paragraph: Paragraph): Range[] {
  const cells: Range[] = [];
  let from = paragraph.from;
  let to = paragraph.to;
  if (body.text.charAt(from) === '|') from += 1;
  if (body.text.charAt(to - 1) === '|') to -= 1;
  for (let at = from; at <= to; ) {
    const bar = body.text.indexOf('|', at);
    const end = bar === -1 || bar > to ? to : bar;
    cells.push(trimRange(body, { from: at, to: end }));
    at = end + 1;
    if (end === to) break;
  }
  return cells;
}

function nameColumns(body: BodyText, cells: readonly Range[]): Column[] | undefined {
  const names = cells.map((cell): Column => {
    const folded = body.folded.slice(cell.from, cell.to).trim();
    if (folded.length > 45) return 'other';
    return COLUMNS.find(([, pattern]) => pattern.test(folded))?.[0] ?? 'other';
  });
  const content = names.indexOf('content');
  if (content === -1 || !(names.includes('lead') || names.includes('time'))) return undefined;
  const time = timeColumn(body, cells, names);
  // the first column that could be the work is; a later "Tên sản phẩm" is not
  return names.map((name, i) =>
    (name === 'content' && i !== content) || (name === 'time' && i !== time)
      ? 'other'
      : name === 'lead' && i !== names.indexOf('lead')
        ? 'other'
        : name,
  );
}

/** Of several columns of time the one that holds the term in force: the new one, else the one of completion. */
function timeColumn(body: BodyText, cells: readonly Range[], names: readonly Column[]): number {
  const among = (pattern: RegExp) =>
    cells.findIndex((cell, i) => names[i] === 'time' && pattern.test(body.folded.slice(cell.from, cell.to)));
  for (const pattern of [/moi|gia han|dieu chinh/, /hoan thanh|ket thuc/]) {
    const found = among(pattern);
    if (found !== -1) return found;
  }
  return names.indexOf('time');
}

function readRow(
  body: BodyText,
  cells: readonly Range[],
  columns: readonly Column[],
  paragraph: Paragraph,
  previous: TableRow | undefined,
): TableRow | undefined {
  const shift =
    cells.length === columns.length - 1 && columns[0] === 'label' && !/^[\divx.]{1,6}$/i.test(cellText(body, cells[0]))
      ? 1
      : 0;
  const cell = (name: Column): Range | undefined => {
    const at = columns.indexOf(name);
    const found = at === -1 ? undefined : cells[at - shift];
    return found && found.to > found.from ? found : undefined;
  };
  const content = cell('content');
  if (!content || /^[-\d.\s]*$/.test(cellText(body, content))) return undefined;
  const ditto = (range: Range | undefined, before: Range | undefined) =>
    range && /^(?:"|''|nt|nhu tren|-nt-|" )$/.test(body.folded.slice(range.from, range.to)) ? before : range;
  // an empty cell under a filled one was one merged cell before the table was flattened
  const merged =
    !columns.includes('lead') || cells[columns.indexOf('lead') - shift] === undefined ? undefined : previous?.lead;
  const lead = ditto(cell('lead') ?? merged, previous?.lead);
  const cooperating = ditto(cell('cooperating'), previous?.cooperating);
  const time = ditto(cell('time'), previous?.time);
  if (!lead && !time && !cooperating) return undefined;
  return {
    content,
    lead,
    cooperating,
    time,
    product: cell('product'),
    label: shift === 1 ? '' : cellText(body, cells[columns.indexOf('label')]),
    paragraph,
  };
}

function cellText(body: BodyText, range: Range | undefined): string {
  return range === undefined ? '' : body.text.slice(range.from, range.to).trim();
}
