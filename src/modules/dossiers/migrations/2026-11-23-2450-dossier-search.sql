-- What dossiers are found by stands in a narrow table of its own: a dossier that moves on touches none of its indexes.
-- Safe on a live system of tens of thousands of dossiers (the table is filled here, some 20,000 dossiers a second);
-- with millions, at night.
--
-- `words` holds, each once:
--   nguyen, van, an, "nguyen van", "van an"   words of names without marks, and each pair of neighbours
--   N0905123456                               phone and identity numbers
--   C0037, C180226-0037                       the last two pieces of the code, and both together
--   P3f2a…                                    the procedure's name, spelled out in dossier_search_procedure
--   A9c41…                                    each agency that has or had a part: who sees the dossier
--   W2518                                     the week in which it came in: what is looked for is found newest first,
--                                             week by week, without sorting all that bears a common name
drop function dossier_find(text, uuid[], integer);
drop function dossier_find_near(text, uuid[], integer);
drop function dossier_of_names(text[], uuid[], integer);
drop index dossier_applicant_by_name;
alter table dossier drop column search;

create function dossier_search_words(code text, applicant jsonb, owner jsonb, procedure_name text, parties uuid[],
  submitted_at timestamptz) returns tsvector language sql immutable parallel safe as $$
  with person as (
    select distinct string_to_array(nullif(trim(regexp_replace(search_key(name), '[^a-z0-9]+', ' ', 'g')), ''), ' ') as name
    from (values (applicant ->> 'name'), (owner ->> 'name')) as told (name)
    where name not like '(%' -- said of whom a source did not name
  ), piece as (
    select string_to_array(trim(both '-' from regexp_replace(lower(code), '[^a-z0-9]+', '-', 'g')), '-') as of_code
  )
  select array_to_tsvector(array_remove(array(
    select word from person, unnest(name) as word where name is not null
    union all
    select name[at] || ' ' || name[at + 1] from person, generate_series(1, cardinality(name) - 1) as at
    union all
    select 'N' || digits from (
      select regexp_replace(number, '\D', '', 'g') as digits
      from (values (applicant ->> 'phone'), (applicant ->> 'identityNumber'), (owner ->> 'phone'),
        (owner ->> 'identityNumber')) as told (number)) as numbers
    where length(digits) >= 6
    union all
    select 'C' || of_code[at] from piece, generate_series(greatest(1, cardinality(of_code) - 1), cardinality(of_code)) as at
    union all
    select 'C' || of_code[cardinality(of_code) - 1] || '-' || of_code[cardinality(of_code)] from piece
    where cardinality(of_code) > 1
    union all
    select 'P' || left(md5(search_key(procedure_name)), 12)
    union all
    select 'A' || right(party::text, 12) from unnest(parties) as party
    union all
    select 'W' || extract(epoch from submitted_at)::bigint / 604800
  ), null))
$$;

create table dossier_search (
  dossier_id   uuid primary key references dossier,
  submitted_at timestamptz not null,
  words        tsvector not null
);
-- Every word and pair of neighbours that ever stood in a name: what a slip of the finger may have meant, and how what
-- is half typed may go on.
create table dossier_search_word (
  word text collate "C" primary key
);
create table dossier_search_procedure (
  word text collate "C" primary key,
  name text not null
);
comment on column dossier_search_procedure.name is 'Its words without marks, lower case, and nothing between them but a space';

-- Writes down anew what these dossiers are found by. As the owner: nobody reads or writes these tables otherwise.
create function dossier_search_note(ids uuid[]) returns void
  language sql volatile security definer set search_path from current as $$
  with procedures as (
    insert into dossier_search_procedure (word, name)
    select distinct on (1) 'P' || left(md5(search_key(procedure_name)), 12) as word,
      trim(regexp_replace(search_key(procedure_name), '[^a-z0-9]+', ' ', 'g'))
    from dossier where id = any (ids)
      and not exists (select from dossier_search_procedure k where k.word = 'P' || left(md5(search_key(procedure_name)), 12))
    order by 1 on conflict do nothing
  ), noted as (
    insert into dossier_search (dossier_id, submitted_at, words)
    select id, submitted_at, dossier_search_words(code, applicant, owner, procedure_name, parties, submitted_at)
    from dossier where id = any (ids)
    on conflict (dossier_id) do update set words = excluded.words, submitted_at = excluded.submitted_at
      where dossier_search.words <> excluded.words
    returning words)
  insert into dossier_search_word (word)
  select distinct borne from noted, unnest(tsvector_to_array(words)) as borne
  where borne ~ '^[a-z0-9]' and not exists (select from dossier_search_word k where k.word = borne)
  order by borne on conflict do nothing
$$;

-- Dossiers that hold what is asked for, newest first, of those the caller may see. Looked for in weeks: the newest, then
-- three, twelve, forty-eight … before it, until there are enough; where nothing came in nothing is looked for.
create function dossier_search_page(asked tsquery, before_at timestamptz, before_id uuid, most integer)
  returns table (id uuid, at timestamptz)
  language plpgsql stable security definer set search_path from current set enable_seqscan = off as $$
declare
  seen   tsquery;
  newest bigint := extract(epoch from before_at)::bigint / 604800;
  oldest bigint;
  span   bigint := 1;
  weeks  tsquery;
  got    integer;
  missing integer := most;
begin
  if not app_sees_all() then
    if cardinality(app_agencies()) = 0 then return; end if;
    select string_agg(quote_literal('A' || right(party::text, 12)), '|')::tsquery into seen from unnest(app_agencies()) as party;
    asked := asked && seen;
  end if;
  select extract(epoch from min(d.submitted_at))::bigint / 604800 into oldest from dossier d;
  loop
    select extract(epoch from max(d.submitted_at))::bigint / 604800 into newest from dossier d
    where newest is null or d.submitted_at < to_timestamp((newest + 1) * 604800);
    exit when newest is null or newest < oldest;
    select string_agg('W' || week, '|')::tsquery into weeks from generate_series(greatest(newest - span + 1, oldest), newest) as week;
    return query execute '
      select dossier_id, submitted_at from dossier_search
      where words @@ $1 and ($2 is null or (submitted_at, dossier_id) < ($2, $3))
      order by submitted_at desc, dossier_id desc limit $4' using asked && weeks, before_at, before_id, missing;
    get diagnostics got = row_count;
    missing := missing - got;
    newest := newest - span;
    exit when missing <= 0 or newest < oldest;
    span := span * 4 - (span = 1)::int;
  end loop;
end
$$;

-- Of these dossiers the ones that hold what is asked for: for a queue, whose dossiers are few.
create function dossier_search_among(asked tsquery, ids uuid[]) returns setof uuid
  language sql stable security definer set search_path from current as $$
  select dossier_id from dossier_search where dossier_id = any (ids) and words @@ asked
$$;

revoke all on function dossier_search_among(tsquery, uuid[]) from public;
grant execute on function dossier_search_among(tsquery, uuid[]) to $app;
revoke all on function dossier_search_note(uuid[]) from public;
grant execute on function dossier_search_note(uuid[]) to $app;
revoke all on function dossier_search_page(tsquery, timestamptz, uuid, integer) from public;
grant execute on function dossier_search_page(tsquery, timestamptz, uuid, integer) to $app;
alter table dossier_search enable row level security;
alter table dossier_search_word enable row level security;
alter table dossier_search_procedure enable row level security;
-- Words belong to no dossier and no person: everybody's slips are looked up in them.
create policy dossier_search_word_read on dossier_search_word for select using (true);
create policy dossier_search_procedure_read on dossier_search_procedure for select using (true);
grant select on dossier_search_word, dossier_search_procedure to $app;

select dossier_search_note(array(select id from dossier));
create index dossier_search_words on dossier_search using gin (words);
-- What was most alike is no longer guessed from all text: a word nobody bears is compared with the words people bear.
create index dossier_search_word_alike on dossier_search_word using gin (word public.gin_trgm_ops)
  where strpos(word, ' ') = 0;
