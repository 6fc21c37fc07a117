import type { Leaf } from '../domain/criteria-set.ts';
import type { LeafEdit } from '../domain/edit-leaf.ts';
import type { Band, LeafInput, NothingDue, Rule, RuleTest, Variable } from '../domain/rule.ts';
import { readInput, readNumber, readPoints, writeInput } from '../domain/workbook/inputs.ts';
import { RULE_SHEETS } from '../domain/workbook/layout.ts';

/** One band as typed: each edge with its mark, and points or a formula. */
export interface TypedBand {
  readonly fromMark: '' | 'gt' | 'ge';
  readonly from: string;
  readonly toMark: '' | 'lt' | 'le';
  readonly to: string;
  readonly gives: string;
}
export interface TypedTest {
  readonly kind: LeafInput['type'];
  readonly given: string;
  readonly expect: string;
  readonly why: string;
}

/** A leaf in the fields of the editor, as typed. */
export interface TypedLeaf {
  readonly name: string;
  readonly max: string;
  readonly evidence: string;
  readonly kind: Rule['type'] | '';
  readonly conditions: string;
  readonly points: string;
  readonly floor: string;
  readonly full: string;
  readonly unit: 'per-cent' | 'count';
  readonly nothingDue: NothingDue;
  readonly of: string;
  readonly bands: readonly TypedBand[];
  readonly variables: readonly Variable[];
  readonly tests: readonly TypedTest[];
}

export const EMPTY_BAND: TypedBand = { fromMark: 'ge', from: '', toMark: '', to: '', gives: '' };
/** An example does not apply, as it is typed and shown. */
export const OUT = '-';

const vi = (value: number) => String(value).replace('.', ',');
const pointsText = (value: number) => vi(value / 100);

export function typedLeaf(leaf: Leaf): TypedLeaf {
  const { rule } = leaf;
  const bands = rule?.type === 'step' || rule?.type === 'banded-formula' ? rule.bands : [];
  return {
    name: leaf.name,
    max: leaf.max === null ? '' : pointsText(leaf.max),
    evidence: leaf.evidence ?? '',
    kind: rule?.type ?? '',
    conditions: rule?.type === 'yes-no' ? rule.condition : rule?.type === 'all-of' ? rule.conditions.join('\n') : '',
    points:
      rule?.type === 'timeliness' ? pointsText(rule.late) : rule?.type === 'count-capped' ? pointsText(rule.each) : '',
    floor: rule?.type === 'proportional' && rule.floorPerCent !== null ? vi(rule.floorPerCent) : '',
    full: rule?.type === 'proportional' && rule.fullFromPerCent !== null ? vi(rule.fullFromPerCent) : '',
    unit: rule?.type === 'step' ? rule.unit : 'per-cent',
    nothingDue: rule?.type === 'step' || rule?.type === 'proportional' ? rule.nothingDue : 'not-applicable',
    of: rule?.type === 'banded-formula' ? rule.of : '',
    bands: bands.map((band) => ({
      fromMark: band.gt !== undefined ? 'gt' : band.ge !== undefined ? 'ge' : '',
      from: vi(band.gt ?? band.ge ?? 0),
      toMark: band.lt !== undefined ? 'lt' : band.le !== undefined ? 'le' : '',
      to: vi(band.lt ?? band.le ?? 0),
      gives: 'formula' in band ? band.formula : pointsText(band.points),
    })),
    variables: rule?.type === 'banded-formula' ? rule.variables : [],
    tests: (rule?.tests ?? []).map(({ given, expect, why }) => ({
      kind: given.type,
      given: writeInput(given),
      expect: expect === 'not-applicable' ? OUT : pointsText(expect),
      why: why ?? '',
    })),
  };
}

/** Where something typed cannot be read: the field, and for rows which one (from 1). */
export interface TypedFault {
  readonly field:
    | 'name'
    | 'max'
    | 'kind'
    | 'conditions'
    | 'points'
    | 'floor'
    | 'full'
    | 'of'
    | 'bands'
    | 'variables'
    | 'tests';
  readonly at?: number;
}

/** What was typed as a change of the leaf, or where it cannot be read. Whether it makes sense the server says. */
export function readTypedLeaf(typed: TypedLeaf): { edit: LeafEdit } | { faults: readonly TypedFault[] } {
  const faults: TypedFault[] = [];
  const points = (text: string, fault: TypedFault): number => {
    const value = readPoints(text);
    if (value === undefined || value < 0) faults.push(fault);
    return value ?? 0;
  };
  const number = (text: string, fault: TypedFault): number => {
    const value = readNumber(text);
    if (value === undefined) faults.push(fault);
    return value ?? 0;
  };
  if (typed.name.trim() === '') faults.push({ field: 'name' });
  const max = typed.max.trim() === '' ? null : points(typed.max, { field: 'max' });
  const tests = typed.tests.map((test, index): RuleTest => {
    const given = readInput(test.kind, test.given);
    if (!given) faults.push({ field: 'tests', at: index + 1 });
    const isOut = test.expect.trim() === OUT;
    return {
      given: given ?? { type: 'points', points: 0 },
      expect: isOut ? 'not-applicable' : points(test.expect, { field: 'tests', at: index + 1 }),
      ...(test.why.trim() === '' ? {} : { why: test.why.trim() }),
    };
  });
  const rule = typed.kind === '' ? null : ruleOf(typed, typed.kind, points, number, faults);
  if (faults.length > 0) return { faults };
  const evidence = typed.evidence.trim() === '' ? null : typed.evidence.trim();
  return {
    edit: {
      name: typed.name.trim(),
      max,
      evidence,
      rule: rule && ({ ...rule, ...(tests.length > 0 ? { tests } : {}) } as Rule),
    },
  };
}

function ruleOf(
  typed: TypedLeaf,
  type: Rule['type'],
  points: (text: string, fault: TypedFault) => number,
  number: (text: string, fault: TypedFault) => number,
  faults: TypedFault[],
): Rule {
  const lines = typed.conditions
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (RULE_SHEETS[type].includes('conditions') && lines.length === 0) faults.push({ field: 'conditions' });
  if (RULE_SHEETS[type].includes('bands') && typed.bands.length === 0) faults.push({ field: 'bands' });
  const edges = (band: TypedBand, at: number): Band => ({
    ...(band.fromMark === '' ? {} : { [band.fromMark]: number(band.from, { field: 'bands', at }) }),
    ...(band.toMark === '' ? {} : { [band.toMark]: number(band.to, { field: 'bands', at }) }),
  });
  const share = (text: string, field: 'floor' | 'full') => (text.trim() === '' ? null : number(text, { field }));
  switch (type) {
    case 'yes-no':
      return { type, condition: lines.join(' ') };
    case 'all-of':
      return { type, conditions: lines };
    case 'timeliness':
      return { type, late: points(typed.points, { field: 'points' }) };
    case 'count-capped':
      return { type, each: points(typed.points, { field: 'points' }) };
    case 'proportional': {
      const [floorPerCent, fullFromPerCent] = [share(typed.floor, 'floor'), share(typed.full, 'full')];
      return { type, floorPerCent, fullFromPerCent, nothingDue: typed.nothingDue };
    }
    case 'step': {
      const bands = typed.bands.map((band, index) => ({
        ...edges(band, index + 1),
        points: points(band.gives, { field: 'bands', at: index + 1 }),
      }));
      return { type, unit: typed.unit, bands, nothingDue: typed.nothingDue };
    }
    case 'banded-formula': {
      if (typed.of.trim() === '') faults.push({ field: 'of' });
      for (const [index, { name, label }] of typed.variables.entries())
        if (!/^[a-z][A-Za-z0-9]{0,40}$/.test(name) || label.trim() === '')
          faults.push({ field: 'variables', at: index + 1 });
      const bands = typed.bands.map((band, index) => {
        if (band.gives.trim() === '') faults.push({ field: 'bands', at: index + 1 });
        return { ...edges(band, index + 1), formula: band.gives.trim() };
      });
      return { type, variables: typed.variables, of: typed.of.trim(), bands };
    }
    default:
      return { type };
  }
}
