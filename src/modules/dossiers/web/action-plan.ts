import { ACTION_FACTS, type Action } from '../domain/actions.ts';
import { END_OF_PART } from '../domain/going.ts';
import type { DossierDetail, NextStep } from '../detail-schema.ts';

/** A field of a form for one action. */
export type ActionField =
  | 'reason'
  | 'document'
  | 'cause'
  | 'agency'
  | 'officer'
  | 'way'
  | 'text'
  | 'papers'
  | 'due'
  | 'until'
  | 'newDue'
  | 'period'
  | 'question'
  | 'verification'
  | 'correction'
  | 'amount'
  | 'receiver';

type Situation = Pick<
  DossierDetail,
  'urgency' | 'actions' | 'nextSteps' | 'officers' | 'agency' | 'officer' | 'returnWay' | 'reappointUntil'
>;

/** What is asked beyond what the machine's table needs, because it is wanted on paper or by the next person. */
const MORE: Readonly<Partial<Record<Action, readonly ActionField[]>>> = {
  'draft-apology': ['newDue'],
  'hand-over-result': ['receiver'],
  'post-result': ['receiver'],
  'require-payment': ['amount'],
  correct: ['correction'],
  'close-expired': ['document'],
  'answer-opinion': ['document'],
};

/** The fields of an action's form; none: it is done by the button alone. */
export function fieldsOf(action: Action, dossier: Situation): readonly ActionField[] {
  const found: ActionField[] = [];
  if (action === 'advance' || action === 'forward') {
    if (dossier.nextSteps.length > 1) found.push('way');
    return found;
  }
  if (action === 'approve-apology') return found;
  for (const need of ACTION_FACTS[action].needs) found.push(need);
  for (const more of MORE[action] ?? []) if (more !== 'newDue' || dossier.reappointUntil !== null) found.push(more);
  if (action === 'answer-opinion') return ['question', ...found];
  if (action === 'record-verification') return ['verification', ...found];
  if (action === 'correct') return ['correction', 'reason', 'document'];
  return found;
}

/** The document may be added later, or there is none: a notice not yet numbered, an answer without a letter. */
export const hasOptionalDocument = (action: Action): boolean =>
  action === 'close-expired' || action === 'answer-opinion';

/** Which may be left empty. */
export const OPTIONAL: ReadonlySet<ActionField> = new Set(['newDue', 'amount', 'receiver', 'officer']);

/** What is most probably wanted now, first the pressing: the one primary action of the screen. */
const FIRST: readonly Action[] = [
  'answer-opinion',
  'approve-apology',
  'accept',
  'issue-supplement',
  'forward',
  'take-supplement',
  'confirm-payment',
  'finish',
  'advance',
  'hand-over-result',
  'post-result',
  'confirm-posted',
  'resume',
];

/** The one primary action, undefined when the reader has nothing to do here. */
export function primaryOf(dossier: Situation): Action | undefined {
  const order =
    dossier.returnWay === 'post' ? FIRST.map((one) => (one === 'hand-over-result' ? 'post-result' : one)) : FIRST;
  return order.find((action) => (dossier.actions as readonly Action[]).includes(action));
}

/** The other actions, in the order of the machine's table; where time runs out, the apology before the rest. */
export function othersOf(dossier: Situation): readonly Action[] {
  const primary = primaryOf(dossier);
  const others = dossier.actions.filter((action) => action !== primary && action !== 'undo');
  const isPressing = dossier.urgency === 'overdue' || dossier.urgency === 'today' || dossier.urgency === 'soon';
  if (!isPressing || !others.includes('draft-apology')) return others;
  return ['draft-apology', ...others.filter((action) => action !== 'draft-apology')];
}

/** Acts after which the dossier is in other hands: a desk goes on to its next one. */
const PASSES_ON: ReadonlySet<Action> = new Set([
  'accept',
  'deny',
  'complete-on-spot',
  'forward',
  'advance',
  'send-back',
  'hand-over',
  'issue-supplement',
  'take-supplement',
  'confirm-payment',
  'finish',
  'refuse',
  'hand-over-result',
  'post-result',
  'confirm-posted',
  'withdraw',
  'close-expired',
  'answer-opinion',
  'approve-apology',
  'suspend',
  'require-payment',
]);

export const passesOn = (action: Action): boolean => PASSES_ON.has(action);

/** The words on the button: the name of the next step says more than "next step". */
export function buttonOf(action: Action, dossier: Situation): string {
  const [only, ...more] = dossier.nextSteps;
  if (action !== 'advance' || !only || more.length > 0) return ACTION_FACTS[action].label;
  return stepWords(only);
}

/** Where a way leads, for its button: begun side by side, waiting for others, or one step. */
function stepWords({ key, name, besides, waits }: NextStep): string {
  if (key === END_OF_PART) return name;
  if (waits) return `Xong phần việc, chờ: ${name}`;
  if (besides.length > 0) return `Chuyển song song: ${[name, ...besides.map((one) => one.name)].join(', ')}`;
  return `Chuyển: ${name}`;
}
