-- Dossiers of other one-stop software (nhập hồ sơ): what was taken in, from which file, and every version of what the
-- source told. Safe on a live system: new objects, and one check that becomes wider.

-- A source may hold a promised day before the day of reception; it is flagged, not hidden.
alter table dossier drop constraint dossier_check;
alter table dossier add constraint dossier_due_after_reception
  check (due_at is null or received_at is null or due_at >= received_at or origin = 'import');

-- How the columns of a source's files are read, kept by name for the next file.
create table dossier_import_mapping (
  name            text primary key check (length(name) between 1 and 120),
  mapping         jsonb not null,
  changed_at      timestamptz not null,
  changed_by_name text not null
);

-- One reading of one file. `counts` is what the command prints.
create table dossier_import_run (
  id            uuid primary key,
  source        text not null,
  file_name     text not null,
  format        text,
  mapping       jsonb not null,
  dry_run       boolean not null,
  as_of         timestamptz not null,
  state         text not null check (state in ('running', 'done', 'failed')),
  counts        jsonb not null,
  share         real,
  failure       text,
  started_at    timestamptz not null,
  started_by    uuid,
  started_by_name text not null,
  heard_at      timestamptz not null default clock_timestamp(),
  finished_at   timestamptz
);
comment on column dossier_import_run.heard_at is 'Real time of the last batch: a run that fell silent was cut off and can simply be run again';
create index dossier_import_run_newest on dossier_import_run (started_at desc, id desc);

-- Rows that could not be taken, the first of each run.
create table dossier_import_reject (
  run_id   uuid not null references dossier_import_run,
  row      integer not null,
  code     text,
  problems jsonb not null,
  primary key (run_id, row)
);

-- Which dossier a code of a source is. Hash and version tell whether the source or we have changed it since.
create table dossier_import_link (
  source          text not null,
  code            text not null,
  dossier_id      uuid not null references dossier,
  content_hash    text not null,
  dossier_version integer not null,
  primary key (source, code)
);
create unique index dossier_import_link_dossier on dossier_import_link (dossier_id);

-- What the source told, every time it told something else: append-only.
create table dossier_import_version (
  dossier_id  uuid not null references dossier,
  number      integer not null check (number > 0),
  run_id      uuid,
  row         integer,
  content     jsonb not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (dossier_id, number)
);

-- Codes met in a run, to find one that stands twice in a file. Emptied when the run ends; worthless after a crash.
create unlogged table dossier_import_seen (
  run_id uuid not null,
  code   text not null,
  row    integer not null,
  primary key (run_id, code)
);

alter table dossier_import_mapping enable row level security;
alter table dossier_import_run enable row level security;
alter table dossier_import_reject enable row level security;
alter table dossier_import_link enable row level security;
alter table dossier_import_version enable row level security;
alter table dossier_import_seen enable row level security;

create policy dossier_import_mapping_all on dossier_import_mapping using ((select app_is_system()));
grant select, insert, update on dossier_import_mapping to $app;
create policy dossier_import_run_all on dossier_import_run using ((select app_is_system()));
grant select, insert on dossier_import_run to $app;
grant update (format, state, counts, share, failure, heard_at, finished_at) on dossier_import_run to $app;
create policy dossier_import_reject_all on dossier_import_reject using ((select app_is_system()));
grant select, insert on dossier_import_reject to $app;
create policy dossier_import_link_all on dossier_import_link using ((select app_is_system()));
grant select, insert on dossier_import_link to $app;
grant update (content_hash, dossier_version) on dossier_import_link to $app;
create policy dossier_import_version_read on dossier_import_version for select
  using (exists (select 1 from dossier d where d.id = dossier_id));
create policy dossier_import_version_add on dossier_import_version for insert with check ((select app_is_system()));
grant select, insert on dossier_import_version to $app;
create policy dossier_import_seen_all on dossier_import_seen using ((select app_is_system()));
grant select, insert, delete on dossier_import_seen to $app;
