import type { Rule } from '../domain/rule.ts';
import type { Ask } from '../domain/proposal.ts';
import type { ProposalDetail } from '../proposals-schema.ts';
import { formatPoints, numberText, readNumber, readPoints } from './figures.ts';

export type Way = 'drop' | 'reweight' | 'steps' | 'proportional' | 'late' | 'each';

/** A proposal as it is being typed; every number as text. */
export interface TypedProposal {
  readonly way: Way;
  readonly max: string;
  readonly steps: readonly { readonly from: string; readonly points: string }[];
  readonly floor: string;
  readonly full: string;
  readonly late: string;
  readonly each: string;
  readonly name: string;
  readonly ruleWords: string;
  readonly reasons: string;
  readonly precedents: string;
}

/** What can be asked for a criterion under its present rule: another rule must take the same figures. */
export function waysFor(rule: Rule | null): Way[] {
  switch (rule?.type) {
    case 'step':
      return ['drop', 'reweight', 'steps', rule.unit === 'per-cent' ? 'proportional' : 'each'];
    case 'proportional':
      return ['drop', 'reweight', 'steps', 'proportional'];
    case 'count-capped':
      return ['drop', 'reweight', 'steps', 'each'];
    case 'timeliness':
      return ['drop', 'reweight', 'late'];
    default:
      return ['drop', 'reweight'];
  }
}

/** Whether steps stand on a count and not on a share. */
export function countsThings(rule: Rule | null): boolean {
  return rule?.type === 'count-capped' || (rule?.type === 'step' && rule.unit === 'count');
}

/** The kept wording as text, with what the present rule says where nothing was asked yet. */
export function typedOf({ content, rule, max }: Pick<ProposalDetail, 'content' | 'rule' | 'max'>): TypedProposal {
  const { ask } = content;
  const asked = ask.kind === 'replace-rule' ? ask.rule : rule;
  const points = (value: number) => formatPoints(value, 'vi');
  const optional = (value: number | null) => (value === null ? '' : numberText(value, 'vi'));
  return {
    way: ask.kind === 'replace-rule' ? wayOf(ask.rule) : ask.kind,
    max: points(ask.kind === 'drop' ? max : ask.max),
    steps:
      asked?.type === 'step'
        ? asked.bands.flatMap((band) => {
            const from = band.ge ?? band.gt;
            return from === undefined ? [] : [{ from: numberText(from, 'vi'), points: points(band.points) }];
          })
        : [{ from: countsThings(rule) ? '1' : '100', points: points(max) }],
    floor: asked?.type === 'proportional' ? optional(asked.floorPerCent) : '',
    full: asked?.type === 'proportional' ? optional(asked.fullFromPerCent) : '',
    late: asked?.type === 'timeliness' ? points(asked.late) : '',
    each: asked?.type === 'count-capped' ? points(asked.each) : '',
    name: content.name,
    ruleWords: content.ruleWords,
    reasons: content.reasons.join('\n'),
    precedents: content.precedents.map(({ source, what }) => `${source}: ${what}`).join('\n'),
  };
}

function wayOf(rule: Rule): Way {
  switch (rule.type) {
    case 'step':
      return 'steps';
    case 'timeliness':
      return 'late';
    case 'count-capped':
      return 'each';
    default:
      return 'proportional';
  }
}

export type AskFault = 'max' | 'steps' | 'floor' | 'full' | 'late' | 'each';

/** What the typed text asks for, or the fields that are not yet right. */
export function askOf(typed: TypedProposal, rule: Rule | null): Ask | { readonly faults: readonly AskFault[] } {
  if (typed.way === 'drop') return { kind: 'drop' };
  const max = readPoints(typed.max);
  if (max === undefined) return { faults: ['max'] };
  if (typed.way === 'reweight') return { kind: 'reweight', max };
  const asked = ruleOf(typed, rule, max);
  return 'faults' in asked ? asked : { kind: 'replace-rule', max, rule: asked };
}

function ruleOf(typed: TypedProposal, rule: Rule | null, max: number): Rule | { readonly faults: readonly AskFault[] } {
  const nothingDue = rule?.type === 'step' || rule?.type === 'proportional' ? rule.nothingDue : 'not-applicable';
  switch (typed.way) {
    case 'steps': {
      const unit = countsThings(rule) ? 'count' : 'per-cent';
      const bands = typed.steps.map(({ from, points }) => ({ ge: readNumber(from), points: readPoints(points) }));
      const fits = bands.every(({ ge, points }, at) => {
        const before = bands[at - 1];
        if (ge === undefined || points === undefined || points > max || ge < 0) return false;
        return before?.ge === undefined || ge < before.ge;
      });
      if (!fits || bands.length === 0) return { faults: ['steps'] };
      return {
        type: 'step',
        unit,
        nothingDue,
        bands: bands.map(({ ge = 0, points = 0 }, at) => {
          const above = bands[at - 1]?.ge;
          return { ge, points, ...(above === undefined ? {} : { lt: above }) };
        }),
      };
    }
    case 'proportional': {
      const floorPerCent = share(typed.floor);
      const fullFromPerCent = share(typed.full);
      if (floorPerCent === undefined || fullFromPerCent === undefined)
        return {
          faults: [
            ...(floorPerCent === undefined ? ['floor' as const] : []),
            ...(fullFromPerCent === undefined ? ['full' as const] : []),
          ],
        };
      return { type: 'proportional', floorPerCent, fullFromPerCent, nothingDue };
    }
    case 'late': {
      const late = readPoints(typed.late);
      return late === undefined || late > max ? { faults: ['late'] } : { type: 'timeliness', late };
    }
    default: {
      const each = readPoints(typed.each);
      return each === undefined || each > max ? { faults: ['each'] } : { type: 'count-capped', each };
    }
  }
}

/** null: none is set. undefined: not a share. */
function share(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const value = readNumber(text);
  return value !== undefined && value >= 0 && value <= 100 ? value : undefined;
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
