import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import { ALL_COLUMNS, countsBy, type MonthColumn, type MonthRow, type Period } from '../domain/month.ts';

type Flag = RawBuilder<boolean>;

/**
 * What `columnsOf` of domain/month.ts says, for the database: the same answers over every history (proved by
 * month.test.ts), so that a province's month is one statement.
 */
const FLAGS: Readonly<Record<MonthColumn, Flag>> = {
  all: sql`counted`,
  online: sql`counted and was = 'outside' and channel = 'online'`,
  direct: sql`counted and was = 'outside' and channel <> 'online'`,
  carried: sql`counted and was <> 'outside'`,
  solved: sql`counted and stands = 'ended'`,
  early: sql`counted and stands = 'ended' and not late and before_due`,
  onTime: sql`counted and stands = 'ended' and not late and not before_due`,
  late: sql`counted and stands = 'ended' and late`,
  pending: sql`counted and stands = 'pending'`,
  within: sql`counted and stands = 'pending' and not over`,
  over: sql`counted and stands = 'pending' and over`,
  withdrawn: sql`counted and stands = 'ended' and judged_state = 'withdrawn'`,
  closed: sql`counted and stands = 'ended' and judged_state = 'closed'`,
  lateByMoment: sql`counted and stands = 'ended' and late_by_moment`,
  lateReappointed: sql`counted and stands = 'ended' and late and reappointed`,
  overByMoment: sql`counted and stands = 'pending' and over_by_moment`,
  stopped: sql`counted and stands = 'pending' and clock <> 'running'`,
  reappointed: sql`counted and stands = 'pending' and reappointed`,
  noDue: sql`counted and without_due`,
  reopened: sql`counted and was = 'ended'`,
  annulled: sql`was = 'pending' and stands = 'outside' and not handed_on`,
  takenOver: sql`taken_over`,
  handedOn: sql`handed_on`,
};

/** All that the columns ask of a row of `judged`; a province has a few hundred combinations of these in a month. */
const KINDS = sql.raw(`counted, was, stands, channel, late, before_due, judged_state, late_by_moment, reappointed, over,
  over_by_moment, clock, without_due, taken_over, handed_on`);

/** What a column asks of a row of `judged`. */
export const flagOf = (column: MonthColumn): RawBuilder<boolean> => FLAGS[column];

/** The day in Việt Nam of a moment. */
export const dayOf = (moment: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`((${moment} at time zone 'UTC') + interval '7 hours')::date`;

/**
 * Every dossier that can count in the period, as its history told it at both ends: only `at < moment` is looked at, and
 * the agency is the one it was of then, whatever was merged since.
 */
export function standings({ from, to, lastDay }: Period, agencyIds: readonly string[] | 'all'): RawBuilder<unknown> {
  const mine = (...columns: readonly string[]) =>
    agencyIds === 'all'
      ? sql`true`
      : sql`(${sql.join(
          columns.map((column) => sql`${sql.ref(column)} = any(${[...agencyIds]}::uuid[])`),
          sql` or `,
        )})`;
  // The first merger after a moment tells whose the dossier was before it.
  const agencyAt = (moment: Date) => sql`
    (select distinct on (dossier_id) dossier_id, (data->'before'->>'competent')::uuid as agency_id
     from dossier_event where action = 'succeed' and at >= ${moment} order by dossier_id, seq)`;
  const kept = sql.raw(`id, version, sector, channel, origin, competent_agency_id, received_at,
    ended_at, changed_at, state, clock, lawful_due_at, was_late, reappointments`);
  const shown = sql.raw(
    'c.id, c.version, c.origin, c.told_by, c.agency_to, c.agency_from, c.sector, c.channel, c.received_at',
  );
  // Pending when the period ended, whatever became of it since.
  const goneOn = sql`d.changed_at >= ${to} and (d.ended_at >= ${to} or (d.ended_at is null and d.clock in ('running', 'stopped')))`;
  return sql`
    candidate as (
      select d.*, coalesce(began.agency_id, d.competent_agency_id) as agency_from,
             coalesce(stood.agency_id, d.competent_agency_id) as agency_to,
             -- What the row keeps is how it stood, unless it changed since: then the last line of then is looked up.
             -- The whole history only where something was ever taken back, or what only ever becomes true came true.
             case when d.origin = 'import' then 'import'
                  when d.clock = 'none' or back.dossier_id is not null then 'history'
                  when d.changed_at < ${to} or d.ended_at < ${to} then 'kept'
                  when ${goneOn} and not d.was_late and d.reappointments = 0 then 'line'
                  else 'history' end as told_by
      from (
        select ${kept} from dossier where ended_at >= ${from} and submitted_at < ${to}
        union all
        select ${kept} from dossier where clock in ('running', 'stopped') and ended_at is null and submitted_at < ${to}
        union all
        select ${kept} from dossier where clock = 'ended' and ended_at is null and submitted_at < ${to}
        union all
        -- Its reception was taken back; what was refused or waits was never anything else.
        select ${kept} from dossier d where clock = 'none' and submitted_at < ${to}
          and exists (select 1 from dossier_event e where e.dossier_id = d.id and e.undoes is not null)
      ) d
      left join ${agencyAt(from)} began on began.dossier_id = d.id
      left join ${agencyAt(to)} stood on stood.dossier_id = d.id
      left join (select distinct dossier_id from dossier_event where undoes is not null) back on back.dossier_id = d.id
    ),
    ends as (
      select ${shown},
             case when c.received_at < ${from} then 'running' end as before,
             -- As it is called in a list; the columns are counted by what it ended as.
             case when c.changed_at < ${to} then c.state else (
               select e.state from dossier_event e
               where e.dossier_id = c.id and e.at < ${to} order by e.seq desc limit 1) end as state,
             c.state as judged_state, case when c.ended_at < ${to} then 'ended' else c.clock end as clock,
             c.lawful_due_at as due, case when c.ended_at < ${to} then c.ended_at end as ended,
             c.was_late, c.reappointments > 0 as reappointed
      from candidate c
      where c.told_by = 'kept' and ${mine('agency_from', 'agency_to')}
      union all
      select ${shown}, case when c.received_at < ${from} then 'running' end, x.state, x.state, x.clock,
             x.lawful_due_at, null, false, false
      from candidate c
      left join lateral (
        select e.state, e.clock, e.lawful_due_at from dossier_event e
        where e.dossier_id = c.id and e.at < ${to} order by e.seq desc limit 1
      ) x on true
      where c.told_by = 'line' and ${mine('agency_from', 'agency_to')}
      union all
      select ${shown}, x.before, x.state, x.state, x.clock,
             x.due, x.ended, coalesce(x.was_late, false), coalesce(x.reappointed, false)
      from candidate c
      left join lateral (
        select (array_agg(clock order by seq desc) filter (where at < ${from}))[1] as before,
               (array_agg(clock order by seq desc))[1] as clock, (array_agg(state order by seq desc))[1] as state,
               (array_agg(lawful_due_at order by seq desc))[1] as due,
               min(at) filter (where seq > coalesce(last_open, 0)) as ended,
               bool_or(stands and clock = 'stopped' and clock_before <> 'stopped'
                       and ${dayOf(sql`at`)} > ${dayOf(sql`due_before`)}) as was_late,
               bool_or(stands and action = 'approve-apology' and due_at is distinct from lawful_due_at) as reappointed
        from (
          select e.*, lag(clock) over w as clock_before, lag(lawful_due_at) over w as due_before,
                 max(seq) filter (where clock <> 'ended') over () as last_open,
                 undoes is null and seq <> all (array_remove(array_agg(undoes) over (), null)) as stands
          from dossier_event e where e.dossier_id = c.id and e.at < ${to} window w as (order by seq)
        ) e
      ) x on true
      where c.told_by = 'history' and ${mine('agency_from', 'agency_to')}
      union all
      -- What came from another software has the moments that software told, not those of the import.
      select ${shown},
             case when c.received_at < ${from} then case when c.ended_at < ${from} then 'ended' else 'running' end end,
             case when c.ended_at < ${to} or c.ended_at is null then c.state else 'processing' end,
             case when c.ended_at < ${to} or c.ended_at is null then c.state else 'processing' end,
             case when c.received_at < ${to} then
               case when c.ended_at < ${to} then 'ended' when c.clock = 'stopped' then 'stopped' else 'running' end end,
             c.lawful_due_at, case when c.ended_at < ${to} then c.ended_at end, c.was_late, c.reappointments > 0
      from candidate c where c.told_by = 'import' and ${mine('agency_from', 'agency_to')}
    ),
    -- Kept, or every column would work these out anew.
    standing as materialized (
      select *, case coalesce(before, 'none') when 'none' then 'outside' when 'ended' then 'ended' else 'pending' end as was,
             case coalesce(clock, 'none') when 'none' then 'outside' when 'ended' then 'ended' else 'pending' end as stands,
             ${dayOf(sql`due`)} as due_day, ${dayOf(sql`ended`)} as ended_day,
             coalesce(judged_state not in ('withdrawn', 'closed'), false) as with_result
      from ends
    ),
    -- One that was pending elsewhere when the period began stands in the row of that agency too, as handed on.
    judged as materialized (
      select s.*, whose.agency_id, whose.handed_on,
             not handed_on and was = 'pending' and agency_from <> agency_to as taken_over,
             not handed_on and stands <> 'outside' and not (was = 'ended' and stands = 'ended') as counted,
             was_late or coalesce(ended_day > due_day, false) as late,
             was_late or (clock = 'running' and coalesce(${lastDay}::date > due_day, false)) as over,
             was_late or (clock = 'running' and coalesce(${to} > due, false)) as over_by_moment,
             was_late or coalesce(ended > due, false) as late_by_moment,
             with_result and coalesce(ended_day < due_day, false) as before_due, due is null as without_due
      from standing s
      cross join lateral (values (agency_to, false), (agency_from, true)) as whose(agency_id, handed_on)
      where (not handed_on or (was = 'pending' and agency_from <> agency_to)) and ${mine('agency_id')}
    )`;
}

/** Counts of every column by agency and sector, in order of both. */
export async function monthRows(db: Db, period: Period, agencyIds: readonly string[] | 'all'): Promise<MonthRow[]> {
  const counts = sql.join(
    ALL_COLUMNS.map((column) => sql`coalesce(sum(n) filter (where ${FLAGS[column]}), 0) as ${sql.ref(column)}`),
  );
  const { rows } = await sql<Record<MonthColumn, string> & { agency_id: string; sector: string }>`
    with ${standings(period, agencyIds)},
    kind as (
      select agency_id, sector, ${KINDS}, count(*) as n from judged
      where counted or handed_on or (was = 'pending' and stands = 'outside')
      group by agency_id, sector, ${KINDS}
    )
    select agency_id, sector, ${counts} from kind group by agency_id, sector order by agency_id, sector`.execute(db);
  return rows.map((row) => ({
    agencyId: row.agency_id,
    sector: row.sector,
    counts: countsBy((column) => Number(row[column])),
  }));
}

/** One dossier behind a number, as it stood at the end of the period. */
export interface MonthDossierRow {
  readonly id: string;
  readonly code: string | null;
  readonly procedure_name: string;
  readonly owner_name: string;
  readonly agency_id: string;
  readonly sector: string;
  readonly state: string;
  readonly received_at: Date | null;
  readonly due: Date | null;
  readonly ended: Date | null;
}

export interface CellQuery {
  readonly column: MonthColumn;
  readonly agencyIds: readonly string[] | 'all';
  readonly sector?: string | undefined;
  readonly after: number;
  readonly limit: number;
}

/** The dossiers of one number, longest due first; `total` is the number itself. */
export async function monthCell(
  db: Db,
  period: Period,
  { column, agencyIds, sector, after, limit }: CellQuery,
): Promise<{ total: number; rows: MonthDossierRow[] }> {
  const ofSector = sector === undefined ? sql`true` : sql`sector = ${sector}`;
  const { rows } = await sql<MonthDossierRow & { total: string }>`
    with ${standings(period, agencyIds)}
    , page as (
      select id, agency_id, sector, state, received_at, due, ended, count(*) over () as total
      from judged where (${FLAGS[column]}) and ${ofSector}
      order by due nulls last, id offset ${after} limit ${limit}
    )
    select page.*, d.code, d.procedure_name, d.owner->>'name' as owner_name
    from page join dossier d on d.id = page.id order by page.due nulls last, page.id`.execute(db);
  return { total: Number(rows[0]?.total ?? 0), rows };
}

/** A dossier in the numbers of its agency for a period. */
export interface MonthMember {
  readonly id: string;
  readonly agency_id: string;
  readonly columns: ReadonlySet<MonthColumn>;
  /** Promised anew by the end of the period, late or not. */
  readonly promisedAnew: boolean;
}

/** Every dossier that stands in one of the columns, with those it stands in. */
export async function monthMembers(
  db: Db,
  period: Period,
  agencyIds: readonly string[] | 'all',
  columns: readonly MonthColumn[],
): Promise<MonthMember[]> {
  const flags = sql.join(columns.map((column) => sql`${FLAGS[column]} as ${sql.ref(column)}`));
  const { rows } = await sql<Record<MonthColumn, boolean> & { id: string; agency_id: string; promisedAnew: boolean }>`
    with ${standings(period, agencyIds)}
    select id, agency_id, ${flags}, reappointed as "promisedAnew" from judged where counted order by id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    agency_id: row.agency_id,
    columns: new Set(columns.filter((column) => row[column])),
    promisedAnew: row.promisedAnew,
  }));
}
