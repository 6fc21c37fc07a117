/**
 * Lines of text out of the pieces a PDF page is painted with. A PDF knows no lines, columns or
 * paragraphs: they are found again from where the pieces stand. Pure; lengths are in points.
 */

/** One painted piece; `y` is the baseline measured from the bottom of the page. */
export interface PdfPiece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Font size. */
  readonly size: number;
  /** Counts the runs of the page: pieces painted one after the other on one line share it. */
  readonly run: number;
}

export interface PdfPage {
  readonly height: number;
  readonly pieces: readonly PdfPiece[];
}

interface Segment {
  from: number;
  to: number;
  text: string;
}

interface Line {
  readonly y: number;
  readonly size: number;
  readonly segments: Segment[];
}

/** A gap of this many font sizes parts two columns, unless the whole line is spread as widely. */
const COLUMN_GAP = 0.95;
/** Between pieces painted in different runs (another cell, another box) less is enough. */
const RUN_GAP = 0.6;
/** A gap wider than this many font sizes is a space. */
const SPACE_GAP = 0.18;

/** The text of the pages: paragraphs joined again where a line runs to the right edge, page numbers dropped. */
export function layoutText(pages: readonly PdfPage[]): string {
  const texts: LaidLine[] = [];
  for (const page of pages) {
    const lines = dropPageNumber(toLines(page.pieces), page.height);
    texts.push(...withoutColumns(lines));
  }
  return joinParagraphs(texts);
}

function toLines(pieces: readonly PdfPiece[]): Line[] {
  const sorted = pieces.filter(({ text }) => text.trim() !== '').sort((a, b) => b.y - a.y || a.x - b.x);
  const groups: PdfPiece[][] = [];
  let size = 0;
  let y = Number.POSITIVE_INFINITY;
  for (const piece of sorted) {
    const group = groups.at(-1);
    if (group && y - piece.y <= Math.max(size, piece.size) * 0.45) group.push(piece);
    else {
      groups.push([piece]);
      y = piece.y;
      size = piece.size;
    }
  }
  return groups.map((group) => {
    const biggest = Math.max(...group.map((piece) => piece.size));
    return {
      y: group[0]?.y ?? 0,
      size: biggest,
      segments: toSegments(
        group.sort((a, b) => a.x - b.x),
        biggest,
      ),
    };
  });
}

function toSegments(pieces: readonly PdfPiece[], size: number): Segment[] {
  const gaps = pieces.slice(1).map((piece, i) => piece.x - (pieces[i]?.x ?? 0) - (pieces[i]?.width ?? 0));
  // In a justified line all gaps between words are equally wide; the narrow ones tell what a space is there.
  const space = percentile(
    gaps.filter((gap) => gap > size * SPACE_GAP),
    0.2,
  );
  const columnGap = Math.max(size * COLUMN_GAP, Math.min(space * 1.8, size * 4));
  const segments: Segment[] = [];
  pieces.forEach((piece, i) => {
    const last = segments.at(-1);
    const gap = last ? piece.x - last.to : 0;
    const sameRun = pieces[i - 1]?.run === piece.run;
    if (!last || gap > columnGap || (!sameRun && gap > size * RUN_GAP)) {
      segments.push({ from: piece.x, to: piece.x + piece.width, text: piece.text });
      return;
    }
    const spaced = last.text.endsWith(' ') || piece.text.startsWith(' ');
    last.text += gap > size * SPACE_GAP && !spaced ? ` ${piece.text}` : piece.text;
    last.to = Math.max(last.to, piece.x + piece.width);
  });
  return segments.map((segment) => ({ ...segment, text: segment.text.replace(/\s+/g, ' ').trim() }));
}

const PAGE_NUMBER = /^(?:[-–\s]*\d{1,3}[-–\s]*|(?:Trang|trang)\s+\d{1,3}(?:\s*\/\s*\d{1,3})?)$/;

function dropPageNumber(lines: Line[], height: number): Line[] {
  return lines.filter((line, i) => {
    const atEdge = (i === 0 && line.y > height * 0.88) || (i === lines.length - 1 && line.y < height * 0.12);
    return !(atEdge && line.segments.length === 1 && PAGE_NUMBER.test(line.segments[0]?.text ?? ''));
  });
}

interface LaidLine {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly size: number;
  /** Distance to the line above in font sizes; a large one is an empty line. */
  readonly gapAbove: number;
  /** Part of running text; table rows and columns are never joined. */
  readonly running: boolean;
}

/** What stands in the two-column blocks of an official document: its head and its foot. */
const COLUMN_WORDS = /CỘNG H[ÒO][AÀ]|Độc lập|Nơi nhận|^Số\s*:/u;

/** Puts the left column of a head or foot before its right one; other rows in columns become table rows. */
function withoutColumns(lines: readonly Line[]): LaidLine[] {
  const from = Math.min(...lines.flatMap(({ segments }) => segments.map((segment) => segment.from)));
  const to = Math.max(...lines.flatMap(({ segments }) => segments.map((segment) => segment.to)));
  const laid: LaidLine[] = [];
  for (let i = 0; i < lines.length; ) {
    const block = columnBlock(lines.slice(i, i + MOST_BLOCK_LINES), from + (to - from) * RIGHT_SIDE);
    if (block) {
      const gap = gapAbove(lines, i);
      laid.push(...[...block.left, ...block.right].map((line, k) => (k === 0 ? { ...line, gapAbove: gap } : line)));
      i += block.lines;
      continue;
    }
    const line = lines[i];
    if (line) laid.push(layLine(line, gapAbove(lines, i)));
    i += 1;
  }
  return laid;
}

const MOST_BLOCK_LINES = 30;
/** A line alone that begins this far across the text is in the right column. */
const RIGHT_SIDE = 0.36;

function gapAbove(lines: readonly Line[], i: number): number {
  const [above, line] = [lines[i - 1], lines[i]];
  return above && line ? (above.y - line.y) / line.size : 0;
}

function layLine(line: Line, gap: number): LaidLine {
  const first = line.segments[0];
  return {
    text: line.segments.map(({ text }) => text).join(' | '),
    from: first?.from ?? 0,
    to: line.segments.at(-1)?.to ?? 0,
    size: line.size,
    gapAbove: gap,
    running: line.segments.length === 1,
  };
}

interface ColumnBlock {
  readonly left: LaidLine[];
  readonly right: LaidLine[];
  /** How many lines of the page it takes. */
  readonly lines: number;
}

/**
 * The two columns of a head or foot whose first line is the first given one. No piece may cross from
 * one column into the other, and the words of a head or foot must be there: a table row looks alike.
 */
function columnBlock(lines: readonly Line[], rightSide: number): ColumnBlock | undefined {
  const sided: { side: 'left' | 'right'; line: LaidLine; at: number }[] = [];
  let leftEdge = Number.NEGATIVE_INFINITY;
  let rightEdge = Number.POSITIVE_INFINITY;
  let end = 0;
  let known = false;
  for (const [at, { segments, size }] of lines.entries()) {
    if (segments.length > 2) break;
    const sides = segments.map((segment, k) =>
      k === 1 || (segments.length === 1 && segment.from >= rightSide) ? 'right' : 'left',
    );
    const left = Math.max(leftEdge, ...segments.filter((_, k) => sides[k] === 'left').map(({ to }) => to));
    const right = Math.min(rightEdge, ...segments.filter((_, k) => sides[k] === 'right').map(({ from }) => from));
    if (left > right) break;
    leftEdge = left;
    rightEdge = right;
    known ||= segments.some(({ text }) => COLUMN_WORDS.test(text));
    segments.forEach((segment, k) => {
      sided.push({ side: sides[k] ?? 'left', line: { ...segment, size, gapAbove: 1, running: false }, at });
    });
    if (sides.includes('right')) end = at + 1;
  }
  // It ends with its last line on the right; what follows on the left alone is in order already.
  const column = (side: 'left' | 'right'): LaidLine[] =>
    sided.filter((one) => one.side === side && one.at < end).map(({ line }) => line);
  const block = { left: column('left'), right: column('right'), lines: end };
  return known && block.left.length > 0 && block.right.length > 0 ? block : undefined;
}

const STARTS_ITEM =
  /^(?:\d{1,2}(?:\.\d{1,2})*[.)/-]|[a-zđ][).]|[-+–•*]\s|[IVXL]+[.-]|Điều\s+\d|Phần\s|Chương\s|Mục\s)/u;

/** A line shorter than this many font sizes does not fill any page. */
const SHORTEST_FULL_LINE = 20;

function joinParagraphs(lines: readonly LaidLine[]): string {
  const running = lines.filter((line) => line.running);
  const right = percentile(
    running.map(({ to }) => to),
    0.9,
  );
  const left = percentile(
    running.map(({ from }) => from),
    0.1,
  );
  const out: string[] = [];
  lines.forEach((line, i) => {
    const above = lines[i - 1];
    const joined =
      above?.running &&
      line.running &&
      above.to > right - above.size * 2.5 &&
      above.to - above.from > above.size * SHORTEST_FULL_LINE &&
      line.from < left + line.size * 1.2 &&
      line.gapAbove < 2.2 &&
      !above.text.endsWith('./.') &&
      !STARTS_ITEM.test(line.text);
    if (joined) out[out.length - 1] += ` ${line.text}`;
    else {
      if (out.length > 0 && line.gapAbove > 2.2) out.push('');
      out.push(line.text);
    }
  });
  return out.join('\n');
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}
