import { mergeCellLines } from './cell-lines.ts';
import { isAllCaps, isLetter, isUpper } from './letters.ts';
import { type Line, markerOf } from './lines.ts';
import type { MappedText } from './source-text.ts';
import { foldInPlace } from './fold.ts';

/** A paragraph of the body: wrapped lines joined, single spaces; offsets into `BodyText.text`. */
export interface Paragraph {
  readonly from: number;
  readonly to: number;
  readonly blankBefore: boolean;
  /** The paragraph is a row of a table, its cells parted by "|". */
  readonly isRow: boolean;
}

/** The body as one text, its paragraphs parted by line breaks, with its folded twin. */
export interface BodyText extends MappedText {
  readonly folded: string;
  readonly paragraphs: readonly Paragraph[];
}

const OPEN_END =
  /(?:^|[\s(])(?:và|với|của|các|ngày|tháng|năm|số|Số|Sở|sở|Bộ|UBND|huyện|tỉnh|xã|phường|thị|thành|quận|quý|Quý|trước|tại|theo|cho|để|về|trong|từ|đến|phối|hợp|chủ|Điều|khoản|mục|Luật|Thông|Quyết|Nghị|Công|Ban|Ủy|Uỷ|Chủ|Phó|Giám|Trưởng|những|hoặc|là|do|bởi|gồm|cùng|được|phải|cần|đã|sẽ|việc|thuộc|,|-|&)$|[,&(/]$/;
const CLOSED_END = /[.;:!?]["')\]]?$/;
/** A new line that can only begin something of its own. */
const FRESH_START =
  /^(?:Nơi nhận|Kính gửi|Thời gian|Thời hạn|Tiến độ|Cơ quan (?:chủ trì|phối hợp|thực hiện)|Đơn vị (?:chủ trì|phối hợp|thực hiện)|Chủ trì\s*:|Phối hợp\s*:|Sản phẩm|Căn cứ |Điều \d|PHỤ LỤC|Phụ lục)/;

/** Joins the wrapped lines `lines[from..to)` of a uniform text into paragraphs. Linear. */
export function joinParagraphs(mapped: MappedText, given: readonly Line[]): BodyText {
  const width = wrapWidth(given);
  const lines = mergeCellLines(mapped, width > 0 ? withoutEmptyLines(given) : given);
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const paragraphs: Paragraph[] = [];
  let length = 0;
  let from = 0;
  let blankBefore = true;
  let joinedToNext = false;
  const put = (char: string, start: number, end: number) => {
    parts.push(char);
    starts.push(start);
    ends.push(end);
    length += 1;
  };
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i];
    if (!line) continue;
    const joined = joinedToNext;
    const at = mapped.starts[line.from] ?? 0;
    if (i > 0) put(joined ? ' ' : '\n', at, at);
    if (!joined) {
      from = length;
      blankBefore = line.blankBefore;
    }
    const row = isTableRow(line);
    let wasSpace = true;
    for (let k = line.from; k < line.to; k += 1) {
      const char = row && mapped.text.charAt(k) === '\t' ? '|' : mapped.text.charAt(k);
      const space = char === ' ' || char === '\t' || char === '\n';
      if (space && wasSpace) continue;
      put(space ? ' ' : char, mapped.starts[k] ?? 0, mapped.ends[k] ?? 0);
      wasSpace = space;
    }
    const next = lines[i + 1];
    joinedToNext = next !== undefined && continues(line, next, width);
    if (!joinedToNext) {
      paragraphs.push({ from, to: length, blankBefore, isRow: isTableRow(line) });
    }
  }
  const text = parts.join('');
  return { text, folded: foldInPlace(text), starts, ends, paragraphs };
}

export function isTableRow(line: Line): boolean {
  return line.text.indexOf('|') !== -1 || (line.text.match(/\t/g)?.length ?? 0) >= 2;
}

/** Wrapped lines with an empty one between each two (a damaged line end): the empty lines say nothing there. */
function withoutEmptyLines(lines: readonly Line[]): readonly Line[] {
  const parted = lines.filter((line) => line.blankBefore).length;
  const unfinished = lines.filter((line) => line.blankBefore && /^\p{Ll}/u.test(line.text)).length;
  if (parted < lines.length * 0.85 || unfinished < lines.length * 0.2) return lines;
  return lines.map((line) => ({ ...line, blankBefore: false }));
}

/** The width at which lines were broken by hand, or 0 when each paragraph is one line. */
function wrapWidth(lines: readonly Line[]): number {
  const lengths = lines.filter((line) => !isTableRow(line)).map((line) => line.text.length);
  if (lengths.length < 3) return 0;
  lengths.sort((a, b) => a - b);
  const widest = lengths[Math.floor((lengths.length - 1) * 0.9)] ?? 0;
  return widest <= 130 ? widest : 0;
}

/** Whether `line` is the rest of what `before` began. */
function continues(before: Line, line: Line, width: number): boolean {
  if (line.blankBefore || isTableRow(before) || isTableRow(line)) return false;
  if (FRESH_START.test(line.text)) return false;
  const marker = markerOf(line.text);
  const open = OPEN_END.test(before.text);
  const closed = CLOSED_END.test(before.text);
  if (marker) return continuesThroughMarker(before, line, closed, marker.style);
  const first = line.text.charAt(0);
  if (isAllCaps(before.text) && before.text.length < 120) return isAllCaps(line.text) && !closed;
  if (open && !closed) return true;
  if (isLetter(first) && !isUpper(first)) return !closed || before.text.endsWith(';') || width > 0;
  // A sentence that ended where the line was full goes on in the same paragraph, as far as can be seen.
  if (closed)
    return width > 0 && before.text.length >= width * 0.85 && !before.text.endsWith(':') && !isAllCaps(line.text);
  if (width === 0) return before.text.length > 130;
  if (!isLetter(first) && first !== '"' && first !== '(') return true;
  // Capital after an unfinished line: a name broken in two, or the line after a short heading.
  return before.text.length >= width * 0.72;
}

/** Names and figures with a hyphen, as they look when the line breaks before it. */
const HYPHENATED: readonly (readonly [before: RegExp, line: RegExp])[] = [
  [/[Ll]ao động$/u, /^- ?(?:Thương|TB)/u],
  [/(?:[Dd]ân số|[Tt]ài chính)$/u, /^- ?[Kk]ế hoạch/u],
  [/(?:[Kk]inh tế|[Vv]ăn hóa|chính trị)$/u, /^- ?[Xx]ã hội(?! hóa)/u],
  [/[Qq]uy hoạch$/u, /^- ?[Kk]iến trúc/u],
  [/[Vv]ận tải$/u, /^- ?Xây dựng/u],
  [/[Pp]hát thanh$/u, /^- ?[Tt]ruyền hình/u],
  [/\d$/u, /^- ?\d/u],
];

/** A line that looks like an item but is the broken half of a date or of a name with a hyphen. */
function continuesThroughMarker(before: Line, line: Line, closed: boolean, style: string): boolean {
  if (closed) return false;
  if (style === 'dash') return HYPHENATED.some(([first, second]) => first.test(before.text) && second.test(line.text));
  if (style === 'number' || style === 'decimal') {
    return /(?:ngày|tháng|năm|số|quý|Quý|Điều|khoản|mục|điểm|trang|độ|mức|lần thứ|\/)$/.test(before.text);
  }
  if (style === 'article') return /(?:tại|theo|khoản \d+|và|của|,)$/.test(before.text);
  if (style === 'roman') return /(?:quý|Quý|mục|Mục|phần|Phần|và|khóa)$/.test(before.text);
  return false;
}
