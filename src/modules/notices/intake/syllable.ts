/**
 * Whether words could be Vietnamese. Every Vietnamese word is one syllable of a narrow build
 * (onset, vowels, ending, at most one tone), so that text read with the wrong encoding shows at once.
 */

const ONSET = '(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?';
const RIME = [
  // written without a tone; the hats and horns belong to the vowel
  'a(?:ch|ng|nh|[cimnoptuy])?',
  'ă(?:ng|[cmnpt])',
  'â(?:ng|[cmnptuy])',
  'e(?:ng|[cmnopt])?',
  'ê(?:ch|nh|[mnptu])?',
  'i(?:ch|nh|[mnptu])?',
  'ia',
  'iê(?:ng|[cmnptu])',
  'yê(?:ng|[mntu])',
  'o(?:ng|[cimnpt])?',
  'oa(?:ch|ng|nh|[cimnopty])?',
  'oă(?:ng|[cmnt])',
  'oe(?:[nmot])?',
  'oo(?:ng|c)',
  'ô(?:ng|[cimnpt])?',
  'ơ(?:[imnpt])?',
  'u(?:ng|[cimnpt])?',
  'ua',
  'uâ(?:ng|[nty])',
  'uê(?:ch|nh)?',
  'uơ(?:[int])?',
  'uô(?:ng|[cimnt])',
  'uy(?:ch|nh|[apntu])?',
  'uyê(?:[nt])',
  'ư(?:ng|[cimntu])?',
  'ưa',
  'ươ(?:ng|[cimnptu])',
  'y(?:nh|[t])?',
].join('|');
const SYLLABLE = new RegExp(`^${ONSET}(?:${RIME})$`, 'u');
/** Tone marks in NFD; the hats U+0302, U+0306 and the horn U+031B are part of the vowel. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Whether the word (any case, any Unicode form) is built like a Vietnamese syllable. */
export function isVietnameseSyllable(word: string): boolean {
  if (word.length > 12) return false;
  const parts = word.toLowerCase().normalize('NFD');
  if ((parts.match(TONES)?.length ?? 0) > 1) return false;
  return SYLLABLE.test(parts.replace(TONES, '').normalize('NFC'));
}

export interface SyllableCount {
  /** Words with a letter outside ASCII. */
  readonly marked: number;
  /** Those of them that are Vietnamese syllables. */
  readonly valid: number;
}

/** Longer runs are no words of any language here, and trimming them would take quadratic time. */
const MAX_WORD = 60;

/** Counts in the first `limit` marked words, which is enough to tell encodings apart. */
export function countMarkedSyllables(text: string, limit = 2000): SyllableCount {
  let marked = 0;
  let valid = 0;
  // A sign such as ¸ or § is a letter in disguise: a word ends at a space or plain punctuation only.
  for (const [word] of text.matchAll(/[^\s\u0020-\u0040\u005b-\u0060\u007b-\u007f]+/gu)) {
    if (!/\P{ASCII}/u.test(word)) continue;
    if (word.length > MAX_WORD) {
      marked += 1;
      continue;
    }
    const bare = word.replace(
      /^[\u2018-\u201e\u2013\u2014\u2026\u2022\u00ab\u00bb]+|[\u2018-\u201e\u2013\u2014\u2026\u2022\u00ab\u00bb]+$/gu,
      '',
    );
    if (!/\P{ASCII}/u.test(bare)) continue;
    marked += 1;
    if (isVietnameseSyllable(bare)) valid += 1;
    if (marked >= limit) break;
  }
  return { marked, valid };
}

/** Share of marked words that are Vietnamese syllables; 0 when no word is marked. */
export function vietnameseShare(text: string): number {
  const { marked, valid } = countMarkedSyllables(text);
  return marked === 0 ? 0 : valid / marked;
}
