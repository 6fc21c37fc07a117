import type { DossierEvent } from './events.ts';

/** The first line of every history: the dossier is there, its clock has not begun. */
export function submission(
  at: Date,
  agencyId: string,
  actor: { readonly id: string | null; readonly name: string },
): DossierEvent {
  return {
    seq: 1,
    at,
    action: 'submit',
    fromState: null,
    state: 'submitted',
    clock: 'none',
    stepKey: null,
    stepName: null,
    stepMinutes: null,
    stepDueAt: null,
    agencyId,
    officerId: null,
    dueAt: null,
    lawfulDueAt: null,
    cause: null,
    causeAgencyId: null,
    reason: null,
    document: null,
    actorId: actor.id,
    actorName: actor.name,
    actorAgencyId: agencyId,
    undoes: null,
    data: {},
  };
}
