import { type BodyContext, type Mention, foldedWord, lowerWord, matchAt, mention, tokenFrom } from './body-text.ts';
import { ANY_KNOWN_BODY, HEAD_TITLES, KNOWN_BODIES, NAME_HEADS } from './body-vocabulary.ts';
import { departmentField, ministryField, officeField } from './departments.ts';
import {
  type PlaceMatch,
  isOwnProvince,
  levelAt,
  placeGroupNames,
  placeNameAt,
  placesAt,
  qualifiers,
} from './places.ts';

export const UBND = /(?:ubnd|uy ban nhan dan)(?![a-z0-9])/y;

/** UBND of a place, of a level, or of several. */
export function committeeAt(context: BodyContext, index: number): Mention | undefined {
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

export function withPlaces(
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
export function departmentAt(context: BodyContext, index: number): Mention | undefined {
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

export function ministryAt(context: BodyContext, index: number): Mention | undefined {
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
export function officeAt(context: BodyContext, index: number): Mention | undefined {
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

export function knownBodyAt(context: BodyContext, index: number): Mention | undefined {
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

export function nakedStart(context: BodyContext, index: number): boolean {
  return (
    matchAt(context, NAME_HEADS, index) === -1 &&
    matchAt(context, UBND, index) === -1 &&
    matchAt(context, HEAD_TITLES, index) === -1
  );
}

export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}

/** Whether a body known by its own name, not only by its shape, begins here. */
export function startsKnown(context: BodyContext, index: number): boolean {
  return (
    matchAt(context, UBND, index) !== -1 ||
    departmentAt(context, index) !== undefined ||
    knownBodyAt(context, index) !== undefined
  );
}

/** "Trạm Y tế các xã, phường": the places a kind of body is spread over. */
export function groupOfPlaces(context: BodyContext, index: number): number | undefined {
  if (lowerWord(context, index) !== 'các') return undefined;
  const match = placesAt(context, index);
  return match?.group === 'districts' || match?.group === 'communes' || match?.group === 'both'
    ? match.tokenTo
    : undefined;
}
