import { type BodyContext, foldedWord, GROUP_COMMUNES, GROUP_DISTRICTS, lowerWord, titleCase } from './body-text.ts';
import { NAME_HEADS } from './body-vocabulary.ts';
import { NAME_STOPS, ORDER_VERBS } from './vocabulary.ts';

/** A level of government with the place or places after it. */
export interface PlaceMatch {
  readonly tokenTo: number;
  /** "tỉnh", "huyện Cam Lâm", "cấp huyện". */
  readonly places: readonly string[];
  readonly group: 'districts' | 'communes' | 'both' | 'provinces' | undefined;
  /** Level words for the names that may follow. */
  readonly carriedLevel: string | undefined;
}

const LEVELS: readonly (readonly [readonly string[], string])[] = [
  [['thanh', 'pho'], 'thành phố'],
  [['thi', 'xa'], 'thị xã'],
  [['thi', 'tran'], 'thị trấn'],
  [['dac', 'khu'], 'đặc khu'],
  [['tinh'], 'tỉnh'],
  [['huyen'], 'huyện'],
  [['quan'], 'quận'],
  [['xa'], 'xã'],
  [['phuong'], 'phường'],
  [['tp'], 'thành phố'],
  [['tx'], 'thị xã'],
  [['tt'], 'thị trấn'],
  [['h'], 'huyện'],
  [['q'], 'quận'],
  [['p'], 'phường'],
];
const TRUE_SPELLING = new Set([
  'thành phố',
  'thị xã',
  'thị trấn',
  'đặc khu',
  'tỉnh',
  'huyện',
  'quận',
  'xã',
  'phường',
  'tp',
  'tx',
  'tt',
  'h',
  'q',
  'p',
]);
const DISTRICT_LEVELS = new Set(['huyện', 'quận', 'thị xã', 'thành phố']);
const COMMUNE_LEVELS = new Set(['xã', 'phường', 'thị trấn', 'đặc khu']);

function tokenAfter(context: BodyContext, index: number): number {
  return lowerWord(context, index) === '.' ? index + 1 : index;
}

function isShouted(context: BodyContext, index: number): boolean {
  const token = context.tokens[index];
  if (token?.kind !== 'word' || token.to - token.from < 2) return false;
  const word = context.text.slice(token.from, token.to);
  return word === word.toUpperCase();
}

/** A level word at token `index`: its name and the token after it. */
export function levelAt(context: BodyContext, index: number): { level: string; tokenTo: number } | undefined {
  for (const [words, level] of LEVELS) {
    if (!words.every((word, k) => foldedWord(context, index + k) === word)) continue;
    const written = words.map((_, k) => lowerWord(context, index + k)).join(' ');
    if (!TRUE_SPELLING.has(written)) continue;
    const short = words.length === 1 && (words[0]?.length ?? 0) <= 2 && words[0] !== 'xa';
    if (short && context.tokens[index]?.capital !== true) continue;
    // "TT HĐND" is Thường trực; a place after the abbreviation is not shouted
    if (short && isShouted(context, tokenAfter(context, index + words.length))) continue;
    let tokenTo = index + words.length;
    if (short && lowerWord(context, tokenTo) === '.') tokenTo += 1;
    return { level, tokenTo };
  }
  return undefined;
}

/** A place name at token `index`: capitalised words, "1", "Phan Rang - Tháp Chàm", "Ea H'leo". */
export function placeNameAt(context: BodyContext, index: number): { name: string; tokenTo: number } | undefined {
  const { tokens, text } = context;
  const first = tokens[index];
  if (first === undefined) return undefined;
  if (first.kind === 'number') {
    return first.to - first.from <= 2 ? { name: text.slice(first.from, first.to), tokenTo: index + 1 } : undefined;
  }
  if (!first.capital) return undefined;
  let to = index;
  let words = 0;
  while (words < 5) {
    const token = tokens[to];
    if (token?.kind !== 'word' || !token.capital) break;
    if (words > 0 && startsBody(context, to)) break;
    words += 1;
    to += 1;
    const next = tokens[to];
    const after = tokens[to + 1];
    const glued =
      next !== undefined &&
      (next.lower === "'" || next.lower === '’') &&
      after?.kind === 'word' &&
      after.from === next.to;
    const hyphen = next?.lower === '-' && after?.capital === true && !startsBody(context, to + 1) && words <= 3;
    if (glued || hyphen) {
      to += 1;
      if (glued) {
        to += 1;
        words += 1;
      }
    }
  }
  const last = tokens[to - 1];
  if (last === undefined || to === index) return undefined;
  return { name: titleCase(text.slice(first.from, last.to)), tokenTo: to };
}

function startsBody(context: BodyContext, index: number): boolean {
  const token = context.tokens[index];
  if (token === undefined) return false;
  const folded = foldedWord(context, index);
  if (folded === 'ubnd' || folded === 'hdnd' || folded === 'giam' || folded === 'chu')
    return (
      folded === 'ubnd' ||
      folded === 'hdnd' ||
      lowerWord(context, index + 1) === 'đốc' ||
      lowerWord(context, index + 1) === 'tịch'
    );
  if (folded === 'so' || folded === 'cong' || folded === 'ban' || folded === 'hoi') {
    NAME_HEADS.lastIndex = token.from;
    return folded === 'so' || (folded === 'cong' && foldedWord(context, index + 1) === 'an');
  }
  return false;
}

function isPart(context: BodyContext, index: number): boolean {
  const word = lowerWord(context, index);
  return word === ',' || word === '/' || word === '-' || word === 'và' || word === '&';
}

/**
 * "tỉnh", "huyện Cam Lâm", "các huyện, thị xã, thành phố", "các huyện: A, B và thành phố C",
 * "cấp huyện", "huyện, thị xã, thành phố" after a name such as UBND or Công an.
 */
export function placesAt(context: BodyContext, index: number): PlaceMatch | undefined {
  let i = index;
  const word = lowerWord(context, i);
  if (word === 'cấp' || word === 'các') {
    if (word === 'cấp' || lowerWord(context, i + 1) === 'cấp') return byRank(context, word === 'cấp' ? i : i + 1);
    i += 1;
  }
  const plural = word === 'các';
  const first = levelAt(context, i);
  if (!first) return undefined;
  const group = wholeGroup(context, i, plural);
  if (group) return group;
  i = first.tokenTo;
  if (first.level === 'tỉnh' && !plural) return ofProvince(context, i);
  const listed = lowerWord(context, i) === ':';
  if (listed) i += 1;
  const verb = listed && (NAME_STOPS.at(context.tokens, i) > 0 || ORDER_VERBS.at(context.tokens, i) > 0);
  const name = verb ? undefined : placeNameAt(context, i);
  if (!name) {
    if (first.level === 'thành phố')
      return { tokenTo: first.tokenTo, places: ['thành phố'], group: undefined, carriedLevel: undefined };
    if (first.level === 'tỉnh') return undefined;
    return { tokenTo: first.tokenTo, places: [first.level], group: undefined, carriedLevel: undefined };
  }
  return {
    tokenTo: name.tokenTo,
    places: [`${first.level} ${name.name}`],
    group: undefined,
    carriedLevel: first.level,
  };
}

function ofProvince(context: BodyContext, index: number): PlaceMatch {
  const name = placeNameAt(context, index);
  if (!name || name.name.length < 3)
    return { tokenTo: index, places: ['tỉnh'], group: undefined, carriedLevel: undefined };
  return { tokenTo: name.tokenTo, places: [`tỉnh ${name.name}`], group: undefined, carriedLevel: undefined };
}

/** Whether a place "tỉnh X" is the issuer's own province, or nothing is known against it. */
export function isOwnProvince(context: BodyContext, place: string): boolean {
  return (
    place.startsWith('tỉnh ') && (context.ownProvince === undefined || fold(place.slice(5)) === context.ownProvince)
  );
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}

function byRank(context: BodyContext, index: number): PlaceMatch | undefined {
  const rank = lowerWord(context, index + 1);
  const to = index + 2;
  if (rank === 'huyện' && lowerWord(context, to) === ',' && lowerWord(context, to + 1) === 'xã')
    return { tokenTo: to + 2, places: [], group: 'both', carriedLevel: undefined };
  if (
    rank === 'huyện' &&
    lowerWord(context, to) === 'và' &&
    (lowerWord(context, to + 1) === 'xã' || lowerWord(context, to + 2) === 'xã')
  ) {
    return {
      tokenTo: to + (lowerWord(context, to + 1) === 'xã' ? 2 : 3),
      places: [],
      group: 'both',
      carriedLevel: undefined,
    };
  }
  if (rank === 'huyện') return { tokenTo: to, places: [], group: 'districts', carriedLevel: undefined };
  if (rank === 'xã') return { tokenTo: to, places: [], group: 'communes', carriedLevel: undefined };
  if (rank === 'tỉnh') return { tokenTo: to, places: ['tỉnh'], group: undefined, carriedLevel: undefined };
  if (lowerWord(context, index) === 'cấp' && lowerWord(context, index - 1) === 'các')
    return { tokenTo: index + 1, places: [], group: 'both', carriedLevel: undefined };
  return undefined;
}

/** "huyện, thị xã, thành phố", "các xã, phường, đặc khu", "quận-huyện": levels with no place named. */
function wholeGroup(context: BodyContext, index: number, plural: boolean): PlaceMatch | undefined {
  const seen = new Set<string>();
  let i = index;
  let end = index;
  for (let count = 0; count < 6; count += 1) {
    if (count > 0 && lowerWord(context, i) === 'các') i += 1;
    const level = levelAt(context, i);
    // "các huyện ủy" are committees of the Party
    if (!level || lowerWord(context, level.tokenTo) === 'ủy') break;
    const next = context.tokens[level.tokenTo];
    // "huyện Cam Lâm", but not "các huyện Ủy ban …" nor a sentence ending here.
    const city = level.level === 'thành phố' || level.level === 'thị xã';
    if (seen.size > 0 && plural && city && next?.capital === true) {
      // "các huyện, thị xã, thành phố Huế": the only city of the province, and with it all districts
      end = placeNameAt(context, level.tokenTo)?.tokenTo ?? level.tokenTo;
      seen.add(level.level);
      break;
    }
    if (
      next?.kind === 'number' ||
      (next?.capital === true && next.lower !== 'trung' && !isAfterGroup(context, level.tokenTo))
    )
      break;
    if (seen.size === 0 && next?.lower === ':' && context.tokens[level.tokenTo + 1]?.capital === true) break;
    seen.add(level.level);
    end = level.tokenTo;
    i = end;
    if (lowerWord(context, i) === ',' && lowerWord(context, i + 1) === 'và') i += 2;
    else if (isPart(context, i)) i += 1;
    else break;
  }
  if (seen.size === 0 || (!plural && seen.size < 2)) return undefined;
  const end2 = qualifiers(context, end);
  if (seen.has('tỉnh')) return { tokenTo: end2, places: [], group: 'provinces', carriedLevel: undefined };
  const districts = [...seen].some((level) => DISTRICT_LEVELS.has(level));
  const communes = [...seen].some((level) => COMMUNE_LEVELS.has(level));
  return {
    tokenTo: end2,
    places: [],
    group: districts && communes ? 'both' : districts ? 'districts' : 'communes',
    carriedLevel: undefined,
  };
}

function isAfterGroup(context: BodyContext, index: number): boolean {
  const word = foldedWord(context, index);
  return word === 'chiu' || word === 'can';
}

const QUALIFIER =
  /(?:,? ?(?:truc thuoc trung uong|truc thuoc tw|thuoc tinh|thuoc thanh pho|trong tinh|cua tinh|tren dia ban(?: toan)?(?: tinh| thanh pho)?|co lien quan|lien quan|trong toan tinh|ven bien|mien nui|trong ca nuoc|cac cap)(?![a-z0-9]))/y;

/** Token after words such as "trên địa bàn tỉnh", "liên quan" that only narrow a group. */
export function qualifiers(context: BodyContext, index: number): number {
  let i = index;
  for (let count = 0; count < 3; count += 1) {
    const before = context.tokens[i - 1];
    if (before === undefined) return i;
    const gap = context.text.charAt(before.to) === ' ' ? before.to + 1 : before.to;
    QUALIFIER.lastIndex = gap;
    if (!QUALIFIER.test(context.folded)) return i;
    const end = QUALIFIER.lastIndex;
    while (i < context.tokens.length && (context.tokens[i]?.from ?? 0) < end) i += 1;
    // the province's own name after "trên địa bàn tỉnh"
    if (foldedWord(context, i - 1) === 'tinh' && context.tokens[i]?.capital) i = placeNameAt(context, i)?.tokenTo ?? i;
  }
  return i;
}

/** The group words for a rank, minding that districts ended on 2025-07-01. */
export function placeGroupNames(context: BodyContext, group: 'districts' | 'communes' | 'both'): string[] {
  if (group === 'districts') return [GROUP_DISTRICTS];
  if (group === 'communes') return [GROUP_COMMUNES];
  return context.withoutDistricts ? [GROUP_COMMUNES] : [GROUP_DISTRICTS, GROUP_COMMUNES];
}
