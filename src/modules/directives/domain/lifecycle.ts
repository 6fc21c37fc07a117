import { type Facts, stepOf, type Step } from './status.ts';

/**
 * Who stands where towards an assignment: `giver` leads the province it is given by, `office` follows it for him (the
 * Office of the People's Committee), `agency` is the head or clerk of the agency it was given to, `officer` the person
 * inside it who was named.
 */
export type Party = 'giver' | 'office' | 'agency' | 'officer';

export const ACTIONS = ['receive', 'assign', 'note', 'report', 'confirm', 'return', 'withdraw', 'hand-over'] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * Which step allows which action, and to whom. Not listed means refused.
 * A report may be sent without the work having been received first: sending it is receiving it.
 */
const ALLOWED: Readonly<Record<Action, { readonly by: readonly Party[]; readonly at: readonly Step[] }>> = {
  receive: { by: ['agency', 'officer'], at: ['new'] },
  assign: { by: ['agency'], at: ['new', 'received', 'in-progress', 'returned'] },
  note: { by: ['agency', 'officer'], at: ['new', 'received', 'in-progress', 'returned'] },
  report: { by: ['agency', 'officer'], at: ['new', 'received', 'in-progress', 'returned'] },
  confirm: { by: ['office'], at: ['reported'] },
  return: { by: ['office'], at: ['reported'] },
  withdraw: { by: ['office'], at: ['new', 'received', 'in-progress', 'reported', 'returned'] },
  'hand-over': { by: ['office'], at: ['new', 'received', 'in-progress', 'returned'] },
};

/** Why an action is refused: the actor has no such part, or the work is at another step. */
export type Denial = 'not-yours' | 'wrong-step';

/** Undefined when one of the parties may do it now. The same answer draws the buttons and guards the server. */
export function denialOf(action: Action, parties: readonly Party[], facts: Facts): Denial | undefined {
  const rule = ALLOWED[action];
  if (!parties.some((party) => rule.by.includes(party))) return 'not-yours';
  return rule.at.includes(stepOf(facts)) ? undefined : 'wrong-step';
}

/** Everything the parties may do now, in the order of the life of a task. */
export function allowedActions(parties: readonly Party[], facts: Facts): Action[] {
  return ACTIONS.filter((action) => denialOf(action, parties, facts) === undefined);
}
