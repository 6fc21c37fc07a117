import { Refusal } from '#kernel/refusal.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import type { EffectView } from './comments-schema.ts';
import { ranksOf } from './domain/analysis/ranks.ts';
import { share } from './domain/apply-rule.ts';
import { withLeafFrom } from './domain/edit-leaf.ts';
import type { BackCast } from './domain/mapping.ts';
import { carried } from './domain/relink.ts';
import { parIndexPermissions } from './permissions.ts';
import { castRound, mappingFrom } from './service-back-cast.ts';
import { getRow } from './service-comments.ts';
import { mappingOf } from './service-mapping.ts';
import { getSet } from './service-sets.ts';
import type { RoundRecord, SetRecord } from './store/rows.ts';
import { listRounds } from './store/rounds.ts';

/**
 * What a change after comments would have done to last year's result of every unit: the draft as it was commented on
 * beside a later version, or beside itself with one leaf of that version. Places are by the exact index, since the
 * maximum may change.
 *
 * @throws Refusal `par-index.comment_not_found`, `par-index.set_not_found` (404); `par-index.not_a_later_version`,
 *   `par-index.change_not_found` (422); `par-index.no_past_round` (409)
 */
export async function commentEffect(work: Work, roundId: string, toSetId: string, leaf: string): Promise<EffectView> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const former = await getSet(tx, (await getRow(tx, roundId)).set_id);
    const later = await getSet(tx, toSetId);
    if (later.code !== former.code || later.version <= former.version)
      throw new Refusal('par-index.not_a_later_version', 422);
    const past = await getPastRound(tx, former);
    const changed = leaf === '' ? later.content : withLeafFrom(former.content, later.content, leaf);
    if (!changed) throw new Refusal('par-index.change_not_found', 422, { code: leaf });
    const older = (await getSet(tx, past.set_id)).content;
    const { links, confirmed } = await mappingOf(tx, past.set_id, former.id);
    const before = await castRound(tx, past, former.content, mappingFrom(links));
    const after = await castRound(
      tx,
      past,
      changed,
      leaf === ''
        ? mappingFrom((await mappingOf(tx, past.set_id, later.id)).links)
        : carried(mappingFrom(links), older, changed),
    );
    return {
      pastRound: { id: past.id, title: past.title, year: past.year },
      leaf,
      confirmedMapping: confirmed,
      ...effectOf(before, after),
    };
  });
}

/** The newest closed round of the block before the year of the draft, or of that year. */
async function getPastRound(tx: Tx, { block, year }: SetRecord): Promise<RoundRecord> {
  const [past] = (await listRounds(tx.db))
    .filter(
      (round) => round.block === block && round.year <= year && round.result_version > 0 && round.state !== 'cancelled',
    )
    .sort((a, b) => b.year - a.year);
  if (!past) throw new Refusal('par-index.no_past_round', 409);
  return past;
}

type Cast = Awaited<ReturnType<typeof castRound>>;

function effectOf(before: Cast, after: Cast): Omit<EffectView, 'pastRound' | 'leaf' | 'confirmedMapping'> {
  // Equal shares of whole numbers give the same quotient to the last bit, so ties stay ties.
  const ranks = (cast: Cast) => ranksOf(cast.map(({ result }) => (result.max === 0 ? 0 : result.points / result.max)));
  const [was, is] = [ranks(before), ranks(after)];
  const index = ({ index: ratio, max }: BackCast) => (max === 0 ? null : share(10_000, ratio));
  const units = before.flatMap(({ row, result }, at) => {
    const now = after[at]?.result;
    if (!now) return [];
    const rank = { before: was[at] ?? 0, after: is[at] ?? 0 };
    return [
      {
        agency: { id: row.agency_id, name: row.agency_name },
        points: { before: result.points, after: now.points },
        max: { before: result.max, after: now.max },
        indexHundredths: { before: index(result), after: index(now) },
        rank,
        places: rank.before - rank.after,
      },
    ];
  });
  const sum = (part: 'covered' | 'exact') => ({
    numerator: after.reduce((total, { result }) => total + result[part].numerator, 0),
    denominator: after.reduce((total, { result }) => total + result[part].denominator, 0),
  });
  return {
    units: units.sort((a, b) => a.rank.after - b.rank.after),
    moved: units.filter(({ places }) => places !== 0).length,
    meanPlaces:
      units.length === 0 ? 0 : units.reduce((total, { places }) => total + Math.abs(places), 0) / units.length,
    covered: sum('covered'),
    exact: sum('exact'),
  };
}
