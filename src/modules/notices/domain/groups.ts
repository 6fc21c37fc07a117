import {
  type BodyContext,
  GROUP_COMMUNES,
  GROUP_DEPARTMENTS,
  GROUP_DISTRICT_OFFICES,
  GROUP_PROVINCES,
  GROUP_DISTRICTS,
  lowerWord,
  type Mention,
  mention,
} from './body-text.ts';
import { levelAt } from './places.ts';

/** Common nouns that together name a group: "các sở, ban, ngành", "các cơ quan, đơn vị, địa phương". */
const NOUNS: readonly (readonly [string, string])[] = [
  ['đoàn thể', 'union'],
  ['địa phương', 'locality'],
  ['đơn vị', 'unit'],
  ['cơ quan', 'agency'],
  ['tổ chức', 'organisation'],
  ['tổ chức chính trị - xã hội', 'union'],
  ['doanh nghiệp', 'company'],
  ['chủ đầu tư', 'investor'],
  ['trường', 'school'],
  ['trường học', 'school'],
  ['nhà thầu', 'company'],
  ['hội đoàn thể', 'union'],
  ['mặt trận', 'union'],
  ['phòng ban', 'office'],
  ['sở ngành', 'department'],
  ['sở ban ngành', 'department'],
  ['ban ngành', 'branch'],
  ['cấp', 'rank'],
  ['sở', 'department'],
  ['ban', 'board'],
  ['ngành', 'branch'],
  ['hội', 'union'],
  ['bộ', 'ministry'],
  ['phòng', 'office'],
];

function nounAt(context: BodyContext, index: number): { kind: string; tokenTo: number } | undefined {
  let best: { kind: string; tokenTo: number } | undefined;
  for (const [phrase, kind] of NOUNS) {
    const words = phrase.split(' ');
    if (!words.every((word, k) => lowerWord(context, index + k) === word)) continue;
    if (best === undefined || index + words.length > best.tokenTo) best = { kind, tokenTo: index + words.length };
  }
  return best;
}

/** What narrows a group, or points back. */
const TAILS: readonly (readonly [
  string,
  'related' | 'province' | 'district' | 'commune' | 'none' | 'above' | 'sub',
])[] = [
  ['có liên quan', 'related'],
  ['liên quan', 'related'],
  ['cấp tỉnh', 'province'],
  ['thuộc tỉnh', 'province'],
  ['của tỉnh', 'province'],
  ['trong tỉnh', 'none'],
  ['trên địa bàn tỉnh', 'none'],
  ['trên địa bàn thành phố', 'none'],
  ['trên địa bàn', 'none'],
  ['chuyên môn', 'province'],
  ['tham mưu , giúp việc', 'none'],
  ['thuộc ubnd tỉnh', 'province'],
  ['thuộc ủy ban nhân dân tỉnh', 'province'],
  ['trực thuộc ubnd tỉnh', 'province'],
  ['trực thuộc ủy ban nhân dân tỉnh', 'province'],
  ['thuộc ubnd thành phố', 'province'],
  ['thuộc ủy ban nhân dân thành phố', 'province'],
  ['thuộc ubnd huyện', 'district'],
  ['thuộc ủy ban nhân dân huyện', 'district'],
  ['thuộc ubnd cấp huyện', 'district'],
  ['cấp huyện', 'district'],
  ['của huyện', 'district'],
  ['cấp xã', 'commune'],
  ['trực thuộc', 'sub'],
  ['thuộc sở', 'sub'],
  ['sự nghiệp', 'none'],
  ['hành chính', 'none'],
  ['nhà nước', 'none'],
  ['chính trị - xã hội', 'none'],
  ['mầm non , tiểu học , thcs', 'none'],
  ['mầm non', 'none'],
  ['tiểu học', 'none'],
  ['trung học cơ sở', 'none'],
  ['trung học phổ thông', 'none'],
  ['thcs', 'none'],
  ['thpt', 'none'],
  ['nêu trên', 'above'],
  ['nói trên', 'above'],
  ['trên đây', 'above'],
  ['có tên trên', 'above'],
  ['có tên nêu trên', 'above'],
  ['có tên tại', 'above'],
  ['tỉnh', 'province'],
  ['thành phố', 'province'],
  ['huyện', 'district'],
];

function tailAt(context: BodyContext, index: number): { kind: string; tokenTo: number } | undefined {
  for (const [phrase, kind] of TAILS) {
    const words = phrase.split(' ');
    if (words.every((word, k) => lowerWord(context, index + k) === word))
      return { kind, tokenTo: index + words.length };
  }
  return undefined;
}

/** Nouns that name nobody by themselves and may stand for the addressees of a letter. */
const GENERIC: ReadonlySet<string> = new Set(['agency', 'unit', 'locality', 'organisation']);
const DETERMINERS = new Set(['các', 'những', 'mọi', 'toàn thể', 'tất cả', 'từng']);

/** A group named by common nouns at token `index`; a single noun needs "các" before it or a head's title. */
export function groupAt(context: BodyContext, index: number, plural: boolean): Mention | undefined {
  let i = index;
  let determined = plural;
  if (DETERMINERS.has(lowerWord(context, i))) {
    determined = true;
    i += 1;
    if (lowerWord(context, i) === 'các') i += 1;
  }
  const kinds: string[] = [];
  let end = i;
  const tails = new Set<string>();
  for (let count = 0; count < 9; count += 1) {
    if (count > 0 && lowerWord(context, i) === 'các') i += 1;
    const noun = nounAt(context, i);
    if (!noun || notAGroup(context, noun)) break;
    kinds.push(noun.kind);
    end = noun.tokenTo;
    for (let tail = tailAt(context, end); tail !== undefined; tail = tailAt(context, end)) {
      tails.add(tail.kind);
      end = tail.tokenTo;
    }
    i = separated(context, end);
    if (i === end) break;
    // "…, ngành và địa phương" goes on; "…, ngành và UBND huyện" is a list of its own.
  }
  if (kinds.length === 0 || (!determined && kinds.length < 2)) return undefined;
  const reference = referenceAt(context, end);
  if (reference) end = reference.tokenTo;
  const related = tails.has('related');
  const above = tails.has('above') || reference !== undefined;
  const names = groupNames(context, new Set(kinds), tails);
  const vague = names.length === 0 || (related && !kinds.includes('department') && !kinds.includes('branch'));
  return mention(index, end, names, {
    related,
    refersTo: above ? (reference?.item ?? '') : undefined,
    confidence: vague
      ? 0.4
      : kinds.includes('department')
        ? 0.9
        : kinds.every((kind) => GENERIC.has(kind))
          ? 0.7
          : 0.75,
  });
}

function separated(context: BodyContext, index: number): number {
  let i = index;
  while (i - index < 3) {
    const word = lowerWord(context, i);
    if (word !== ',' && word !== 'và' && word !== '/' && word !== '-' && word !== '&') break;
    i += 1;
  }
  return i;
}

/** "Sở Y tế", "các Sở: A, B", "ban hành", "hội nghị", "bộ phận": a noun that opens something else. */
function notAGroup(context: BodyContext, noun: { kind: string; tokenTo: number }): boolean {
  const next = context.tokens[noun.tokenTo];
  if (next?.kind === 'word' && next.capital && next.lower !== 'chịu') {
    const before = context.tokens[noun.tokenTo - 1];
    if (noun.kind === 'department' || noun.kind === 'ministry' || noun.kind === 'office' || noun.kind === 'board')
      return true;
    return before?.capital === true && noun.kind !== 'agency' && noun.kind !== 'unit';
  }
  if (next?.lower === ':' && (noun.kind === 'department' || noun.kind === 'ministry')) return true;
  if (noun.kind === 'board') return next?.lower === 'hành' || next?.lower === 'chỉ' || next?.lower === 'quản';
  if (noun.kind === 'ministry')
    return (
      next?.lower === 'phận' ||
      next?.lower === 'máy' ||
      next?.lower === 'tiêu' ||
      next?.lower === 'chỉ' ||
      next?.lower === 'thủ'
    );
  if (noun.kind === 'office') return next?.lower === 'chống' || next?.lower === 'ngừa' || next?.lower === 'cháy';
  if (noun.kind === 'union')
    return next?.lower === 'nghị' || next?.lower === 'đồng' || next?.lower === 'thảo' || next?.lower === 'viên';
  if (noun.kind === 'school') return next?.lower === 'hợp';
  if (noun.kind === 'rank')
    return next?.lower === 'ủy' || levelAt(context, noun.tokenTo) !== undefined || next?.lower === 'có';
  return false;
}

function groupNames(context: BodyContext, kinds: ReadonlySet<string>, tails: ReadonlySet<string>): string[] {
  const localities = context.central ? GROUP_PROVINCES : context.withoutDistricts ? GROUP_COMMUNES : GROUP_DISTRICTS;
  const names: string[] = [];
  const has = (...wanted: string[]) => wanted.some((kind) => kinds.has(kind));
  if (tails.has('sub') && !has('department', 'locality')) return [];
  if (has('ministry')) names.push('các bộ, ngành');
  else if (context.central && (has('branch') || (has('agency') && !tails.has('related')))) names.push('các bộ, ngành');
  else if (context.central && tails.has('related')) return has('locality') ? [localities] : [];
  else if (has('department')) names.push(GROUP_DEPARTMENTS);
  else if (has('office')) names.push(GROUP_DISTRICT_OFFICES);
  else if (tails.has('district') && has('branch', 'agency', 'unit', 'board')) names.push(GROUP_DISTRICT_OFFICES);
  else if (tails.has('province') && has('branch', 'agency', 'unit', 'board')) names.push(GROUP_DEPARTMENTS);
  else if (has('branch') || (has('agency', 'unit') && (has('locality') || !tails.has('related'))))
    names.push(GROUP_DEPARTMENTS);
  if (has('locality')) names.push(localities);
  if (names.length === 0 && has('union')) names.push('các đoàn thể');
  if (names.length === 0 && has('investor')) names.push('các chủ đầu tư');
  if (names.length === 0 && has('school')) names.push('các trường học');
  if (names.length === 0 && has('company')) names.push('các doanh nghiệp');
  return names;
}

/** "tại mục 2", "tại điểm 1, 2 mục II", "ở khoản 3". */
function referenceAt(context: BodyContext, index: number): { item: string; tokenTo: number } | undefined {
  let i = index;
  if (
    !['tại', 'ở', 'trong'].includes(lowerWord(context, i)) &&
    !(lowerWord(context, i) === 'nêu' && lowerWord(context, i + 1) === 'tại')
  )
    return undefined;
  if (lowerWord(context, i) === 'nêu') i += 1;
  i += 1;
  if (!['mục', 'điểm', 'khoản', 'phần', 'tiểu'].includes(lowerWord(context, i))) return undefined;
  if (lowerWord(context, i) === 'phần' && lowerWord(context, i + 1) === 'kính')
    return { item: 'kính gửi', tokenTo: i + 3 };
  i += 1;
  const token = context.tokens[i];
  if (token === undefined) return undefined;
  let to = token.to;
  let tokenTo = i + 1;
  while (/^[.\d]$/.test(context.text.charAt(to)) && /\d/.test(context.text.slice(to, to + 2))) {
    to += 1;
    while (tokenTo < context.tokens.length && (context.tokens[tokenTo]?.from ?? 0) < to) tokenTo += 1;
  }
  return { item: context.text.slice(token.from, to).toLowerCase(), tokenTo };
}
