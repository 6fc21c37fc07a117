import { Refusal } from '#kernel/refusal.ts';
import { share } from './apply-rule.ts';
import type { Hundredths, Leaf } from './criteria-set.ts';
import { evaluateFormula } from './formula.ts';
import type { LeafInput, Ratio, Rule } from './rule.ts';

/** Figures a unit's present entry holds, by which another rule can be tried on it. */
export const FACTS = [
  'per-cent',
  'numerator',
  'denominator',
  'count',
  'conditions-met',
  'met',
  'on-time',
  'done',
  'answers',
  'band-value',
  'points-per-cent',
] as const;
/** One of them, or a variable of the present formula: `var:` and its name. */
export type Fact = (typeof FACTS)[number] | `var:${string}`;

export const FACT_WORDS: Readonly<Record<(typeof FACTS)[number], string>> = {
  'per-cent': 'tỷ lệ đạt được (%)',
  numerator: 'tử số của tỷ lệ',
  denominator: 'mẫu số của tỷ lệ',
  count: 'số kết quả',
  'conditions-met': 'số điều kiện đạt',
  met: 'đạt (1) hoặc không đạt (0)',
  'on-time': 'đúng hạn (1) hoặc không (0)',
  done: 'có thực hiện (1) hoặc không (0)',
  answers: 'số phiếu hợp lệ',
  'band-value': 'đại lượng xét bậc hiện hành',
  'points-per-cent': 'điểm đã đạt so với tối đa (%)',
};

/** Holds when a figure is at least this. */
export interface Least {
  readonly fact: Fact;
  readonly atLeast: number;
}

/** How present figures answer a proposed rule that asks for others. */
export interface Reading {
  /** For each condition in order when it counts as met; null where the figures do not say. */
  readonly conditions?: readonly (Least | null)[] | undefined;
  /** When what was done counts as on time, and when, failing that, as late; otherwise as not done. */
  readonly timeliness?: { readonly onTime: Least; readonly late: Least } | undefined;
  /** The figure that stands for each variable of a formula. */
  readonly variables?: Readonly<Record<string, Fact>> | undefined;
}

/** The present criterion and one unit's entry in it. */
export interface Present {
  readonly leaf: Pick<Leaf, 'rule' | 'max'>;
  readonly input: LeafInput;
  readonly points: Hundredths | null;
}

/** A figure as a fraction, so that edges are compared exactly. */
interface Figure {
  readonly of: number;
  readonly over: number;
}

/** What one entry holds. A share without anything due has no per cent. */
export function factsOf({ leaf, input, points }: Present): ReadonlyMap<Fact, Figure> {
  const facts = new Map<Fact, Figure>();
  const put = (fact: Fact, of: number, over = 1) => void (over > 0 && facts.set(fact, { of, over }));
  switch (input.type) {
    case 'ratio':
      put('per-cent', input.ratio.numerator * 100, input.ratio.denominator);
      put('numerator', input.ratio.numerator);
      put('denominator', input.ratio.denominator);
      break;
    case 'count':
      put('count', input.count);
      break;
    case 'all-of': {
      const met = input.met.filter(Boolean).length;
      put('conditions-met', met);
      put('per-cent', met * 100, input.met.length);
      put('met', met === input.met.length ? 1 : 0);
      break;
    }
    case 'yes-no':
      put('met', input.met ? 1 : 0);
      break;
    case 'timeliness':
      put('on-time', input.state === 'on-time' ? 1 : 0);
      put('done', input.state === 'none' ? 0 : 1);
      break;
    case 'survey':
      put('per-cent', input.indexHundredths, 100);
      put('answers', input.answers);
      break;
    case 'variables':
      for (const [name, value] of Object.entries(input.values)) put(`var:${name}`, value);
      if (leaf.rule?.type === 'banded-formula') {
        const value = bandValue(leaf.rule, input.values);
        if (value !== undefined) put('band-value', value);
      }
      break;
    default:
  }
  if (points !== null && leaf.max) put('points-per-cent', points * 100, leaf.max);
  return facts;
}

/** What the present formula chooses its band by; undefined where it cannot be reckoned, as with nothing to divide by. */
function bandValue(
  { of, variables }: Extract<Rule, { type: 'banded-formula' }>,
  values: Readonly<Record<string, number>>,
): number | undefined {
  try {
    return evaluateFormula(of, variables, values);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/**
 * A unit's present figures as what the proposed rule asks for.
 * @returns undefined where they do not say enough: its points are then carried over
 */
export function readFor(rule: Rule, present: Present, reading: Reading = {}): LeafInput | undefined {
  const { input } = present;
  if (input.type === 'not-applicable') return input;
  const facts = factsOf(present);
  switch (rule.type) {
    case 'yes-no': {
      const [met] = conditionsMet([rule.condition], present, facts, reading);
      return met === undefined ? undefined : { type: 'yes-no', met };
    }
    case 'all-of': {
      const met = conditionsMet(rule.conditions, present, facts, reading);
      // One that fails decides, whatever the others are.
      if (met.includes(false)) return { type: 'all-of', met: met.map((one) => one ?? false) };
      return met.every((one) => one !== undefined)
        ? { type: 'all-of', met: met.map((one) => one ?? false) }
        : undefined;
    }
    case 'timeliness':
      return reading.timeliness ? stateOf(reading.timeliness, facts) : only('timeliness', input);
    case 'step':
      return rule.unit === 'count' ? countOf(input) : ratioInput(input);
    case 'proportional':
      return ratioInput(input);
    case 'count-capped':
      return countOf(input);
    case 'survey':
      return surveyOf(input);
    case 'banded-formula':
      return variablesOf(rule, input, facts, reading);
    case 'points':
      return only('points', input);
  }
}

function only(type: LeafInput['type'], input: LeafInput): LeafInput | undefined {
  return input.type === type ? input : undefined;
}

/** Each condition: by the figure named for it, or as it was found when the present rule has the same words. */
function conditionsMet(
  conditions: readonly string[],
  { leaf: { rule }, input }: Present,
  facts: ReadonlyMap<Fact, Figure>,
  reading: Reading,
): (boolean | undefined)[] {
  const known = new Map<string, boolean>();
  if (rule?.type === 'yes-no' && input.type === 'yes-no') known.set(rule.condition, input.met);
  if (rule?.type === 'all-of' && input.type === 'all-of')
    for (const [at, condition] of rule.conditions.entries()) known.set(condition, input.met[at] ?? false);
  return conditions.map((condition, at) => {
    const least = reading.conditions?.[at];
    return least ? reaches(facts, least) : known.get(condition);
  });
}

function stateOf(
  { onTime, late }: NonNullable<Reading['timeliness']>,
  facts: ReadonlyMap<Fact, Figure>,
): LeafInput | undefined {
  const [inTime, done] = [reaches(facts, onTime), reaches(facts, late)];
  if (inTime === undefined || (!inTime && done === undefined)) return undefined;
  return { type: 'timeliness', state: inTime ? 'on-time' : done ? 'late' : 'none' };
}

function ratioInput(input: LeafInput): LeafInput | undefined {
  const ratio = ratioOf(input);
  return ratio && { type: 'ratio', ratio };
}

function ratioOf(input: LeafInput): Ratio | undefined {
  switch (input.type) {
    case 'ratio':
      return input.ratio;
    case 'survey':
      return { numerator: input.indexHundredths, denominator: 10_000 };
    case 'all-of':
      return { numerator: input.met.filter(Boolean).length, denominator: input.met.length };
    case 'yes-no':
      return { numerator: input.met ? 1 : 0, denominator: 1 };
    default:
      return undefined;
  }
}

function countOf(input: LeafInput): LeafInput | undefined {
  switch (input.type) {
    case 'count':
      return input;
    case 'ratio':
      return { type: 'count', count: input.ratio.numerator };
    case 'all-of':
      return { type: 'count', count: input.met.filter(Boolean).length };
    case 'yes-no':
      return { type: 'count', count: input.met ? 1 : 0 };
    default:
      return undefined;
  }
}

function surveyOf(input: LeafInput): LeafInput | undefined {
  if (input.type === 'survey') return input;
  if (input.type !== 'ratio' || input.ratio.denominator === 0) return undefined;
  return { type: 'survey', indexHundredths: share(10_000, input.ratio), answers: input.ratio.denominator };
}

function variablesOf(
  rule: Extract<Rule, { type: 'banded-formula' }>,
  input: LeafInput,
  facts: ReadonlyMap<Fact, Figure>,
  reading: Reading,
): LeafInput | undefined {
  const values: Record<string, number> = {};
  for (const { name } of rule.variables) {
    const fact = reading.variables?.[name];
    const figure = fact && facts.get(fact);
    const own = input.type === 'variables' && fact === undefined ? input.values[name] : undefined;
    const value = figure ? figure.of / figure.over : own;
    if (value === undefined) return undefined;
    values[name] = value;
  }
  return { type: 'variables', values };
}

/** undefined: the entry does not hold the figure. Edges have at most four decimals, as those of steps. */
function reaches(facts: ReadonlyMap<Fact, Figure>, { fact, atLeast }: Least): boolean | undefined {
  const figure = facts.get(fact);
  if (!figure) return undefined;
  if (!Number.isSafeInteger(figure.of)) return figure.of / figure.over >= atLeast;
  return BigInt(figure.of) * 10_000n >= BigInt(Math.round(atLeast * 10_000)) * BigInt(figure.over);
}
