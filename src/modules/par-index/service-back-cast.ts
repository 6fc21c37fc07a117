import { Refusal } from '#kernel/refusal.ts';
import { visibleAgencies } from '#platform/auth/actor.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { contextOf } from './acting.ts';
import { share } from './domain/apply-rule.ts';
import type { CriteriaSet } from './domain/criteria-set.ts';
import { type BackCast, backCast, breaksSeries, type OldValue, segmentsOf, type SetMapping } from './domain/mapping.ts';
import { parIndexPermissions } from './permissions.ts';
import { mappingOf } from './service-mapping.ts';
import { getSet } from './service-sets.ts';
import type { BackCastView, SeriesView } from './sets-schema.ts';
import type { ResultRecord, RoundRecord } from './store/rows.ts';
import { findRound, listResults, listRounds, listSheets } from './store/rounds.ts';
import { listCurrent } from './store/values.ts';

/**
 * A closed round under the rules of another set: what its figures would have earned there, leaf by leaf, saying which
 * are exact and which are carried over. Serves the series over a change of rules and the trial of a draft.
 *
 * @throws Refusal `par-index.not_found` (404), also while a unit may not see the ranking; `par-index.not_closed` (409);
 *   `par-index.set_not_found` (404)
 */
export async function getBackCast(work: Work, roundId: string, toSetId: string): Promise<BackCastView> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => {
    const round = await getSeenRound(tx, roundId);
    const newer = await getSet(tx, toSetId);
    const { links, confirmed } = await mappingOf(tx, round.set_id, toSetId);
    const cast = await castRound(tx, round, newer.content, mappingFrom(links));
    return {
      roundId,
      toSetId,
      confirmedMapping: confirmed,
      units: cast.map(({ row, result }) => ({
        agency: { id: row.agency_id, name: row.agency_name },
        points: result.points,
        max: result.max,
        index: result.index,
        covered: result.covered,
        exact: result.exact,
        original: { numerator: row.total, denominator: row.max },
        leaves: result.leaves.map((leaf) => ({ ...leaf })),
      })),
    };
  });
}

/** A closed round the actor may see. @throws Refusal `par-index.not_found` (404) */
export async function getSeenRound(tx: Tx, roundId: string): Promise<RoundRecord> {
  const round = await findRound(tx.db, roundId);
  if (!round || !isSeen(tx, round)) throw new Refusal('par-index.not_found', 404);
  return round;
}

function isSeen(tx: Tx, { state }: RoundRecord): boolean {
  return visibleAgencies(tx.actor) === 'all' || state === 'published';
}

export function mappingFrom(links: readonly { change: string; from: string[]; to: string[] }[]): SetMapping {
  return { links: links.map(({ change, from, to }) => ({ change, from, to })) as SetMapping['links'] };
}

/**
 * Every unit of a closed round under other rules.
 * @throws Refusal `par-index.not_closed` (409)
 */
export async function castRound(
  tx: Tx,
  round: RoundRecord,
  newer: CriteriaSet,
  mapping: SetMapping,
): Promise<{ row: ResultRecord; result: BackCast }[]> {
  const results = await listResults(tx.db, round.id, round.result_version);
  if (results.length === 0) throw new Refusal('par-index.not_closed', 409);
  const { set } = await contextOf(tx, round);
  const sheets = await listSheets(tx.db, round.id);
  const finals = await listCurrent(
    tx.db,
    sheets.map((sheet) => sheet.id),
    ['final'],
  );
  const bySheet = Map.groupBy(finals, ({ sheet_id }) => sheet_id);
  return results.map((row) => {
    // Units read points of each other once they are published; the figures behind them stay with the unit.
    const values = new Map<string, OldValue>(
      Object.entries(row.leaves).map(([leaf, [points]]) => [leaf, { input: null, points }]),
    );
    for (const { leaf, input, points } of bySheet.get(row.sheet_id) ?? []) values.set(leaf, { input, points });
    return { row, result: backCast(mapping, set, newer, values) };
  });
}

/**
 * The index of every unit over the years of a block, in segments that are cut where rules changed; with a later set, the
 * last year under it too. A year that was changed into other rules begins the next segment as it would have been.
 *
 * @throws Refusal `par-index.not_found` (404), `par-index.set_not_found` (404)
 */
export async function getSeries(work: Work, roundId: string, toSetId: string): Promise<SeriesView> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => {
    const { block } = await getSeenRound(tx, roundId);
    const trial = await getSet(tx, toSetId);
    const rounds = (await listRounds(tx.db))
      .filter(
        (round) =>
          round.block === block && round.result_version > 0 && round.state !== 'cancelled' && isSeen(tx, round),
      )
      .sort((a, b) => a.year - b.year);
    const years = new Map<string, { name: string; years: Parameters<typeof segmentsOf>[0][number][] }>();
    const cuts = new Set<string>();
    const breaks: SeriesView['breaks'] = [];
    let last = new Map<string, number | null>();
    for (const [index, round] of rounds.entries()) {
      const next = rounds[index + 1];
      const later = next ? await getSet(tx, next.set_id) : trial;
      const { links, confirmed } = await mappingOf(tx, round.set_id, later.id);
      const mapping = mappingFrom(links);
      if (round.set_id !== later.id && breaksSeries(mapping)) {
        cuts.add(`${round.set_id}>${later.id}`);
        breaks.push({ year: next?.year ?? later.year, confirmed });
      }
      const cast = await castRound(tx, round, later.content, mapping);
      last = new Map();
      for (const { row, result } of cast) {
        const backCastHundredths = result.max === 0 ? null : share(10_000, result.index);
        const unit = years.get(row.agency_id) ?? { name: row.agency_name, years: [] };
        if (row.index_hundredths !== null)
          unit.years.push({
            year: round.year,
            setId: round.set_id,
            indexHundredths: row.index_hundredths,
            backCastHundredths,
          });
        years.set(row.agency_id, { name: row.agency_name, years: unit.years });
        last.set(row.agency_id, backCastHundredths);
      }
    }
    const lastRound = rounds.at(-1);
    const isTried = lastRound !== undefined && cuts.has(`${lastRound.set_id}>${trial.id}`);
    return {
      breaks,
      units: [...years].map(([id, unit]) => {
        const tried = isTried ? (last.get(id) ?? null) : null;
        const segments = segmentsOf(unit.years, (a, b) => cuts.has(`${a}>${b}`)).map(({ points }) => ({
          points: [...points],
        }));
        return {
          agency: { id, name: unit.name },
          segments:
            tried === null || !lastRound
              ? segments
              : [...segments, { points: [{ year: lastRound.year, indexHundredths: tried, backCast: true }] }],
        };
      }),
    };
  });
}
