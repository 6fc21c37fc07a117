import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { anonymousActor, visibleAgencies } from '#platform/auth/actor.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Province, Tx, Work } from '#platform/db/province.ts';
import { type CriteriaSet, type Leaf, leavesOf } from './domain/criteria-set.ts';
import { blindPairs } from './pairs.ts';
import { parIndexPermissions } from './permissions.ts';
import type { PublicRanking, PublicRankingList } from './public-schema.ts';
import type { RankingView } from './ranking-schema.ts';
import type { ResultRecord, RoundRecord } from './store/rows.ts';
import { findRound, listResults, listRounds } from './store/rounds.ts';
import { findSet } from './store/sets.ts';
import { roundView } from './views.ts';

/**
 * What the page reckons the ranking's analysis from: the points of all units on all leaves with their standard errors.
 * A unit sees it once the round is published; those who see the whole province as soon as the council has closed.
 *
 * @throws Refusal `par-index.not_found` (404); `par-index.not_closed` (409) while there is no result
 */
export async function getRanking(work: Work, roundId: string): Promise<RankingView> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => {
    const round = await findRound(tx.db, roundId);
    if (!round || (visibleAgencies(tx.actor) !== 'all' && round.state !== 'published'))
      throw new Refusal('par-index.not_found', 404);
    return rankingIn(tx, round, await contentOf(tx, round));
  });
}

/**
 * The ranking of a round as one closing left it.
 * @throws Refusal `par-index.not_closed` (409) while there is no result of that version
 */
export async function rankingIn(
  tx: Tx,
  round: RoundRecord,
  set: CriteriaSet,
  version = round.result_version,
): Promise<RankingView> {
  const results = await listResults(tx.db, round.id, version);
  if (results.length === 0) throw new Refusal('par-index.not_closed', 409);
  const pairs = visibleAgencies(tx.actor) === 'all' ? (await blindPairs(tx, round.id)).pairs : [];
  return { ...rankingOf(set, results, noiseOf(pairs)), round: roundView(round, set), version };
}

/** The published rankings, for everybody. */
export async function listPublicRankings(province: Pick<Province, 'as'>): Promise<PublicRankingList> {
  return province.as(anonymousActor).run(async (tx) => {
    const rankings = [];
    for (const round of await listRounds(tx.db)) {
      if (round.state !== 'published' || !round.published_at) continue;
      const { label } = await contentOf(tx, round);
      const { id, title, year, block } = round;
      rankings.push({ id, title, year, block, label, publishedAt: toVietnamIso(round.published_at) });
    }
    return { rankings };
  });
}

/**
 * One published ranking as a citizen reads it: agencies and numbers, nobody's name. Read as a visitor, so that the
 * second wall too lets through only what is published.
 * @throws Refusal `par-index.not_found` (404), the same for a round that is not published
 */
export async function getPublicRanking(province: Pick<Province, 'as'>, roundId: string): Promise<PublicRanking> {
  return province.as(anonymousActor).run(async (tx) => {
    const round = await findRound(tx.db, roundId);
    if (!round || round.state !== 'published') throw new Refusal('par-index.not_found', 404);
    const set = await contentOf(tx, round);
    const view = roundView(round, set);
    return {
      ...rankingOf(set, await listResults(tx.db, roundId, round.result_version), null),
      round: {
        id: view.id,
        title: view.title,
        year: view.year,
        block: view.block,
        label: view.label,
        isDemonstration: view.isDemonstration,
        cutOffOn: view.cutOffOn,
        decision: view.decision,
        publishedAt: view.publishedAt,
      },
      fields: set.fields.map(({ code, name, max }) => ({ code, name, max: max ?? 0 })),
      earlier: await earlierOf(tx, round),
    };
  });
}

/** Where the units stood in the published rounds of the block before this one, newest first. */
async function earlierOf(tx: Tx, round: RoundRecord): Promise<PublicRanking['earlier']> {
  const before = (await listRounds(tx.db))
    .filter((one) => one.state === 'published' && one.block === round.block && one.year < round.year)
    .sort((a, b) => b.year - a.year);
  const years: PublicRanking['earlier'] = [];
  for (const one of before) {
    const results = await listResults(tx.db, one.id, one.result_version);
    years.push({
      roundId: one.id,
      year: one.year,
      sameTable: one.set_id === round.set_id,
      units: results.map((row) => ({
        agencyId: row.agency_id,
        rank: row.rank,
        indexHundredths: row.index_hundredths,
        className: row.class_name,
      })),
    });
  }
  return years;
}

async function contentOf(tx: Tx, round: RoundRecord): Promise<CriteriaSet> {
  const set = await findSet(tx.db, round.set_id);
  if (!set) throw new Error(`round ${round.id} has no set`);
  return set.content;
}

type Noise = RankingView['appraisalNoise'];

/** Standard deviation of one score as a share of the maximum, from pairs of independent ones: that of the differences / √2. */
export function noiseOf(pairs: readonly (readonly [number, number])[]): Noise {
  if (pairs.length === 0) return null;
  const squares = pairs.reduce((sum, [first, second]) => sum + (first - second) ** 2, 0);
  return { pairs: pairs.length, shareOfMaximum: Math.sqrt(squares / pairs.length / 2) };
}

function rankingOf(
  set: CriteriaSet,
  results: readonly ResultRecord[],
  noise: Noise,
): Omit<RankingView, 'round' | 'version'> {
  const leaves = leavesOf(set.fields);
  return {
    leaves: leaves.map(({ code, name, max, method, controllable }) => ({
      code,
      name,
      max: max ?? 0,
      method: method ?? 'appraised',
      controllable,
    })),
    units: results.map((row) => ({
      sheetId: row.sheet_id,
      agency: { id: row.agency_id, name: row.agency_name },
      rank: row.rank,
      points: row.points,
      max: row.max,
      bonus: row.bonus,
      penalty: row.penalty,
      total: row.total,
      index: { numerator: row.total, denominator: row.max },
      indexHundredths: row.index_hundredths,
      className: row.class_name,
    })),
    points: results.map((row) => leaves.map(({ code }) => row.leaves[code]?.[0] ?? null)),
    deviations: results.map((row) => leaves.map((leaf) => deviationWith(leaf, row, noise))),
    appraisalNoise: noise,
  };
}

/** A survey's own sampling error; for what was appraised the noise the second scores show. */
function deviationWith(leaf: Leaf, row: ResultRecord, noise: Noise): number {
  const own = row.leaves[leaf.code]?.[1] ?? 0;
  return own > 0 || leaf.method !== 'appraised' || noise === null ? own : noise.shareOfMaximum * (leaf.max ?? 0);
}
