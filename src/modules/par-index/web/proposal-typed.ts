import type { Leaf } from '../domain/criteria-set.ts';
import type { Ask } from '../domain/proposal.ts';
import type { Fact, Least, Reading } from '../domain/proposal-reading.ts';
import type { Rule } from '../domain/rule.ts';
import type { ProposalDetail } from '../proposals-schema.ts';
import { formatPoints, numberText, readNumber, readPoints } from './figures.ts';
import { readTypedLeaf, type TypedFault, type TypedLeaf, typedLeaf } from './leaf-edit.ts';

export const WAYS = ['drop', 'reweight', 'replace-rule', 'bonus', 'penalty'] as const satisfies readonly Ask['kind'][];
export type Way = (typeof WAYS)[number];

/** When a figure is enough, as typed; an empty figure stands for none. */
export interface TypedLeast {
  readonly fact: string;
  readonly atLeast: string;
}
export const NO_LEAST: TypedLeast = { fact: '', atLeast: '' };

/** A proposal as it is being typed; every number as text. */
export interface TypedProposal {
  readonly way: Way;
  readonly max: string;
  /** The rule in the fields of the editor of sets; its name and maximum are not used. */
  readonly rule: TypedLeaf;
  /** By which figure each condition is judged, in the order of the conditions. */
  readonly conditions: readonly TypedLeast[];
  readonly onTime: TypedLeast;
  readonly late: TypedLeast;
  /** The figure that stands for each variable, by name. */
  readonly variables: Readonly<Record<string, string>>;
  readonly name: string;
  readonly ruleWords: string;
  readonly reasons: string;
  readonly precedents: string;
}

/** The conditions as typed, one a line. */
export function conditionsOf({ rule }: Pick<TypedProposal, 'rule'>): string[] {
  const lines = linesOf(rule.conditions);
  return rule.kind === 'yes-no' ? (lines.length === 0 ? [] : [lines.join(' ')]) : rule.kind === 'all-of' ? lines : [];
}

/** The kept wording as text, with what the present rule says where nothing was asked yet. */
export function typedOf({ content, rule, max }: Pick<ProposalDetail, 'content' | 'rule' | 'max'>): TypedProposal {
  const { ask } = content;
  const asked = ask.kind === 'replace-rule' ? ask.rule : rule;
  const reading = (ask.kind === 'replace-rule' ? ask.reading : undefined) ?? {};
  return {
    way: ask.kind,
    max: formatPoints(ask.kind === 'drop' ? max : ask.max, 'vi'),
    rule: { ...typedLeaf(leafWith(asked)), tests: [] },
    conditions: (reading.conditions ?? []).map(typedLeast),
    onTime: typedLeast(reading.timeliness?.onTime ?? null),
    late: typedLeast(reading.timeliness?.late ?? null),
    variables: reading.variables ?? {},
    name: content.name,
    ruleWords: content.ruleWords,
    reasons: content.reasons.join('\n'),
    precedents: content.precedents.map(({ source, what }) => `${source}: ${what}`).join('\n'),
  };
}

/** A rule in the shape the editor of sets reads; only the rule counts. */
function leafWith(rule: Rule | null): Leaf {
  return {
    kind: 'leaf',
    code: '1',
    name: '1',
    max: 0,
    method: null,
    scorer: null,
    rule,
    evidence: null,
    measureId: null,
    controllable: null,
    legal: null,
  };
}

function typedLeast(least: Least | null): TypedLeast {
  return least ? { fact: least.fact, atLeast: numberText(least.atLeast, 'vi') } : NO_LEAST;
}

export type AskFault = { readonly field: 'max' | 'kind' | 'reading' | 'onTime' | 'late' } | TypedFault;

/** What the typed text asks for, or the fields that are not yet right. */
export function askOf(typed: TypedProposal): Ask | { readonly faults: readonly AskFault[] } {
  if (typed.way === 'drop') return { kind: 'drop' };
  const max = readPoints(typed.max);
  if (max === undefined || (max === 0 && typed.way !== 'reweight')) return { faults: [{ field: 'max' }] };
  if (typed.way !== 'replace-rule') return { kind: typed.way, max };
  if (typed.rule.kind === '') return { faults: [{ field: 'kind' }] };
  const read = readTypedLeaf({ ...typed.rule, name: '1', max: '' });
  if ('faults' in read) return read;
  const { rule } = read.edit;
  if (!rule) return { faults: [{ field: 'kind' }] };
  const reading = readingOf(typed, rule);
  if ('faults' in reading) return reading;
  return { kind: 'replace-rule', max, rule, ...(Object.keys(reading).length === 0 ? {} : { reading }) };
}

function readingOf(typed: TypedProposal, rule: Rule): Reading | { readonly faults: readonly AskFault[] } {
  switch (rule.type) {
    case 'yes-no':
    case 'all-of': {
      const count = rule.type === 'yes-no' ? 1 : rule.conditions.length;
      const read = Array.from({ length: count }, (_, at) => leastOf(typed.conditions[at] ?? NO_LEAST));
      if (read.includes(undefined)) return { faults: [{ field: 'reading' }] };
      const conditions = read.map((one) => one ?? null);
      return conditions.every((one) => one === null) ? {} : { conditions };
    }
    case 'timeliness': {
      const [onTime, late] = [leastOf(typed.onTime), leastOf(typed.late)];
      if (onTime === null && late === null) return {};
      if (!onTime) return { faults: [{ field: 'onTime' }] };
      return late ? { timeliness: { onTime, late } } : { faults: [{ field: 'late' }] };
    }
    case 'banded-formula': {
      const chosen = rule.variables.flatMap(({ name }) => {
        const fact = typed.variables[name];
        return fact ? [[name, fact as Fact] as const] : [];
      });
      return chosen.length === 0 ? {} : { variables: Object.fromEntries(chosen) };
    }
    default:
      return {};
  }
}

/** null: no figure is named. undefined: one is, without a number. */
function leastOf({ fact, atLeast }: TypedLeast): Least | null | undefined {
  if (fact === '') return null;
  const value = readNumber(atLeast);
  return value === undefined ? undefined : { fact: fact as Fact, atLeast: value };
}

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** undefined where a line has no source or says nothing. */
export function precedentsOf(text: string): { source: string; what: string }[] | undefined {
  const read = linesOf(text).map((line) => {
    const at = line.indexOf(':');
    return { source: line.slice(0, Math.max(at, 0)).trim(), what: line.slice(at + 1).trim() };
  });
  return read.every(({ source, what }) => source !== '' && what !== '') ? read : undefined;
}
