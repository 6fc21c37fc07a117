/**
 * Agreement of appraisers who scored the same things without seeing each other's score.
 *
 * The scores of a pair come from changing appraisers over changing leaves, so it is the one-way random effects
 * intraclass correlation of a single score: ICC(1,1) = (BMS − WMS) / (BMS + (k − 1)·WMS).
 * @see Shrout, P. E. and Fleiss, J. L. (1979), Intraclass correlations, Psychological Bulletin 86(2), 420-428
 * @param ratings one row a thing, the same number k ≥ 2 of scores in each
 * @returns undefined for fewer than two things, and when all scores are one and the same: there is no variance to share out
 */
export function icc(ratings: readonly (readonly number[])[]): number | undefined {
  const k = ratings[0]?.length ?? 0;
  const n = ratings.length;
  if (n < 2 || k < 2 || ratings.some((row) => row.length !== k)) return undefined;
  const mean = (row: readonly number[]) => row.reduce((sum, one) => sum + one, 0) / row.length;
  const means = ratings.map(mean);
  const grand = mean(means);
  const between = (k * means.reduce((sum, one) => sum + (one - grand) ** 2, 0)) / (n - 1);
  const within =
    ratings.reduce((sum, row, index) => sum + row.reduce((all, one) => all + (one - (means[index] ?? 0)) ** 2, 0), 0) /
    (n * (k - 1));
  const denominator = between + (k - 1) * within;
  return denominator === 0 ? undefined : (between - within) / denominator;
}

/** One leaf as unit and appraiser scored it. */
export interface AppraisedLeaf {
  readonly agencyId: string;
  readonly self: number | null;
  readonly appraised: number | null;
  /** Documents the appraiser noted as seen. */
  readonly evidenceSeen: number;
}

export interface StampRate {
  readonly agencyId: string;
  readonly appraised: number;
  readonly unchanged: number;
  readonly unchangedWithoutEvidence: number;
}

/** How often each appraising agency took the unit's own score as it was, and how often without noting any evidence. */
export function stampRates(leaves: readonly AppraisedLeaf[]): StampRate[] {
  const rates = new Map<string, StampRate>();
  for (const { agencyId, self, appraised, evidenceSeen } of leaves) {
    const known = rates.get(agencyId) ?? { agencyId, appraised: 0, unchanged: 0, unchangedWithoutEvidence: 0 };
    const same = self === appraised ? 1 : 0;
    rates.set(agencyId, {
      agencyId,
      appraised: known.appraised + 1,
      unchanged: known.unchanged + same,
      unchangedWithoutEvidence: known.unchangedWithoutEvidence + (same && evidenceSeen === 0 ? 1 : 0),
    });
  }
  return [...rates.values()].sort((a, b) => (a.agencyId < b.agencyId ? -1 : 1));
}

/**
 * A sample of about `percent` of the items, the same for the same seed: each is drawn by a hash of its name, so that
 * nobody can choose what is scored twice and anybody can check it afterwards. At least one where there are any.
 */
export function sampleOf<T>(items: readonly T[], percent: number, seed: number, nameOf: (item: T) => string): T[] {
  const drawn = items
    .map((item) => ({ item, name: nameOf(item), hash: hashOf(`${seed} ${nameOf(item)}`) }))
    .sort((a, b) => a.hash - b.hash || (a.name < b.name ? -1 : 1));
  return drawn.slice(0, Math.max(1, Math.round((items.length * percent) / 100))).map(({ item }) => item);
}

/** FNV-1a over the UTF-16 units, with a last mixing so that neighbours part. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
