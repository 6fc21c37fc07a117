import { newId } from '#kernel/id.ts';
import type { Tx } from '#platform/db/province.ts';
import { byLeafAndStage, type RoundContext, standingOf, type SheetContext } from './acting.ts';
import { surveyDeviation } from './domain/analysis/matrix.ts';
import { leavesOf } from './domain/criteria-set.ts';
import { BONUS, PENALTY, ranksOf, scorePoints } from './domain/give-points.ts';
import { finalStage, type Stage } from './domain/round-flow.ts';
import type { FlagRecord, PrecedentRecord, ResultLeaf, ResultRecord, SheetRecord, ValueRecord } from './store/rows.ts';

/** The value of a leaf that counts in the end, undefined while there is none. */
export function countingValue(
  context: Pick<SheetContext, 'leaves' | 'sheet'>,
  code: string,
  values: ReadonlyMap<string, ValueRecord>,
): ValueRecord | undefined {
  const scorer = standingOf(context as SheetContext, code, []).scorer;
  const stage = finalStage(scorer, (one: Stage) => values.has(`${code} ${one}`));
  return stage && values.get(`${code} ${stage}`);
}

/** Leaves of the table without a value that counts. Bonus and penalty may be left out: they are then nothing. */
export function missingLeaves(
  context: Pick<SheetContext, 'leaves' | 'sheet' | 'set'>,
  values: ReadonlyMap<string, ValueRecord>,
): string[] {
  return leavesOf(context.set.fields)
    .filter((leaf) => !countingValue(context, leaf.code, values))
    .map((leaf) => leaf.code);
}

/** Standard error of a value: what a survey's sample leaves open; 0 for what is counted or appraised. */
export function deviationOf(max: number | null, value: Pick<ValueRecord, 'input'>): number {
  if (value.input?.type !== 'survey' || max === null) return 0;
  return surveyDeviation(max, value.input.indexHundredths / 10_000, value.input.answers);
}

/** The rows a closing writes: the final values, the results in order, and what is kept for next year. */
export interface Closing {
  readonly finals: ValueRecord[];
  readonly results: ResultRecord[];
  readonly precedents: PrecedentRecord[];
}

interface UnitValues {
  readonly sheet: SheetRecord;
  readonly values: readonly ValueRecord[];
}

/** Everything the council's closing of a round writes, from the values there are. */
export function closingOf(
  tx: Tx,
  context: RoundContext,
  units: readonly UnitValues[],
  flags: readonly FlagRecord[],
  version: number,
): Closing {
  const finals: ValueRecord[] = [];
  const precedents: PrecedentRecord[] = [];
  for (const { sheet, values } of units) {
    const current = byLeafAndStage(values);
    for (const code of context.leaves.keys()) {
      const value = countingValue({ leaves: context.leaves, sheet }, code, current);
      if (!value) continue;
      finals.push({
        ...value,
        id: newId(),
        stage: 'final',
        seq: 1,
        reason: null,
        evidence: [],
        author_id: tx.actor.personId,
        author_name: tx.actor.name,
        author_agency_id: null,
        at: tx.now,
      });
      const precedent = precedentOf(tx, context, sheet, code, current, flags, value);
      if (precedent) precedents.push(precedent);
    }
  }
  const results = resultsOf(
    tx,
    context,
    units.map(({ sheet }) => sheet),
    finals,
    version,
  );
  return { finals, results, precedents };
}

/** Kept where the unit, the first and the second appraisal did not all say the same. */
function precedentOf(
  tx: Tx,
  { round, leaves }: RoundContext,
  sheet: SheetRecord,
  code: string,
  current: ReadonlyMap<string, ValueRecord>,
  flags: readonly FlagRecord[],
  final: ValueRecord,
): PrecedentRecord | undefined {
  const at = (stage: Stage) => current.get(`${code} ${stage}`);
  const said = [at('self'), at('appraisal-1'), at('appraisal-2')].filter((one) => one !== undefined);
  if (!at('appraisal-1') || new Set(said.map((one) => one.points)).size < 2) return undefined;
  return {
    id: newId(),
    round_id: round.id,
    sheet_id: sheet.id,
    year: round.year,
    leaf: code,
    leaf_name: leaves.get(code)?.name ?? '',
    self: at('self')?.points ?? null,
    appraisal1: at('appraisal-1')?.points ?? null,
    appraisal2: at('appraisal-2')?.points ?? null,
    final: final.points,
    reason: final.reason ?? flags.find((flag) => flag.sheet_id === sheet.id && flag.leaf === code)?.reason ?? null,
    explanation: at('explanation')?.reason ?? null,
    made_at: tx.now,
  };
}

/** Results of all units from their final values, ranked within the block. */
export function resultsOf(
  tx: Tx,
  { round, set, leaves }: RoundContext,
  sheets: readonly SheetRecord[],
  finals: readonly ValueRecord[],
  version: number,
): ResultRecord[] {
  const scored = sheets.map((sheet) => {
    const own = finals.filter((value) => value.sheet_id === sheet.id);
    const score = scorePoints(set, new Map(own.map((value) => [value.leaf, value.points])));
    const kept: Record<string, ResultLeaf> = {};
    for (const value of own) {
      if (value.leaf === BONUS || value.leaf === PENALTY) continue;
      kept[value.leaf] = [value.points, deviationOf(leaves.get(value.leaf)?.max ?? null, value)];
    }
    return { sheet, score, kept };
  });
  const ranks = ranksOf(scored.map(({ score }) => score.index));
  return scored.map(({ sheet, score, kept }, index) => ({
    round_id: round.id,
    version,
    sheet_id: sheet.id,
    agency_id: sheet.agency_id,
    agency_name: sheet.agency_name,
    points: score.points,
    max: score.max,
    bonus: score.bonus,
    penalty: score.penalty,
    total: score.total,
    index_hundredths: score.indexHundredths ?? null,
    class_name: score.className ?? null,
    rank: ranks[index] ?? 1,
    leaves: kept,
    made_at: tx.now,
  }));
}
