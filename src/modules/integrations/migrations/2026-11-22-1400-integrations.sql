-- Applications outside (ứng dụng kết nối): who may speak to the reminder engine, with which keys, and what they
-- registered. New objects only, safe on a live database. Instants of keys are real time, also in a demonstration.

create table integration_application (
  source      text primary key check (source ~ '^[a-z][a-z0-9-]{1,39}$'),
  name        text not null check (name <> ''),
  contact     text not null,
  base_url    text check (base_url ~ '^https?://'),
  made_at     timestamptz not null,
  made_by     uuid,
  disabled_at timestamptz
);
comment on table integration_application is 'Ứng dụng kết nối. Personal data: contact';
comment on column integration_application.base_url is 'Addresses of its matters begin with it; null: it gives none';

create table integration_key (
  id              uuid primary key,
  source          text not null references integration_application,
  label           text not null check (label <> ''),
  hint            text not null,               -- the first characters, so that people can tell keys apart
  hash            bytea not null unique check (length(hash) = 32),
  scopes          text[] not null check (cardinality(scopes) > 0),
  rate_per_minute integer not null check (rate_per_minute between 1 and 60000),
  made_at         timestamptz not null,
  made_by         uuid,
  expires_at      timestamptz not null check (expires_at > made_at),
  revoked_at      timestamptz,
  revoked_by      uuid,
  replaces        uuid references integration_key,
  check (revoked_by is null or revoked_at is not null)
);
comment on table integration_key is 'Khóa ứng dụng. Only the SHA-256 of the key is kept; it holds 256 random bits';
create index integration_key_of_source on integration_key (source, made_at);

-- Apart from the key, because every call writes it.
create table integration_key_use (
  key_id       uuid primary key references integration_key,
  last_used_at timestamptz,
  uses         bigint not null default 0,
  full_at      timestamptz not null            -- when its allowance of calls is whole again
);

-- What an application said of an obligation, and how often it said something new.
create table integration_obligation (
  source     text not null references integration_application,
  key        text not null check (key ~ '^[A-Za-z0-9][A-Za-z0-9._:~-]{0,119}$'),
  version    integer not null check (version >= 1),
  sent       jsonb not null,
  url        text check (url ~ '^https?://'),
  note       text,                             -- why it was cancelled, in the application's words
  changed_at timestamptz not null,
  changed_by uuid not null references integration_key,
  primary key (source, key)
);
comment on table integration_obligation is 'Việc do ứng dụng kết nối đăng ký; the engine''s own row carries the state';

grant select, insert, update on integration_application, integration_key, integration_key_use, integration_obligation to $app;

alter table integration_application enable row level security;
create policy read on integration_application for select to $app using (
  app_is_system() or app_has_role('administrator') or app_has_role('auditor') or source = app_source());
create policy make on integration_application for insert to $app with check (app_is_system() or app_has_role('administrator'));
create policy change on integration_application for update to $app using (app_is_system() or app_has_role('administrator'));

alter table integration_key enable row level security;
create policy read on integration_key for select to $app using (
  app_is_system() or app_has_role('administrator') or app_has_role('auditor'));
create policy make on integration_key for insert to $app with check (app_is_system() or app_has_role('administrator'));
create policy change on integration_key for update to $app using (app_is_system() or app_has_role('administrator'));

alter table integration_key_use enable row level security;
create policy read on integration_key_use for select to $app using (
  app_is_system() or app_has_role('administrator') or app_has_role('auditor'));
create policy make on integration_key_use for insert to $app with check (app_is_system() or app_has_role('administrator'));
create policy change on integration_key_use for update to $app using (app_is_system());

alter table integration_obligation enable row level security;
create policy read on integration_obligation for select to $app using (app_is_system() or source = app_source());
create policy make on integration_obligation for insert to $app with check (app_is_system() or source = app_source());
create policy change on integration_obligation for update to $app using (app_is_system() or source = app_source());
