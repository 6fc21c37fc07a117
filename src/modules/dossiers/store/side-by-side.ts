import type { Db } from '#platform/db/pool.ts';
import type { Tracks } from '../domain/tracks.ts';
import { type PartRow, tables } from './rows.ts';

/** Writes down who has the parts beside the leading one, for their queues: those at work and no others. */
export async function setPartsAtWork(db: Db, dossierId: string, tracks: Tracks | null): Promise<void> {
  await tables(db).deleteFrom('dossier_part').where('dossier_id', '=', dossierId).execute();
  const atWork = partRowsOf(dossierId, tracks);
  if (atWork.length > 0) await tables(db).insertInto('dossier_part').values(atWork).execute();
}

/** The parts beside the leading one that somebody works on, as they are written down. */
export function partRowsOf(dossierId: string, tracks: Tracks | null): PartRow[] {
  const atWork = tracks?.others.filter(({ waitsAt }) => waitsAt === null) ?? [];
  return atWork.map(({ id, agencyId, officerId }) => ({
    dossier_id: dossierId,
    id,
    agency_id: agencyId,
    officer_id: officerId,
  }));
}

/** Dossiers in which these agencies, or this person, have a part beside the leading one. */
export async function dossiersWithPartOf(
  db: Db,
  whose: { readonly agencyIds: readonly string[] } | { readonly personId: string },
): Promise<string[]> {
  const query = tables(db).selectFrom('dossier_part').select('dossier_id').distinct().orderBy('dossier_id');
  if ('personId' in whose)
    return (await query.where('officer_id', '=', whose.personId).execute()).map(({ dossier_id: id }) => id);
  if (whose.agencyIds.length === 0) return [];
  return (await query.where('agency_id', 'in', whose.agencyIds).execute()).map(({ dossier_id: id }) => id);
}

/** The parts written down, for the check against the fold. */
export async function partsOf(db: Db, dossierIds: readonly string[]) {
  if (dossierIds.length === 0) return [];
  return tables(db)
    .selectFrom('dossier_part')
    .selectAll()
    .where('dossier_id', 'in', dossierIds)
    .orderBy('dossier_id')
    .orderBy('id')
    .execute();
}
