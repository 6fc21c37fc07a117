import type { Hundredths } from './criteria-set.ts';

/** An exact share: two whole numbers. `null` denominators do not occur; 0 of 0 is "nothing due". */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * One edge of a band, in units of the rule: 'per-cent' compares 100·numerator with edge·denominator, so that
 * 90 % is exactly 90 % and never 89.99…; 'count' compares whole numbers.
 */
export interface Band {
  readonly gt?: number;
  readonly ge?: number;
  readonly lt?: number;
  readonly le?: number;
}

export interface PointBand extends Band {
  readonly points: Hundredths;
}

export interface FormulaBand extends Band {
  /** CEL over the rule's variables; its value is points (not hundredths), rounded half up to hundredths. */
  readonly formula: string;
}

/** A variable of a formula, with what it counts. */
export interface Variable {
  readonly name: string;
  readonly label: string;
  readonly unit: 'count' | 'per-cent' | 'days' | 'million-dong';
}

/** What happens when there was nothing to do (0 of 0): the set must say, it is never guessed. */
export type NothingDue = 'full' | 'zero' | 'not-applicable';

/** An example written beside the rule: checked when the set is loaded. */
export interface RuleTest {
  readonly given: LeafInput;
  readonly expect: Hundredths | 'not-applicable';
  readonly why?: string;
}

interface RuleBase {
  readonly tests?: readonly RuleTest[];
}

/** The kinds of rules, each with its formula (par-index.md section 7). */
export type Rule = RuleBase &
  (
    | { readonly type: 'yes-no'; readonly condition: string }
    | { readonly type: 'all-of'; readonly conditions: readonly string[] }
    | { readonly type: 'timeliness'; readonly late: Hundredths }
    | {
        readonly type: 'step';
        readonly unit: 'per-cent' | 'count';
        readonly bands: readonly PointBand[];
        readonly nothingDue: NothingDue;
      }
    | { readonly type: 'count-capped'; readonly each: Hundredths }
    | {
        readonly type: 'proportional';
        readonly floorPerCent: number | null;
        readonly fullFromPerCent: number | null;
        readonly nothingDue: NothingDue;
      }
    | {
        readonly type: 'banded-formula';
        readonly variables: readonly Variable[];
        readonly of: string;
        readonly bands: readonly FormulaBand[];
      }
    | { readonly type: 'survey' }
    | { readonly type: 'points' }
  );

/** What a unit or a source puts in for one leaf. */
export type LeafInput =
  | { readonly type: 'not-applicable'; readonly reason: string }
  | { readonly type: 'yes-no'; readonly met: boolean }
  | { readonly type: 'all-of'; readonly met: readonly boolean[] }
  | { readonly type: 'timeliness'; readonly state: 'on-time' | 'late' | 'none' }
  | { readonly type: 'ratio'; readonly ratio: Ratio }
  | { readonly type: 'count'; readonly count: number }
  | { readonly type: 'variables'; readonly values: Readonly<Record<string, number>> }
  /** Chỉ số khảo sát from 0 to 100 in hundredths of a per cent, with how many valid answers it rests on. */
  | { readonly type: 'survey'; readonly indexHundredths: number; readonly answers: number }
  | { readonly type: 'points'; readonly points: Hundredths };
