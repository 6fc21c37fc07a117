import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { DossierRow } from './rows.ts';

/** Running dossiers of agencies that were never late, lawfully due from one moment to another, earliest first. */
export async function runningDue(
  db: Db,
  agencyIds: readonly string[] | undefined,
  from: Date,
  to: Date,
): Promise<DossierRow[]> {
  const mine = agencyIds === undefined ? sql`true` : sql`competent_agency_id = any (${[...agencyIds]}::uuid[])`;
  const { rows } = await sql<DossierRow>`
    select * from dossier
    where clock = 'running' and not was_late and lawful_due_at >= ${from} and lawful_due_at < ${to} and ${mine}
    order by lawful_due_at, id`.execute(db);
  return rows;
}
