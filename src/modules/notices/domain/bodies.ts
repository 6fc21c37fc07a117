import {
  type BodyContext,
  foldedWord,
  lowerWord,
  matchAt,
  type Mention,
  mention,
  titleCase,
  tokenFrom,
} from './body-text.ts';
import {
  ABBREVIATIONS,
  FUSED_TITLES,
  ANY_KNOWN_BODY,
  HEAD_TITLES,
  KNOWN_BODIES,
  NAME_HEADS,
} from './body-vocabulary.ts';
import { departmentField, departmentInitials, ministryField, officeField } from './departments.ts';
import { groupAt } from './groups.ts';
import { isAllCaps } from './letters.ts';
import {
  isOwnProvince,
  levelAt,
  type PlaceMatch,
  placeGroupNames,
  placeNameAt,
  placesAt,
  qualifiers,
} from './places.ts';
import { PhraseSet } from './tokens.ts';
import { NAME_STOPS, ORDER_VERBS } from './vocabulary.ts';

const UBND = /(?:ubnd|uy ban nhan dan)(?![a-z0-9])/y;

/** One body at token `index`, with the title of its head when one stands before it. */
export function bodyAt(context: BodyContext, index: number): Mention | undefined {
  let known = READ.get(context);
  if (!known) READ.set(context, (known = new Map()));
  if (known.has(index)) return known.get(index);
  const found = readBodyAt(context, index);
  known.set(index, found);
  return found;
}

/** What was read at a token of a text; the grammar comes back to the same words from several sides. */
const READ = new WeakMap<BodyContext, Map<number, Mention | undefined>>();

function readBodyAt(context: BodyContext, index: number): Mention | undefined {
  const head = skipTitles(context, index);
  const found = nakedBodyAt(context, head.index, head.named);
  if (!found) return undefined;
  if (!head.named) return found;
  return { ...found, tokenFrom: index, tokenTo: skipPersonAfter(context, found.tokenTo), headNamed: true };
}

/** Past "Đồng chí …,", "Thủ trưởng các", "Giám đốc", "Chánh" (of an office). */
function skipTitles(context: BodyContext, index: number): { index: number; named: boolean } {
  let i = index;
  let named = false;
  for (let count = 0; count < 4; count += 1) {
    const word = lowerWord(context, i);
    if (word === 'các' && lowerWord(context, i + 1) === 'đồng') i += 1;
    if (lowerWord(context, i) === 'đồng' && lowerWord(context, i + 1) === 'chí') {
      i = skipPerson(context, i + 2);
      continue;
    }
    if ((word === 'ông' || word === 'bà') && context.tokens[i + 1]?.capital) {
      i = skipPerson(context, i + 1);
      continue;
    }
    const fused = matchAt(context, FUSED_TITLES, i);
    if (fused !== -1) {
      i = tokenFrom(context, i, fused);
      named = true;
      break;
    }
    const title = matchAt(context, HEAD_TITLES, i);
    if (title === -1) break;
    i = tokenFrom(context, i, title);
    named = true;
    if (lowerWord(context, i) === ',' || lowerWord(context, i) === 'và') {
      if (matchAt(context, HEAD_TITLES, i + 1) !== -1) i += 1;
      else break;
    }
  }
  return { index: i, named };
}

/** Past "Nguyễn Văn A," or "Nguyễn Văn A -" after "đồng chí"; stays when no name stands there. */
function skipPerson(context: BodyContext, index: number): number {
  let i = index;
  while (
    i - index < 5 &&
    context.tokens[i]?.kind === 'word' &&
    context.tokens[i]?.capital &&
    matchAt(context, HEAD_TITLES, i) === -1
  )
    i += 1;
  const word = lowerWord(context, i);
  if (i > index && (word === ',' || word === '-' || word === '(')) return i + 1;
  return i;
}

/** Past the name of the head after his body: "Giám đốc Sở Y tế Nguyễn Văn A". */
function skipPersonAfter(context: BodyContext, index: number): number {
  let i = index;
  while (i - index < 5 && context.tokens[i]?.kind === 'word' && context.tokens[i]?.capital) i += 1;
  return i - index >= 2 &&
    nakedBodyAt(context, index, false) === undefined &&
    matchAt(context, HEAD_TITLES, index) === -1
    ? i
    : index;
}

function nakedBodyAt(context: BodyContext, index: number, headNamed: boolean): Mention | undefined {
  const token = context.tokens[index];
  if (token === undefined || token.kind === 'break') return undefined;
  if (token.kind === 'word' && !canOpenBody(context, index)) return undefined;
  return (
    committeeAt(context, index) ??
    departmentAt(context, index) ??
    ministryAt(context, index) ??
    officeAt(context, index) ??
    knownBodyAt(context, index) ??
    groupAt(context, index, headNamed) ??
    localityAt(context, index) ??
    namedBodyAt(context, index) ??
    initialsAt(context, index)
  );
}

/** A quick look at the first letters; most words of a text open no body. */
function canOpenBody(context: BodyContext, index: number): boolean {
  const token = context.tokens[index];
  return token !== undefined && (token.capital || OPENERS.has(token.lower));
}
const OPENERS = new Set(
  'các những mọi tất từng toàn sở ban ngành cơ đơn địa bộ phòng tổ ủy huyện quận thị thành xã phường đặc cấp hội đoàn doanh chủ nhà mặt công văn thanh tỉnh'.split(
    ' ',
  ),
);

/** UBND of a place, of a level, or of several. */
function committeeAt(context: BodyContext, index: number): Mention | undefined {
  const end = matchAt(context, UBND, index);
  if (end === -1) return undefined;
  let i = tokenFrom(context, index, end);
  if (lowerWord(context, i) === ':') i += 1;
  if (context.tokens[i]?.kind === 'number' && levelAt(context, i + 1)) {
    const counted = countedPlaces(context, i + 1);
    if (counted) return mention(index, counted.tokenTo, placeGroupNames(context, counted.group));
  }
  return (
    withPlaces(context, index, i, 'UBND', placesAt(context, i)) ??
    mention(index, tokenFrom(context, index, end), ['UBND'], { confidence: 0.4 })
  );
}

/** "20 phường", "22 xã, thị trấn": all of them. */
function countedPlaces(
  context: BodyContext,
  index: number,
): { group: 'districts' | 'communes'; tokenTo: number } | undefined {
  const level = levelAt(context, index);
  if (!level || context.tokens[level.tokenTo]?.capital) return undefined;
  const match = placesAt(context, index);
  const group = /^(?:xã|phường|thị trấn|đặc khu)$/.test(level.level) ? 'communes' : 'districts';
  return { group, tokenTo: match?.group ? match.tokenTo : level.tokenTo };
}

function withPlaces(
  context: BodyContext,
  from: number,
  at: number,
  name: string,
  match: PlaceMatch | undefined,
): Mention | undefined {
  if (!match) return undefined;
  if (match.group === 'provinces') {
    return mention(from, qualifiers(context, match.tokenTo), [`${name} các tỉnh, thành phố trực thuộc Trung ương`], {
      confidence: 0.8,
    });
  }
  if (match.group) {
    const groups = placeGroupNames(context, match.group);
    const names = name === 'UBND' ? groups : groups.map((group) => group.replace('UBND', name));
    return mention(from, qualifiers(context, match.tokenTo), names);
  }
  const places = match.places.map((place) => (name === 'UBND' && isOwnProvince(context, place) ? 'tỉnh' : place));
  return mention(
    from,
    Math.max(match.tokenTo, at),
    places.map((place) => `${name} ${place}`),
    {
      carries: match.carriedLevel === undefined ? undefined : 'place',
      carriedPrefix: match.carriedLevel === undefined ? undefined : `${name} ${match.carriedLevel}`,
    },
  );
}

/** "Sở X", "các Sở: X, Y" (the first one; the list grammar goes on). */
function departmentAt(context: BodyContext, index: number): Mention | undefined {
  let i = index;
  if (lowerWord(context, i) === 'các') i += 1;
  const token = context.tokens[i];
  if (token === undefined || foldedWord(context, i) !== 'so' || (token.lower !== 'sở' && !token.capital))
    return undefined;
  let at = i + 1;
  if (lowerWord(context, at) === ':') at += 1;
  const next = context.tokens[at];
  if (next === undefined) return undefined;
  const field = departmentField(context.folded, next.from);
  if (!field || !(next.capital || token.lower === 'sở')) return undefined;
  if (token.lower !== 'sở' && field.name.indexOf(' ') === -1) return undefined;
  const end = withProvince(context, tokenFrom(context, at, field.end));
  return mention(index, end, [`Sở ${field.name}`], { carries: 'department' });
}

function ministryAt(context: BodyContext, index: number): Mention | undefined {
  let i = index;
  if (lowerWord(context, i) === 'các') i += 1;
  if (lowerWord(context, i) !== 'bộ') return undefined;
  let at = i + 1;
  if (lowerWord(context, at) === ':') at += 1;
  const next = context.tokens[at];
  if (next === undefined || !next.capital) return undefined;
  const field = ministryField(context.folded, next.from);
  if (!field) return undefined;
  return mention(index, tokenFrom(context, at, field.end), [`Bộ ${field.name}`], {
    carries: 'ministry',
    outside: true,
  });
}

/** "Phòng Nội vụ", "Phòng NN&PTNT huyện Diên Khánh". */
function officeAt(context: BodyContext, index: number): Mention | undefined {
  let i = index;
  if (lowerWord(context, i) === 'các') i += 1;
  if (lowerWord(context, i) !== 'phòng') return undefined;
  const at = lowerWord(context, i + 1) === ':' ? i + 2 : i + 1;
  const next = context.tokens[at];
  if (next === undefined || !next.capital) return undefined;
  const field = officeField(context.folded, next.from);
  if (!field) return undefined;
  const to = tokenFrom(context, at, field.end);
  const match = levelAt(context, to) ? placesAt(context, to) : undefined;
  if (match && match.group === undefined && match.carriedLevel !== undefined) {
    return mention(
      index,
      match.tokenTo,
      match.places.map((place) => `Phòng ${field.name} ${place}`),
    );
  }
  const spread = groupOfPlaces(context, to);
  const tail =
    spread === undefined
      ? ''
      : ` ${context.text.slice(context.tokens[to]?.from ?? 0, context.tokens[spread - 1]?.to ?? 0)}`;
  return mention(index, spread ?? (match && !match.group ? match.tokenTo : to), [`Phòng ${field.name}${tail}`], {
    carries: 'office',
  });
}

/** Past "tỉnh", "tỉnh Khánh Hòa", "thành phố" after a department: it adds nothing to its name. */
function withProvince(context: BodyContext, index: number): number {
  const level = levelAt(context, index);
  if (!level || (level.level !== 'tỉnh' && level.level !== 'thành phố')) return index;
  return placeNameAt(context, level.tokenTo)?.tokenTo ?? level.tokenTo;
}

function knownBodyAt(context: BodyContext, index: number): Mention | undefined {
  const token = context.tokens[index];
  if (token === undefined || matchAt(context, ANY_KNOWN_BODY, index) === -1) return undefined;
  for (const body of KNOWN_BODIES) {
    if (!token.capital && body.anyCase !== true) continue;
    const end = matchAt(context, body.pattern, index);
    if (end === -1) continue;
    const to = tokenFrom(context, index, end);
    const rest = { outside: body.outside === true };
    const region = regionAfter(context, to);
    if (region !== undefined) {
      const name = context.text.slice(context.tokens[to]?.from ?? 0, context.tokens[region - 1]?.to ?? 0);
      return mention(index, region, [`${body.name} ${name}`], rest);
    }
    if (!body.level) {
      const place = nakedStart(context, to) ? placeNameAt(context, to) : undefined;
      const own = place === undefined || fold(place.name) === context.ownProvince;
      return mention(index, place?.tokenTo ?? to, [own ? body.name : `${body.name} ${place.name}`], rest);
    }
    const match = placesAt(context, lowerWord(context, to) === ':' ? to + 1 : to);
    if (match && !(match.places[0] === 'thành phố' && match.tokenTo < to)) {
      const placed = withPlaces(context, index, to, body.name, match);
      if (placed) return { ...placed, ...rest };
    }
    if (body.levelNeeded) continue;
    const place = placeNameAt(context, to);
    if (place && nakedStart(context, to))
      return mention(index, place.tokenTo, [`${body.name} ${place.name}`], { ...rest, confidence: 0.8 });
    return mention(index, to, [body.name], rest);
  }
  return undefined;
}

/** Past "khu vực II", "khu vực Nha Trang - Khánh Vĩnh". */
function regionAfter(context: BodyContext, index: number): number | undefined {
  if (lowerWord(context, index) !== 'khu' || lowerWord(context, index + 1) !== 'vực') return undefined;
  let i = index + 2;
  while (
    i - index < 10 &&
    (context.tokens[i]?.capital ||
      context.tokens[i]?.kind === 'number' ||
      (lowerWord(context, i) === '-' && context.tokens[i + 1]?.capital))
  )
    i += 1;
  return i > index + 2 ? i : undefined;
}

function nakedStart(context: BodyContext, index: number): boolean {
  return (
    matchAt(context, NAME_HEADS, index) === -1 &&
    matchAt(context, UBND, index) === -1 &&
    matchAt(context, HEAD_TITLES, index) === -1
  );
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}

/** "các huyện, thị xã, thành phố", "huyện Cam Lâm" standing for its committee. */
function localityAt(context: BodyContext, index: number): Mention | undefined {
  const match = placesAt(context, index);
  if (!match || match.places.includes('tỉnh')) return undefined;
  if (match.group) {
    if (match.group === 'provinces')
      return mention(index, match.tokenTo, ['UBND các tỉnh, thành phố trực thuộc Trung ương'], { confidence: 0.7 });
    return mention(index, qualifiers(context, match.tokenTo), placeGroupNames(context, match.group), {
      confidence: 0.8,
    });
  }
  if (match.carriedLevel === undefined || match.carriedLevel === 'tỉnh') return undefined;
  return mention(
    index,
    match.tokenTo,
    match.places.map((place) => `UBND ${place}`),
    {
      confidence: 0.6,
      carries: 'place',
      carriedPrefix: `UBND ${match.carriedLevel}`,
    },
  );
}

/** Most words a name goes on in lower case before it is taken to have ended; companies and project boards go on longer. */
const MOST_LOWER_RUN = 6;
const MOST_LOWER_RUN_OPEN = 12;

/** A body known only by its shape: a head word with capitals after it. */
function namedBodyAt(context: BodyContext, index: number): Mention | undefined {
  const { tokens, text } = context;
  const first = tokens[index];
  if (first === undefined || !first.capital) return undefined;
  const headEnd = matchAt(context, NAME_HEADS, index);
  if (headEnd === -1) return undefined;
  let i = tokenFrom(context, index, headEnd);
  const shouted = isAllCaps(text.slice(first.from, tokens[i]?.to ?? headEnd));
  let good = i;
  let lowerRun = 0;
  // "Trạm Y tế" is a whole name already
  let capitals = context.folded.startsWith('tram y te', first.from) ? 1 : 0;
  let afterCapital = i;
  const council = /^(?:hoi dong|to cong tac|to giup viec|ban chi dao|ban chi huy)/.test(
    context.folded.slice(first.from, headEnd),
  );
  const open =
    council ||
    /^(?:cong ty|tong cong ty|ngan hang|hop tac xa|ban quan ly|bql|ban ql)/.test(
      context.folded.slice(first.from, headEnd),
    );
  for (let count = 0; count < 16; count += 1) {
    const token = tokens[i];
    if (token === undefined || token.kind === 'break') break;
    if (token.kind === 'mark') {
      const hyphen =
        (token.lower === '-' || token.lower === '&') &&
        tokens[i + 1]?.capital &&
        capitals > 0 &&
        nakedStart(context, i + 1);
      const comma = token.lower === ',' && capitals > 0 && commaInName(context, i);
      if (!hyphen && !comma) break;
      i += 1;
      continue;
    }
    if (token.kind === 'number') {
      if (capitals === 0 && count > 0) break;
      capitals += 1;
      i += 1;
      good = i;
      continue;
    }
    const level = count > 0 && !token.capital ? levelAt(context, i) : undefined;
    if (level) {
      const place = placeNameAt(context, level.tokenTo);
      const own =
        place !== undefined &&
        level.level === 'tỉnh' &&
        (context.ownProvince === undefined || fold(place.name) === context.ownProvince);
      if (capitals > 0 || lowerRun > 1)
        return finish(context, index, level.tokenTo, place && !own ? place.tokenTo : level.tokenTo, place?.tokenTo);
      break;
    }
    if (token.lower === 'và' && capitals > 0 && tokens[i + 1]?.capital && nakedStart(context, i + 1)) {
      i += 1;
      continue;
    }
    if (token.capital && !shouted) {
      if (
        count > 0 &&
        capitals > 0 &&
        !nakedStart(context, i) &&
        matchAt(context, UBND, i) === -1 &&
        !/^(?:Quản|Đầu|Đại)/.test(text.slice(token.from, token.to)) &&
        startsKnown(context, i)
      )
        break;
      capitals += 1;
      lowerRun = 0;
      i += 1;
      good = i;
      afterCapital = i;
      continue;
    }
    if (!shouted) {
      if (capitals === 0 && !open) break;
      if (council && COUNCIL_WORDS.at(tokens, i) > 0) {
        i += COUNCIL_WORDS.at(tokens, i);
        good = i;
        capitals += 1;
        continue;
      }
      if (endsName(context, i)) break;
      lowerRun += 1;
      if (lowerRun > (open ? MOST_LOWER_RUN_OPEN : MOST_LOWER_RUN)) {
        // no name goes on like this: a verb was missed, and only the word begun by the last capital is sure
        good = Math.min(good, afterCapital + 1);
        break;
      }
    } else {
      if (NAME_STOPS.at(tokens, i) > 0) break;
      capitals += 1;
    }
    i += 1;
    if (lowerRun > 0 || shouted) good = i;
  }
  if (capitals === 0 && !/quan ly|ql/.test(context.folded.slice(first.from, headEnd))) return undefined;
  return finish(context, index, good, good, undefined);
}

/** Lower-case words that are orders elsewhere and parts of names here. */
const NAME_WORDS = new PhraseSet(
  'đầu tư | phát triển | khai thác | quản lý | thông tin | truyền thông | dịch vụ | dự án | khu | thi đấu',
);

/** Words that stop a name, but not as the second half of a word begun with a capital: "Đăng ký". */
const SECOND_SYLLABLES: ReadonlySet<string> = new Set(['ký', 'lập', 'thu', 'chi', 'cử', 'làm', 'duyệt', 'nộp', 'xin']);

/** What councils and task forces are named after, in lower case. */
const COUNCIL_WORDS = new PhraseSet(
  'bồi thường | thẩm định | hỗ trợ | giải phóng mặt bằng | tái định cư | thi đua | khen thưởng | tuyển dụng | đấu giá | định giá | nghĩa vụ quân sự | tư vấn | dự án | cải cách hành chính | chuyển đổi số | phòng chống | đánh giá | xếp hạng | liên ngành',
);

/** The name ends before a verb; "đầu tư xây dựng các công trình" is part of one. */
function endsName(context: BodyContext, index: number): boolean {
  const { tokens } = context;
  if (lowerWord(context, index) === 'xây' && lowerWord(context, index + 1) === 'dựng') {
    const before = lowerWord(context, index - 1);
    const after = lowerWord(context, index + 2);
    return before !== 'tư' && before !== 'án' && !/^(?:công|tỉnh|huyện|thành|khu|cơ)$/.test(after);
  }
  if (lowerWord(context, index) === 'các' && /^(?:dựng|án|lý)$/.test(lowerWord(context, index - 1))) return false;
  if (lowerWord(context, index) === 'trình' && /^(?:công|chương|quy|giáo|lộ)$/.test(lowerWord(context, index - 1)))
    return false;
  if (tokens[index - 1]?.capital && SECOND_SYLLABLES.has(lowerWord(context, index)) && NAME_STOPS.at(tokens, index) < 2)
    return false;
  if (NAME_STOPS.at(tokens, index) > 0) return true;
  return ORDER_VERBS.at(tokens, index) > 1 && NAME_WORDS.at(tokens, index) === 0;
}

/** Whether a body known by its own name, not only by its shape, begins here. */
export function startsKnown(context: BodyContext, index: number): boolean {
  return (
    matchAt(context, UBND, index) !== -1 ||
    departmentAt(context, index) !== undefined ||
    knownBodyAt(context, index) !== undefined
  );
}

/** "Xúc tiến Đầu tư, Thương mại và Du lịch": the comma stands inside the name. */
function commaInName(context: BodyContext, index: number): boolean {
  const { tokens } = context;
  if (!tokens[index + 1]?.capital || !nakedStart(context, index + 1)) return false;
  for (let i = index + 2; i < index + 6; i += 1) {
    const token = tokens[i];
    if (token?.kind !== 'word') return false;
    if (token.lower === 'và') return tokens[i + 1]?.capital === true && nakedStart(context, i + 1);
  }
  return false;
}

/** "Trạm Y tế các xã, phường": the places a kind of body is spread over. */
function groupOfPlaces(context: BodyContext, index: number): number | undefined {
  if (lowerWord(context, index) !== 'các') return undefined;
  const match = placesAt(context, index);
  return match?.group === 'districts' || match?.group === 'communes' || match?.group === 'both'
    ? match.tokenTo
    : undefined;
}

function finish(
  context: BodyContext,
  from: number,
  nameTo: number,
  textTo: number,
  tokenTo: number | undefined,
): Mention | undefined {
  const first = context.tokens[from];
  const last = context.tokens[textTo - 1];
  if (first === undefined || last === undefined || nameTo <= from) return undefined;
  const spread = textTo === nameTo && tokenTo === undefined ? groupOfPlaces(context, textTo) : undefined;
  const end = spread === undefined ? last.to : (context.tokens[spread - 1]?.to ?? last.to);
  let name = titleCase(context.text.slice(first.from, end));
  for (const [pattern, full] of ABBREVIATIONS) name = name.replace(pattern, full);
  name = name.replace(/\s+/g, ' ').trim();
  const outside =
    /^(?:Ban (?:Tổ chức|Tuyên giáo|Dân vận|Nội chính|Thường vụ|Kinh tế).*ủy|Hội|Hiệp hội|Liên hiệp|Đảng ủy|Công đoàn|Tổng cục|Vụ |Bộ )/.test(
      name,
    );
  return mention(from, Math.max(tokenTo ?? textTo, textTo, spread ?? 0), [name], { confidence: 0.75, outside });
}

/** "SNV", "STTTT" in running text. */
function initialsAt(context: BodyContext, index: number): Mention | undefined {
  const token = context.tokens[index];
  if (token === undefined || !isAllCaps(context.text.slice(token.from, token.to))) return undefined;
  const found = departmentInitials(context.folded, token.from);
  return found
    ? mention(index, tokenFrom(context, index, found.end), [`Sở ${found.name}`], { confidence: 0.8 })
    : undefined;
}
