import type { Hundredths, Leaf } from '../domain/criteria-set.ts';
import { pointsOf } from '../domain/give-points.ts';
import type { LeafInput } from '../domain/rule.ts';
import type { Language } from '#web/i18n/language.ts';
import { Refusal } from '#kernel/refusal.ts';
import { formatPoints, numberText, readCount, readNumber, readPoints } from './figures.ts';

/** What stands in the fields of one leaf, as typed. */
export interface Typed {
  readonly way: 'figures' | 'points' | 'not-applicable';
  readonly met: '' | 'yes' | 'no';
  readonly conditions: readonly boolean[];
  readonly state: '' | 'on-time' | 'late' | 'none';
  readonly numerator: string;
  readonly denominator: string;
  readonly count: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly points: string;
  readonly whyNot: string;
  readonly reason: string;
}

const EMPTY: Typed = {
  way: 'figures',
  met: '',
  conditions: [],
  state: '',
  numerator: '',
  denominator: '',
  count: '',
  variables: {},
  points: '',
  whyNot: '',
  reason: '',
};

/** The fields as they stand for a value already given. */
export function typedOf(leaf: Leaf, input: LeafInput | null, reason: string | null, language: Language): Typed {
  const blank: Typed = { ...EMPTY, reason: reason ?? '', way: leaf.rule?.type === 'points' ? 'points' : 'figures' };
  switch (input?.type) {
    case 'not-applicable':
      return { ...blank, way: 'not-applicable', whyNot: input.reason };
    case 'yes-no':
      return { ...blank, met: input.met ? 'yes' : 'no' };
    case 'all-of':
      return { ...blank, conditions: input.met };
    case 'timeliness':
      return { ...blank, state: input.state };
    case 'ratio':
      return { ...blank, numerator: String(input.ratio.numerator), denominator: String(input.ratio.denominator) };
    case 'count':
      return { ...blank, count: String(input.count) };
    case 'variables':
      return {
        ...blank,
        variables: Object.fromEntries(
          Object.entries(input.values).map(([name, value]) => [name, numberText(value, language)]),
        ),
      };
    case 'points':
      return { ...blank, way: 'points', points: formatPoints(input.points, language) };
    default:
      return blank;
  }
}

/** The input the fields make; undefined while something is missing or no number. */
export function inputOf(leaf: Leaf, typed: Typed): LeafInput | undefined {
  if (typed.way === 'not-applicable')
    return typed.whyNot.trim() === '' ? undefined : { type: 'not-applicable', reason: typed.whyNot.trim() };
  if (typed.way === 'points') {
    const points = readPoints(typed.points);
    return points === undefined ? undefined : { type: 'points', points };
  }
  switch (leaf.rule?.type) {
    case 'yes-no':
      return typed.met === '' ? undefined : { type: 'yes-no', met: typed.met === 'yes' };
    case 'all-of':
      return { type: 'all-of', met: leaf.rule.conditions.map((_, index) => typed.conditions[index] ?? false) };
    case 'timeliness':
      return typed.state === '' ? undefined : { type: 'timeliness', state: typed.state };
    case 'proportional':
      return ratioOf(typed);
    case 'step':
      return leaf.rule.unit === 'per-cent' ? ratioOf(typed) : countOf(typed);
    case 'count-capped':
      return countOf(typed);
    case 'banded-formula': {
      const values: Record<string, number> = {};
      for (const { name } of leaf.rule.variables) {
        const value = readNumber(typed.variables[name] ?? '');
        if (value === undefined) return undefined;
        values[name] = value;
      }
      return { type: 'variables', values };
    }
    default:
      return undefined;
  }
}

function ratioOf({ numerator, denominator }: Typed): LeafInput | undefined {
  const ratio = { numerator: readCount(numerator), denominator: readCount(denominator) };
  return ratio.numerator === undefined || ratio.denominator === undefined
    ? undefined
    : { type: 'ratio', ratio: { numerator: ratio.numerator, denominator: ratio.denominator } };
}

function countOf({ count }: Typed): LeafInput | undefined {
  const read = readCount(count);
  return read === undefined ? undefined : { type: 'count', count: read };
}

/** What the rule makes of an input, by the same code as the server: points, null for "does not apply", or a refusal. */
export type Outcome =
  | { readonly kind: 'points'; readonly points: Hundredths }
  | { readonly kind: 'not-applicable' }
  | { readonly kind: 'not-ready' }
  | { readonly kind: 'refused'; readonly why: 'wrong-input' | 'outside' | 'formula' };

export function outcomeOf(leaf: Leaf, input: LeafInput | undefined): Outcome {
  if (!input) return { kind: 'not-ready' };
  try {
    const points = pointsOf(leaf, input);
    return points === null ? { kind: 'not-applicable' } : { kind: 'points', points };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const why: Record<string, 'outside' | 'formula'> = {
      'par-index.outside_maximum': 'outside',
      'par-index.bad_formula': 'formula',
    };
    return { kind: 'refused', why: why[error.code] ?? 'wrong-input' };
  }
}
