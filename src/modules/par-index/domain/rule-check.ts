import { Refusal } from '#kernel/refusal.ts';
import { applyRule } from './apply-rule.ts';
import type { CriteriaSet, Hundredths, Leaf } from './criteria-set.ts';
import { leavesOf } from './criteria-set.ts';
import { compileFormula } from './formula.ts';
import type { Band, Rule } from './rule.ts';

/** What is wrong with a rule, or an example beside it that does not come out. */
export interface RuleFault {
  readonly code: string;
  readonly what: 'example-fails' | 'above-maximum' | 'band-empty' | 'bands-overlap' | 'bad-formula';
  /** Which example or band, counted from 1. */
  readonly at?: number;
  readonly expected?: Hundredths | 'not-applicable';
  /** Points that came out, 'not-applicable', or the reason why none did. */
  readonly found?: Hundredths | string;
}

/** Runs every example written beside every rule, and looks at the bands themselves. An empty list: all hold. */
export function faultsOfRules(set: Pick<CriteriaSet, 'fields'>): RuleFault[] {
  return leavesOf(set.fields).flatMap(faultsOfLeafRule);
}

function faultsOfLeafRule(leaf: Leaf): RuleFault[] {
  const { rule, max, code } = leaf;
  if (rule === null || max === null) return [];
  return [...faultsOfShape(code, rule, max), ...faultsOfExamples(leaf, rule)];
}

function faultsOfShape(code: string, rule: Rule, max: Hundredths): RuleFault[] {
  switch (rule.type) {
    case 'timeliness':
      return rule.late > max ? [{ code, what: 'above-maximum' }] : [];
    case 'count-capped':
      return rule.each > max ? [{ code, what: 'above-maximum' }] : [];
    case 'step':
      return [
        ...rule.bands.flatMap((band, index): RuleFault[] =>
          band.points > max ? [{ code, what: 'above-maximum', at: index + 1 }] : [],
        ),
        ...faultsOfBands(code, rule.bands),
      ];
    case 'banded-formula':
      return [...faultsOfBands(code, rule.bands), ...faultsOfFormulas(code, rule)];
    default:
      return [];
  }
}

function faultsOfFormulas(code: string, rule: Extract<Rule, { type: 'banded-formula' }>): RuleFault[] {
  return [rule.of, ...rule.bands.map((band) => band.formula)].flatMap((formula, index): RuleFault[] => {
    try {
      compileFormula(formula, rule.variables);
      return [];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return [{ code, what: 'bad-formula', at: index, found: reasonOf(error) }];
    }
  });
}

/** A band nothing can lie in, and two bands one value lies in: the order of writing may not decide about points. */
function faultsOfBands(code: string, bands: readonly Band[]): RuleFault[] {
  const faults: RuleFault[] = [];
  for (const [index, band] of bands.entries()) {
    const low = lowOf(band);
    const high = highOf(band);
    if (low.at > high.at || (low.at === high.at && !(low.closed && high.closed)))
      faults.push({ code, what: 'band-empty', at: index + 1 });
    if (bands.slice(0, index).some((other) => overlap(band, other)))
      faults.push({ code, what: 'bands-overlap', at: index + 1 });
  }
  return faults;
}

interface Edge {
  readonly at: number;
  readonly closed: boolean;
}

function lowOf({ gt, ge }: Band): Edge {
  return gt !== undefined && gt >= (ge ?? -Infinity)
    ? { at: gt, closed: false }
    : { at: ge ?? -Infinity, closed: ge !== undefined };
}

function highOf({ lt, le }: Band): Edge {
  return lt !== undefined && lt <= (le ?? Infinity)
    ? { at: lt, closed: false }
    : { at: le ?? Infinity, closed: le !== undefined };
}

function overlap(a: Band, b: Band): boolean {
  const meets = (low: Edge, high: Edge) => low.at < high.at || (low.at === high.at && low.closed && high.closed);
  return meets(lowOf(a), highOf(b)) && meets(lowOf(b), highOf(a));
}

function faultsOfExamples(leaf: Leaf, rule: Rule): RuleFault[] {
  return (rule.tests ?? []).flatMap(({ given, expect }, index): RuleFault[] => {
    const found = outcomeOf(leaf, given);
    return found === expect ? [] : [{ code: leaf.code, what: 'example-fails', at: index + 1, expected: expect, found }];
  });
}

function outcomeOf(leaf: Leaf, given: Parameters<typeof applyRule>[1]): Hundredths | string {
  try {
    return applyRule(leaf, given).points ?? 'not-applicable';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return reasonOf(error);
  }
}

function reasonOf({ details, code }: Refusal): string {
  const { reason } = details;
  return typeof reason === 'string' ? reason : code;
}
