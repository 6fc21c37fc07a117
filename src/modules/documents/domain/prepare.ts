import type { Align, Annex, Block, CellValue, Report, Table, Text } from './report.ts';
import { clauseLetter, cleanText, formatDay, formatValue, numberAndSymbol, placeAndDate, roman } from './wording.ts';

/** A report with every word decided: what is left to the writers is where to put it. */
export interface PreparedReport {
  readonly docTitle: string;
  /** Parent and body in capitals; a line end where a long name is broken. */
  readonly issuer: { readonly parent: string | null; readonly name: string };
  readonly number: string;
  readonly placeAndDate: string;
  /** 'V/v …' of an official letter. */
  readonly about: string | null;
  readonly name: string | null;
  readonly subject: string | null;
  readonly to: readonly string[];
  readonly body: readonly PreparedBlock[];
  readonly signature: readonly string[];
  readonly signer: string | null;
  readonly recipients: readonly string[];
  readonly annexes: readonly PreparedAnnex[];
  readonly demonstration: string | null;
}

export interface PreparedAnnex {
  readonly name: string;
  readonly title: string;
  /** '(Kèm theo Báo cáo số …)'. */
  readonly basis: string;
  readonly landscape: boolean;
  readonly body: readonly PreparedBlock[];
}

export interface PreparedRun {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
}

export interface PreparedCell {
  readonly text: string;
  readonly columns: number;
  readonly rows: number;
  readonly align: Align;
  readonly bold: boolean;
}

export interface PreparedTable {
  readonly kind: 'table';
  readonly widths: readonly number[];
  readonly size: number;
  readonly head: readonly (readonly PreparedCell[])[];
  readonly rows: readonly (readonly PreparedCell[])[];
}

export type PreparedBlock =
  | {
      readonly kind: 'paragraph';
      readonly runs: readonly PreparedRun[];
      readonly align: Align;
      readonly indent: boolean;
    }
  | {
      readonly kind: 'heading';
      readonly level: 1 | 2 | 3;
      /** Its place among the headings there are: the first is 1 and none is skipped, as readers of tags expect. */
      readonly outline: number;
      readonly text: string;
    }
  | PreparedTable;

/**
 * Cleans every text, numbers headings and annexes and writes figures out, so that Word and PDF cannot differ.
 * @throws RangeError when a row of a table is wider or narrower than its columns
 */
export function prepareReport(report: Report): PreparedReport {
  const { head, title, signature } = report;
  const named = title.kind === 'named';
  const subject = cleanText(title.subject);
  const position = signature.position === null ? [] : [signature.position];
  return {
    docTitle: named ? `${cleanText(title.name)} ${subject}` : subject,
    issuer: { parent: head.parent === null ? null : bodyName(head.parent), name: bodyName(head.issuer) },
    number: cleanText(numberAndSymbol(head.number, head.symbol)),
    placeAndDate: cleanText(placeAndDate(head.place, head.date)),
    about: named ? null : `V/v ${subject}`,
    name: named ? upper(title.name) : null,
    subject: named ? subject : null,
    to: named ? [] : title.to.map(cleanText),
    body: prepareBlocks(report.body),
    signature: [...signature.authority, ...position].map(upper),
    signer: signature.name === null ? null : cleanText(signature.name),
    recipients: report.recipients.map(cleanText),
    annexes: report.annexes.map((annex, index) => prepareAnnex(annex, index, report)),
    demonstration: report.demonstration === null ? null : cleanText(report.demonstration),
  };
}

function prepareAnnex(annex: Annex, index: number, report: Report): PreparedAnnex {
  const { head, title } = report;
  const what = title.kind === 'named' ? sentenceCase(cleanText(title.name)) : 'Công văn';
  const number = cleanText(numberAndSymbol(head.number, head.symbol)).replace('Số: ', 'số ');
  const on = head.date === null ? 'ngày      /      /         ' : `ngày ${formatDay(head.date)}`;
  return {
    name: report.annexes.length === 1 ? 'Phụ lục' : `Phụ lục ${roman(index + 1)}`,
    title: upper(annex.title),
    basis: `(Kèm theo ${what} ${number} ${on} của ${cleanText(head.issuer)})`,
    landscape: annex.landscape ?? false,
    body: prepareBlocks(annex.body),
  };
}

function prepareBlocks(blocks: readonly Block[]): PreparedBlock[] {
  const counts = [0, 0, 0];
  const open: number[] = [];
  return blocks.flatMap((block): PreparedBlock[] => {
    if (block.kind === 'table') return [prepareTable(block)];
    if (block.kind === 'heading') {
      counts[block.level - 1] = (counts[block.level - 1] ?? 0) + 1;
      counts.fill(0, block.level);
      while ((open.at(-1) ?? 0) >= block.level) open.pop();
      open.push(block.level);
      return [
        {
          kind: 'heading',
          level: block.level,
          outline: open.length,
          text: numbered(block.level, counts, cleanText(block.text)),
        },
      ];
    }
    const item = block.kind === 'item';
    const align = item ? 'justify' : (block.align ?? 'justify');
    const indent = item || (block.indent ?? align === 'justify');
    return lines(block.text).map((runs, index) => ({
      kind: 'paragraph',
      runs: item && index === 0 ? [{ text: '- ', bold: false, italic: false }, ...runs] : runs,
      align,
      indent,
    }));
  });
}

function numbered(level: 1 | 2 | 3, counts: readonly number[], text: string): string {
  const count = counts[level - 1] ?? 0;
  if (level === 1) return `${roman(count)}. ${text.toLocaleUpperCase('vi')}`;
  return level === 2 ? `${count}. ${text}` : `${clauseLetter(count)}) ${text}`;
}

/** Line ends inside a text make paragraphs of their own. */
function lines(text: Text): PreparedRun[][] {
  const made: PreparedRun[][] = [[]];
  for (const run of typeof text === 'string' ? [{ text }] : text) {
    const { bold = false, italic = false } = run;
    for (const [index, part] of cleanText(run.text).split('\n').entries()) {
      if (index > 0) made.push([]);
      if (part !== '') made.at(-1)?.push({ text: part, bold, italic });
    }
  }
  return made.filter((runs, index) => runs.length > 0 || index === 0);
}

/** @throws RangeError when a row is wider or narrower than the columns */
export function prepareTable({ columns, head, rows, numberedColumns, size = 12 }: Table): PreparedTable {
  const heads = head.map((cells) => cells.map((cell) => headCell(cell.text, cell.columns, cell.rows)));
  if (numberedColumns) heads.push(columns.map((_, index) => headCell(`(${index + 1})`)));
  return {
    kind: 'table',
    widths: columns.map(({ width }) => width),
    size,
    head: heads,
    rows: rows.map(({ cells, weight }) => {
      let at = 0;
      const made = cells.map((cell): PreparedCell => {
        const { value, span } = partsOf(cell);
        const column = columns[at];
        at += span;
        const format = column?.format ?? 'text';
        return {
          text: cleanText(formatValue(value, format)),
          columns: span,
          rows: 1,
          align: column?.align ?? (typeof value === 'number' ? 'right' : 'left'),
          bold: weight === 'sum',
        };
      });
      if (at !== columns.length) throw new RangeError(`a row of ${at} cells in a table of ${columns.length} columns`);
      return made;
    }),
  };
}

function headCell(text: string, columns = 1, rows = 1): PreparedCell {
  return { text: cleanText(text), columns, rows, align: 'center', bold: true };
}

function partsOf(cell: CellValue): { value: string | number | null; span: number } {
  return typeof cell === 'object' && cell !== null
    ? { value: cell.value, span: cell.columns }
    : { value: cell, span: 1 };
}

/** What fits beside the nation and its motto in one line. */
const NAME_LINE = 25;

/** A body's name in capitals. A long one is broken where offices break it: a committee before its place, a department before VÀ, else halfway. */
export function bodyName(name: string): string {
  const whole = upper(name);
  if (whole.length <= NAME_LINE) return whole;
  const committee = whole.replace(/^(ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN) /, '$1\n');
  if (committee !== whole) return committee;
  const and = whole.lastIndexOf(' VÀ ');
  const at = and > 0 && Math.max(and, whole.length - and) <= NAME_LINE ? and : nearestSpace(whole, whole.length / 2);
  return `${whole.slice(0, at)}\n${whole.slice(at + 1)}`;
}

function nearestSpace(text: string, to: number): number {
  const spaces = [...text.matchAll(/ /g)].map(({ index }) => index);
  return spaces.reduce(
    (best, one) => (Math.abs(one - to) < Math.abs(best - to) ? one : best),
    spaces[0] ?? text.length,
  );
}

/** Clean, in capitals. */
export function upper(text: string): string {
  return cleanText(text).toLocaleUpperCase('vi');
}

function sentenceCase(text: string): string {
  const lower = text.toLocaleLowerCase('vi');
  return lower.charAt(0).toLocaleUpperCase('vi') + lower.slice(1);
}
