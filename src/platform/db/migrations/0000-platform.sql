-- What the second wall (row-level security) asks: who acts, and which agencies they may see.
-- The settings are made with SET LOCAL at the start of every transaction (platform/db/province.ts).
create function app_sees(agency uuid) returns boolean language sql stable parallel safe as $$
  select coalesce(
    current_setting('app.scope', true) = 'all'
    or agency = any (string_to_array(nullif(current_setting('app.agencies', true), ''), ',')::uuid[]),
    false)
$$;
create function app_person() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.person', true), '')::uuid
$$;
create function app_is_system() returns boolean language sql stable parallel safe as $$
  select coalesce(current_setting('app.kind', true) = 'system', false)
$$;
create function app_has_role(role text) returns boolean language sql stable parallel safe as $$
  select coalesce(role = any (string_to_array(current_setting('app.roles', true), ',')), false)
$$;
-- Lower case without marks, immutable so that it can be indexed. The same folding as kernel/vietnamese.ts.
create function search_key(value text) returns text language sql immutable parallel safe as $$
  select lower(public.unaccent('public.unaccent'::regdictionary, value))
$$;

-- The clock of a demonstration province (đồng hồ trình diễn): one row, forward only. A real province has none.
create table demo_clock (
  only_row boolean primary key default true check (only_row),
  now_at   timestamptz not null
);
grant select, insert, update on demo_clock to $app;

-- Answers to creating calls, kept under the caller's key: a retry gets the first answer and makes nothing.
create table http_idempotency (
  person_id    text not null,
  key          text not null,
  route        text not null,
  request_hash text not null,
  answer       bytea,
  made_at      timestamptz not null default clock_timestamp(),
  primary key (person_id, key)
);
create index http_idempotency_by_age on http_idempotency (made_at);
grant select, insert, update, delete on http_idempotency to $app;

-- Facts told in the same transaction as the change they tell of; read by outgoing interfaces.
create table event_outbox (
  id      uuid primary key,
  name    text not null,
  payload jsonb not null,
  at      timestamptz not null
);
grant select, insert on event_outbox to $app;
