import { sql } from 'kysely';
import type { LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';
import type { Cause } from '../domain/events.ts';
import type { Period } from '../domain/month.ts';
import type { State } from '../domain/states.ts';
import type { Urged } from '../domain/words.ts';
import { flagOf, standings } from './month.ts';

export interface BacklogRow {
  readonly id: string;
  readonly code: string | null;
  readonly procedure_name: string;
  readonly owner_name: string;
  readonly agency_id: string;
  readonly state: State;
  readonly step_name: string | null;
  readonly officer_name: string | null;
  readonly lawful_due_at: Date | null;
  readonly reappointments: number;
  readonly cause: Cause | null;
  readonly reason: string | null;
}

/** What is asked for of a backlog. */
interface Asked {
  readonly agencyIds: readonly string[] | 'all';
  readonly urged?: Urged | undefined;
  readonly after: number;
  readonly limit: number;
}

const URGED_SQL: Readonly<Record<Urged, ReturnType<typeof sql>>> = {
  none: sql`not exists (select 1 from dossier_urging u where u.dossier_id = d.id)`,
  waiting: sql`exists (select 1 from dossier_urging u where u.dossier_id = d.id and u.answered_at is null)`,
  answered: sql`exists (select 1 from dossier_urging u where u.dossier_id = d.id)
    and not exists (select 1 from dossier_urging u where u.dossier_id = d.id and u.answered_at is null)`,
};
const urgedSql = (urged: Urged | undefined) => (urged === undefined ? sql`true` : URGED_SQL[urged]);

/** Open and past its lawful due day, or was when its clock stopped. */
const overdueSql = (today: LocalDate) => sql`d.clock in ('running', 'stopped')
  and (d.was_late or (d.clock = 'running'
       and ${today}::date > ((d.lawful_due_at at time zone 'UTC') + interval '7 hours')::date))`;

/** Who holds how many overdue dossiers now, most first. */
export async function overdueByAgency(
  db: Db,
  today: LocalDate,
  agencyIds: readonly string[] | 'all',
): Promise<{ agencyId: string; count: number }[]> {
  const mine = agencyIds === 'all' ? sql`true` : sql`d.agency_id = any(${[...agencyIds]}::uuid[])`;
  const { rows } = await sql<{ agencyId: string; count: number }>`
    select d.agency_id as "agencyId", count(*)::integer as count from dossier d
    where ${mine} and ${overdueSql(today)} group by 1 order by 2 desc, 1`.execute(db);
  return rows;
}

/**
 * What is open and past its lawful due day, or was when its clock stopped; oldest first. The same that column 13 of the
 * month table counts now, by the agency that holds it.
 */
export async function overdueRows(
  db: Db,
  today: LocalDate,
  asked: Asked & { readonly ids?: readonly string[] },
): Promise<{ total: number; rows: BacklogRow[] }> {
  const mine = asked.agencyIds === 'all' ? sql`true` : sql`d.agency_id = any(${[...asked.agencyIds]}::uuid[])`;
  const named = asked.ids ? sql`d.id = any(${[...asked.ids]}::uuid[])` : sql`true`;
  const { rows } = await sql<BacklogRow & { total: string }>`
    select d.id, d.code, d.procedure_name, d.owner->>'name' as owner_name, d.agency_id, d.state, d.step_name,
           d.officer_name, d.lawful_due_at, d.reappointments, c.cause, c.reason, count(*) over () as total
    from dossier d
    left join lateral (select e.cause, e.reason from dossier_event e
                       where e.dossier_id = d.id and e.cause is not null order by e.seq desc limit 1) c on true
    where ${mine} and ${named} and ${urgedSql(asked.urged)} and ${overdueSql(today)}
    order by d.lawful_due_at nulls first, d.id offset ${asked.after} limit ${asked.limit}`.execute(db);
  return { total: Number(rows[0]?.total ?? 0), rows };
}

/**
 * Column 13 of a month as it stood at its end, oldest first: where each dossier was then and the cause recorded by then,
 * by the agency that decided then; and who of all that may be seen held how many. The month is gone through once.
 */
export async function overdueOf(
  db: Db,
  period: Period,
  seen: readonly string[] | 'all',
  asked: Asked,
): Promise<{ total: number; rows: BacklogRow[]; holders: { agencyId: string; count: number }[] }> {
  const mine = asked.agencyIds === 'all' ? sql`true` : sql`agency_id = any(${[...asked.agencyIds]}::uuid[])`;
  type Page = { total: number; line: BacklogRow | null; holders: { agencyId: string; count: number }[] };
  const { rows } = await sql<Page>`
    with ${standings(period, seen)},
    over_then as materialized (select id, agency_id, state, due, reappointed from judged where ${flagOf('over')}),
    listed as (select d.* from over_then d where ${mine} and ${urgedSql(asked.urged)}),
    page as (select * from listed order by due nulls first, id offset ${asked.after} limit ${asked.limit}),
    line as (
      select p.id, d.code, d.procedure_name, d.owner->>'name' as owner_name, coalesce(l.agency_id, d.agency_id) as agency_id,
             p.state, l.step_name, null as officer_name, p.due as lawful_due_at, p.reappointed::integer as reappointments,
             c.cause, c.reason
      from page p join dossier d on d.id = p.id
      left join lateral (select e.agency_id, e.step_name from dossier_event e
                         where e.dossier_id = p.id and e.at < ${period.to} order by e.seq desc limit 1) l on true
      left join lateral (select e.cause, e.reason from dossier_event e
                         where e.dossier_id = p.id and e.at < ${period.to} and e.cause is not null
                         order by e.seq desc limit 1) c on true
    )
    select (select count(*)::integer from listed) as total, to_jsonb(line) as line,
           (select coalesce(json_agg(h), '[]') from (
              select agency_id as "agencyId", count(*)::integer as count from over_then group by 1 order by 2 desc, 1) h
           ) as holders
    from (select) one left join line on true
    order by line.lawful_due_at nulls first, line.id`.execute(db);
  const lines = rows.flatMap(({ line }) => line ?? []);
  return {
    total: rows[0]?.total ?? 0,
    holders: rows[0]?.holders ?? [],
    rows: lines.map((line) => ({ ...line, lawful_due_at: line.lawful_due_at && new Date(line.lawful_due_at) })),
  };
}

export interface UrgingRow {
  readonly id: string;
  readonly dossier_id: string;
  readonly agency_id: string;
  readonly asked_agency_id: string | null;
  readonly note: string | null;
  readonly sent_at: Date;
  readonly sent_by: string;
  readonly answer_due_at: Date;
  readonly answered_at: Date | null;
  readonly answered_by: string | null;
  readonly cause: Cause | null;
  readonly plan: string | null;
  readonly promised_on: string | null;
}

/** What was asked about these dossiers, newest first. */
export async function urgingsOf(db: Db, dossierIds: readonly string[]): Promise<UrgingRow[]> {
  if (dossierIds.length === 0) return [];
  const { rows } = await sql<UrgingRow>`
    select * from dossier_urging where dossier_id = any(${[...dossierIds]}::uuid[]) order by sent_at desc, id desc`.execute(
    db,
  );
  return rows;
}

/** The question with its row held; undefined when there is none. */
export async function lockUrging(db: Db, id: string): Promise<UrgingRow | undefined> {
  const { rows } = await sql<UrgingRow>`select * from dossier_urging where id = ${id} for update`.execute(db);
  return rows[0];
}

/** false where the same agency still owes an answer about the dossier. */
export async function insertUrging(
  db: Db,
  row: Pick<UrgingRow, 'id' | 'dossier_id' | 'agency_id' | 'note' | 'sent_at' | 'sent_by' | 'answer_due_at'>,
): Promise<boolean> {
  const { rows } = await sql`
    insert into dossier_urging (id, dossier_id, agency_id, note, sent_at, sent_by, answer_due_at)
    select ${row.id}, ${row.dossier_id}, ${row.agency_id}, ${row.note}, ${row.sent_at}, ${row.sent_by},
           ${row.answer_due_at}
    -- One that came with a merger waits too, though the index does not count it.
    where not exists (select 1 from dossier_urging open where open.dossier_id = ${row.dossier_id}
                        and open.agency_id = ${row.agency_id} and open.answered_at is null)
    on conflict (dossier_id, agency_id) where answered_at is null and asked_agency_id is null do nothing
    returning id`.execute(db);
  return rows.length > 0;
}

/** Open questions of agencies that are no more are their successor's to answer; whom they were asked of stays. */
export async function moveUrgings(db: Db, from: readonly string[], to: string): Promise<void> {
  await sql`
    update dossier_urging set agency_id = ${to}, asked_agency_id = coalesce(asked_agency_id, agency_id)
    where agency_id = any(${[...from]}::uuid[]) and answered_at is null`.execute(db);
}

export async function saveAnswer(
  db: Db,
  id: string,
  answer: Pick<UrgingRow, 'answered_at' | 'answered_by' | 'cause' | 'plan' | 'promised_on'>,
): Promise<void> {
  await sql`
    update dossier_urging set answered_at = ${answer.answered_at}, answered_by = ${answer.answered_by},
      cause = ${answer.cause}, plan = ${answer.plan}, promised_on = ${answer.promised_on}
    where id = ${id}`.execute(db);
}
