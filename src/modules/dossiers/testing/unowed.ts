import { sql } from 'kysely';

/** What waits, by kind, and how much of it is on nobody's list with a day; a letter that can no longer be signed in time has none. */
export const unowed = sql<{ what: string; open: number; unowed: number }>`
  with waiting as (
    select 'the whole' as what, id::text as key from dossier where clock = 'running' and due_at is not null
    union all select 'a step', id || '/step' || coalesce('/' || nullif(tracks ->> 'main', '0'), '')
              from dossier where clock = 'running' and step_due_at is not null
    union all select 'a step beside', d.id || '/step' || coalesce('/' || nullif(part ->> 'id', '0'), '')
              from dossier d, jsonb_array_elements(d.tracks -> 'others') part
              where d.clock = 'running' and part ->> 'waitsAt' is null and part ->> 'dueAt' is not null
    union all select 'a supplement', id || '/wait' from dossier where state in ('awaiting-supplement', 'awaiting-completion')
    union all select 'an answer', id || '/answer' from dossier where state = 'submitted' and channel = 'online'
    union all select 'a letter', 'apology/' || id from dossier where apology_draft_id is not null and clock <> 'ended'
    union all select 'an opinion', 'opinion/' || o.id from dossier_opinion o join dossier d on d.id = o.dossier_id
              where o.answered_at is null and o.due_at is not null and d.clock <> 'ended'
  )
  select what, count(*)::int as open, (count(*) filter (where o.id is null))::int as unowed
  from waiting w left join reminder_obligation o
    on o.source = 'dossiers' and o.key = w.key and o.state = 'open' and (o.due_at is not null or w.what = 'a letter')
  group by what order by what`;
