import { cellsOf, type Cell, readPrintedDate, zoneOf } from './header-fields.ts';
import { isAllCaps } from './letters.ts';
import { type Line } from './lines.ts';
import { type MappedText, sourceSpan } from './source-text.ts';
import type { DocumentReading, Field, SigningAuthority } from './types.ts';

export interface Closing extends Pick<DocumentReading, 'authority' | 'position' | 'signer'> {
  readonly recipients: readonly Field<string>[];
  /** Lines of the body proper end here; an attached plan may begin again at `restFrom`. */
  readonly bodyTo: number;
  readonly restFrom: number;
  /** A date printed beside the signature, as older papers do. */
  readonly date: DocumentReading['date'];
}

const AUTHORITY = /^(?:T\/M|TM|KT|K\/T|TL|T\/L|TUQ|Q)[. ]{1,2} ?\p{Lu}/u;
const POSITIONS =
  'CHỦ TỊCH|PHÓ CHỦ TỊCH|CHÁNH VĂN PHÒNG|PHÓ CHÁNH VĂN PHÒNG|PHÓ VĂN PHÒNG|GIÁM ĐỐC|PHÓ GIÁM ĐỐC|TỔNG GIÁM ĐỐC|PHÓ TỔNG GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|PHÓ THỦ TƯỚNG|CHỦ NHIỆM|PHÓ CHỦ NHIỆM|CỤC TRƯỞNG|PHÓ CỤC TRƯỞNG|CHI CỤC TRƯỞNG|TRƯỞNG BAN|PHÓ TRƯỞNG BAN|TRƯỞNG PHÒNG|PHÓ TRƯỞNG PHÒNG|HIỆU TRƯỞNG|BÍ THƯ|PHÓ BÍ THƯ|CHÁNH THANH TRA|PHÓ CHÁNH THANH TRA|CHỈ HUY TRƯỞNG|VỤ TRƯỞNG|ỦY VIÊN|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG CỤC TRƯỞNG|ỦY BAN NHÂN DÂN|UBND|TRƯỞNG ĐOÀN|TỔ TRƯỞNG';
const POSITION = new RegExp(`^(?:${POSITIONS})(?=$|[ ,./-])`, 'u');
/** Where the right column begins in a line that runs both columns together. */
const INTERLEAVED = new RegExp(`[ ](?=(?:(?:T\\/M|TM|KT|TL|TUQ)\\. ?(?:${POSITIONS})|(?:${POSITIONS})$))`, 'u');
const NAME =
  /^(?:(?:TS|ThS|PGS|GS|KS|BS|Bs|Ts|Ths|CKII|CKI|CK2|CK1|TTND|NGƯT|TTƯT|Đại tá|Thượng tá|Trung tá|Thiếu tướng|Trung tướng)\.? ?)*(\p{Lu}[\p{L}']*(?:[ -]{1,3}\p{Lu}[\p{L}']*){1,5})$/u;
const STARTS_AGAIN =
  /^(?:phu luc|ke hoach$|danh muc|bieu |chuong trinh$|phuong an$|quy dinh$|quy che$|noi dung phan cong|bang phan cong|phan cong nhiem vu)/;

/** Reads recipients and signature at the foot of the document. */
export function readClosing(mapped: MappedText, lines: readonly Line[], bodyFrom: number): Closing {
  const recipientsAt = findRecipients(lines, bodyFrom);
  const signatureAt = findSignature(lines, bodyFrom, recipientsAt);
  const starts = [recipientsAt, signatureAt].filter((at) => at !== -1);
  if (starts.length === 0) {
    return {
      authority: [],
      position: null,
      signer: null,
      recipients: [],
      bodyTo: lines.length,
      restFrom: lines.length,
      date: null,
    };
  }
  const bodyTo = Math.min(...starts);
  const restFrom = findRest(lines, Math.max(...starts));
  const zone = lines.slice(bodyTo, restFrom);
  const { left, right } = columns(zone, recipientsAt === -1 ? -1 : recipientsAt - bodyTo);
  const signature = readSignature(mapped, right);
  const dated = readPrintedDate(
    mapped,
    zoneOf(mapped, lines.slice(Math.max(0, bodyTo - 1), Math.min(lines.length, bodyTo + 2)), 3),
  );
  return {
    ...signature,
    recipients: readRecipients(mapped, left),
    bodyTo,
    restFrom,
    date: dated.place ? dated.date : null,
  };
}

function findRecipients(lines: readonly Line[], from: number): number {
  for (let i = from; i < lines.length; i += 1)
    if (/^noi nh[ai]n ?(?:[:.]|$|\t| {2})/.test(lines[i]?.folded ?? '')) return i;
  return -1;
}

function findSignature(lines: readonly Line[], from: number, recipientsAt: number): number {
  const around = recipientsAt === -1 ? Math.max(from, lines.length - 14) : Math.max(from, recipientsAt - 10);
  const to = recipientsAt === -1 ? lines.length : Math.min(lines.length, recipientsAt + 40);
  for (let i = around; i < to; i += 1) {
    const text = lines[i]?.text ?? '';
    if (i === 0 || !(AUTHORITY.test(text) || (POSITION.test(text) && isAllCaps(text) && text.length < 60))) continue;
    if (!text.endsWith(':') && onlyShortLines(lines, i + 1, recipientsAt > i ? recipientsAt : Math.min(to, i + 9)))
      return i;
  }
  return -1;
}

/** Nothing but a name and a remark stands between a position and the end of its block. */
function onlyShortLines(lines: readonly Line[], from: number, to: number): boolean {
  return lines.slice(from, to).every((line) => line.text.length < 70 && !/^\d|[.:]$/.test(line.text));
}

/** A plan or an appendix after the signature is body again. */
function findRest(lines: readonly Line[], from: number): number {
  for (let i = from + 1; i < lines.length; i += 1) {
    const line = lines[i];
    if (line && STARTS_AGAIN.test(line.folded) && isAllCaps(line.text.split(/\s+/).slice(0, 2).join(' '))) return i;
  }
  return lines.length;
}

/** Parts the two columns of the foot: recipients on the left, signature on the right. */
function columns(zone: readonly Line[], recipientsAt: number): { left: Cell[]; right: Cell[] } {
  const left: Cell[] = [];
  const right: Cell[] = [];
  let inRecipients = recipientsAt === 0;
  zone.forEach((line, index) => {
    if (index === recipientsAt) inRecipients = true;
    for (const cell of cellsOf([line]).flatMap(splitInterleaved)) {
      if (AUTHORITY.test(cell.text) || (POSITION.test(cell.text) && isAllCaps(cell.text))) {
        right.push(cell);
        continue;
      }
      const item = /^[-+*•]/.test(cell.text) || /^noi nh[ai]n/.test(cell.folded);
      const archive = /^(?:- ?)?luu\b/.test(cell.folded);
      if (inRecipients && (item || archive)) {
        left.push(cell);
        continue;
      }
      const last = left.at(-1);
      const name = NAME.test(cell.text) || /^\(?(?:da ky|ky ten)/.test(cell.folded);
      if (
        inRecipients &&
        last &&
        !name &&
        !/^luu|^- ?luu/.test(last.folded) &&
        !isAllCaps(cell.text) &&
        cell.from > last.from
      )
        left.push(cell);
      else right.push(cell);
    }
  });
  return { left, right };
}

/** "- Lưu: VT, TH. KT. CHỦ TỊCH" and "- Như trên; PHÓ CHỦ TỊCH" are two columns on one line. */
function splitInterleaved(cell: Cell): Cell[] {
  // "TL. CHỦ TỊCH" and "PHÓ CHỦ TỊCH" are one column, though a position stands inside them
  if (isAllCaps(cell.text) && (AUTHORITY.test(cell.text) || POSITION.test(cell.text))) return [cell];
  const at = INTERLEAVED.exec(cell.text);
  if (at && at.index > 0) return [cut(cell, 0, at.index), cut(cell, at.index + 1, cell.text.length)];
  const archived = /^[-+ ]*lưu ?:[^.]{1,60}\.[ ]+(?=\p{Lu}\p{Ll})/iu.exec(cell.text);
  if (archived && NAME.test(cell.text.slice(archived[0].length)))
    return [cut(cell, 0, archived[0].length), cut(cell, archived[0].length, cell.text.length)];
  return [cell];
}

function cut(cell: Cell, from: number, to: number): Cell {
  const text = cell.text.slice(from, to);
  const start = from + (text.length - text.trimStart().length);
  const clean = text.trim();
  return {
    text: clean,
    folded: cell.folded.slice(start, start + clean.length),
    from: cell.from + start,
    to: cell.from + start + clean.length,
  };
}

function readSignature(mapped: MappedText, cells: readonly Cell[]): Pick<Closing, 'authority' | 'position' | 'signer'> {
  const authority: Field<SigningAuthority>[] = [];
  let position: Field<string> | null = null;
  let signer: Field<string> | null = null;
  let begun = false;
  for (const cell of cells) {
    const span = sourceSpan(mapped, cell.from, cell.to);
    if (AUTHORITY.test(cell.text)) {
      const letters = cell.text.startsWith('TUQ')
        ? 'TUQ'
        : cell.text.startsWith('Q')
          ? 'Q'
          : /^T\/?M/.test(cell.text)
            ? 'TM'
            : /^T\/?L/.test(cell.text)
              ? 'TL'
              : 'KT';
      authority.push({ value: letters, span, confidence: 0.97 });
      begun = true;
    } else if (POSITION.test(cell.text) && isAllCaps(cell.text)) {
      position = { value: cell.text.replace(/\s+/g, ' '), span, confidence: 0.95 };
      begun = true;
    } else if (begun) {
      const name = NAME.exec(cell.text);
      if (name?.[1] && (!isAllCaps(cell.text) || !position || cell.text !== position.value)) {
        const from = cell.from + cell.text.length - name[1].length;
        signer = { value: properName(name[1]), span: sourceSpan(mapped, from, cell.to), confidence: 0.93 };
        break;
      }
    }
  }
  return { authority, position, signer };
}

function properName(name: string): string {
  const clean = name.replace(/\s+/g, ' ');
  if (!isAllCaps(clean)) return clean;
  return clean
    .toLowerCase()
    .replace(/(^|[\s-])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());
}

function readRecipients(mapped: MappedText, cells: readonly Cell[]): Field<string>[] {
  const items: { text: string; from: number; to: number }[] = [];
  for (const cell of cells) {
    const heading = /^noi nh[ai]n ?[:.]? ?/.exec(cell.folded);
    const mark = heading ?? /^[-+*•] ?/.exec(cell.folded);
    const text = cell.text.slice(mark?.[0].length ?? 0);
    const last = items.at(-1);
    if (heading && text === '') continue;
    if (mark || last === undefined || /[;.]$/.test(last.text))
      items.push({ text, from: cell.from + (mark?.[0].length ?? 0), to: cell.to });
    else items[items.length - 1] = { text: `${last.text} ${text}`, from: last.from, to: cell.to };
  }
  return items
    .map((item) => ({
      ...item,
      text: item.text
        .replace(/\s+/g, ' ')
        .replace(/[;.,\s]+$/, '')
        .trim(),
    }))
    .filter(({ text }) => text !== '' && !/^Lưu\b|^Lưu|^LƯU/u.test(text))
    .map(({ text, from, to }) => ({ value: text, span: sourceSpan(mapped, from, to), confidence: 0.9 }));
}
