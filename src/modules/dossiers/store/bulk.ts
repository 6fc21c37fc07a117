import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import { columnsOf, insertRows } from './row-lists.ts';
import type {
  ApologyRow,
  ApplicantRow,
  DossierRow,
  EventRow,
  OpinionRow,
  PaperRow,
  PartRow,
  SupplementRow,
} from './rows.ts';
import { noteSearch } from './search.ts';

/** Rows of many dossiers, written table by table: for made-up and imported ones, never for a person's act. */
export interface Bulk {
  readonly dossier_applicant: readonly ApplicantRow[];
  readonly dossier: readonly (DossierRow & { readonly changed_really_at: Date; readonly recorded_at: Date })[];
  readonly dossier_event: readonly (EventRow & { readonly recorded_at: Date })[];
  readonly dossier_paper: readonly PaperRow[];
  readonly dossier_part: readonly PartRow[];
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
  'dossier_part',
  'dossier_opinion',
  'dossier_supplement',
  'dossier_apology',
] as const satisfies readonly (keyof Bulk)[];

/** One statement a table; a column that no row has keeps its default. */
export async function insertBulk(db: Db, bulk: Bulk): Promise<void> {
  for (const table of TABLES) {
    const rows = bulk[table];
    if (rows.length === 0) continue;
    const columns = await columnsOf(db, table, rows);
    await insertRows(db, table, columns, rows, { skipsKnown: table === 'dossier_applicant' });
  }
  await noteSearch(
    db,
    bulk.dossier.map(({ id }) => id),
  );
}

/** The ids under which people of these identity numbers are known already. */
export async function knownApplicants(db: Db, people: readonly ApplicantRow[]): Promise<Map<string, string>> {
  const numbers = people.flatMap(({ identity_number: number }) => number ?? []);
  const { rows } = await sql<{ id: string; identity_number: string }>`
    select id, identity_number from dossier_applicant where identity_number = any (${numbers})`.execute(db);
  return new Map(rows.map((row) => [row.identity_number, row.id]));
}

/** The highest number in the codes of each counter and day, by `agency YYMMDD`. */
export async function lastNumbers(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ agency: string; day: string; last: number }>`
    select receiving_agency_id as agency, split_part(code, '-', 2) as day, max(split_part(code, '-', 3)::int) as last
    from dossier where code ~ '^[^-]+-[0-9]{6}-[0-9]+$' group by 1, 2`.execute(db);
  return new Map(rows.map(({ agency, day, last }) => [`${agency} ${day}`, last]));
}

export async function countOfSource(db: Db, source: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from dossier where origin = 'demo' and source = ${source}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The dossiers of a filling that somebody has before him, or waits for. Each part is one index. */
export async function openOfSource(db: Db, source: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from dossier where clock in ('running', 'stopped') and source = ${source}
    union all
    select id from dossier where clock = 'none' and state <> 'denied' and source = ${source}
    order by id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Questions about these dossiers that no agency has answered yet. */
export async function unansweredOf(db: Db, dossierIds: readonly string[]): Promise<OpinionRow[]> {
  const { rows } = await sql<OpinionRow>`
    select * from dossier_opinion where answered_at is null and dossier_id = any (${[...dossierIds]}::uuid[])`.execute(
    db,
  );
  return rows;
}

/** The last explanation of a due moment in the history of each. */
export async function explanationsOf<Explanation>(db: Db, ids: readonly string[]): Promise<Map<string, Explanation>> {
  const { rows } = await sql<{ id: string; told: Explanation }>`
    select distinct on (dossier_id) dossier_id as id, data -> 'explanation' as told from dossier_event
    where dossier_id = any (${[...ids]}::uuid[]) and data ? 'explanation' order by dossier_id, seq desc`.execute(db);
  return new Map(rows.map(({ id, told }) => [id, told]));
}
