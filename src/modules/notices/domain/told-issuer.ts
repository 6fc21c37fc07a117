import { isAllCaps } from './letters.ts';
import { type Line } from './lines.ts';
import { PROVINCE_NAMES } from './provinces.ts';
import { type MappedText, sourceSpan } from './source-text.ts';
import type { Field } from './types.ts';

/** Who issued a paper whose head was not copied along, and the province it belongs to (folded). */
export interface ToldIssuer {
  readonly issuer: Field<string> | null;
  readonly province: string | undefined;
}

const LEVEL = 'tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu';
const COMMITTEE = `(?:UBND|Ủy ban nhân dân) (?:${LEVEL})`;
/** "UBND tỉnh thông báo để các cơ quan … biết", "Văn phòng UBND tỉnh thông báo …". */
const FORMULA = new RegExp(
  `(?:^|[\\s,.])((?:Văn phòng )?${COMMITTEE})((?: \\p{Lu}[\\p{L}']*){0,5}),? (?:xin )?(?:trân trọng )?(?:thông báo|thông tin) (?:để|đến|cho|tới|nội dung|kết luận|ý kiến)`,
  'iu',
);
const OFFICE_ALONE = /(?:^|[\s,.])(Văn phòng),? (?:xin )?thông báo (?:để|đến|cho|tới|nội dung|kết luận|ý kiến)/u;
const SIGNED = /^(?:T\/?M\.? ?|T\/?L\.? ?|K\/?T\.? ?|TUQ\.? ?)/u;
const SIGNED_COMMITTEE = new RegExp(
  `^T\\/?M\\.? ?(?:UBND|ỦY BAN NHÂN DÂN)(?: (${LEVEL.toUpperCase()})((?: \\p{Lu}+){0,5}))?$`,
  'u',
);
const CHAIR = new RegExp(`(?:${COMMITTEE})`, 'iu');
/** The formula and the signature stand near the end. */
const MOST_LAST_LINES = 45;
/** So much of the text tells what level the committee is of. */
const MOST_SEARCHED = 20_000;

/**
 * The issuer of a paper without a head block: from its closing formula, else from its signature with less confidence.
 * The province is added when the text names one province and no other.
 *
 * @param bodyFrom first line after what was read as the head
 */
export function toldIssuer(mapped: MappedText, lines: readonly Line[], bodyFrom: number): ToldIssuer {
  const nothing = { issuer: null, province: undefined };
  const last = lines.slice(Math.max(bodyFrom, lines.length - MOST_LAST_LINES));
  const province = onlyProvince(mapped.text.slice(0, MOST_SEARCHED));
  const found = fromFormula(mapped, last) ?? fromSignature(mapped, last);
  if (!found) return nothing;
  const whole =
    /UBND (?:tỉnh|thành phố)$/.test(found.name) &&
    province !== undefined &&
    province.level === (found.name.endsWith('tỉnh') ? 'tỉnh' : 'thành phố');
  return {
    issuer: {
      value: whole ? `${found.name} ${province.name}` : found.name,
      span: sourceSpan(mapped, found.from, found.to),
      confidence: found.confidence,
    },
    province: whole || / (?:tỉnh|thành phố) \p{Lu}/u.test(found.name) ? province?.folded : undefined,
  };
}

interface Found {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly confidence: number;
}

/** The last sentence: "UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./." */
function fromFormula(mapped: MappedText, lines: readonly Line[]): Found | undefined {
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    const line = lines[i];
    if (line === undefined || isAllCaps(line.text)) continue;
    const text = line.text.slice(-400);
    const shift = line.text.length - text.length;
    const match = FORMULA.exec(text);
    if (match?.[1]) {
      const from = line.from + shift + match.index + match[0].indexOf(match[1]);
      const place = match[2] ?? '';
      return {
        name: named(match[1]) + place,
        from,
        to: from + match[1].length + place.length,
        confidence: 0.75,
      };
    }
    const office = OFFICE_ALONE.exec(text);
    const committee = office ? CHAIR.exec(mapped.text.slice(0, MOST_SEARCHED)) : null;
    if (office?.[1] && committee) {
      const from = line.from + shift + office.index + office[0].indexOf(office[1]);
      return { name: `Văn phòng ${named(committee[0])}`, from, to: from + office[1].length, confidence: 0.65 };
    }
  }
  return undefined;
}

/** "TM. ỦY BAN NHÂN DÂN", "TL. CHỦ TỊCH": whose committee it is, the text has to tell. */
function fromSignature(mapped: MappedText, lines: readonly Line[]): Found | undefined {
  for (const line of lines) {
    for (const cell of line.text.split(/\t|\s{3,}/)) {
      const text = cell.trim();
      if (!SIGNED.test(text) || !isAllCaps(text)) continue;
      const from = line.from + line.text.indexOf(text);
      const place = { from, to: from + text.length };
      const committee = SIGNED_COMMITTEE.exec(text);
      if (committee?.[1]) {
        const name = (committee[2] ?? '')
          .toLowerCase()
          .replace(/(^| )(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());
        return { name: `UBND ${committee[1].toLowerCase()}${name}`, ...place, confidence: 0.7 };
      }
      if (!text.endsWith('CHỦ TỊCH')) continue;
      const chair = CHAIR.exec(mapped.text.slice(0, MOST_SEARCHED));
      if (chair) return { name: named(chair[0]), ...place, confidence: 0.5 };
    }
  }
  return undefined;
}

/** "Ủy ban nhân dân tỉnh", however it is spelt, in the short form. */
function named(words: string): string {
  return words
    .replace(/ủy ban nhân dân|ubnd/iu, 'UBND')
    .replace(new RegExp(`(?:${LEVEL})$`, 'iu'), (level) => level.toLowerCase())
    .replace(/^văn phòng/iu, 'Văn phòng');
}

interface Province {
  readonly level: 'tỉnh' | 'thành phố';
  readonly name: string;
  readonly folded: string;
}

/** The one province the text calls by "tỉnh X" or "thành phố X"; undefined for none or several. */
function onlyProvince(text: string): Province | undefined {
  const found = new Map<string, Province>();
  for (const match of text.matchAll(/(?<!\p{L})(tỉnh|thành phố) (\p{Lu}[\p{L} -]{1,24})/giu)) {
    const name = PROVINCE_NAMES.find(([, full]) => match[2]?.toLowerCase().startsWith(full.toLowerCase()));
    if (!name) continue;
    const level = match[1]?.toLowerCase() === 'tỉnh' ? 'tỉnh' : 'thành phố';
    found.set(name[0], { level, name: name[1], folded: name[0] });
    if (found.size > 1) return undefined;
  }
  return [...found.values()][0];
}
