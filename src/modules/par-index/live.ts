import { listMeasures, type MeasureValue, type RefusedMeasure, sortMeasure } from '#modules/measures/public.ts';
import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import type { Tx } from '#platform/db/province.ts';
import type { RoundContext } from './acting.ts';
import { applyRule } from './domain/apply-rule.ts';
import type { Hundredths, Leaf } from './domain/criteria-set.ts';
import type { LeafInput } from './domain/rule.ts';
import { endOf } from './duties.ts';
import type { MeasureTrace, RoundRecord, SheetRecord, ValueRecord } from './store/rows.ts';

/** What a leaf was asked of a measure: the days it speaks of and the moment it is seen from. */
export interface LiveQuestion {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly asOf: Date;
}

/**
 * Figures are read as of a minute ago: a transaction that began before now may still be writing under its moment, and
 * the clock of a demonstration stands still while people work. A minute back, history is finished.
 */
const SETTLED_MS = 60_000;

/** Until the cut-off the figures are those of now; from then on those of the cut-off, whatever happens later. */
export function liveQuestion(round: RoundRecord, now: Date): LiveQuestion {
  const cutOff = endOf(round.cut_off_on);
  const settled = new Date(now.getTime() - SETTLED_MS);
  return { from: round.period_from, to: round.period_to, asOf: settled < cutOff ? settled : cutOff };
}

/** The leaves that are filled by a measure somebody publishes. */
export function boundLeaves(context: RoundContext): Leaf[] {
  const published = new Set(listMeasures().map((measure) => measure.id));
  return [...context.leaves.values()].filter((leaf) => leaf.measureId !== null && published.has(leaf.measureId));
}

/** A leaf of one unit as the measure has it, with the points by the leaf's own rule. */
export interface LiveReading {
  readonly agencyId: string;
  readonly input: LeafInput;
  readonly points: Hundredths | null;
  readonly trace: MeasureTrace;
}

/**
 * A leaf of some units as the measure has it. Figures whose parts do not add up are told apart and are no reading:
 * one unit's broken figures keep nobody else's from being read.
 */
export async function sorted(
  tx: Tx,
  leaf: Leaf,
  agencyIds: readonly string[],
  { from, to, asOf }: LiveQuestion,
): Promise<{ readings: LiveReading[]; refused: RefusedMeasure[] }> {
  if (leaf.measureId === null) return { readings: [], refused: [] };
  const { values, refused } = await sortMeasure(tx, leaf.measureId, { agencyIds, period: { from, to }, asOf });
  const readings = values.map((value) => {
    const input = inputOf(value);
    return { agencyId: value.agencyId, input, points: applyRule(leaf, input).points, trace: traceOf(value) };
  });
  return { readings, refused };
}

function inputOf({ numerator, denominator }: MeasureValue): LeafInput {
  return denominator === null
    ? { type: 'count', count: numerator }
    : { type: 'ratio', ratio: { numerator, denominator } };
}

function traceOf(value: MeasureValue): MeasureTrace {
  return {
    measureId: value.measureId,
    from: value.period.from,
    to: value.period.to,
    asOf: value.asOf.toISOString(),
    numerator: value.numerator,
    denominator: value.denominator,
    numeratorIds: [...value.numeratorIds].sort(),
    denominatorIds: [...value.denominatorIds].sort(),
    isComplete: value.isComplete,
    remarks: value.remarks,
  };
}

/** The value to be kept of a measured leaf. */
export function liveValue(
  tx: Tx,
  sheet: SheetRecord,
  leaf: Leaf,
  seq: number,
  { input, points, trace }: Pick<LiveReading, 'input' | 'points' | 'trace'>,
): ValueRecord {
  return {
    id: newId(),
    sheet_id: sheet.id,
    leaf: leaf.code,
    stage: 'live',
    seq,
    input,
    points,
    deviation: 0,
    measure: trace,
    reason: null,
    evidence: [],
    author_id: tx.actor.personId,
    author_name: tx.actor.name,
    author_agency_id: null,
    at: tx.now,
  };
}

/** Whether two readings say the same of the same things; the moment they were read does not count. */
export function sameReading(a: MeasureTrace | null, b: MeasureTrace): boolean {
  return (
    a !== null &&
    a.measureId === b.measureId &&
    a.numerator === b.numerator &&
    a.denominator === b.denominator &&
    a.isComplete === b.isComplete &&
    a.numeratorIds.join() === b.numeratorIds.join() &&
    a.denominatorIds.join() === b.denominatorIds.join()
  );
}
