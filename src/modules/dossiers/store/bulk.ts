import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { ApologyRow, ApplicantRow, DossierRow, EventRow, OpinionRow, PaperRow, SupplementRow } from './rows.ts';

/** Rows of many dossiers, written table by table: for made-up and imported ones, never for a person's act. */
export interface Bulk {
  readonly dossier_applicant: readonly ApplicantRow[];
  readonly dossier: readonly (DossierRow & { readonly changed_really_at: Date; readonly recorded_at: Date })[];
  readonly dossier_event: readonly (EventRow & { readonly recorded_at: Date })[];
  readonly dossier_paper: readonly PaperRow[];
  readonly dossier_opinion: readonly OpinionRow[];
  readonly dossier_supplement: readonly SupplementRow[];
  readonly dossier_apology: readonly ApologyRow[];
}

/** In the order in which they point at each other. */
const TABLES = [
  'dossier_applicant',
  'dossier',
  'dossier_event',
  'dossier_paper',
  'dossier_opinion',
  'dossier_supplement',
  'dossier_apology',
] as const satisfies readonly (keyof Bulk)[];

/** One statement a table; columns by name, so that a column a row does not have stays empty. */
export async function insertBulk(db: Db, bulk: Bulk): Promise<void> {
  for (const table of TABLES) {
    const rows = bulk[table];
    if (rows.length === 0) continue;
    const known = table === 'dossier_applicant' ? sql`on conflict do nothing` : sql``;
    await sql`insert into ${sql.table(table)}
      select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb) ${known}`.execute(
      db,
    );
  }
}

/** The numbers a day has given already, so that the next dossier of a unit goes on after them. */
export async function raiseNumber(db: Db, agencyId: string, day: string, last: number): Promise<void> {
  await sql`insert into dossier_number (agency_id, day, last) values (${agencyId}, ${day}, ${last})
    on conflict (agency_id, day) do update set last = greatest(dossier_number.last, excluded.last)`.execute(db);
}
