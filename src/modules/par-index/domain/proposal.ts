import { applyRule, share } from './apply-rule.ts';
import type { ProposalChange } from './analysis/proposal-effect.ts';
import type { Hundredths, Leaf } from './criteria-set.ts';
import type { LeafInput, Rule } from './rule.ts';
import { Refusal } from '#kernel/refusal.ts';

/** What a proposal (kiến nghị) asks for its criterion. */
export type Ask =
  | { readonly kind: 'drop' }
  | { readonly kind: 'reweight'; readonly max: Hundredths }
  | { readonly kind: 'replace-rule'; readonly max: Hundredths; readonly rule: Rule };

/** One wording of a proposal. */
export interface ProposalContent {
  readonly ask: Ask;
  /** Name and rule as proposed, in words; an empty rule is worded from the asking. */
  readonly name: string;
  readonly ruleWords: string;
  readonly reasons: readonly string[];
  readonly precedents: readonly { readonly source: string; readonly what: string }[];
}

export const PROPOSAL_STATES = ['draft', 'approved', 'sent', 'answered', 'withdrawn'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];
export type EntryKind = 'written' | 'approved' | 'sent' | 'answered' | 'withdrawn';

const STATE_AFTER: Readonly<Record<EntryKind, ProposalState>> = {
  written: 'draft',
  approved: 'approved',
  sent: 'sent',
  answered: 'answered',
  withdrawn: 'withdrawn',
};
const NEXT: Readonly<Record<ProposalState, readonly EntryKind[]>> = {
  draft: ['written', 'approved', 'withdrawn'],
  approved: ['written', 'sent', 'withdrawn'],
  sent: ['answered', 'withdrawn'],
  answered: [],
  withdrawn: [],
};

/** Where a proposal stands after its last entry. A new wording takes the approval back. */
export function stateAfter(last: EntryKind): ProposalState {
  return STATE_AFTER[last];
}

/** What may follow. */
export function movesFrom(state: ProposalState): readonly EntryKind[] {
  return NEXT[state];
}

/** The figures of a closed round a proposal is simulated on: one entry per unit, in the order of the ranking. */
export interface Figures {
  readonly points: readonly (Hundredths | null)[];
  readonly inputs: readonly (LeafInput | null)[];
}

export interface Simulated {
  readonly change: ProposalChange;
  /** Units whose own figures were scored again; the others' points were carried over by their share of the maximum. */
  readonly exact: number;
  readonly scaled: number;
}

/**
 * What the asking means for every unit. Under another rule, figures of the kind it asks for are scored again; what a
 * judge gave as bare points, or figures of another kind, keeps its share of the maximum.
 * @throws Refusal `par-index.bad_proposal` (422) for a rule that gives more than the maximum or cannot be reckoned
 */
export function simulated(leaf: Leaf, ask: Ask, { points, inputs }: Figures): Simulated {
  if (ask.kind === 'drop') return { change: { ...ask, leaf: leaf.code }, exact: points.length, scaled: 0 };
  const carried = (one: Hundredths | null): Hundredths | null =>
    one === null || !leaf.max ? null : share(ask.max, { numerator: one, denominator: leaf.max });
  if (ask.kind === 'reweight') return { change: { ...ask, leaf: leaf.code }, exact: points.length, scaled: 0 };
  let exact = 0;
  const next = points.map((one, unit) => {
    if (one === null) return null;
    const again = scoredAgain({ code: leaf.code, max: ask.max, rule: ask.rule }, inputs[unit] ?? null);
    if (again === undefined) return carried(one);
    exact += 1;
    return again;
  });
  const applies = points.filter((one) => one !== null).length;
  return {
    change: { kind: 'replace-rule', leaf: leaf.code, max: ask.max, points: next },
    exact,
    scaled: applies - exact,
  };
}

/** undefined: the figures say nothing about the new rule. */
function scoredAgain(
  leaf: Pick<Leaf, 'code' | 'max' | 'rule'>,
  input: LeafInput | null,
): Hundredths | null | undefined {
  if (input === null || (input.type === 'points' && leaf.rule?.type !== 'points')) return undefined;
  try {
    return applyRule(leaf, input).points;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'par-index.wrong_input') return undefined;
    throw new Refusal('par-index.bad_proposal', 422, { fields: { rule: 'par-index.bad_proposal' } });
  }
}

/** What was disputed about a criterion when it was appraised. */
export interface Dispute {
  readonly year: number;
  readonly self: Hundredths | null;
  readonly appraisal1: Hundredths | null;
  readonly appraisal2: Hundredths | null;
  readonly final: Hundredths | null;
}

/** Disputes of one year told as counts: nothing is said that the kept appraisals do not say. */
export function disputesInYear(disputes: readonly Dispute[], year: number) {
  const own = disputes.filter((one) => one.year === year);
  const lowered = own.filter((one) => one.self !== null && one.appraisal1 !== null && one.appraisal1 < one.self);
  const lost = lowered.reduce((sum, one) => sum + (one.self ?? 0) - (one.appraisal1 ?? 0), 0);
  const restored = lowered.filter((one) => one.final !== null && one.final > (one.appraisal1 ?? 0));
  return {
    sheets: own.length,
    lowered: lowered.length,
    restored: restored.length,
    meanLoss: lowered.length === 0 ? 0 : Math.round(lost / lowered.length),
  };
}
