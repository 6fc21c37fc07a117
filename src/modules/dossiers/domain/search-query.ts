import { searchKey } from '#kernel/vietnamese.ts';
import { namesOneSlipAway } from './one-slip.ts';

/*
 * What somebody typed, as questions to the index of words (dossier_search; the migration tells what it holds). A
 * question is the text of a `tsquery` whose words are quoted: they are made of letters, digits, spaces and hyphens alone.
 */

/** How a search found what it found; the page says it where it is not what was typed. */
export const WAYS = [
  'code',
  'code-slip',
  'code-end',
  'number',
  'name',
  'beginning',
  'procedure',
  'words',
  'slip',
] as const;
export type Way = (typeof WAYS)[number];

/** The words of a text as they stand in the index: without marks, lower case, letters and digits. */
export function wordsOf(text: string): string[] {
  return searchKey(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Each pair of neighbours. */
export function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).map((word, index) => `${words[index]} ${word}`);
}

const quoted = (word: string): string => `'${word}'`;
export const anyOf = (questions: readonly string[]): string => questions.map((one) => `(${one})`).join(' | ');

/** Names that hold these words beside each other in this order. */
export function phrase(words: readonly string[]): string {
  return (words.length === 1 ? words : pairsOf(words)).map(quoted).join(' & ');
}

/** The same with the last word only begun. @param goesOn words or pairs that begin with the last one or two words */
export function begun(words: readonly string[], goesOn: readonly string[]): string {
  const before = words.slice(0, -1);
  const last = anyOf(goesOn.map(quoted));
  return before.length < 2 ? last : `${phrase(before)} & (${last})`;
}

/** What the last word, or the last two, may go on to. */
export const lastOf = (words: readonly string[]): string => words.slice(-2).join(' ');

/** Names that hold these words in any order, of the applicant or the owner. */
export const allOf = (words: readonly string[]): string => [...new Set(words)].map(quoted).join(' & ');

/** A phone or identity number: six digits or more and nothing else but what parts them; undefined when it is none. */
export function numberIn(text: string): string | undefined {
  if (!/^\+?[\d\s.()-]+$/.test(text)) return undefined;
  const digits = text.replace(/\D/g, '').replace(/^84(?=\d{9}$)/, '0');
  return digits.length >= 6 ? digits : undefined;
}

export const ofNumber = (digits: string): string => quoted(`N${digits}`);
export const ofProcedures = (words: readonly string[]): string => anyOf(words.map(quoted));

/**
 * The end of a code: the whole last piece, with the piece before it where there is one; undefined without a digit. Of
 * two pieces the first may be cut short; of three or more the last two are whole, and the last alone, which thousands
 * share, is not asked for.
 */
export function codeEnd(text: string): { readonly asked: readonly string[]; readonly end: string } | undefined {
  if (!/\d/.test(text) || !/^[\p{L}\d.\-_/\s]{1,60}$/u.test(text)) return undefined;
  const pieces = wordsOf(text);
  const last = pieces.at(-1);
  if (!last) return undefined;
  const both = pieces.length > 1 ? [quoted(`C${pieces.at(-2)}-${last}`)] : [];
  const alone = pieces.length > 2 ? [] : [quoted(`C${last}`)];
  return { asked: [...both, ...alone], end: text.trim() };
}

/** A name as it may have been meant, and the words and pairs it needs to be one. */
export interface Meant {
  readonly words: readonly string[];
  readonly pairs: readonly string[];
}

/** What may have been meant by somebody whose finger slipped once, spaces included. */
export function meantBy(words: readonly string[]): Meant[] {
  return namesOneSlipAway(words.join(' ')).map((name) => {
    const meant = name.split(' ');
    return { words: meant, pairs: pairsOf(meant) };
  });
}
