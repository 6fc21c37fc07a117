import { visibleAgencies } from '#platform/auth/actor.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import type { RankHistory, StepFigures } from './analysis-schema.ts';
import { leavesOf } from './domain/criteria-set.ts';
import type { BackCast } from './domain/mapping.ts';
import type { LeafInput, Rule } from './domain/rule.ts';
import { parIndexPermissions } from './permissions.ts';
import { castRound, getSeenRound, mappingFrom } from './service-back-cast.ts';
import { mappingOf } from './service-mapping.ts';
import { getSet } from './service-sets.ts';
import { listResults, listRounds, listSheets } from './store/rounds.ts';
import type { ResultRecord, RoundRecord } from './store/rows.ts';
import { listStage } from './store/values.ts';

/**
 * How the units of a round stood in all closed rounds of its block, each year also under the rules of the next one, so
 * that a change of rules is never taken for a change of work.
 * @throws Refusal `par-index.not_found` (404)
 */
export async function getHistory(work: Work, roundId: string): Promise<RankHistory> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => {
    const round = await getSeenRound(tx, roundId);
    const rounds = (await listRounds(tx.db))
      .filter((one) => one.block === round.block && one.year <= round.year && isSeen(tx, one) && one.result_version > 0)
      .sort((a, b) => a.year - b.year);
    const years: RankHistory['years'] = [];
    for (const [at, one] of rounds.entries()) {
      const before = rounds[at - 1];
      const next = rounds[at + 1];
      const results = await listResults(tx.db, one.id, one.result_version);
      const cast = next ? await underNext(tx, one, next) : [];
      const under = new Map(cast.map(({ row, result }) => [row.agency_id, result]));
      const first = cast[0]?.result;
      years.push({
        year: one.year,
        roundId: one.id,
        breaks: before !== undefined && (await breaks(tx, before, one)),
        units: results.map((row) => ({
          agency: { id: row.agency_id, name: row.agency_name },
          rank: row.rank,
          indexHundredths: row.index_hundredths,
          className: row.class_name,
          index: { numerator: row.total, denominator: row.max },
          underNext: withExtras(row, under.get(row.agency_id)),
        })),
        exact: first?.exact ?? null,
        covered: first?.covered ?? null,
      });
    }
    return { years };
  });
}

/** Bonus and penalty stay as they were: no rule of the table gives them. */
function withExtras(
  { total, points }: ResultRecord,
  cast: BackCast | undefined,
): { numerator: number; denominator: number } | null {
  return cast ? { numerator: cast.points + total - points, denominator: cast.max } : null;
}

/** Every unit of a year under the rules of the next one. */
async function underNext(tx: Tx, one: RoundRecord, next: RoundRecord): ReturnType<typeof castRound> {
  const { links } = await mappingOf(tx, one.set_id, next.set_id);
  return castRound(tx, one, (await getSet(tx, next.set_id)).content, mappingFrom(links));
}

async function breaks(tx: Tx, before: RoundRecord, now: RoundRecord): Promise<boolean> {
  return before.set_id !== now.set_id && (await mappingOf(tx, before.set_id, now.set_id)).breaksSeries;
}

/**
 * The figures behind criteria with steps. Figures of other units are not for a unit to see: it gets none.
 * @throws Refusal `par-index.not_found` (404)
 */
export async function getStepFigures(work: Work, roundId: string): Promise<StepFigures> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => {
    const round = await getSeenRound(tx, roundId);
    if (visibleAgencies(tx.actor) !== 'all') return { leaves: [] };
    const set = (await getSet(tx, round.set_id)).content;
    const sheets = await listSheets(tx.db, roundId);
    const agencies = new Map(sheets.map((sheet) => [sheet.id, sheet.agency_id]));
    const finals = await listStage(tx.db, [...agencies.keys()], 'final');
    const newest = new Map(finals.map((value) => [`${value.leaf} ${value.sheet_id}`, value]));
    const leaves = leavesOf(set.fields).flatMap((leaf) => {
      const steps = stepsOf(leaf.rule);
      if (!steps || steps.edges.length === 0) return [];
      const values = sheets.flatMap((sheet) => {
        const value = measured(newest.get(`${leaf.code} ${sheet.id}`)?.input ?? null, steps.unit);
        return value === undefined ? [] : [{ agencyId: sheet.agency_id, value }];
      });
      return [{ code: leaf.code, name: leaf.name, unit: steps.unit, edges: steps.edges, values }];
    });
    return { leaves };
  });
}

/** Where the points of a rule jump upwards. */
function stepsOf(rule: Rule | null): { unit: 'per-cent' | 'count'; edges: number[] } | undefined {
  if (rule?.type === 'step') {
    const edges = rule.bands.flatMap(({ ge, gt }) => ge ?? gt ?? []);
    return { unit: rule.unit, edges: [...new Set(edges)].filter((edge) => edge > 0).sort((a, b) => a - b) };
  }
  if (rule?.type !== 'proportional') return undefined;
  const { floorPerCent, fullFromPerCent } = rule;
  return {
    unit: 'per-cent',
    edges: [floorPerCent, fullFromPerCent].filter((edge) => edge !== null && edge > 0) as number[],
  };
}

function measured(input: LeafInput | null, unit: 'per-cent' | 'count'): number | undefined {
  if (unit === 'count') return input?.type === 'count' ? input.count : undefined;
  if (input?.type !== 'ratio' || input.ratio.denominator === 0) return undefined;
  return (input.ratio.numerator / input.ratio.denominator) * 100;
}

/** A unit sees what is published; those who see the province what the council has closed. */
function isSeen(tx: Tx, round: RoundRecord): boolean {
  return round.state === 'published' || (visibleAgencies(tx.actor) === 'all' && round.state !== 'cancelled');
}
