import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';

/** A column and its type, for rows that go in as one JSON text: one statement for thousands of rows. */
type Columns = Readonly<Record<string, string>>;

/** Inserts rows (values as JSON has them, dates as ISO text) in one statement. */
async function insertMany(db: Db, table: string, columns: Columns, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const names = sql.raw(Object.keys(columns).join(', '));
  const typed = sql.raw(
    Object.entries(columns)
      .map(([name, type]) => `${name} ${type}`)
      .join(', '),
  );
  await sql`
    insert into ${sql.raw(table)} (${names})
    select ${names} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${typed})
  `.execute(db);
}

const DOSSIER: Columns = {
  id: 'uuid',
  submission_id: 'uuid',
  submission_hash: 'text',
  code: 'text',
  origin: 'text',
  source: 'text',
  procedure_id: 'uuid',
  procedure_version_id: 'uuid',
  procedure_code: 'text',
  procedure_name: 'text',
  sector: 'text',
  law_id: 'text',
  channel: 'text',
  receiving_agency_id: 'uuid',
  competent_agency_id: 'uuid',
  parties: 'uuid[]',
  applicant: 'jsonb',
  owner: 'jsonb',
  return_way: 'text',
  search: 'text',
  tracking_token: 'text',
  state: 'text',
  clock: 'text',
  step_entered_at: 'timestamptz',
  agency_id: 'uuid',
  submitted_at: 'timestamptz',
  received_at: 'timestamptz',
  first_due_at: 'timestamptz',
  lawful_due_at: 'timestamptz',
  due_at: 'timestamptz',
  stopped_at: 'timestamptz',
  finished_at: 'timestamptz',
  ended_at: 'timestamptz',
  returned_at: 'timestamptz',
  reappointments: 'smallint',
  supplement_rounds: 'smallint',
  was_late: 'boolean',
  opinions: 'jsonb',
  version: 'integer',
  last_action: 'text',
  changed_by: 'uuid',
  changed_by_name: 'text',
  changed_at: 'timestamptz',
};

const EVENT: Columns = {
  dossier_id: 'uuid',
  seq: 'integer',
  at: 'timestamptz',
  action: 'text',
  from_state: 'text',
  state: 'text',
  clock: 'text',
  agency_id: 'uuid',
  due_at: 'timestamptz',
  lawful_due_at: 'timestamptz',
  reason: 'text',
  actor_id: 'uuid',
  actor_name: 'text',
  data: 'jsonb',
};

const LINK: Columns = {
  source: 'text',
  code: 'text',
  dossier_id: 'uuid',
  content_hash: 'text',
  dossier_version: 'integer',
};
const VERSION: Columns = { dossier_id: 'uuid', number: 'integer', run_id: 'uuid', row: 'integer', content: 'jsonb' };

/** The rows of new dossiers that a source told of; all of a batch or none. */
export interface NewRows {
  readonly dossiers: readonly object[];
  readonly events: readonly object[];
  readonly links: readonly object[];
  readonly versions: readonly object[];
}

export async function insertImported(db: Db, rows: NewRows): Promise<void> {
  await insertMany(db, 'dossier', DOSSIER, rows.dossiers);
  await insertMany(db, 'dossier_event', EVENT, rows.events);
  await insertMany(db, 'dossier_import_link', LINK, rows.links);
  await insertMany(db, 'dossier_import_version', VERSION, rows.versions);
}

export interface LinkRow {
  readonly code: string;
  readonly dossier_id: string;
  readonly content_hash: string;
  /** The dossier's version when the source last told of it. */
  readonly dossier_version: number;
  /** The dossier's version now. */
  readonly version: number;
}

/** The dossiers these codes of a source are; writers of the same source take turns until the transaction ends. */
export async function lockLinks(db: Db, source: string, codes: readonly string[]): Promise<Map<string, LinkRow>> {
  await sql`select pg_advisory_xact_lock(hashtext('dossier_import'), hashtext(${source}))`.execute(db);
  const { rows } = await sql<LinkRow>`
    select l.code, l.dossier_id, l.content_hash, l.dossier_version, d.version
    from dossier_import_link l join dossier d on d.id = l.dossier_id
    where l.source = ${source} and l.code = any (${[...codes]}::text[])
  `.execute(db);
  return new Map(rows.map((row) => [row.code, row]));
}

/** Codes that other dossiers carry already. */
export async function codesTaken(db: Db, codes: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`
    select code from dossier where code = any (${[...codes]}::text[])
  `.execute(db);
  return new Set(rows.map(({ code }) => code));
}

export async function updateLink(
  db: Db,
  link: { source: string; code: string; hash: string; version: number },
): Promise<void> {
  await sql`
    update dossier_import_link set content_hash = ${link.hash}, dossier_version = ${link.version}
    where source = ${link.source} and code = ${link.code}
  `.execute(db);
}

export async function addVersion(
  db: Db,
  version: { dossierId: string; runId: string | null; row: number; content: object },
): Promise<void> {
  await sql`
    insert into dossier_import_version (dossier_id, number, run_id, row, content)
    select ${version.dossierId}, coalesce(max(number), 0) + 1, ${version.runId}, ${version.row},
      ${JSON.stringify(version.content)}::jsonb
    from dossier_import_version where dossier_id = ${version.dossierId}
  `.execute(db);
}

/**
 * Notes codes as met in a run.
 * @returns for those met before, the row where
 */
export async function noteSeen(
  db: Db,
  runId: string,
  seen: readonly { code: string; row: number }[],
): Promise<Map<string, number>> {
  const codes = seen.map(({ code }) => code);
  const { rows } = await sql<{ code: string; row: number }>`
    select code, row from dossier_import_seen where run_id = ${runId} and code = any (${codes}::text[])
  `.execute(db);
  await sql`
    insert into dossier_import_seen (run_id, code, row)
    select ${runId}::uuid, * from unnest(${codes}::text[], ${seen.map(({ row }) => row)}::integer[])
    on conflict do nothing
  `.execute(db);
  return new Map(rows.map(({ code, row }) => [code, row]));
}

/** Forgets a run's codes, and those of runs that were cut off a day ago. */
export async function forgetSeen(db: Db, runId: string): Promise<void> {
  await sql`
    delete from dossier_import_seen where run_id = ${runId} or run_id in (
      select id from dossier_import_run where heard_at < clock_timestamp() - interval '1 day')
  `.execute(db);
}
