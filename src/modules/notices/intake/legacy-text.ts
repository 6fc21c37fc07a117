import { countMarkedSyllables } from './syllable.ts';
import { fromTcvn3Lookalike, restoreCapitals } from './tcvn3.ts';
import { fromVni } from './vni.ts';

export type LegacyEncoding = 'tcvn3' | 'vni';

export interface Unlocked {
  readonly text: string;
  /** null: the text was already what it says. */
  readonly from: LegacyEncoding | null;
}

/** Most marked words must become Vietnamese, and few may have been so before. */
const ENOUGH = 0.7;
const TOO_MANY_ALREADY = 0.5;

/**
 * Text typed with TCVN3 or VNI fonts and now shown with Latin letters ("Kh¸nh Hßa", "Khaùnh Hoøa")
 * turned into Vietnamese; any other text is returned untouched. Decided for each stretch of lines in
 * one encoding is not attempted: a document is in one encoding, or it is left as it is.
 */
export function unlockLegacyText(text: string): Unlocked {
  const before = countMarkedSyllables(text);
  if (before.marked === 0 || before.valid / before.marked > TOO_MANY_ALREADY) return { text, from: null };
  const candidates = [
    { from: 'tcvn3' as const, text: restoreCapitals(fromTcvn3Lookalike(text)) },
    { from: 'vni' as const, text: fromVni(text) },
  ].map((candidate) => ({ ...candidate, count: countMarkedSyllables(candidate.text) }));
  const best = candidates
    .filter(({ count }) => count.marked > 0 && count.valid / count.marked >= ENOUGH && count.valid >= before.valid + 2)
    .sort((a, b) => b.count.valid / b.count.marked - a.count.valid / a.count.marked)[0];
  return best ? { text: best.text, from: best.from } : { text, from: null };
}
