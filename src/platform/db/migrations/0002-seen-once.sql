-- What the second wall asks, for policies that are asked of many rows: `(select app_sees_all()) or agencies &&
-- (select app_agencies())` is worked out once for a statement, not once for a row. Safe on a live system: new functions,
-- and an index made again by bytes (keys of callers are compared, never sorted for people).
create function app_sees_all() returns boolean language sql stable parallel safe as $$
  select coalesce(current_setting('app.scope', true) = 'all', false)
$$;
create function app_agencies() returns uuid[] language sql stable parallel safe as $$
  select coalesce(string_to_array(nullif(current_setting('app.agencies', true), ''), ',')::uuid[], '{}')
$$;
alter table http_idempotency alter column person_id type text collate "C", alter column key type text collate "C";
