import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import { type DossierRow, type OpinionRow, tables } from './rows.ts';

/** Running dossiers due from one moment to another, without a letter, that were not looked at for this promise. */
export async function rowsBeforeDue(db: Db, from: Date, to: Date, limit: number): Promise<DossierRow[]> {
  const { rows } = await sql<DossierRow>`
    select d.* from dossier d
    where d.clock = 'running' and d.due_at >= ${from} and d.due_at < ${to} and d.apology_draft_id is null
      and d.origin <> 'import'
      and not exists (select 1 from dossier_apology_look l where l.dossier_id = d.id and l.due_at = d.due_at)
    order by d.due_at, d.id limit ${limit} for update of d skip locked`.execute(db);
  return rows;
}

export async function markLooked(db: Db, dossierId: string, dueAt: Date): Promise<void> {
  await sql`insert into dossier_apology_look (dossier_id, due_at) values (${dossierId}, ${dueAt})
    on conflict do nothing`.execute(db);
}

/** Agencies asked and not heard, earliest asked first. */
export async function waitedFor(db: Db, dossierId: string): Promise<OpinionRow[]> {
  return tables(db)
    .selectFrom('dossier_opinion')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .where('answered_at', 'is', null)
    .orderBy('asked_at')
    .orderBy('id')
    .execute();
}
