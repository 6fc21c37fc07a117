import type { LocalDate } from '#kernel/local-date.ts';
import { normalizeText, searchKey } from '#kernel/vietnamese.ts';
import type { Tx } from '#platform/db/province.ts';
import type { Agency } from './domain/agency.ts';
import { type Match, matchName, matchOrder, type MatchTier } from './domain/match.ts';
import { bodyKey, compactKey } from './domain/names.ts';
import { listAgencyRows } from './store/agencies.ts';
import { likelyNames } from './store/names.ts';

/** An agency found, with the name that answered and how well. */
export interface AgencyHit {
  readonly agency: Agency;
  readonly matched: string;
  readonly tier: MatchTier;
  /** Another agency found carries the same name, so parent and period must be shown. */
  readonly ambiguous: boolean;
}

const MAX_QUERY = 120;

/**
 * Agencies in force on the day that answer the words: with or without marks, by abbreviation ("stttt",
 * "KH&ĐT", "ubnd cam lam"), one typing slip forgiven. Best first: exact, equal but for tones, equal but for
 * all marks, alike; then the higher level, then the order of protocol.
 */
export async function searchAgencies(tx: Tx, query: string, on: LocalDate, limit: number): Promise<AgencyHit[]> {
  const asked = normalizeText(query).trim().slice(0, MAX_QUERY);
  const compact = compactKey(asked);
  if (compact === '') return [];
  const names = await likelyNames(tx.db, searchKey(asked), compact, on);
  const best = new Map<string, { match: Match; name: string }>();
  for (const { agency_id, name } of names) {
    const match = matchName(asked, name);
    const before = best.get(agency_id);
    if (match && (!before || matchOrder(match) < matchOrder(before.match))) best.set(agency_id, { match, name });
  }
  // A slip is looked for only where nothing answers the words as they are.
  if ([...best.values()].some((found) => found.match.tier !== 'similar'))
    for (const [id, found] of best) if (found.match.tier === 'similar') best.delete(id);
  const agencies = await listAgencyRows(tx.db, [...best.keys()], on);
  const carriers = new Map<string, number>();
  for (const agency of agencies) carriers.set(placeKey(agency), (carriers.get(placeKey(agency)) ?? 0) + 1);
  return agencies
    .flatMap((agency) => {
      const found = best.get(agency.id);
      if (!found) return [];
      const ambiguous = (carriers.get(placeKey(agency)) ?? 0) > 1;
      return [{ agency, matched: found.name, tier: found.match.tier, ambiguous, order: matchOrder(found.match) }];
    })
    .sort((a, b) => a.order - b.order)
    .slice(0, limit)
    .map(({ agency, matched, tier, ambiguous }) => ({ agency, matched, tier, ambiguous }));
}

/** "Vạn Thắng" is a phường of Nha Trang and a xã of Vạn Ninh: the name without the kind of place. */
function placeKey(agency: Agency): string {
  return bodyKey(agency.name).replace(/^ubnd (?:phường|xã|thị trấn|đặc khu|huyện|thị xã|thành phố) /u, 'ubnd ');
}
