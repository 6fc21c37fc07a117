import { isUpper } from './letters.ts';

/** A word, a number or one other character; offsets into the text it was cut from. */
export interface Token {
  readonly from: number;
  readonly to: number;
  /** Lower case, marks kept. */
  readonly lower: string;
  readonly kind: 'word' | 'number' | 'mark' | 'break';
  /** Begins with a capital. */
  readonly capital: boolean;
}

const TOKEN = /\p{L}[\p{L}\p{M}]*|\d+|\n|[^\s\p{L}\d]/gu;

/** The words, numbers and signs of a text in order. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const word = match[0];
    const first = word.charAt(0);
    const kind =
      word === '\n' ? 'break' : first >= '0' && first <= '9' ? 'number' : /\p{L}/u.test(first) ? 'word' : 'mark';
    tokens.push({
      from: match.index,
      to: match.index + word.length,
      lower: word.toLowerCase(),
      kind,
      capital: kind === 'word' && isUpper(first),
    });
  }
  return tokens;
}

/** The index of the first token that starts at `at` or after it. */
export function tokenAt(tokens: readonly Token[], at: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.from ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Up to `count` words joined by spaces from token `index` on, stopping at a sign: the key for word lists. */
export function wordsAt(tokens: readonly Token[], index: number, count: number): string {
  let words = '';
  for (let i = 0; i < count; i += 1) {
    const token = tokens[index + i];
    if (token?.kind !== 'word') return i === 0 ? '' : words;
    words = i === 0 ? token.lower : `${words} ${token.lower}`;
  }
  return words;
}

/** A set of phrases of one to `most` words, asked by position. */
export class PhraseSet {
  readonly #phrases: Set<string>;
  readonly #most: number;

  constructor(phrases: string) {
    this.#phrases = new Set(
      phrases
        .split(/\s*[|\n]\s*/)
        .map((phrase) => phrase.trim())
        .filter((phrase) => phrase !== ''),
    );
    this.#most = Math.max(...[...this.#phrases].map((phrase) => phrase.split(' ').length));
  }

  phrases(): string[] {
    return [...this.#phrases];
  }

  /** How many tokens the longest phrase at `index` takes; 0 when none stands there. */
  at(tokens: readonly Token[], index: number): number {
    let words = '';
    let best = 0;
    for (let i = 0; i < this.#most; i += 1) {
      const token = tokens[index + i];
      if (token?.kind !== 'word') break;
      words = i === 0 ? token.lower : `${words} ${token.lower}`;
      if (this.#phrases.has(words)) best = i + 1;
    }
    return best;
  }
}
