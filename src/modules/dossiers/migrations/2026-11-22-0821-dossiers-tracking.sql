-- Wrong guesses at tracking without sign-in, by code and by address (hashed), in windows of a quarter of an hour of
-- real time. Safe on a live system: new objects only.
create table dossier_tracking_try (
  bucket      text primary key,
  tries       integer not null,
  window_from timestamptz not null default clock_timestamp()
);
create index dossier_tracking_try_by_age on dossier_tracking_try (window_from);
alter table dossier_tracking_try enable row level security;
create policy dossier_tracking_try_all on dossier_tracking_try using ((select app_is_system()));
grant select, insert, update, delete on dossier_tracking_try to $app;
