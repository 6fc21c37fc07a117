import type { Facts } from '../facts.ts';
import type { DossierEvent } from '../events.ts';
import { STATE_FACTS, type State } from '../states.ts';
import type { ImportedDossier } from './imported.ts';

/** Where a dossier stands by what the source says. */
export function stateOf(dossier: Pick<ImportedDossier, 'status' | 'finishedAt' | 'returnedAt'>): State {
  switch (dossier.status) {
    case 'denied':
    case 'withdrawn':
    case 'closed':
    case 'returned':
      return dossier.status;
    case 'finished':
      return dossier.returnedAt ? 'returned' : 'result-ready';
    default:
      if (dossier.returnedAt) return 'returned';
      if (dossier.finishedAt) return 'result-ready';
      return dossier.status === 'stopped' ? 'suspended' : 'processing';
  }
}

/** Who takes in, from where, and for which agency. */
export interface Taking {
  readonly source: string;
  readonly agencyId: string;
  readonly at: Date;
  readonly actorId: string | null;
  readonly actorName: string;
}

/**
 * The event by which a dossier comes in, or comes in again changed. Its moments are the source's own ("theo phần mềm
 * nguồn"): nothing is counted anew, and what the source left out stays empty.
 */
export function importEvent(before: Facts | null, dossier: ImportedDossier, taking: Taking): DossierEvent {
  const state = stateOf(dossier);
  const { clock } = STATE_FACTS[state];
  const iso = (moment: Date | null) => moment?.toISOString() ?? null;
  return {
    seq: (before?.version ?? 0) + 1,
    at: before ? taking.at : dossier.receivedAt,
    action: 'import',
    fromState: before?.state ?? null,
    state,
    clock,
    stepKey: null,
    stepName: null,
    stepMinutes: null,
    stepDueAt: null,
    agencyId: taking.agencyId,
    officerId: null,
    dueAt: dossier.dueAt,
    lawfulDueAt: dossier.dueAt,
    cause: null,
    causeAgencyId: null,
    reason: null,
    document: null,
    actorId: taking.actorId,
    actorName: taking.actorName,
    actorAgencyId: null,
    undoes: null,
    data: {
      source: taking.source,
      receivedAt: state === 'denied' ? null : iso(dossier.receivedAt),
      finishedAt: iso(dossier.finishedAt),
      endedAt: clock === 'ended' ? iso(dossier.finishedAt ?? dossier.returnedAt) : null,
      returnedAt: iso(dossier.returnedAt),
      // Since when it stands still no source tells. Counted from the reception, its promise would move by months.
      ...(before === null && clock === 'stopped' ? { stoppedAt: iso(taking.at) } : {}),
      channel: dossier.channelText,
      agency: dossier.agencyText,
      officer: dossier.officer,
      status: dossier.statusText,
    },
  };
}
