import { applyRule, share } from './apply-rule.ts';
import type { ProposalChange } from './analysis/proposal-effect.ts';
import type { Hundredths, Leaf } from './criteria-set.ts';
import { type Fact, FACTS, factsOf, readFor, type Reading } from './proposal-reading.ts';
import type { LeafInput, Rule } from './rule.ts';
import { Refusal } from '#kernel/refusal.ts';

/** What a proposal (kiến nghị) asks for its criterion. */
export type Ask =
  | { readonly kind: 'drop' }
  | { readonly kind: 'reweight'; readonly max: Hundredths }
  | {
      readonly kind: 'replace-rule';
      readonly max: Hundredths;
      readonly rule: Rule;
      /** How present figures answer the new rule, where it asks for others. */
      readonly reading?: Reading | undefined;
    }
  /** Out of the table: what it gives is added beside it, or what it lacks taken off, up to a cap. */
  | { readonly kind: 'bonus' | 'penalty'; readonly max: Hundredths };

/** Whether the criterion is no longer scored in the table, so that its figures cannot be judged afterwards. */
export function leavesTable(kind: Ask['kind']): boolean {
  return kind === 'drop' || kind === 'bonus' || kind === 'penalty';
}

/** One wording of a proposal. */
export interface ProposalContent {
  readonly ask: Ask;
  /** Name and rule as proposed, in words; an empty rule is worded from the asking. */
  readonly name: string;
  readonly ruleWords: string;
  readonly reasons: readonly string[];
  readonly precedents: readonly { readonly source: string; readonly what: string }[];
}

export const PROPOSAL_STATES = ['draft', 'submitted', 'returned', 'approved', 'sent', 'answered', 'withdrawn'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];
export const ENTRY_KINDS = ['written', 'submitted', 'approved', 'returned', 'sent', 'answered', 'withdrawn'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

const STATE_AFTER: Readonly<Record<EntryKind, ProposalState>> = {
  written: 'draft',
  submitted: 'submitted',
  approved: 'approved',
  returned: 'returned',
  sent: 'sent',
  answered: 'answered',
  withdrawn: 'withdrawn',
};
const NEXT: Readonly<Record<ProposalState, readonly EntryKind[]>> = {
  draft: ['written', 'submitted', 'withdrawn'],
  submitted: ['written', 'approved', 'returned', 'withdrawn'],
  returned: ['written', 'withdrawn'],
  approved: ['written', 'sent', 'withdrawn'],
  sent: ['answered', 'withdrawn'],
  answered: [],
  withdrawn: [],
};

/** Where a proposal stands after its last entry. A new wording takes submission and approval back. */
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
 * What the asking means for every unit. Under another rule, figures that answer it are scored again, as they are or by
 * the reading that goes with the rule; a unit whose figures do not say enough keeps its share of the maximum.
 * @throws Refusal `par-index.bad_proposal` (422) for a rule that gives more than the maximum or cannot be reckoned
 */
export function simulated(leaf: Leaf, ask: Ask, { points, inputs }: Figures): Simulated {
  if (ask.kind === 'drop') return { change: { ...ask, leaf: leaf.code }, exact: points.length, scaled: 0 };
  const carried = (one: Hundredths | null): Hundredths | null =>
    one === null || !leaf.max ? null : share(ask.max, { numerator: one, denominator: leaf.max });
  if (ask.kind !== 'replace-rule') return { change: { ...ask, leaf: leaf.code }, exact: points.length, scaled: 0 };
  let exact = 0;
  const next = points.map((one, unit) => {
    if (one === null) return null;
    const again = scoredAgain(leaf, ask, inputs[unit] ?? null, one);
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
  leaf: Leaf,
  { max, rule, reading }: Extract<Ask, { kind: 'replace-rule' }>,
  input: LeafInput | null,
  points: Hundredths,
): Hundredths | null | undefined {
  const read = input && readFor(rule, { leaf, input, points }, reading);
  if (!read) return undefined;
  try {
    return applyRule({ code: leaf.code, max, rule }, read).points;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'par-index.wrong_input') return undefined;
    throw new Refusal('par-index.bad_proposal', 422, { fields: { rule: 'par-index.bad_proposal' } });
  }
}

/** The figures there are to try another rule by: what at least one unit's entry holds. */
export function factsAt(leaf: Leaf, { points, inputs }: Figures): Fact[] {
  const found = new Set<Fact>();
  for (const [unit, input] of inputs.entries())
    if (input) for (const fact of factsOf({ leaf, input, points: points[unit] ?? null }).keys()) found.add(fact);
  const order = (fact: Fact) => (FACTS as readonly string[]).indexOf(fact);
  return [...found].sort((a, b) => order(a) - order(b) || a.localeCompare(b));
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
