import { isLocalDate } from '#kernel/local-date.ts';

/** A cell as a spreadsheet should get it: a number and a day ('2018-03-30') keep their type, all else is text. */
export type CopyCell = string | number | null | undefined;

/** A spreadsheet would run these as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function plain(cell: CopyCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const line = cell.replace(/[\t\r\n]+/g, ' ');
  return FORMULA.test(line) ? `'${line}` : line;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

/** The table as tab-separated lines, text that looks like a formula made harmless. */
export function toTabbed(header: readonly string[], rows: readonly (readonly CopyCell[])[]): string {
  return [header, ...rows].map((cells) => cells.map(plain).join('\t')).join('\n');
}

/**
 * The table as the HTML that Excel and LibreOffice take from the clipboard: numbers and days with
 * their type, text as text (a document number such as 12/03 is not turned into a day).
 */
export function toHtml(header: readonly string[], rows: readonly (readonly CopyCell[])[]): string {
  const cell = (value: CopyCell) =>
    typeof value === 'number' || (typeof value === 'string' && isLocalDate(value))
      ? `<td>${value}</td>`
      : `<td style="mso-number-format:'\\@'">${escape((value ?? '').replace(/[\r\n]+/g, ' '))}</td>`;
  const head = header.map((name) => `<th>${escape(name)}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map(cell).join('')}</tr>`).join('');
  return `<meta charset="utf-8"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** Puts the table on the clipboard in both forms. @returns false when the browser refuses */
export async function copyTable(header: readonly string[], rows: readonly (readonly CopyCell[])[]): Promise<boolean> {
  const tabbed = toTabbed(header, rows);
  const html = toHtml(header, rows);
  // First the old way: it works without https, which an office network may lack, and hands the HTML over as it is. The
  // Clipboard API parses it under our own Content-Security-Policy, which takes the cells' types away.
  if (copyByEvent(tabbed, html)) return true;
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/html': new Blob([html], { type: 'text/html' }),
        'text/plain': new Blob([tabbed], { type: 'text/plain' }),
      }),
    ]);
    return true;
  } catch {
    return false;
  }
}

function copyByEvent(tabbed: string, html: string): boolean {
  const fill = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData?.setData('text/plain', tabbed);
    event.clipboardData?.setData('text/html', html);
  };
  document.addEventListener('copy', fill);
  try {
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', fill);
  }
}
