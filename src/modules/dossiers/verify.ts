import { isDeepStrictEqual } from 'node:util';
import { loadCalendar } from '#modules/calendar/public.ts';
import type { Tx } from '#platform/db/province.ts';
import type { DossierEvent } from './domain/events.ts';
import { fold } from './domain/facts.ts';
import { faultsOf } from './domain/ledger.ts';
import { listEventsOf, pageOfDossiers } from './store/verify.ts';
import { type DossierRow, factsOfRow } from './store/rows.ts';
import { partsOf } from './store/side-by-side.ts';

/** A dossier whose row or history does not keep what the clock promises. */
export interface DossierFault {
  readonly id: string;
  readonly code: string | null;
  readonly faults: readonly string[];
}

export interface Verification {
  readonly dossiers: number;
  readonly events: number;
  readonly wrong: readonly DossierFault[];
}

const PAGE = 500;
const MOST_TOLD = 1_000;

/**
 * Counts every dossier again from its history: the state row is the fold of its events, and the history keeps the
 * promises of the clock (`faultsOf`). In pages, so that memory does not grow with the province; at most a thousand
 * wrong ones are named.
 */
export async function verifyDossiers(tx: Tx): Promise<Verification> {
  const wrong: DossierFault[] = [];
  let dossiers = 0;
  let lines = 0;
  let after: string | null = null;
  for (;;) {
    const page = await pageOfDossiers(tx.db, after, PAGE);
    if (page.length === 0) return { dossiers, events: lines, wrong };
    const histories = await listEventsOf(
      tx.db,
      page.map(({ id }) => id),
    );
    const listed = await partsOf(
      tx.db,
      page.map(({ id }) => id),
    );
    for (const row of page) {
      const events = histories.get(row.id) ?? [];
      lines += events.length;
      const faults = await faultsOfDossier(tx, row, events);
      if (
        !samePeople(
          row,
          listed.filter((one) => one.dossier_id === row.id),
        )
      )
        faults.push('parts-are-not-the-fold');
      if (faults.length > 0 && wrong.length < MOST_TOLD) wrong.push({ id: row.id, code: row.code, faults });
    }
    dossiers += page.length;
    after = page.at(-1)?.id ?? null;
  }
}

/** Whether the list the queues are read from names exactly the parts at work. */
function samePeople(row: DossierRow, listed: Awaited<ReturnType<typeof partsOf>>): boolean {
  const atWork = (row.tracks?.others ?? []).filter(({ waitsAt }) => waitsAt === null);
  const named = atWork.map(({ id, agencyId, officerId }) => `${id} ${agencyId} ${officerId}`);
  const written = listed.map((one) => `${one.id} ${one.agency_id} ${one.officer_id}`);
  return isDeepStrictEqual(named.toSorted(), written.toSorted());
}

async function faultsOfDossier(tx: Tx, row: DossierRow, events: readonly DossierEvent[]): Promise<string[]> {
  if (events.length === 0) return ['no-history'];
  const kept = factsOfRow(row);
  const folded = fold(events);
  const found = Object.entries(folded).flatMap(([name, value]) =>
    isDeepStrictEqual(value, kept[name as keyof typeof kept]) ? [] : [`row-is-not-the-fold:${name}`],
  );
  // What came from other software keeps that software's moments; only our own clock is judged by our rules.
  if (row.origin === 'import') return found;
  return [...found, ...faultsOf(events, await loadCalendar(tx, row.competent_agency_id), tx.now)];
}
