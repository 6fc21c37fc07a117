import { record } from '#modules/audit/public.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { sendAsProgram, type Tx } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import './events.ts';
import type { DossierEvent } from './domain/events.ts';
import type { Facts } from './domain/facts.ts';
import { type HeldDossier, type RowChange, saveTransition } from './store/dossiers.ts';
import { noteSearch } from './store/search.ts';
import { setPartsAtWork } from './store/side-by-side.ts';
import type { DossierRow } from './store/rows.ts';

/** A dossier as the log names it. */
export const subjectOf = (id: string) => ({ kind: 'dossier', id });

/** What a dossier is found by, of what an action may change. */
const FOUND_BY = ['code', 'applicant', 'owner', 'parties'] as const satisfies readonly (keyof RowChange)[];

/**
 * Writes one event with everything that stands or falls with it: the row, the log, the told fact. Who holds the row
 * under his own sight may change it; it is written behind with the program's, together with what only the program may.
 */
export async function commitEvent(
  tx: Tx,
  row: HeldDossier,
  event: DossierEvent,
  facts: Facts,
  change: RowChange = {},
  before?: Facts,
): Promise<void> {
  sendAsProgram(tx, () => saveTransition(tx.db, row, event, facts, change, before));
  // Sent behind the row, and waited for with what the log needs.
  const noted = FOUND_BY.some((column) => column in change) ? noteSearch(tx.db, [row.id]) : undefined;
  noted?.catch(() => undefined); // whoever waits below hears of it
  if (row.tracks || facts.tracks) await setPartsAtWork(tx.db, row.id, facts.tracks);
  await tell(tx, { id: row.id, code: change.code ?? row.code }, event);
  await noted;
}

/** Into the log and to whoever listens. What people wrote and whom it concerns stays in the dossier. */
export async function tell(tx: Tx, { id, code }: Pick<DossierRow, 'id' | 'code'>, event: DossierEvent): Promise<void> {
  const dueAt = event.dueAt && toVietnamIso(event.dueAt);
  const fact = {
    action: `dossiers.${event.action}`,
    subject: subjectOf(id),
    agencyId: event.agencyId,
    reach: 'subject' as const,
    data: {
      code,
      seq: event.seq,
      state: event.state,
      dueAt,
      ...(event.undoes ? { undoes: event.undoes } : {}),
      ...(event.document ? { document: event.document } : {}),
      ...(event.data.correction ? { field: event.data.correction.field } : {}),
    },
  };
  await record(tx, fact);
  await events.emit(tx, 'dossiers.moved', {
    dossierId: id,
    code,
    seq: event.seq,
    action: event.action,
    state: event.state,
    agencyId: event.agencyId,
    dueAt,
  });
}
