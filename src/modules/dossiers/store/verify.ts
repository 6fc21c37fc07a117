import type { Db } from '#platform/db/pool.ts';
import type { DossierEvent } from '../domain/events.ts';
import { type DossierRow, eventOfRow, tables } from './rows.ts';

/** Dossiers in the order of their ids, after one of them. */
export async function pageOfDossiers(db: Db, after: string | null, limit: number): Promise<DossierRow[]> {
  let query = tables(db).selectFrom('dossier').selectAll().orderBy('id').limit(limit);
  if (after) query = query.where('id', '>', after);
  return query.execute();
}

/** The histories of several dossiers, each oldest first. */
export async function listEventsOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, DossierEvent[]>> {
  const rows = await tables(db)
    .selectFrom('dossier_event')
    .selectAll()
    .where('dossier_id', 'in', [...ids])
    .orderBy('dossier_id')
    .orderBy('seq')
    .execute();
  const found = new Map<string, DossierEvent[]>();
  for (const row of rows) {
    const list = found.get(row.dossier_id) ?? [];
    list.push(eventOfRow(row));
    found.set(row.dossier_id, list);
  }
  return found;
}
