import { ACTIONS, type Action, factsOfAction, type Party } from './actions.ts';
import type { Facts } from './facts.ts';
import type { State } from './states.ts';

/** What decides on the buttons; a page has it from the wire, the server from the row. */
export interface Standing extends Pick<Facts, 'state' | 'opinions' | 'supplementDraftId' | 'apologyDraftId'> {
  /** The last act can still be taken back by its author. */
  readonly undoable: boolean;
}

/** Why an action cannot be taken; undefined when it can. */
export function denialOf(
  action: Action,
  standing: Standing,
  parties: readonly Party[],
): 'not-yours' | 'wrong-state' | undefined {
  const { who, from } = factsOfAction(action);
  if (!who.some((party) => parties.includes(party)) && !parties.includes('system')) return 'not-yours';
  if (!(from as readonly State[]).includes(standing.state)) return 'wrong-state';
  if (action === 'issue-supplement' && !standing.supplementDraftId) return 'wrong-state';
  if (action === 'draft-supplement' && standing.supplementDraftId) return 'wrong-state';
  if (action === 'approve-apology' && !standing.apologyDraftId) return 'wrong-state';
  if (action === 'answer-opinion' && standing.opinions.length === 0) return 'wrong-state';
  if (action === 'undo' && !standing.undoable) return 'wrong-state';
  return undefined;
}

/** What these parties can do now, in the order of the table. */
export function allowedActions(standing: Standing, parties: readonly Party[]): Action[] {
  return ACTIONS.filter((action) => denialOf(action, standing, parties) === undefined);
}
