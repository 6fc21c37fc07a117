import { modernTonePlacement, normalizeText, searchKey } from '#kernel/vietnamese.ts';
import { bodyKey, compactKey } from './names.ts';

/** How a name answers a query, best first. */
export type MatchTier = 'exact' | 'tone-only' | 'unmarked' | 'similar';

export interface Match {
  readonly tier: MatchTier;
  /** Within a tier, lower is better: the whole name, its beginning, its words, then distance. */
  readonly rank: number;
}

const TIERS: readonly MatchTier[] = ['exact', 'tone-only', 'unmarked', 'similar'];
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

const plain = (text: string): string =>
  modernTonePlacement(normalizeText(text)).toLowerCase().replace(/\s+/g, ' ').trim();
const withoutTones = (text: string): string => text.normalize('NFD').replace(TONES, '').normalize('NFC');

/**
 * How well `name` answers `query`: exactly as typed, equal but for tones, equal but for all marks, or within
 * one typing slip in a word. Abbreviations are compared by their letters and digits alone.
 * @returns undefined when it does not
 */
export function matchName(query: string, name: string): Match | undefined {
  const asked = plain(query);
  if (asked === '') return undefined;
  const said = plain(name);
  const forms: readonly (readonly [MatchTier, string, string])[] = [
    ['exact', asked, said],
    ['tone-only', withoutTones(asked), withoutTones(said)],
    ['unmarked', searchKey(asked), searchKey(said)],
  ];
  for (const [tier, a, b] of forms) {
    const rank = containment(a, b);
    if (rank !== undefined) return { tier, rank };
  }
  const letters = compactKey(query);
  const compact = letters === '' ? undefined : compactContainment(letters, compactKey(name));
  if (compact !== undefined) return { tier: 'unmarked', rank: compact };
  const slips = slipDistance(searchKey(bodyKey(query)), searchKey(bodyKey(name)));
  if (slips !== undefined) return { tier: 'similar', rank: slips };
  return letters.length >= 4 && isOneSlip(letters, compactKey(name)) ? { tier: 'similar', rank: 6 } : undefined;
}

/** Lower is better; for sorting matches across tiers. */
export function matchOrder(match: Match): number {
  return TIERS.indexOf(match.tier) * 100 + match.rank;
}

function containment(asked: string, said: string): number | undefined {
  if (said === asked) return 0;
  if (said.startsWith(`${asked} `)) return 1;
  if (` ${said} `.includes(` ${asked} `)) return 2;
  const words = said.split(/[^\p{L}\p{N}&]+/u);
  const wanted = asked.split(/[^\p{L}\p{N}&]+/u).filter(Boolean);
  if (wanted.length === 0) return undefined;
  // The last word may still be being typed.
  const all = wanted.every((word, i) =>
    words.some((other) => (i === wanted.length - 1 ? other.startsWith(word) : other === word)),
  );
  return all ? 3 + Math.min(words.length - wanted.length, 20) / 100 : undefined;
}

function compactContainment(asked: string, said: string): number | undefined {
  if (said === asked) return 0;
  // "KH&ĐT" within "Sở KH&ĐT": long enough to mean something, at the end of a short name.
  return asked.length >= 3 && said.length <= 12 && said.endsWith(asked) ? 2 : undefined;
}

/** Words of the query each found among the name's with at most one slip in all; undefined when not. */
function slipDistance(asked: string, said: string): number | undefined {
  const words = said.split(' ');
  const wanted = asked.split(' ').filter(Boolean);
  let slips = 0;
  for (const word of wanted) {
    if (words.includes(word)) continue;
    if (words.some((other) => other.startsWith(word))) continue;
    if (word.length < 2 || !words.some((other) => isOneSlip(word, other))) return undefined;
    slips += 1;
  }
  if (slips > 1 || wanted.length === 0) return undefined;
  if (wanted.length === 1 && asked.length < 4) return undefined;
  return slips * 2 + Math.min(words.length - wanted.length, 20) / 100;
}

/** Whether one letter changed, missing, added or exchanged with its neighbour makes `a` into `b`; equal counts too. */
export function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i += 1;
  const restA = a.slice(i);
  const restB = b.slice(i);
  if (restA === restB || restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1))
    return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}
