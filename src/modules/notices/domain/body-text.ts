import type { Token } from './tokens.ts';

/** What the body grammar reads from: one text in its three forms, and what the document told about itself. */
export interface BodyContext {
  readonly text: string;
  readonly folded: string;
  readonly tokens: readonly Token[];
  /** "tỉnh Khánh Hòa" as folded words ("khanh hoa"), when the header names the province. */
  readonly ownProvince: string | undefined;
  /** Issued on or after 2025-07-01, when the district level ceased to exist. */
  readonly withoutDistricts: boolean;
  /** Issued by the Government or a ministry: "các địa phương" are the provinces. */
  readonly central: boolean;
}

export const GROUP_DEPARTMENTS = 'các sở, ban, ngành';
export const GROUP_DISTRICTS = 'UBND cấp huyện';
export const GROUP_COMMUNES = 'UBND cấp xã';
export const GROUP_PROVINCES = 'UBND các tỉnh, thành phố trực thuộc Trung ương';
export const GROUP_DISTRICT_OFFICES = 'các phòng, ban cấp huyện';

/** One body or group as it stands in the text. */
export interface Mention {
  /** Tokens taken, the end excluded. */
  readonly tokenFrom: number;
  readonly tokenTo: number;
  /** Canonical names: two for "các sở, ngành, địa phương", none for what cannot be told ("các đơn vị liên quan"). */
  readonly names: readonly string[];
  readonly headNamed: boolean;
  /** "… liên quan". */
  readonly related: boolean;
  /** "các cơ quan nêu trên", "các đơn vị tại mục 2": the item referred to, or '' for what stands above. */
  readonly refersTo: string | undefined;
  readonly outside: boolean;
  readonly confidence: number;
  /** What a following name without its own head belongs to: "các Sở: A, B". */
  readonly carries: 'department' | 'ministry' | 'office' | 'place' | undefined;
  /** The level carried to the next place: "UBND huyện", "Công an huyện". */
  readonly carriedPrefix: string | undefined;
}

export function mention(
  tokenFrom: number,
  tokenTo: number,
  names: readonly string[],
  rest: Partial<Mention> = {},
): Mention {
  return {
    tokenFrom,
    tokenTo,
    names,
    headNamed: false,
    related: false,
    refersTo: undefined,
    outside: false,
    confidence: 0.95,
    carries: undefined,
    carriedPrefix: undefined,
    ...rest,
  };
}

/** The end of a sticky match of `pattern` in the folded text at token `index`, or -1. */
export function matchAt(context: BodyContext, pattern: RegExp, index: number): number {
  const token = context.tokens[index];
  if (token === undefined) return -1;
  pattern.lastIndex = token.from;
  return pattern.test(context.folded) && pattern.lastIndex > token.from ? pattern.lastIndex : -1;
}

/** The index of the first token that starts at or after `at`, looking forward from `index`. */
export function tokenFrom(context: BodyContext, index: number, at: number): number {
  let i = index;
  while (i < context.tokens.length && (context.tokens[i]?.from ?? 0) < at) i += 1;
  return i;
}

/** Folded lower-case word at a token; '' for the end. */
export function foldedWord(context: BodyContext, index: number): string {
  const token = context.tokens[index];
  return token === undefined ? '' : context.folded.slice(token.from, token.to);
}

export function lowerWord(context: BodyContext, index: number): string {
  return context.tokens[index]?.lower ?? '';
}

/** "KHÁNH HÒA" as "Khánh Hòa"; what is not all capitals is left alone. */
export function titleCase(text: string): string {
  if (text !== text.toUpperCase() || text.length <= 2) return text;
  return text
    .toLowerCase()
    .replace(/(^|[\s-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
