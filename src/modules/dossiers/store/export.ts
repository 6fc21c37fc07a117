import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import { dayOf } from './month.ts';
import type { ImportedDossier } from '../domain/exchange/imported.ts';

/** A dossier as the export tells it: no word of who applied. */
export interface ExportRow {
  readonly id: string;
  readonly code: string | null;
  readonly source: string | null;
  readonly procedure_code: string | null;
  readonly procedure_name: string;
  readonly channel: string;
  readonly agency_id: string;
  readonly state: string;
  readonly received_at: Date | null;
  readonly first_due_at: Date | null;
  readonly lawful_due_at: Date | null;
  readonly due_at: Date | null;
  readonly finished_at: Date | null;
  readonly returned_at: Date | null;
  /** Past its lawful day: when it was over, or now, or when its clock stood. Null where no day is known. */
  readonly late: boolean | null;
  readonly made_up: boolean;
}

export interface ExportEventRow {
  readonly dossier_id: string;
  readonly seq: number;
  readonly at: Date;
  readonly action: string;
  readonly state: string;
  readonly clock: string;
  readonly step_name: string | null;
  readonly agency_id: string;
  readonly actor_name: string;
  readonly cause: string | null;
  readonly undoes: number | null;
}

/** Which dossiers: by the day they came in, from where, and none that was recorded after `until`. */
export interface ExportFilter {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly source?: string | undefined;
  readonly until: Date;
  /** The province's time: what is open is judged by it. */
  readonly now: Date;
}

/** The next dossiers in the order of their ids. */
export async function pageOfDossiers(db: Db, filter: ExportFilter, after: string, limit: number): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    select id, code, source, procedure_code, procedure_name, channel, agency_id, state, received_at, first_due_at,
      lawful_due_at, due_at, finished_at, returned_at, origin = 'demo' as made_up,
      was_late or case when clock = 'stopped' then false
        else ${dayOf(sql`coalesce(ended_at, ${filter.now}::timestamptz)`)} > ${dayOf(sql`lawful_due_at`)} end as late
    from dossier
    where id > ${after}::uuid and recorded_at <= ${filter.until}
      and (${filter.from ?? null}::timestamptz is null or submitted_at >= ${filter.from ?? null}::timestamptz)
      and (${filter.to ?? null}::timestamptz is null or submitted_at < ${filter.to ?? null}::timestamptz)
      and (${filter.source ?? null}::text is null or source = ${filter.source ?? null}::text)
    order by id limit ${limit}
  `.execute(db);
  return rows;
}

/** The history of these dossiers as it was recorded until then. */
export async function eventsOfDossiers(db: Db, ids: readonly string[], until: Date): Promise<ExportEventRow[]> {
  const { rows } = await sql<ExportEventRow>`
    select dossier_id, seq, at, action, state, clock, step_name, agency_id, actor_name, cause, undoes
    from dossier_event where dossier_id = any (${[...ids]}::uuid[]) and recorded_at <= ${until}
    order by dossier_id, seq
  `.execute(db);
  return rows;
}

export interface SourceEventsRow {
  readonly dossier_id: string;
  readonly events: readonly {
    readonly activity: string;
    readonly at: string;
    readonly resource: string | null;
    readonly transition: string | null;
  }[];
}

/** The steps that the source of imported dossiers told of, as it told them last. */
export async function sourceEventsOf(db: Db, ids: readonly string[]): Promise<Map<string, SourceEventsRow['events']>> {
  const { rows } = await sql<SourceEventsRow>`
    select distinct on (dossier_id) dossier_id, content->'events' as events
    from dossier_import_version where dossier_id = any (${[...ids]}::uuid[])
    order by dossier_id, number desc
  `.execute(db);
  return new Map(rows.map(({ dossier_id, events }) => [dossier_id, events]));
}

/** The moment up to which an export looks, by the database's own real time. */
export async function realNow(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  return rows[0]?.now ?? new Date(0);
}

/** A dossier as its source told it last; undefined when the source told of none under this code. */
export async function lastVersion(db: Db, source: string, code: string): Promise<ImportedDossier | undefined> {
  const { rows } = await sql<{ content: Told }>`
    select v.content from dossier_import_link l join dossier_import_version v on v.dossier_id = l.dossier_id
    where l.source = ${source} and l.code = ${code} order by v.number desc limit 1
  `.execute(db);
  const told = rows[0]?.content;
  if (!told) return undefined;
  const moment = (text: string | null) => (text === null ? null : new Date(text));
  return {
    ...told,
    receivedAt: new Date(told.receivedAt),
    dueAt: moment(told.dueAt),
    finishedAt: moment(told.finishedAt),
    returnedAt: moment(told.returnedAt),
    events: told.events.map((event) => ({ ...event, at: new Date(event.at) })),
  };
}

/** As JSON keeps it: moments are text. */
type Told = {
  [K in keyof Omit<ImportedDossier, 'events'>]: Date extends ImportedDossier[K]
    ? string | Exclude<ImportedDossier[K], Date>
    : ImportedDossier[K];
} & { events: (Omit<ImportedDossier['events'][number], 'at'> & { at: string })[] };
