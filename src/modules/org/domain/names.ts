import { modernTonePlacement, normalizeText, searchKey } from '#kernel/vietnamese.ts';

/**
 * Words that documents shorten, written one way. Applied to lower-case text with marks; the abbreviations of
 * territories count only after "ubnd", as TT, H and P stand for other words elsewhere.
 */
const SAME_WORDS: readonly (readonly [RegExp, string])[] = [
  [/ủy ban nhân dân/g, 'ubnd'],
  [/hội đồng nhân dân/g, 'hđnd'],
  [/ủy ban mặt trận tổ quốc(?: việt nam)?/g, 'mttq'],
  [/ubmttq(?:vn)?/g, 'mttq'],
  [/(?<!\p{L})vp(?=[ .]|ubnd)/gu, 'văn phòng '],
  [/(?<!\p{L})bql(?!\p{L})/gu, 'ban quản lý'],
  [/(?<!\p{L})bhxh(?!\p{L})/gu, 'bảo hiểm xã hội'],
  [/(?<!\p{L})tp[. ]+/gu, 'thành phố '],
  [/(?<!\p{L})tx[. ]+/gu, 'thị xã '],
  [/(?<=ubnd )tt[. ]+/g, 'thị trấn '],
  [/(?<=ubnd )h\. ?/g, 'huyện '],
  [/(?<=ubnd )p\. ?/g, 'phường '],
  [/(?<=ubnd )x\. ?/g, 'xã '],
  [/(?<!\p{L})t\. ?(?=\p{L})/gu, 'tỉnh '],
];

/**
 * The form in which two spellings of one body are equal: lower case, modern tone placement, common
 * abbreviations written one way, punctuation and "và" dropped. Marks stay: "Vạn Thắng" is not "Vạn Thạnh".
 */
export function bodyKey(name: string): string {
  let key = modernTonePlacement(normalizeText(name)).toLowerCase().replace(/\s+/g, ' ').trim();
  for (const [pattern, word] of SAME_WORDS) key = key.replace(pattern, word);
  return key
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(?<= )và /g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** `bodyKey` without marks, for names typed without them or with a wrong one. */
export function unmarkedBodyKey(name: string): string {
  return searchKey(bodyKey(name));
}

/** Letters and digits of the search key only: "KH&ĐT", "khđt" and "KH-ĐT" are one. */
export function compactKey(text: string): string {
  return searchKey(text).replace(/[^a-z0-9]/g, '');
}

const HEADS =
  /^(?:lãnh đạo|thủ trưởng|giám đốc|chủ tịch|trưởng ban|cục trưởng|hiệu trưởng|tổng biên tập|người đứng đầu) (?=\p{L}+ )/u;

/** The body a head stands for: "giám đốc sở nội vụ" gives "sở nội vụ". Takes and returns a body key. */
export function withoutHead(key: string): string {
  return key.replace(/^chánh (?=văn phòng )/, '').replace(HEADS, '');
}

/**
 * A name as the province itself says it: "sở nội vụ tỉnh khánh hòa" is "sở nội vụ" there.
 * @param province its name in key form without "tỉnh": "khánh hòa"
 */
export function withoutProvince(key: string, province: string): string {
  const ending = ` ${province}`;
  const shorter = key.endsWith(ending) ? key.slice(0, -ending.length) : key;
  const words = shorter.split(' ').length;
  return shorter.endsWith(' tỉnh') && words > 2 ? shorter.slice(0, -' tỉnh'.length) : shorter;
}

const LOCAL_BODY =
  /^((?:ubnd|hđnd) (?:xã|phường|thị trấn|đặc khu|huyện|thị xã) .+?) (?:thuộc )?((?:huyện|thị xã|thành phố|tỉnh) .+)$/u;

/**
 * Splits "ubnd xã ninh sơn thị xã ninh hòa" into the body and the territory above it.
 * @returns the key alone when no territory follows
 */
export function splitTerritory(key: string): { body: string; within: string | null } {
  const match = LOCAL_BODY.exec(key);
  return match?.[1] && match[2] ? { body: match[1], within: match[2] } : { body: key, within: null };
}
