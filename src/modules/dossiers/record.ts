import { nextPlace, type Place, record } from '#modules/audit/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import './events.ts';
import type { DossierEvent } from './domain/events.ts';
import type { Facts } from './domain/facts.ts';
import { refuseStale } from './acting.ts';
import { findDossier, type RowChange, saveTransition } from './store/dossiers.ts';
import { noteSearch } from './store/search.ts';
import { setPartsAtWork } from './store/side-by-side.ts';
import type { DossierRow } from './store/rows.ts';

const subjectOf = (id: string) => ({ kind: 'dossier', id });

/** What a dossier is found by, of what an action may change. */
const FOUND_BY = ['code', 'applicant', 'owner', 'parties'] as const satisfies readonly (keyof RowChange)[];

/**
 * Writes one event with everything that stands or falls with it: the row, the log, the told fact.
 * @throws Refusal `dossiers.changed` (409) when somebody else was first
 */
export async function commitEvent(
  tx: Tx,
  row: DossierRow,
  event: DossierEvent,
  facts: Facts,
  change: RowChange = {},
): Promise<void> {
  const saving = saveTransition(tx.db, row.id, row.version, event, facts, change);
  const place = nextPlace(tx, subjectOf(row.id));
  if (!(await saving)) {
    const now = await findDossier(tx.db, row.id);
    if (!now) throw new Refusal('dossiers.not_found', 404);
    refuseStale(now, row.version);
    throw new Error(`dossier ${row.id} was not written and stands where it stood`);
  }
  if (FOUND_BY.some((column) => column in change)) await noteSearch(tx.db, [row.id]);
  if (row.tracks || facts.tracks) await setPartsAtWork(tx.db, row.id, facts.tracks);
  await tell(tx, { id: row.id, code: change.code ?? row.code }, event, place);
}

/** Into the log and to whoever listens. What people wrote and whom it concerns stays in the dossier. */
export async function tell(
  tx: Tx,
  { id, code }: Pick<DossierRow, 'id' | 'code'>,
  event: DossierEvent,
  place: Place = nextPlace(tx, subjectOf(id)),
): Promise<void> {
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
  await record(tx, fact, place);
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
