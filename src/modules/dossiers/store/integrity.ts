import { type RawBuilder, sql } from 'kysely';
import { LAW_RULES } from '#modules/procedures/domain/law.ts';
import type { Db } from '#platform/db/pool.ts';
import type { IntegrityKind } from '../domain/integrity.ts';

export interface IntegrityRow {
  readonly kind: IntegrityKind;
  readonly dossier_id: string;
  readonly code: string | null;
  readonly procedure_name: string;
  readonly origin: string;
  readonly at: Date;
  readonly agency_id: string;
  readonly actor: string | null;
  readonly reason: string | null;
  readonly document_number: string | null;
  readonly document_on: string | null;
  readonly field: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

export interface IntegrityAsked {
  readonly from: Date;
  readonly to: Date;
  readonly agencyIds: readonly string[] | 'all';
  readonly kind?: IntegrityKind | undefined;
  /** The province's clock is the real one: only then is the moment of writing comparable with the moment told. */
  readonly realClock: boolean;
}

const day = (moment: RawBuilder<unknown>) => sql`((${moment} at time zone 'UTC') + interval '7 hours')::date`;
const iso = (moment: RawBuilder<unknown>) =>
  sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const undone = sql`exists (select 1 from dossier_event u where u.dossier_id = e.dossier_id and u.undoes = e.seq)`;
/** How many days before the promised day a new one may be promised at the latest, by rule set. */
const latest = sql`(values ${sql.join(
  LAW_RULES.map(({ id, reappointments }) => sql`(${id}::text, ${reappointments.latestDaysBefore}::int)`),
)})`;

/** Every finding of the period, each from the history or the row it stands in; nothing is kept beside them. */
function findings({ from, to, agencyIds, realClock }: IntegrityAsked): RawBuilder<unknown> {
  const mine = (column: RawBuilder<unknown>) =>
    agencyIds === 'all' ? sql`true` : sql`${column} = any(${[...agencyIds]}::uuid[])`;
  const holder = mine(sql`e.agency_id`);
  return sql`
    act as (
      select e.*, p.due_at as promised_before, p.lawful_due_at as lawful_before, u.action as taken_back
      from dossier_event e
      left join dossier_event p on p.dossier_id = e.dossier_id and p.seq = e.seq - 1
      left join dossier_event u on u.dossier_id = e.dossier_id and u.seq = e.undoes
      -- As in the index dossier_event_watched, which holds more.
      where (e.action in ('correct', 'approve-apology', 'note-fault', 'recount', 'issue-supplement')
             or e.undoes is not null)
        and e.at >= ${from} and e.at < ${to} and ${holder} and not ${undone}
    ),
    told as (
      select case e.action
               when 'correct' then 'correction'
               when 'note-fault' then 'fault'
               when 'recount' then 'recount'
               when 'issue-supplement' then 'supplement-again'
               when 'approve-apology' then case
                 when exists (select 1 from dossier_event o
                              join dossier_event op on op.dossier_id = o.dossier_id and op.seq = o.seq - 1
                              where o.dossier_id = e.dossier_id and o.seq < e.seq and o.action = 'approve-apology'
                                and o.due_at is distinct from op.due_at
                                and not exists (select 1 from dossier_event u
                                                where u.dossier_id = o.dossier_id and u.undoes = o.seq))
                   then 'reappointment-again'
                 when ${day(sql`e.at`)} > ${day(sql`e.promised_before`)} - l.days then 'reappointment-late'
                 else 'reappointment' end
               else 'taken-back' end as kind,
             e.dossier_id, e.at, e.agency_id, e.actor_name as actor, e.reason, e.document_number, e.document_on,
             coalesce(e.data->'correction'->>'field', e.taken_back) as field,
             case e.action
               when 'correct' then e.data->'correction'->>'before'
               when 'note-fault' then e.data->'fault'->>'from'
               when 'recount' then ${iso(sql`e.lawful_before`)}
               when 'approve-apology' then ${iso(sql`e.promised_before`)} end as before,
             case e.action
               when 'correct' then e.data->'correction'->>'after'
               when 'note-fault' then e.data->'fault'->>'to'
               when 'recount' then ${iso(sql`e.lawful_due_at`)}
               when 'approve-apology' then ${iso(sql`e.due_at`)} end as after
      from act e
      join dossier d on d.id = e.dossier_id
      left join ${latest} as l(law_id, days) on l.law_id = d.law_id
      where case
        -- A letter that only says sorry moves nothing.
        when e.action = 'approve-apology' then e.due_at is distinct from e.promised_before
        when e.action = 'issue-supplement' then exists (
          select 1 from dossier_event o
          where o.dossier_id = e.dossier_id and o.seq < e.seq and o.action = 'issue-supplement'
            and not exists (select 1 from dossier_event u where u.dossier_id = o.dossier_id and u.undoes = o.seq))
        -- Taken back within ten seconds is a slip of the hand: only what had set a date or left the house counts.
        when e.undoes is not null then e.taken_back in ('accept', 'complete-on-spot', 'deny', 'finish', 'refuse',
          'issue-supplement', 'approve-apology', 'correct', 'note-fault', 'take-supplement', 'withdraw', 'suspend')
        else true end
      union all
      -- Lawful, and the oldest way to win time: whoever watches sees when it was done.
      select 'stopped-at-end', e.dossier_id, e.at, e.agency_id, e.actor_name, e.reason, e.document_number, e.document_on,
             e.action, ${iso(sql`p.lawful_due_at`)}, ${iso(sql`e.at`)}
      from dossier_event e
      join dossier_event p on p.dossier_id = e.dossier_id and p.seq = e.seq - 1
      where e.action in ('issue-supplement', 'require-payment', 'suspend')
        and e.at >= ${from} and e.at < ${to} and ${holder} and not ${undone}
        and p.clock = 'running' and e.clock = 'stopped'
        and ${day(sql`e.at`)} between ${day(sql`p.lawful_due_at`)}
              - case extract(isodow from ${day(sql`p.lawful_due_at`)}) when 1 then 3 else 1 end
            and ${day(sql`p.lawful_due_at`)}
      union all
      -- Dates another software had told and tells otherwise now; each changed one is a line.
      select case when ${day(sql`coalesce((p.data->>'endedAt')::timestamptz, e.at)`)} > ${day(sql`p.lawful_due_at`)}
                       and p.clock <> 'stopped'
                       and (e.clock = 'none' or e.lawful_due_at is null or ${day(
                         sql`coalesce((e.data->>'endedAt')::timestamptz, e.at)`,
                       )} <= ${day(sql`e.lawful_due_at`)})
                  then 'import-excused' else 'import-changed' end,
             e.dossier_id, e.at, e.agency_id, e.actor_name, e.data->>'source', null, null, told.field, told.before, told.after
      from dossier_event e
      -- A merger in between tells nothing of dates.
      join lateral (select * from dossier_event b
                    where b.dossier_id = e.dossier_id and b.seq < e.seq and b.action = 'import'
                    order by b.seq desc limit 1) p on true
      cross join lateral (values
        ('receivedAt', p.data->>'receivedAt', e.data->>'receivedAt'),
        ('dueAt', ${iso(sql`p.lawful_due_at`)}, ${iso(sql`e.lawful_due_at`)}),
        ('finishedAt', p.data->>'endedAt', e.data->>'endedAt')) as told(field, before, after)
      where e.action = 'import' and e.seq > 1 and told.before is not null and told.after is distinct from told.before
        and e.at >= ${from} and e.at < ${to} and ${holder}
      union all
      select 'late-entry', e.dossier_id, e.at, e.agency_id, e.actor_name, e.reason, e.document_number, e.document_on,
             e.action, ${iso(sql`e.at`)}, ${iso(sql`e.recorded_at`)}
      from dossier_event e
      where ${realClock} and e.action in ('accept', 'complete-on-spot', 'finish', 'refuse')
        and e.recorded_at - e.at > interval '24 hours'
        and e.at >= ${from} and e.at < ${to} and ${holder} and not ${undone}
      union all
      select 'paper-beyond-list', s.dossier_id, s.issued_at, d.agency_id, s.drafted_by, s.reason, null, null, null, null,
             (select string_agg(paper->>'name', '; ') from jsonb_array_elements(s.papers) paper where paper->>'key' is null)
      from dossier_supplement s
      join dossier d on d.id = s.dossier_id
      where s.status <> 'draft' and s.issued_at >= ${from} and s.issued_at < ${to} and ${mine(sql`d.agency_id`)}
        and exists (select 1 from jsonb_array_elements(s.papers) paper where paper->>'key' is null)
      union all
      -- Of what another software did not tell nothing is said to be missing.
      select 'apology-missing', d.id, d.missed_at, d.competent_agency_id, d.officer_name, c.reason, null, null, null, null,
             ${iso(sql`d.ended_at`)}
      from (
        select d.*, case when ${day(sql`coalesce(d.ended_at, ${to})`)} > ${day(sql`d.lawful_due_at`)}
                    then d.lawful_due_at else d.first_due_at end as missed_at
        from dossier d
        where d.was_late or d.ended_at > d.lawful_due_at
        union all
        select d.*, d.lawful_due_at from dossier d
        where d.clock = 'running' and d.due_at is not null and not d.was_late and d.lawful_due_at < ${to}
      ) d
      left join lateral (select e.reason from dossier_event e
                         where e.dossier_id = d.id and e.cause is not null order by e.seq desc limit 1) c on true
      where d.origin <> 'import' and d.missed_at >= ${from} and d.missed_at < ${to}
        and (d.was_late or ${day(sql`coalesce(d.ended_at, ${to})`)} > ${day(sql`d.lawful_due_at`)})
        and ${mine(sql`d.competent_agency_id`)}
        and not exists (select 1 from dossier_apology a where a.dossier_id = d.id and a.status = 'approved')
      union all
      select case when d.origin = 'import' and (d.ended_at < d.received_at or d.due_at < d.received_at)
                  then 'import-order' else 'no-due' end,
             d.id, d.received_at, d.competent_agency_id, null, null, null, null, null, ${iso(sql`d.received_at`)},
             ${iso(sql`coalesce(d.ended_at, d.due_at)`)}
      from dossier d
      -- As in the index dossier_odd_dates.
      where (d.lawful_due_at is null or d.ended_at < d.received_at or d.due_at < d.received_at)
        and d.received_at >= ${from} and d.received_at < ${to} and ${mine(sql`d.competent_agency_id`)}
        and (d.lawful_due_at is not null or d.time_limit is null or d.time_limit->>'amount' is not null)
      union all
      -- Stopped when it was taken in: its source does not tell since when, and nobody has worked on it here.
      select 'import-stopped', d.id, d.stopped_at, d.competent_agency_id, null, null, null, null, null,
             ${iso(sql`d.received_at`)}, ${iso(sql`d.stopped_at`)}
      from dossier d
      where d.clock = 'stopped' and d.origin = 'import' and d.last_action = 'import'
        and d.stopped_at >= ${from} and d.stopped_at < ${to} and ${mine(sql`d.competent_agency_id`)}
    )`;
}

/** How many of each kind and agency. */
export async function integrityCounts(
  db: Db,
  asked: IntegrityAsked,
): Promise<{ kind: IntegrityKind; agency_id: string; count: number }[]> {
  const { rows } = await sql<{ kind: IntegrityKind; agency_id: string; count: string }>`
    with ${findings(asked)}
    select kind, agency_id, count(*) as count from told group by kind, agency_id`.execute(db);
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** The findings, newest first. */
export async function integrityRows(
  db: Db,
  asked: IntegrityAsked,
  page: { readonly after: number; readonly limit: number },
): Promise<IntegrityRow[]> {
  const { kind } = asked;
  const { rows } = await sql<IntegrityRow>`
    with ${findings(asked)}
    select t.*, d.code, d.procedure_name, d.origin
    from told t join dossier d on d.id = t.dossier_id
    where ${kind === undefined ? sql`true` : sql`t.kind = ${kind}`}
    order by t.at desc, t.dossier_id, t.kind, t.field offset ${page.after} limit ${page.limit}`.execute(db);
  return rows;
}
