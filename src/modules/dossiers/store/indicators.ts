import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { IndicatorCell } from '../domain/indicators.ts';
import type { Period } from '../domain/month.ts';
import { dayOf, flagOf, type MonthDossierRow, standings } from './month.ts';

/**
 * Every dossier in every cell, by the agency it is counted for. Who is scored for a step is who had it, whatever agency
 * decides; what is scored are dossiers that ended with a result in the period. Steps and supplements of those that were
 * looked at before are `known`; only the histories of the `fresh` ones are read.
 */
function marks(period: Period, most?: number): RawBuilder<unknown> {
  const { to } = period;
  const piece = most === undefined ? sql`` : sql`order by id limit ${most}`;
  const score = (late: RawBuilder<unknown>, early: RawBuilder<unknown>) =>
    sql`case when ${late} then 0 when ${early} then 2 else 1 end`;
  return sql`
    ${standings(period, 'all')},
    solved as materialized (
      select s.id, s.version, s.origin, s.told_by, s.agency_id, s.due_day, s.ended, s.ended_day, s.late,
             m.dossier_id is not null as known, m.agencies, m.scores, m.supplements
      from judged s
      left join dossier_marked m on m.dossier_id = s.id and m.version = s.version and m.settled_at < ${to}
      where s.counted and s.stands = 'ended' and s.with_result
    ),
    fresh as (select * from solved where not known ${piece}),
    -- No more than is needed, and with all that will be: a month's histories are sorted here, and nothing is joined to them.
    -- Faults with them: asked for by themselves, all of the province's were gone through for each dossier.
    line as materialized (
      select e.dossier_id, e.seq, e.at, e.agency_id, e.step_key, e.step_due_at, f.ended, e.data->'tracks' as tracks,
             coalesce((e.data->>'restart')::boolean, false) as restarts, e.action = 'send-back' as goes_back,
             e.data->'part'->>'id' as acted, e.action = 'note-fault' as is_fault,
             f.origin <> 'import' and e.clock in ('running', 'stopped') as works
      from fresh f join dossier_event e on e.dossier_id = f.id
      where ((f.origin <> 'import' and e.clock in ('running', 'stopped')) or e.action = 'note-fault')
        and e.at < ${to} and e.undoes is null and ${standsIn(sql`f`)}
    ),
    -- A line tells of the parts beside the leading one only where they changed: until the next they are as it told.
    worked as (
      select dossier_id, seq, agency_id, step_key, step_due_at, restarts, goes_back, acted, is_fault, tracks, ended,
             row_number() over w as n, lead(at) over w as next_at, count(tracks) over w as told
      from line where works window w as (partition by dossier_id order by seq)
    ),
    side_by_side as (
      select *, first_value(tracks) over (partition by dossier_id, told order by seq) as parts from worked
    ),
    -- Every part somebody works on, after every line.
    place as (
      select dossier_id, n, ended, next_at, coalesce(parts->>'main', '0') as part, agency_id, step_key, step_due_at as due,
             restarts or (goes_back and acted is null) or (goes_back and acted = parts->>'main') as begins,
             is_fault
      from side_by_side
      union all
      select s.dossier_id, s.n, s.ended, s.next_at, o.id, o."agencyId", o."stepKey", o."dueAt",
             s.restarts or (s.goes_back and s.acted = o.id), s.is_fault
      from side_by_side s,
        jsonb_to_recordset(s.parts->'others') o(id text, "agencyId" uuid, "stepKey" text, "dueAt" timestamptz, "waitsAt" text)
      where o."waitsAt" is null
    ),
    step as (
      select *, begins or lag(agency_id) over w is distinct from agency_id or lag(step_key) over w is distinct from step_key
               or lag(n) over w is distinct from n - 1 as is_first
      from place window w as (partition by dossier_id, part order by n)
    ),
    leg as (
      select dossier_id, part, leg, (array_agg(agency_id))[1] as agency_id,
             (array_agg(due order by n desc))[1] as due,
             least(min(ended), (array_agg(next_at order by n desc))[1]) as left_at
      from (select *, count(*) filter (where is_first) over (partition by dossier_id, part order by n) as leg from step) n
      group by dossier_id, part, leg
    ),
    part as (
      select dossier_id, agency_id, ${dayOf(sql`due`)} as due_day, false as is_fault, ${dayOf(sql`left_at`)} as left_day
      from leg
      union all
      select o.dossier_id, o.agency_id, ${dayOf(sql`o.due_at`)}, false,
             ${dayOf(sql`case when o.answered_at < ${to} then o.answered_at else f.ended end`)}
      from fresh f join dossier_opinion o on o.dossier_id = f.id where o.asked_at < ${to}
      union all
      select dossier_id, agency_id, null, true, null from place where is_fault
      union all
      select dossier_id, agency_id, null, true, null from line where is_fault and not works
    ),
    -- Of whoever worked on it when a fault of the software was noted, what was late does not count.
    own as (
      select agency_id, dossier_id,
             case when bool_or(is_fault) then min(score) filter (where score > 0) else min(score) end as score
      from (select *, case when due_day is not null then ${score(sql`left_day > due_day`, sql`left_day < due_day`)} end
                        as score from part) p
      group by agency_id, dossier_id
    ),
    asked as (
      select f.id, f.agency_id, count(x.id)::smallint as supplements
      from fresh f left join dossier_supplement x on x.dossier_id = f.id and x.status <> 'draft' and x.drafted_at < ${to}
      where f.origin <> 'import' group by f.id, f.agency_id
    ),
    mark as (
      select '1-' || ${score(sql`late`, sql`ended_day < due_day`)} as cell, agency_id, id
      from solved where due_day is not null
      union all
      select '2-' || score, agency_id, dossier_id from own where score is not null
      union all
      select '2-' || one.score, one.agency_id, s.id
      from solved s, unnest(s.agencies, s.scores) as one(agency_id, score) where s.known
      union all
      select '3-' || greatest(2 - supplements, 0), agency_id, id from asked
      union all
      select '3-' || greatest(2 - supplements, 0), agency_id, id from solved where known
      union all
      select '9-received', agency_id, id from judged where (${flagOf('online')}) or (${flagOf('direct')})
      union all
      select '9-online', agency_id, id from judged where ${flagOf('online')}
      union all
      select '9-late', agency_id, id from judged
      where channel = 'online' and ((${flagOf('late')}) or (${flagOf('over')}))
    )`;
}

/** Whether line `e` of a dossier was never taken back; where nothing was, nothing is looked up. */
function standsIn(dossier: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${dossier}.told_by <> 'history' or not exists (
    select 1 from dossier_event u where u.dossier_id = e.dossier_id and u.undoes = e.seq))`;
}

/**
 * Keeps what the histories of a period's dossiers told, so that they are not read again while nothing happens in them.
 * What happened after the period changes nothing of it, or is not kept.
 * @param most histories read at once; absent: all that were not read yet
 * @returns of how many dossiers something was kept
 */
export async function keepMarks(db: Db, period: Period, most?: number): Promise<number> {
  const { numAffectedRows } = await sql`
    with ${marks(period, most)},
    told as (
      select f.id, f.version, null::uuid as agency_id, null::integer as score,
        (select count(*) from dossier_supplement x
         where x.dossier_id = f.id and x.status <> 'draft' and x.drafted_at < ${period.to}) as supplements,
        greatest(f.ended,
          (select max(at) from dossier_event e where e.dossier_id = f.id
           and (e.clock in ('running', 'stopped') or e.action = 'note-fault' or e.undoes is not null)),
          (select max(greatest(asked_at, answered_at)) from dossier_opinion o where o.dossier_id = f.id),
          (select max(drafted_at) from dossier_supplement x where x.dossier_id = f.id)) as settled_at
      from fresh f where f.origin <> 'import'
      union all
      select dossier_id, null, agency_id, score, null, null from own where score is not null
    )
    insert into dossier_marked (dossier_id, version, settled_at, agencies, scores, supplements)
    select id, max(version), max(settled_at), coalesce(array_agg(agency_id order by agency_id) filter (where score is not null), '{}'),
           coalesce(array_agg(score::smallint order by agency_id) filter (where score is not null), '{}'), max(supplements)
    from told group by id having max(settled_at) < ${period.to} order by id
    on conflict (dossier_id) do update
    set version = excluded.version, settled_at = excluded.settled_at, agencies = excluded.agencies,
        scores = excluded.scores, supplements = excluded.supplements
    where dossier_marked.version < excluded.version`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** How many dossiers ended in a period, as far as the index of endings tells. @param most counting stops after so many */
export async function countEnded(db: Db, { from, to }: Period, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (
      select from dossier where ended_at is not null and ended_at >= ${from} and ended_at < ${to} limit ${most}) as ended`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

const mine = (agencyIds: readonly string[] | 'all') =>
  agencyIds === 'all' ? sql`true` : sql`m.agency_id = any(${[...agencyIds]}::uuid[])`;

/** How many dossiers stand in each cell, by agency; `fresh` is how many histories were read for it. */
export async function indicatorCounts(
  db: Db,
  period: Period,
  agencyIds: readonly string[] | 'all',
): Promise<{
  readonly counts: readonly { readonly cell: IndicatorCell; readonly agency_id: string; readonly count: number }[];
  readonly fresh: number;
}> {
  const { rows } = await sql<{ cell: IndicatorCell | null; agency_id: string; count: number }>`
    with ${marks(period)}
    select m.cell, m.agency_id, count(*)::integer as count from mark m where ${mine(agencyIds)}
    group by m.cell, m.agency_id
    union all
    select null, null, count(*)::integer from fresh where origin <> 'import'`.execute(db);
  return {
    counts: rows.flatMap(({ cell, ...rest }) => (cell === null ? [] : [{ cell, ...rest }])),
    fresh: rows.find(({ cell }) => cell === null)?.count ?? 0,
  };
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
