import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { IndicatorCell } from '../domain/indicators.ts';
import type { Period } from '../domain/month.ts';
import { dayOf, flagOf, type MonthDossierRow, standings } from './month.ts';

/**
 * Every dossier in every cell, by the agency it is counted for. Who is scored for a step is who had it, whatever agency
 * decides; what is scored are dossiers that ended with a result in the period.
 */
function marks(period: Period): RawBuilder<unknown> {
  const { to } = period;
  const score = (late: RawBuilder<unknown>, early: RawBuilder<unknown>) =>
    sql`case when ${late} then 0 when ${early} then 2 else 1 end`;
  return sql`
    ${standings(period, 'all')},
    solved as (
      select j.id, j.agency_id, j.due_day, j.ended, j.ended_day, j.late, d.origin
      from judged j join dossier d on d.id = j.id where j.counted and j.stands = 'ended' and j.with_result
    ),
    undone as materialized (select dossier_id, undoes as seq from dossier_event where undoes is not null),
    -- No more than is needed: a month's histories are sorted here.
    step as (
      select e.dossier_id, e.seq, e.at, e.agency_id, e.step_due_at, lag(e.agency_id) over w is distinct from e.agency_id or lag(e.step_key) over w is distinct from e.step_key
               or e.action = 'send-back' or coalesce((e.data->>'restart')::boolean, false) as begins
      from solved s join dossier_event e on e.dossier_id = s.id
      left join undone u on u.dossier_id = e.dossier_id and u.seq = e.seq
      where s.origin <> 'import' and e.at < ${to} and e.clock in ('running', 'stopped') and e.undoes is null
        and u.seq is null
      window w as (partition by e.dossier_id order by e.seq)
    ),
    leg as (
      select dossier_id, leg, (array_agg(agency_id))[1] as agency_id, min(at) as entered,
             (array_agg(step_due_at order by seq desc))[1] as due
      from (select *, count(*) filter (where begins) over (partition by dossier_id order by seq) as leg from step) n
      group by dossier_id, leg
    ),
    part as (
      select l.dossier_id, l.agency_id, ${dayOf(sql`l.due`)} as due_day,
             ${dayOf(sql`least(s.ended, lead(l.entered) over (partition by l.dossier_id order by l.leg))`)} as left_day
      from leg l join solved s on s.id = l.dossier_id
      union all
      select o.dossier_id, o.agency_id, ${dayOf(sql`o.due_at`)},
             ${dayOf(sql`case when o.answered_at < ${to} then o.answered_at else s.ended end`)}
      from dossier_opinion o join solved s on s.id = o.dossier_id where o.asked_at < ${to}
    ),
    faulty as (
      select distinct e.dossier_id, e.agency_id from solved s join dossier_event e on e.dossier_id = s.id
      left join undone u on u.dossier_id = e.dossier_id and u.seq = e.seq
      where e.action = 'note-fault' and e.at < ${to} and u.seq is null
    ),
    mark as (
      select '1-' || ${score(sql`late`, sql`ended_day < due_day`)} as cell, agency_id, id
      from solved where due_day is not null
      union all
      select '2-' || min(${score(sql`p.left_day > p.due_day`, sql`p.left_day < p.due_day`)}), p.agency_id, p.dossier_id
      from part p left join faulty f on f.dossier_id = p.dossier_id and f.agency_id = p.agency_id
      where p.due_day is not null and not (p.left_day > p.due_day and f.dossier_id is not null)
      group by p.agency_id, p.dossier_id
      union all
      select '3-' || greatest(2 - count(x.id), 0), s.agency_id, s.id
      from solved s left join dossier_supplement x on x.dossier_id = s.id and x.status <> 'draft' and x.drafted_at < ${to}
      where s.origin <> 'import' group by s.agency_id, s.id
      union all
      select '9-received', agency_id, id from judged where (${flagOf('online')}) or (${flagOf('direct')})
      union all
      select '9-online', agency_id, id from judged where ${flagOf('online')}
      union all
      select '9-late', agency_id, id from judged
      where channel = 'online' and ((${flagOf('late')}) or (${flagOf('over')}))
    )`;
}

const mine = (agencyIds: readonly string[] | 'all') =>
  agencyIds === 'all' ? sql`true` : sql`m.agency_id = any(${[...agencyIds]}::uuid[])`;

/** How many dossiers stand in each cell, by agency. */
export async function indicatorCounts(
  db: Db,
  period: Period,
  agencyIds: readonly string[] | 'all',
): Promise<{ readonly cell: IndicatorCell; readonly agency_id: string; readonly count: number }[]> {
  const { rows } = await sql<{ cell: IndicatorCell; agency_id: string; count: number }>`
    with ${marks(period)}
    select m.cell, m.agency_id, count(*)::integer as count from mark m where ${mine(agencyIds)}
    group by m.cell, m.agency_id`.execute(db);
  return rows;
}

/** The dossiers of one cell, longest due first; `total` is the figure itself. */
export async function indicatorCell(
  db: Db,
  period: Period,
  asked: {
    readonly cell: IndicatorCell;
    readonly agencyIds: readonly string[] | 'all';
    readonly after: number;
    readonly limit: number;
  },
): Promise<{ total: number; rows: MonthDossierRow[] }> {
  const { rows } = await sql<MonthDossierRow & { total: number }>`
    with ${marks(period)}
    select m.id, m.agency_id, d.code, d.procedure_name, d.owner->>'name' as owner_name, d.sector, d.state, d.received_at,
           d.lawful_due_at as due, d.ended_at as ended, count(*) over ()::integer as total
    from mark m join dossier d on d.id = m.id
    where m.cell = ${asked.cell} and ${mine(asked.agencyIds)}
    order by d.lawful_due_at nulls last, m.id, m.agency_id offset ${asked.after} limit ${asked.limit}`.execute(db);
  return { total: rows[0]?.total ?? 0, rows };
}
