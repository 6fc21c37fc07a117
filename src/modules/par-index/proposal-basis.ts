import { Refusal } from '#kernel/refusal.ts';
import { visibleAgencies } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import { type ProposalEffect, proposalEffect } from './domain/analysis/proposal-effect.ts';
import { type CriteriaSet, type Leaf, leavesOf } from './domain/criteria-set.ts';
import {
  type Ask,
  disputesInYear,
  type Figures,
  type ProposalContent,
  simulated,
  type Simulated,
} from './domain/proposal.ts';
import { firstPrecedents, firstReasons, rankingMatrix } from './exports/index.ts';
import type { EffectView } from './proposals-schema.ts';
import { rankingIn } from './ranking.ts';
import type { RankingView } from './ranking-schema.ts';
import { getSet } from './service-sets.ts';
import { findRound, listPrecedents } from './store/rounds.ts';
import { listEntries, listFinalInputs, listProposals } from './store/proposals.ts';

/** Everything a proposal on one criterion is reckoned from. */
export interface ProposalBasis {
  readonly set: CriteriaSet;
  readonly leaf: Leaf;
  readonly ranking: RankingView;
  readonly figures: Figures;
}

/**
 * @param version the closing whose points count; left out, the last one
 * @throws Refusal `par-index.not_found` (404), also for those who see their own agency only; `par-index.not_closed`
 *   (409); `par-index.leaf_unknown` (422) at the field
 */
export async function basisOf(tx: Tx, roundId: string, code: string, version?: number): Promise<ProposalBasis> {
  const round = await findRound(tx.db, roundId);
  if (!round || visibleAgencies(tx.actor) !== 'all') throw new Refusal('par-index.not_found', 404);
  const set = (await getSet(tx, round.set_id)).content;
  const leaf = leavesOf(set.fields).find((one) => one.code === code);
  if (!leaf) throw new Refusal('par-index.leaf_unknown', 422, { code, fields: { leaf: 'par-index.leaf_unknown' } });
  const ranking = await rankingIn(tx, round, set, version);
  const column = ranking.leaves.findIndex((one) => one.code === code);
  const inputs = new Map((await listFinalInputs(tx.db, roundId, code)).map((one) => [one.sheet_id, one.input]));
  return {
    set,
    leaf,
    ranking,
    figures: {
      points: ranking.points.map((row) => row[column] ?? null),
      inputs: ranking.units.map(({ sheetId }) => inputs.get(sheetId) ?? null),
    },
  };
}

/** What an asking does, reckoned and as it is sent. */
export function effectView(
  { leaf, ranking, figures }: ProposalBasis,
  ask: Ask,
): { view: EffectView; effect: ProposalEffect; result: Simulated } {
  const result = simulated(leaf, ask, figures);
  const { matrix, applicable } = rankingMatrix(ranking);
  const effect = proposalEffect(matrix, result.change, applicable);
  const agencies = new Map(ranking.units.map(({ agency }) => [agency.id, agency]));
  const view: EffectView = {
    units: effect.units.map(({ unit, points, indexHundredths, rank, places }) => ({
      agency: agencies.get(unit) ?? { id: unit, name: '' },
      points,
      indexHundredths: { before: indexHundredths.before ?? null, after: indexHundredths.after ?? null },
      rank,
      places,
    })),
    moved: effect.moved,
    meanPlaces: effect.meanPlaces,
    speaksAgainst: { before: effect.reason.before !== undefined, after: effect.reason.after !== undefined },
    exact: result.exact,
    scaled: result.scaled,
  };
  return { view, effect, result };
}

/** The first wording: what the figures and the kept appraisals say, for a person to go on from. */
export async function firstContent(tx: Tx, basis: ProposalBasis): Promise<ProposalContent> {
  const { leaf, ranking } = basis;
  const ask: Ask = { kind: 'drop' };
  const { effect } = effectView(basis, ask);
  const disputes = await listPrecedents(tx.db, { leafName: leaf.name, limit: 1000 });
  const years = [...new Set(disputes.map(({ year }) => year))].map((year) => ({
    year,
    ...disputesInYear(disputes, year),
  }));
  const earlier = (await listProposals(tx.db)).filter((one) => one.leaf_name === leaf.name);
  const answers = (
    await listEntries(
      tx.db,
      earlier.map(({ id }) => id),
    )
  ).flatMap((entry) =>
    entry.kind === 'answered' && entry.number && entry.day && entry.decision
      ? [{ number: entry.number, day: entry.day, decision: entry.decision, text: entry.text ?? '' }]
      : [],
  );
  return {
    ask,
    name: leaf.name,
    ruleWords: '',
    reasons: firstReasons(effect, ranking.units.length),
    precedents: firstPrecedents(years, answers),
  };
}
