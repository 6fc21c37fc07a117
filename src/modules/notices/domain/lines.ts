import { foldInPlace } from './fold.ts';
import { type MappedText } from './source-text.ts';

/** One printed line without its outer spaces; offsets into the uniform text. */
export interface Line {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly folded: string;
  /** Empty lines stand between this one and the one before. */
  readonly blankBefore: boolean;
}

/** The lines that hold anything. */
export function splitLines(mapped: MappedText): Line[] {
  const lines: Line[] = [];
  let blankBefore = true;
  for (let at = 0; at <= mapped.text.length; ) {
    const newline = mapped.text.indexOf('\n', at);
    const end = newline === -1 ? mapped.text.length : newline;
    let from = at;
    let to = end;
    while (from < to && isSpace(mapped.text.charCodeAt(from))) from += 1;
    while (to > from && isSpace(mapped.text.charCodeAt(to - 1))) to -= 1;
    if (to > from) {
      const text = mapped.text.slice(from, to);
      lines.push({ from, to, text, folded: foldInPlace(text), blankBefore });
      blankBefore = false;
    } else blankBefore = true;
    at = end + 1;
  }
  return lines;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9;
}

/** What opens an item: roman, article, "1.", "1.1.", "a)", "-", "+". */
export type MarkerStyle =
  | 'part'
  | 'article'
  | 'roman'
  | 'number'
  | 'decimal'
  | 'paren'
  | 'letter'
  | 'dash'
  | 'plus'
  | 'bullet';

export interface Marker {
  readonly style: MarkerStyle;
  /** The label without punctuation: "III", "2.1", "a". */
  readonly label: string;
  /** Length of the marker with the spaces after it. */
  readonly length: number;
  /** For 'decimal', how many numbers. */
  readonly depth: number;
}

const MARKERS: readonly (readonly [MarkerStyle, RegExp])[] = [
  [
    'part',
    new RegExp(
      `^(?:Phần|PHẦN|Mục|MỤC|Chương|CHƯƠNG) (?:thứ |THỨ )?([IVX]{1,5}|\\d{1,2}|nhất|hai|ba|NHẤT|HAI|BA)(?=[.:) -]|$)[.:)]? ?-? ?`,
    ),
  ],
  ['article', /^(?:Điều|ĐIỀU) (\d{1,3})(?=[.:, ]|$)[.:]? ?/],
  ['roman', /^([IVX]{1,5})(?: ?[.)/:] ?| ?- (?=\S))-? ?/],
  ['decimal', /^(\d{1,2}(?:\.\d{1,2}){1,4})(?:[.)/:] ?|[ -]+(?=\D))-? ?/],
  ['paren', /^\((\d{1,2}|[a-zđ]|[ivx]{1,4})\) ?/],
  ['number', /^(\d{1,2}) ?(?:[.)] ?|[/] ?(?=\D)|- (?=\D)|-(?=[^\d\s]))(?!\d)-? ?/],
  ['letter', /^([a-zđ]\d{0,2})(?: ?\) ?|\. |\.(?=[A-ZĐ])|\/ |- (?=[A-ZĐ]))/],
  ['dash', /^(-) ?(?![-_])/],
  ['plus', /^(\+) ?/],
  ['bullet', /^([*•●▪◦■□➢✓ο·\uf0b7\uf02d\uf0a7]) ?/],
];

/** The item marker a line begins with; undefined for plain text. */
export function markerOf(text: string): Marker | undefined {
  const start = text.slice(0, 40);
  for (const [style, pattern] of MARKERS) {
    const match = pattern.exec(start);
    if (!match) continue;
    const label = match[1] ?? '';
    if (match[0].length >= text.length && style !== 'part' && style !== 'article') continue;
    return { style, label, length: match[0].length, depth: label.split('.').length };
  }
  return undefined;
}
