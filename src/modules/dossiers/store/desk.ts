import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import { type ApologyRow, type DossierRow, tables } from './rows.ts';

/** How many of a counter's latest dossiers say what it receives most. */
const LATEST = 1000;

/** The procedures of the latest dossiers of these counters, most frequent first. */
export async function mostReceived(
  db: Db,
  counters: readonly string[],
): Promise<{ procedureId: string; used: number }[]> {
  const { rows } = await sql<{ procedureId: string; used: string }>`
    select latest.procedure_id as "procedureId", count(*) as used
    from unnest(${[...counters]}::uuid[]) as counter (id)
    cross join lateral (
      select procedure_id from dossier where receiving_agency_id = counter.id
      order by submitted_at desc, id desc limit ${LATEST}
    ) latest
    where latest.procedure_id is not null
    group by 1 order by count(*) desc, 1 limit 40
  `.execute(db);
  return rows.map(({ procedureId, used }) => ({ procedureId, used: Number(used) }));
}

/** The drafts that these dossiers wait with. */
export async function apologyDraftsOf(db: Db, rows: readonly DossierRow[]): Promise<ApologyRow[]> {
  const ids = rows.flatMap(({ apology_draft_id: id }) => id ?? []);
  if (ids.length === 0) return [];
  return tables(db).selectFrom('dossier_apology').selectAll().where('id', 'in', ids).execute();
}
