import { Refusal } from '#kernel/refusal.ts';
import { visibleAgencies } from '#platform/auth/actor.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Work } from '#platform/db/province.ts';
import { contextOf } from './acting.ts';
import { backCast, type OldValue } from './domain/mapping.ts';
import { parIndexPermissions } from './permissions.ts';
import { getSet, mappingOf } from './service-sets.ts';
import type { BackCastView } from './sets-schema.ts';
import { findRound, listResults, listSheets } from './store/rounds.ts';
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
    const round = await findRound(tx.db, roundId);
    if (!round || (visibleAgencies(tx.actor) !== 'all' && round.state !== 'published'))
      throw new Refusal('par-index.not_found', 404);
    const newer = await getSet(tx, toSetId);
    const { links, confirmed } = await mappingOf(tx, round.set_id, toSetId);
    const mapping = { links: links.map(({ change, from, to }) => ({ change, from, to })) };
    const results = await listResults(tx.db, roundId, round.result_version);
    if (results.length === 0) throw new Refusal('par-index.not_closed', 409);
    const { set } = await contextOf(tx, round);
    const sheets = await listSheets(tx.db, roundId);
    const finals = await listCurrent(
      tx.db,
      sheets.map((sheet) => sheet.id),
      ['final'],
    );
    const cast = results.map((row) => {
      // Units read points of each other once they are published; the figures behind them stay with the unit.
      const values = new Map<string, OldValue>(
        Object.entries(row.leaves).map(([leaf, [points]]) => [leaf, { input: null, points }]),
      );
      for (const value of finals)
        if (value.sheet_id === row.sheet_id) values.set(value.leaf, { input: value.input, points: value.points });
      return { row, result: backCast(mapping, set, newer.content, values) };
    });
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
