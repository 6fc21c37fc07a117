import { type BodyContext, lowerWord, matchAt, type Mention, mention, tokenFrom } from './body-text.ts';
import { HEAD_TITLES, NAME_HEADS } from './body-vocabulary.ts';
import { startsKnown } from './known-bodies.ts';
import { bodyAt } from './bodies.ts';
import { departmentField, ministryField, officeField } from './departments.ts';
import { levelAt, placeNameAt, placesAt } from './places.ts';
import { ORDER_VERBS } from './vocabulary.ts';

export interface BodyList {
  readonly mentions: readonly Mention[];
  readonly tokenFrom: number;
  readonly tokenTo: number;
}

/** A body or a list of bodies at token `index`, `joining` those after "cùng" too; names without their head word take the one before: "các Sở: A, B và C". */
export function bodyListAt(context: BodyContext, index: number, joining = false): BodyList | undefined {
  const first = bodyAt(context, index);
  if (!first) return undefined;
  const mentions: Mention[] = [first];
  let end = first.tokenTo;
  for (let count = 0; count < 60; count += 1) {
    end = skipParenthesis(context, end);
    const next = skipSeparator(context, end, joining);
    if (next === end) break;
    const last = mentions.at(-1);
    if (last === undefined) break;
    const following = ellipsisAt(context, next, last) ?? bodyAt(context, next);
    if (!following) break;
    mentions.push(following);
    end = following.tokenTo;
  }
  return { mentions, tokenFrom: index, tokenTo: end };
}

/** Past "(cơ quan thường trực)" after a body; an order in brackets is left for others. */
function skipParenthesis(context: BodyContext, index: number): number {
  if (lowerWord(context, index) !== '(') return index;
  for (let i = index + 1; i < index + 14; i += 1) {
    const token = context.tokens[i];
    if (token === undefined || token.kind === 'break') return index;
    if (token.lower === 'chủ' && lowerWord(context, i + 1) === 'trì') return index;
    if (token.lower === ')') return i + 1;
  }
  return index;
}

/** Past ",", "và", ", và", ";" before another body; "cùng", "cùng với" too where all are helpers anyway (`joining`). */
function skipSeparator(context: BodyContext, index: number, joining: boolean): number {
  let i = index;
  const word = lowerWord(context, i);
  if (word === ',' || word === ';' || word === '/') i += 1;
  const then = lowerWord(context, i);
  if (then === 'và' || then === 'hoặc' || then === '&' || (joining && then === 'cùng')) {
    i += 1;
    if (then === 'cùng' && lowerWord(context, i) === 'với') i += 1;
  }
  return i;
}

const CARRIED = {
  department: ['Sở', departmentField],
  ministry: ['Bộ', ministryField],
  office: ['Phòng', officeField],
} as const;

/** A name whose head word stands with an earlier one of the list. */
function ellipsisAt(context: BodyContext, index: number, last: Mention): Mention | undefined {
  const token = context.tokens[index];
  if (token === undefined) return undefined;
  if (last.carries !== undefined && last.carries !== 'place') {
    if (!token.capital) return undefined;
    const [head, fieldAt] = CARRIED[last.carries];
    const field = fieldAt(context.folded, token.from);
    if (!field) return undefined;
    return mention(index, tokenFrom(context, index, field.end), [`${head} ${field.name}`], {
      carries: last.carries,
      headNamed: last.headNamed,
      outside: last.outside,
    });
  }
  if (last.carries !== 'place' || last.carriedPrefix === undefined) return undefined;
  const owner = last.carriedPrefix.split(' ').slice(0, -levelWords(last.carriedPrefix)).join(' ');
  if (levelAt(context, index) || (lowerWord(context, index) === 'các' && levelAt(context, index + 1))) {
    const match = placesAt(context, index);
    if (!match || match.group || match.carriedLevel === undefined) return undefined;
    return mention(
      index,
      match.tokenTo,
      match.places.map((place) => `${owner} ${place}`),
      {
        carries: 'place',
        carriedPrefix: `${owner} ${match.carriedLevel}`,
        headNamed: last.headNamed,
      },
    );
  }
  if (!token.capital && token.kind !== 'number') return undefined;
  if (token.kind === 'number' && !/quận|phường/.test(last.carriedPrefix)) return undefined;
  if (startsKnown(context, index)) return undefined;
  if (matchAt(context, NAME_HEADS, index) !== -1 || matchAt(context, HEAD_TITLES, index) !== -1) {
    if (bodyAt(context, index)) return undefined;
  }
  if (ORDER_VERBS.at(context.tokens, index) > 1) return undefined;
  const place = placeNameAt(context, index);
  if (!place || /^(?:UBND|HĐND|MTTQ|BHXH)/i.test(place.name)) return undefined;
  return mention(index, place.tokenTo, [`${last.carriedPrefix} ${place.name}`], {
    carries: 'place',
    carriedPrefix: last.carriedPrefix,
    headNamed: last.headNamed,
    confidence: 0.85,
  });
}

function levelWords(prefix: string): number {
  return /(?:thành phố|thị xã|thị trấn|đặc khu)$/.test(prefix) ? 2 : 1;
}
