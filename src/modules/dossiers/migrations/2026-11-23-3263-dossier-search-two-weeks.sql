-- As before, beginning with two weeks: the newest has only begun, or was a holiday, and told of a name that hundreds bear a
-- week that few bear it, so that all of five thousand were fetched for a page of fifty. What two weeks bring an eighth of
-- is there within four more. Safe on a live system.
create or replace function dossier_search_page(asked tsquery, before_at timestamptz, before_id uuid, most integer)
  returns table (id uuid, at timestamptz)
  language plpgsql stable security definer set search_path from current set enable_seqscan = off as $$
declare
  seen    tsquery;
  own     tsquery;
  newest  bigint := extract(epoch from before_at)::bigint / 604800;
  ends    timestamptz;
  weeks   tsquery;
  got     integer;
  missing integer := most;
  span    integer;
begin
  if not app_sees_all() then
    if cardinality(app_agencies()) = 0 then return; end if;
    if cardinality(app_agencies()) <= 4 and asked::text !~ '''[A-Z]' then
      select regexp_replace(asked::text, '''([^'']+)''', '(' || string_agg('''' || mark || ' \1''', '|') || ')', 'g')::tsquery
      into own from (select 'A' || right(party::text, 12) as mark from unnest(app_agencies()) as party) as marks;
    end if;
    select string_agg(quote_literal('A' || right(party::text, 12)), '|')::tsquery into seen from unnest(app_agencies()) as party;
    asked := asked && seen;
  end if;
  foreach span in array array[2, 4, 0] loop
    continue when span = 4 and (own is not null or missing > most * 7 / 8);
    ends := coalesce(to_timestamp((newest + 1) * 604800), 'infinity');
    select extract(epoch from max(d.submitted_at))::bigint / 604800 into newest from dossier d
    where d.submitted_at < ends;
    exit when newest is null;
    if span = 0 and own is not null then
      return query execute '
        select dossier_id, submitted_at from dossier_search
        where dossier_search_own(words) @@ $1 and ($2 is null or (submitted_at, dossier_id) < ($2, $3)) and submitted_at < $4
        order by submitted_at desc, dossier_id desc limit $5'
        using own, before_at, before_id, ends, missing;
      return;
    end if;
    select string_agg('W' || week, '|')::tsquery into weeks from generate_series(newest - span + 1, newest) as week;
    return query execute '
      select dossier_id, submitted_at from dossier_search
      where words @@ $1 and ($2 is null or (submitted_at, dossier_id) < ($2, $3)) and submitted_at < $4
      order by submitted_at desc, dossier_id desc limit $5'
      using case span when 0 then asked else asked && weeks end, before_at, before_id, ends, missing;
    get diagnostics got = row_count;
    missing := missing - got;
    exit when missing <= 0;
    newest := newest - span;
  end loop;
end
$$;
