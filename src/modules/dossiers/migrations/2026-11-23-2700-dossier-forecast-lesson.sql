-- What each dossier last taught the forecast of lateness, so that a day's learning reads only the histories that changed
-- since: the newest model counts exactly these rows. Counts and shares of time, no person. New objects, and a column
-- that is null on what is there (those models were counted without lessons): safe on a live system.
create table dossier_forecast_lesson (
  dossier_id   uuid primary key,
  received_at  timestamptz not null,
  procedure_id uuid not null,
  agency_id    uuid not null,
  version      integer not null,
  holds_until  timestamptz,
  lesson       jsonb
);
comment on column dossier_forecast_lesson.version is 'Of the dossier when it was read';
comment on column dossier_forecast_lesson.holds_until is 'Time alone may change it from this moment on; null: only another event does';
comment on column dossier_forecast_lesson.lesson is 'Null: it teaches nothing (stopped, withdrawn, no due day, not over yet)';
create index dossier_forecast_lesson_newest on dossier_forecast_lesson (received_at desc, dossier_id desc);
alter table dossier_forecast_lesson enable row level security;
create policy dossier_forecast_lesson_all on dossier_forecast_lesson
  using ((select app_is_system())) with check ((select app_is_system()));
grant select, insert, update, delete on dossier_forecast_lesson to $app;

alter table dossier_forecast_model add column calendar uuid;
comment on column dossier_forecast_model.calendar is 'Version of the calendar its lessons were counted by; null: it was counted without lessons';
