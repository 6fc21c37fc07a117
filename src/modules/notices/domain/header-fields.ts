import { dateOf, type LocalDate } from '#kernel/local-date.ts';
import { isAllCaps } from './letters.ts';
import { type Line } from './lines.ts';
import { foldInPlace } from './fold.ts';
import { type MappedText, sourceSpan } from './source-text.ts';
import type { Field, Urgency, Warning } from './types.ts';

/** A piece of a printed line: a column of the header, or a cell; offsets into the uniform text. */
export interface Cell {
  readonly text: string;
  readonly folded: string;
  readonly from: number;
  readonly to: number;
}

/** Quốc hiệu and tiêu ngữ, which stand in the right column or under it. */
const STATE_TITLE =
  /^(?:viet nam|nghia viet nam|xa hoi chu nghia|chu nghia|hanh phuc|- hanh phuc)$|cong hoa xa ?hoi|chu nghia viet nam|doc lap.{0,4}tu do.{0,4}hanh phuc|dang cong san viet nam/;

/** The columns and cells of lines, cut before state titles; rules and ornaments left out. */
export function cellsOf(lines: readonly Line[]): Cell[] {
  const cells: Cell[] = [];
  for (const line of lines) {
    let at = 0;
    for (const piece of line.text.split(/(\t+|\||\s{3,})/)) {
      const start = at;
      at += piece.length;
      const title = STATE_TITLE.exec(foldInPlace(piece));
      const cut = title ? piece.slice(0, title.index) : piece;
      const text = cut.trim();
      if (text === '' || text === '|' || /^[-_=*~.\s]+$/.test(text)) continue;
      const from = line.from + start + (cut.length - cut.trimStart().length);
      cells.push({ text, folded: foldInPlace(text), from, to: from + text.length });
    }
  }
  return cells;
}

/** Lines `0..end` as one text, each break or column rule one space, and where it begins. */
export function zoneOf(
  mapped: MappedText,
  lines: readonly Line[],
  end: number,
): { text: string; folded: string; from: number } {
  const first = lines[0];
  const last = lines[end - 1];
  if (!first || !last) return { text: '', folded: '', from: 0 };
  const text = mapped.text.slice(first.from, last.to).replace(/[\n\t|]/g, ' ');
  return { text, folded: foldInPlace(text), from: first.from };
}

const NUMBER_MARK = /(?<![a-z])s[o0][ ]{0,4}[:.]?[ ]{0,10}(?=\d{1,6}[a-z]{0,2}[ ]{0,2}[/-])/g;
const NUMBER =
  /^\d{1,6}[a-zđ]{0,2}[ ]{0,2}(?:\/[ ]?(?:19|20)\d\d)?[ ]?[/-][ ]?[A-ZĐ][\p{L}&\d]{0,14}(?:[ ]?[-./][ ]?[\p{L}&][\p{L}&\d]{0,14}){0,4}/u;

/** Số, ký hiệu; undefined for a blank number. */
export function readNumber(
  mapped: MappedText,
  zone: { text: string; folded: string; from: number },
): Field<string> | undefined {
  NUMBER_MARK.lastIndex = 0;
  for (let mark = NUMBER_MARK.exec(zone.folded); mark !== null; mark = NUMBER_MARK.exec(zone.folded)) {
    const start = mark.index + mark[0].length;
    const found = NUMBER.exec(zone.text.slice(start, start + 90));
    if (!found) continue;
    if (/(?:kem theo|can cu|thuc hien)[^.]{0,50}$/.test(zone.folded.slice(Math.max(0, mark.index - 70), mark.index)))
      continue;
    // A place name on the same line is no part of the symbol: "… /CT-UBND - Hà Nội".
    const place = /[ ]?[-./][ ]?(?=[A-ZĐ][a-zà-ỹđ]+ )/u.exec(found[0]);
    const written = (place ? found[0].slice(0, place.index) : found[0]).trimEnd();
    const from = zone.from + start;
    return {
      value: written.replace(/\s+/g, ''),
      span: sourceSpan(mapped, from, from + written.length),
      confidence: 0.97,
    };
  }
  return undefined;
}

const PRINTED_DATE = /(?<![a-z])ngay[ ]{0,6}(\d{1,2})[ ]{0,6}thang[ ]{0,6}(\d{1,2})[ ]{0,6}nam[ ]{0,6}(\d{4})/g;
const BLANK_DATE = /(?<![a-z])ngay[ .…]{1,12}thang[ .…\d]{1,12}nam/;
const PLACE_BEFORE =
  /((?:T[Pp]\.? ?)?\p{Lu}[\p{Ll}][\p{L}']{0,9}(?:[ -]{1,3}\p{Lu}[\p{Ll}'][\p{L}']{0,9}){0,5})[ ]?,[ ]{0,6}$/u;

export interface PrintedDate {
  readonly date: Field<LocalDate> | null;
  readonly place: Field<string> | null;
  /** A date stands there, but with its day left blank, or it does not exist. */
  readonly blank: boolean;
}

/** Place and date of issue; a date after "kèm theo" belongs to another paper. */
export function readPrintedDate(mapped: MappedText, zone: { text: string; folded: string; from: number }): PrintedDate {
  PRINTED_DATE.lastIndex = 0;
  for (let match = PRINTED_DATE.exec(zone.folded); match !== null; match = PRINTED_DATE.exec(zone.folded)) {
    const before = zone.folded.slice(Math.max(0, match.index - 90), match.index);
    if (/(?:kem theo|can cu)[^.]{0,60}$/.test(before)) continue;
    const place = PLACE_BEFORE.exec(zone.text.slice(Math.max(0, match.index - 80), match.index));
    if (!place && /so \d[^,]{0,40}$/.test(before)) continue;
    const date = dateOf(Number(match[3]), Number(match[2]), Number(match[1]));
    const from = zone.from + match.index;
    if (date === undefined) return { date: null, place: null, blank: true };
    const placeFrom = place ? zone.from + Math.max(0, match.index - 80) + place.index : 0;
    return {
      date: { value: date, span: sourceSpan(mapped, from, from + match[0].length), confidence: place ? 0.98 : 0.85 },
      place: place?.[1]
        ? {
            value: place[1].replace(/\s+/g, ' '),
            span: sourceSpan(mapped, placeFrom, placeFrom + place[1].length),
            confidence: 0.95,
          }
        : null,
      blank: false,
    };
  }
  return { date: null, place: null, blank: BLANK_DATE.test(zone.folded) };
}

const URGENCY: readonly (readonly [RegExp, Urgency])[] = [
  [/^hoa toc(?: hen gio)?\b/, 'express'],
  [/^thuong khan\b/, 'very-urgent'],
  [/^khan$/, 'urgent'],
];

/** Độ khẩn, and a warning when the paper carries a degree of secrecy. */
export function readMarks(mapped: MappedText, cells: readonly Cell[], warnings: Warning[]): Field<Urgency> | null {
  let urgency: Field<Urgency> | null = null;
  for (const cell of cells) {
    if (!isAllCaps(cell.text)) continue;
    const span = sourceSpan(mapped, cell.from, cell.to);
    const found = URGENCY.find(([pattern]) => pattern.test(cell.folded));
    if (found) urgency ??= { value: found[1], span, confidence: 0.95 };
    if (/^(?:mat|toi mat|tuyet mat)$/.test(cell.folded) && /MẬT/.test(cell.text))
      warnings.push({ code: 'classified', text: cell.text, span });
  }
  return urgency;
}
