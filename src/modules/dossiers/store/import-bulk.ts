import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import { laneOf } from '../domain/exchange/lanes.ts';
import { type Columns, insertRows, updateRows } from './row-lists.ts';
import { type DossierRow, tables } from './rows.ts';
import { noteSearch } from './search.ts';

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

/** What a source that says something new of a dossier it told of before can change in its row. */
const CHANGED: Columns = {
  id: 'uuid',
  procedure_code: 'text',
  procedure_name: 'text',
  receiving_agency_id: 'uuid',
  competent_agency_id: 'uuid',
  parties: 'uuid[]',
  applicant: 'jsonb',
  owner: 'jsonb',
  state: 'text',
  clock: 'text',
  step_entered_at: 'timestamptz',
  agency_id: 'uuid',
  resume_state: 'text',
  received_at: 'timestamptz',
  first_due_at: 'timestamptz',
  lawful_due_at: 'timestamptz',
  due_at: 'timestamptz',
  stopped_at: 'timestamptz',
  finished_at: 'timestamptz',
  ended_at: 'timestamptz',
  returned_at: 'timestamptz',
  was_late: 'boolean',
  version: 'integer',
  last_action: 'text',
  changed_by: 'uuid',
  changed_by_name: 'text',
  changed_at: 'timestamptz',
};
const RETOLD: Columns = { dossier_id: 'uuid', content_hash: 'text', dossier_version: 'integer' };

type Rows = readonly Readonly<Record<string, unknown>>[];
/** The rows of dossiers that a source told of; all of a batch or none. */
export interface NewRows {
  readonly dossiers: Rows;
  readonly events: Rows;
  readonly links: Rows;
  readonly versions: Rows;
}

export async function insertImported(db: Db, rows: NewRows): Promise<void> {
  await insertRows(db, 'dossier', DOSSIER, rows.dossiers);
  await insertRows(db, 'dossier_event', EVENT, rows.events);
  await insertRows(db, 'dossier_import_link', LINK, rows.links);
  await insertRows(db, 'dossier_import_version', VERSION, rows.versions);
  await noteSearch(db, idsIn(rows));
}

const idsIn = ({ dossiers }: NewRows): string[] => dossiers.map(({ id }) => String(id));

export interface LinkRow {
  readonly code: string;
  readonly dossier_id: string;
  readonly content_hash: string;
  /** The dossier's version when the source last told of it. */
  readonly dossier_version: number;
}

/** The dossiers these codes of a source are; writers of the same source and lane take turns until the transaction ends. */
export async function lockLinks(db: Db, source: string, codes: readonly string[]): Promise<Map<string, LinkRow>> {
  // In order, so that no two writers of several lanes wait for each other.
  for (const lane of [...new Set(codes.map(laneOf))].toSorted((a, b) => a - b))
    await sql`select pg_advisory_xact_lock(hashtext('dossier_import'), hashtext(${`${lane} ${source}`}))`.execute(db);
  const { rows } = await sql<LinkRow>`
    select code, dossier_id, content_hash, dossier_version from dossier_import_link
    where source = ${source} and code = any (${[...codes]}::text[])
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

/** These dossiers as they stand, held until the transaction ends. */
export async function lockDossiers(db: Db, ids: readonly string[]): Promise<Map<string, DossierRow>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom('dossier')
    .selectAll()
    .where(sql<boolean>`id = any (${[...ids]}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Of these dossiers, each at the version its source last told of, those that somebody worked on here since. That its
 * agency was merged is nobody's work.
 */
export async function workedOnSince(
  db: Db,
  told: readonly { readonly id: string; readonly version: number }[],
): Promise<Set<string>> {
  if (told.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select distinct e.dossier_id as id
    from unnest(${told.map(({ id }) => id)}::uuid[], ${told.map(({ version }) => version)}::integer[]) as k(id, version)
    join dossier_event e on e.dossier_id = k.id and e.seq > k.version
    where e.action <> 'succeed'`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** What a source said anew of dossiers that are locked: rows, one event each, what was last told, the new version. */
export async function saveImported(db: Db, rows: NewRows): Promise<void> {
  await updateRows(db, 'dossier', 'id', CHANGED, rows.dossiers, ['changed_really_at']);
  await insertRows(db, 'dossier_event', EVENT, rows.events);
  await updateRows(db, 'dossier_import_link', 'dossier_id', RETOLD, rows.links);
  await insertRows(db, 'dossier_import_version', VERSION, rows.versions);
  await noteSearch(db, idsIn(rows));
}

/** The number of the last version that a source told, by dossier. */
export async function lastVersions(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ dossier_id: string; number: number }>`
    select dossier_id, max(number) as number from dossier_import_version
    where dossier_id = any (${[...ids]}::uuid[]) group by dossier_id
  `.execute(db);
  return new Map(rows.map((row) => [row.dossier_id, row.number]));
}

/**
 * Notes codes as met in a run.
 * @returns for those met in another row too, the first row they stood in
 */
export async function noteSeen(
  db: Db,
  runId: string,
  seen: readonly { code: string; row: number }[],
): Promise<Map<string, number>> {
  const codes = seen.map(({ code }) => code);
  const { numAffectedRows } = await sql`
    insert into dossier_import_seen (run_id, code, row)
    select ${runId}::uuid, * from unnest(${codes}::text[], ${seen.map(({ row }) => row)}::integer[])
    on conflict do nothing
  `.execute(db);
  if (Number(numAffectedRows) === seen.length) return new Map();
  const { rows } = await sql<{ code: string; row: number }>`
    select code, row from dossier_import_seen where run_id = ${runId} and code = any (${codes}::text[])
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
