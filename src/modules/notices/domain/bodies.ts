import { type BodyContext, type Mention, lowerWord, matchAt, mention, tokenFrom } from './body-text.ts';
import { FUSED_TITLES, HEAD_TITLES } from './body-vocabulary.ts';
import { groupAt } from './groups.ts';
import { committeeAt, departmentAt, knownBodyAt, ministryAt, officeAt } from './known-bodies.ts';
import { initialsAt, namedBodyAt } from './named-bodies.ts';
import { placeGroupNames, placesAt, qualifiers } from './places.ts';

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
