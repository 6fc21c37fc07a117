import { departmentField, ministryField } from './departments.ts';
import type { Cell } from './header-fields.ts';
import { isAllCaps } from './letters.ts';
import { provinceByFolded } from './provinces.ts';
import { foldInPlace } from './fold.ts';
import { type MappedText, sourceSpan } from './source-text.ts';
import type { Field } from './types.ts';

export interface IssuerReading {
  readonly issuer: Field<string> | null;
  readonly parent: Field<string> | null;
  /** Folded name of the province, when a provincial body stands in the header. */
  readonly province: string | undefined;
}

/** First words of a body in the header; any other line goes on with the name above it. */
const OPENS =
  /^(?:ubnd|uy ban|van phong|vp |so |bo |ban |cuc |chi cuc|tong cuc|hoi |hoi dong|hdnd|cong ty|tong cong ty|trung tam|tinh uy|thanh uy|huyen uy|dang uy|chinh phu|thu tuong|phong |cong an|thanh tra|vien |truong |benh vien|doan |to |ngan hang|kho bac|bao hiem|dai |lien doan|mat tran|chu tich|thue )/;
const LEVELS: Readonly<Record<string, string>> = {
  tinh: 'tỉnh',
  'thanh pho': 'thành phố',
  tp: 'thành phố',
  'tp.': 'thành phố',
  huyen: 'huyện',
  'thi xa': 'thị xã',
  quan: 'quận',
  xa: 'xã',
  phuong: 'phường',
  'thi tran': 'thị trấn',
  'dac khu': 'đặc khu',
};
const PLACE = /^(tinh|thanh pho|tp\.?|huyen|thi xa|quan|xa|phuong|thi tran|dac khu) ?(.*)$/;

/** The issuing body and the one above it, from the capitals in the left column before number and kind. */
export function readIssuer(mapped: MappedText, cells: readonly Cell[]): IssuerReading {
  const groups: { text: string; from: number; to: number }[] = [];
  for (const cell of cells) {
    if (
      /^so[ :.]{0,3}\d|^so ?:|^v\/v|^ngay \d|^(?:hoa toc|thuong khan|khan|mat)\b/.test(cell.folded) &&
      !isDepartment(cell.folded)
    )
      continue;
    if (!isAllCaps(cell.text) || !/[a-z]{3}|^[sb]o y te/.test(cell.folded)) continue;
    const last = groups.at(-1);
    if (OPENS.test(cell.folded) || last === undefined) {
      if (!OPENS.test(cell.folded)) continue;
      groups.push({ text: cell.text, from: cell.from, to: cell.to });
    } else {
      groups[groups.length - 1] = { text: `${last.text} ${cell.text}`, from: last.from, to: cell.to };
    }
  }
  // "UBND TỈNH X" twice or more than three levels is no header.
  const own = groups.at(-1);
  if (own === undefined) return { issuer: null, parent: null, province: undefined };
  const above = groups.at(-2);
  const committee = groups.map(({ text }) => committeeOf(text)).find((found) => found !== undefined);
  const parentName = above === undefined ? undefined : headerName(above.text, undefined, mapped.text);
  const place = committee?.place;
  const name = headerName(own.text, place, mapped.text);
  return {
    issuer: { value: name, span: sourceSpan(mapped, own.from, own.to), confidence: 0.93 },
    parent:
      above && parentName
        ? { value: parentName, span: sourceSpan(mapped, above.from, above.to), confidence: 0.93 }
        : null,
    province: committee?.provincial === true ? committee.folded : undefined,
  };
}

function isDepartment(folded: string): boolean {
  return /^so [a-z]{2}/.test(folded);
}

interface Committee {
  readonly place: string;
  readonly folded: string;
  readonly provincial: boolean;
}

/** The place of "ỦY BAN NHÂN DÂN TỈNH X". */
function committeeOf(text: string): Committee | undefined {
  const folded = foldInPlace(text).replace(/\s+/g, ' ');
  const match =
    /^(?:ubnd|uy ban nhan dan|van phong (?:ubnd|uy ban nhan dan)|so .{2,40}?|hoi dong nhan dan|hdnd) (tinh|thanh pho|tp\.?|huyen|thi xa|quan|xa|phuong|thi tran|dac khu) ?(.*)$/.exec(
      folded,
    );
  if (!match) return undefined;
  const length = (match[2] ?? '').length;
  const clean = text.replace(/\s+/g, ' ');
  const place = properPlace(clean.slice(clean.length - length));
  const level = LEVELS[match[1] ?? ''] ?? '';
  const provincial =
    level === 'tỉnh' ||
    (level === 'thành phố' &&
      ['ha noi', 'ho chi minh', 'da nang', 'hai phong', 'can tho', 'hue'].includes(match[2] ?? ''));
  return { place: `${level} ${place}`.trim(), folded: match[2] ?? '', provincial };
}

function properPlace(text: string): string {
  const folded = foldInPlace(text);
  if (text === folded.toUpperCase()) {
    // no marks at all: a province is known by name, anything else stays as it is
    const known = provinceByFolded(folded);
    if (known) return known;
  }
  return text
    .toLowerCase()
    .replace(/(^|[\s-])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());
}

/** A name in header capitals as it is written in running text. */
function headerName(text: string, place: string | undefined, whole: string): string {
  const clean = text.replace(/\s+/g, ' ').trim();
  const folded = foldInPlace(clean);
  const committee = /^(?:ubnd|uy ban nhan dan) (.+)$/.exec(folded);
  if (committee) return `UBND ${placeName(clean.slice(clean.length - (committee[1] ?? '').length))}`;
  if (/^(?:van phong|vp)$/.test(folded)) return `Văn phòng UBND ${place ?? 'tỉnh'}`;
  const office = /^(?:van phong|vp) (?:ubnd|uy ban nhan dan) ?(.*)$/.exec(folded);
  if (office)
    return `Văn phòng UBND ${office[1] ? placeName(clean.slice(clean.length - office[1].length)) : (place ?? '')}`.trim();
  if (folded.startsWith('so ')) {
    const field = departmentField(folded, 3);
    const rest = field ? clean.slice(field.end).trim() : '';
    if (field) return `Sở ${field.name} ${rest === '' ? (place ?? '') : placeName(rest)}`.trim();
  }
  if (folded.startsWith('bo ')) {
    const field = ministryField(folded, 3);
    if (field && field.end >= folded.length) return `Bộ ${field.name}`;
  }
  const party = /^(tinh|thanh|huyen|thi|dang) uy ?(.*)$/.exec(folded);
  if (party) {
    const head = clean.slice(0, (party[1]?.length ?? 0) + 3).toLowerCase();
    const rest = clean.slice(head.length).trim();
    return `${head.charAt(0).toUpperCase()}${head.slice(1)} ${properPlace(rest)}`.trim();
  }
  if (folded === 'thu tuong chinh phu') return 'Thủ tướng Chính phủ';
  if (folded === 'chinh phu') return 'Chính phủ';
  return asInText(clean, whole) ?? sentenceName(clean);
}

function placeName(text: string): string {
  const folded = foldInPlace(text);
  const match = PLACE.exec(folded);
  if (!match) return properPlace(text);
  const level = LEVELS[match[1] ?? ''] ?? '';
  const name = match[2] ?? '';
  return `${level} ${properPlace(text.slice(text.length - name.length))}`.trim();
}

/** The same words elsewhere in the document, where they are not shouted. */
function asInText(text: string, whole: string): string | undefined {
  const wanted = text.toLowerCase();
  const lower = whole.toLowerCase();
  let at = lower.indexOf(wanted);
  for (let tries = 0; at !== -1 && tries < 20; tries += 1) {
    const found = whole.slice(at, at + text.length);
    if (!isAllCaps(found)) return found.charAt(0).toUpperCase() + found.slice(1);
    at = lower.indexOf(wanted, at + 1);
  }
  return undefined;
}

function sentenceName(text: string): string {
  const lower = text.toLowerCase();
  const named = lower.replace(
    /(?:^|(?<=\s))(?:ban|quản|chỉ|khu|trung|công|hội|phòng|trường|bệnh|cục|chi|tỉnh(?= ủy)|thành(?= ủy)|huyện(?= ủy)|đảng|tổ|ngân|kho|bảo|viện|ủy|thanh|nội|dân|kinh|tài|tuyên|đài|báo)(?=\s)/gu,
    (word) => word.charAt(0).toUpperCase() + word.slice(1),
  );
  return named.charAt(0).toUpperCase() + named.slice(1);
}
