import type { LocalDate } from '#kernel/local-date.ts';

/** What a published number is: fixed by the module that publishes it, the same for everybody who reads it. */
export interface MeasureDefinition {
  /** Dotted, beginning with the publishing module: 'directives.on-time-strict'. */
  readonly id: string;
  /** What a person reads, in Vietnamese. */
  readonly name: string;
  /** A share has numerator and denominator counts of things; a count has denominator null. */
  readonly kind: 'share' | 'count';
  /** In words, so that two numbers of one name are never two formulas. */
  readonly numerator: string;
  readonly denominator: string | null;
  /** Law, decree or report the formula follows; null when it is ours. */
  readonly source: string | null;
}

/** The days a number speaks of, both included, and the moment it is seen from. */
export interface MeasurePeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** One number of one agency: every unit of it can be followed to the thing behind it. */
export interface MeasureValue {
  readonly measureId: string;
  readonly agencyId: string;
  readonly period: MeasurePeriod;
  /** The moment of the history it was computed from. */
  readonly asOf: Date;
  readonly numerator: number;
  /** null for a count. */
  readonly denominator: number | null;
  /** What the numerator counts, each once; what the denominator counts contains it. */
  readonly numeratorIds: readonly string[];
  readonly denominatorIds: readonly string[];
  /** false when data of the period is known to be missing; `remarks` says which. */
  readonly isComplete: boolean;
  readonly remarks: readonly string[];
}

/** A fault that makes a number unfit for scoring. */
export type MeasureFault =
  | 'numerator-ids-differ'
  | 'denominator-ids-differ'
  | 'numerator-outside-denominator'
  | 'repeated-id'
  | 'not-a-count';

/**
 * What does not add up in a number: counts that are not their ids, a numerator that is no part of its
 * denominator, a thing counted twice. An empty list means it can be followed down and back.
 */
export function faultsOf(value: MeasureValue): MeasureFault[] {
  const faults: MeasureFault[] = [];
  const counts = [value.numerator, value.denominator ?? 0];
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0)) faults.push('not-a-count');
  if (value.numeratorIds.length !== value.numerator) faults.push('numerator-ids-differ');
  if (value.denominator !== null && value.denominatorIds.length !== value.denominator)
    faults.push('denominator-ids-differ');
  const whole = new Set(value.denominatorIds);
  if (new Set(value.numeratorIds).size !== value.numeratorIds.length || whole.size !== value.denominatorIds.length)
    faults.push('repeated-id');
  if (value.denominator !== null && value.numeratorIds.some((id) => !whole.has(id)))
    faults.push('numerator-outside-denominator');
  return faults;
}

/** The number itself: a share from 0 to 1, or the count. undefined when there is nothing to divide by. */
export function quantityOf({
  numerator,
  denominator,
}: Pick<MeasureValue, 'numerator' | 'denominator'>): number | undefined {
  if (denominator === null) return numerator;
  return denominator === 0 ? undefined : numerator / denominator;
}
