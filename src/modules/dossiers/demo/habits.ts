import { seededRandom } from '#kernel/random.ts';

/** How an agency works: made up, each in its own way, the same for the same seed. */
export interface Habit {
  /** Working time it takes for a working hour of budget; 0.7 is brisk, 1.1 is always behind. */
  readonly pace: number;
  /** How often its officers ask for more papers after reception. */
  readonly asksAgain: number;
  /** How often it apologises before it is late, when it sees that it will be. */
  readonly apologises: number;
  /** How often it needs another agency's opinion. */
  readonly consults: number;
}

export function habitOf(seed: number, agencyCode: string): Habit {
  let hash = seed;
  for (let at = 0; at < agencyCode.length; at += 1) hash = Math.imul(hash ^ agencyCode.charCodeAt(at), 0x01000193);
  const { uniform, normal } = seededRandom(hash);
  return {
    pace: Math.min(1.25, Math.max(0.35, 0.5 * Math.exp(0.25 * normal()))),
    asksAgain: 0.02 + 0.1 * uniform() ** 2,
    apologises: 0.2 + 0.75 * uniform(),
    consults: 0.02 + 0.08 * uniform(),
  };
}

/**
 * How busy a month is, January first: quiet at Tết, busy before the school year and at the end of the year. Made up.
 */
export const SEASON = [0.8, 0.6, 1.15, 1.05, 1, 1.05, 1.15, 1.2, 1.1, 1, 1.05, 1.1] as const;

/** Monday first; Saturday and Sunday bring only what comes over the network. */
export const WEEK = [1.35, 1.1, 1, 0.95, 0.9, 0.08, 0.05] as const;
