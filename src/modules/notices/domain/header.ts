import { type Cell, cellsOf, readMarks, readNumber, readPrintedDate, zoneOf } from './header-fields.ts';
import { readIssuer } from './issuer.ts';
import { isAllCaps } from './letters.ts';
import { type Line, markerOf } from './lines.ts';
import { type MappedText, sourceSpan } from './source-text.ts';
import type { DocumentReading, Field, Warning } from './types.ts';

type HeaderFields = Pick<
  DocumentReading,
  'number' | 'kind' | 'date' | 'place' | 'issuer' | 'parentBody' | 'subject' | 'urgency'
>;

export interface Header extends HeaderFields {
  /** Folded name of the issuer's province. */
  readonly province: string | undefined;
  /** Index of the first line after the header. */
  readonly bodyFrom: number;
  readonly warnings: readonly Warning[];
}

/** Kinds of administrative documents (NĐ 30/2020, Art. 7), folded, and as they are shown. */
const KINDS: readonly (readonly [string, string])[] = [
  ['nghi quyet', 'Nghị quyết'],
  ['quyet dinh', 'Quyết định'],
  ['chi thi', 'Chỉ thị'],
  ['quy che', 'Quy chế'],
  ['quy dinh', 'Quy định'],
  ['thong cao', 'Thông cáo'],
  ['thong bao ket luan', 'Thông báo'],
  ['thong bao', 'Thông báo'],
  ['huong dan', 'Hướng dẫn'],
  ['chuong trinh', 'Chương trình'],
  ['ke hoach', 'Kế hoạch'],
  ['phuong an', 'Phương án'],
  ['de an', 'Đề án'],
  ['bao cao', 'Báo cáo'],
  ['bien ban', 'Biên bản'],
  ['to trinh', 'Tờ trình'],
  ['cong dien khan', 'Công điện'],
  ['cong dien', 'Công điện'],
  ['giay moi', 'Giấy mời'],
  ['giay uy quyen', 'Giấy ủy quyền'],
  ['giay gioi thieu', 'Giấy giới thiệu'],
  ['phieu chuyen', 'Phiếu chuyển'],
  ['ket luan', 'Kết luận'],
];
const NAMES = KINDS.map(([folded]) => folded).join('|');
const KIND_ALONE = new RegExp(`^(${NAMES})(?: ?so ?:? ?.{1,40}| hoa toc| khan)?[ .:]?$`);
const KIND_AND_MORE = new RegExp(`^(${NAMES}) `);
const SYMBOLS: Readonly<Record<string, string>> = {
  TB: 'Thông báo',
  CT: 'Chỉ thị',
  KH: 'Kế hoạch',
  QĐ: 'Quyết định',
  CĐ: 'Công điện',
  NQ: 'Nghị quyết',
  BC: 'Báo cáo',
  TTr: 'Tờ trình',
  KL: 'Kết luận',
  HD: 'Hướng dẫn',
  CTr: 'Chương trình',
  GM: 'Giấy mời',
};
const BODY_OPENS =
  /^(?:can cu|thuc hien|ngay \d|sang ngay|chieu ngay|sau khi|trong |de |theo |xet |kinh gui|tai |hom nay|vua qua|hien nay|nham|qua |truoc |tiep theo|nhan duoc|(?:uy ban nhan dan|ubnd|chu tich|van phong) .{0,90}(?:nhan|ban hanh|thong bao|co y kien|yeu cau|chi thi|giao|ket luan)|dieu \d|hoi \d|du bao)/;
const LETTER_OPENS =
  /^(?:kinh gui|dien gui|gui(?= ?:)|(?:chu tich|uy ban|ubnd|truong ban|ban chi huy|thu tuong)[a-z ,&-]{0,80} dien(?= ?:?$)) ?:?/;
const ADDRESSED_KINDS = /^(?:cong dien|giay moi|phieu chuyen|bao cao|to trinh)/;

/** A header is looked for in so many lines and no further. */
const MOST_HEADER_LINES = 45;
const MOST_SUBJECT_LINES = 7;

/** Reads what stands above the body: number, kind, date, issuer, subject, urgency. */
export function readHeader(mapped: MappedText, lines: readonly Line[]): Header {
  const warnings: Warning[] = [];
  const limit = Math.min(lines.length, MOST_HEADER_LINES);
  const kindAt = findKind(lines, limit);
  const letterAt = lines.findIndex((line, i) => i < limit && LETTER_OPENS.test(line.folded));
  const zoneEnd = kindAt !== -1 ? kindAt + 1 : letterAt !== -1 ? letterAt : endOfCapitals(lines, limit);
  const zone = zoneOf(mapped, lines, zoneEnd);
  // Some copies put number and date under the kind.
  const wide = zoneOf(mapped, lines, Math.min(lines.length, zoneEnd + 3));
  const number =
    readNumber(mapped, zone) ??
    (kindAt === -1 ? undefined : readNumber(mapped, { ...wide, ...upToCitation(wide) })) ??
    null;
  const printed = readPrintedDate(mapped, zone);
  const cells = cellsOf(lines.slice(0, kindAt === -1 ? zoneEnd : kindAt));
  const issued = number !== null || printed.date !== null || printed.blank || hasStateTitle(zone.folded);
  const issuer = issued ? readIssuer(mapped, cells) : { issuer: null, parent: null, province: undefined };
  const bodyFrom = kindAt === -1 ? (letterAt === -1 ? zoneEnd : letterAt) : afterSubject(lines, kindAt, limit);
  return {
    number,
    kind: readKind(mapped, lines[kindAt], number, letterAt !== -1),
    date: printed.date,
    place: printed.place,
    issuer: issuer.issuer,
    parentBody: issuer.parent,
    subject: readSubject(mapped, lines, cells, kindAt, bodyFrom),
    urgency: readMarks(mapped, cells, warnings),
    province: issuer.province,
    bodyFrom,
    warnings,
  };
}

function hasStateTitle(folded: string): boolean {
  return /cong hoa xa ?hoi|doc lap.{0,4}tu do/.test(folded);
}

function upToCitation(zone: { text: string; folded: string }): { text: string; folded: string } {
  const cut = /(?:can cu|kem theo|thuc hien|theo )/.exec(zone.folded);
  return cut ? { text: zone.text.slice(0, cut.index), folded: zone.folded.slice(0, cut.index) } : zone;
}

function findKind(lines: readonly Line[], limit: number): number {
  for (let i = 0; i < limit; i += 1) {
    const line = lines[i];
    if (line === undefined) continue;
    if (LETTER_OPENS.test(line.folded) && !laterKind(lines, i, limit)) return -1;
    const firstWords = line.text.split(/\s+/).slice(0, 2).join(' ');
    if (!isAllCaps(firstWords)) continue;
    if (KIND_ALONE.test(line.folded)) return i;
    if (line.text.length < 100 && KIND_AND_MORE.test(line.folded)) return i;
  }
  return -1;
}

/** A telegram names its addressees above its kind in some copies. */
function laterKind(lines: readonly Line[], from: number, limit: number): boolean {
  for (let i = from; i < Math.min(limit, from + 12); i += 1) {
    const line = lines[i];
    if (line && isAllCaps(line.text) && ADDRESSED_KINDS.test(line.folded)) return true;
  }
  return false;
}

/** Without kind and addressee, the header ends with the first line of running text. */
function endOfCapitals(lines: readonly Line[], limit: number): number {
  for (let i = 0; i < limit; i += 1) {
    const line = lines[i];
    if (line === undefined) break;
    if (line.text.length > 130 || (BODY_OPENS.test(line.folded) && !isAllCaps(line.text))) return i;
    if (markerOf(line.text) && !/^[-_]{2,}/.test(line.text) && !line.folded.startsWith('v/v')) return i;
  }
  return 0;
}

function afterSubject(lines: readonly Line[], kindAt: number, limit: number): number {
  let at = kindAt + 1;
  while (at < limit && at - kindAt <= MOST_SUBJECT_LINES) {
    const line = lines[at];
    if (line === undefined) break;
    const first = at === kindAt + 1;
    if (!first && line.blankBefore) break;
    if (LETTER_OPENS.test(line.folded) || line.text.length > 260) break;
    if (
      BODY_OPENS.test(line.folded) &&
      !(first && /^(?:trien khai|thuc hien|de )/.test(line.folded)) &&
      !isAllCaps(line.text)
    )
      break;
    if (markerOf(line.text) && !line.text.startsWith('(')) break;
    at += 1;
  }
  return at;
}

function readKind(
  mapped: MappedText,
  line: Line | undefined,
  number: Field<string> | null,
  isLetter: boolean,
): Field<string> | null {
  if (line) {
    const folded = (KIND_ALONE.exec(line.folded) ?? KIND_AND_MORE.exec(line.folded))?.[1] ?? '';
    const name = KINDS.find(([known]) => known === folded)?.[1];
    if (name) return { value: name, span: sourceSpan(mapped, line.from, line.from + folded.length), confidence: 0.97 };
  }
  const symbol =
    number === null
      ? undefined
      : /[/-]([A-ZĐ][\p{L}]{0,3})(?=[-/]|$)/u.exec(number.value.replace(/\/(?:19|20)\d\d(?=\/)/, ''))?.[1];
  const bySymbol = symbol === undefined ? undefined : SYMBOLS[symbol];
  if (number && bySymbol) return { value: bySymbol, span: number.span, confidence: 0.85 };
  return number && isLetter ? { value: 'Công văn', span: number.span, confidence: 0.85 } : null;
}

function readSubject(
  mapped: MappedText,
  lines: readonly Line[],
  cells: readonly Cell[],
  kindAt: number,
  bodyFrom: number,
): Field<string> | null {
  if (kindAt !== -1) {
    const kind = lines[kindAt];
    const own = lines
      .slice(kindAt + 1, bodyFrom)
      .filter((line) => !/^(?:\(|[-_*=]{2,}|chu tich |so ?:)/.test(line.folded) || line.folded.startsWith('(ve'));
    const inline = kind && !KIND_ALONE.test(kind.folded) ? kind : undefined;
    const first = inline ?? own[0];
    const last = own.at(-1) ?? inline;
    if (!first || !last) return null;
    const from = inline ? inline.from + (KIND_AND_MORE.exec(inline.folded)?.[0].length ?? 0) : first.from;
    const words = [...(inline ? [inline.text.slice(from - inline.from)] : []), ...own.map((line) => line.text)].join(
      ' ',
    );
    return { value: words.replace(/\s+/g, ' ').trim(), span: sourceSpan(mapped, from, last.to), confidence: 0.9 };
  }
  const at = cells.findIndex((cell) => /^v ?\/ ?v\b/.test(cell.folded));
  const first = cells[at];
  if (!first) return null;
  let last = first;
  const words = [first.text];
  for (const cell of cells.slice(at + 1, at + 5)) {
    if (isAllCaps(cell.text) || /\d{4}$|ngay \d/.test(cell.folded)) break;
    words.push(cell.text);
    last = cell;
  }
  return {
    value: words.join(' ').replace(/\s+/g, ' ').trim(),
    span: sourceSpan(mapped, first.from, last.to),
    confidence: 0.88,
  };
}
