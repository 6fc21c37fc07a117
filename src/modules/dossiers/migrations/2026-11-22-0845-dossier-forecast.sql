-- What the forecast of lateness has learned (dự báo trễ hạn): counts only, no person and no dossier. New object only.
create table dossier_forecast_model (
  id         uuid primary key,
  as_of      timestamptz not null,
  dossiers   integer not null,
  content    jsonb not null,
  learned_at timestamptz not null default clock_timestamp()
);
comment on column dossier_forecast_model.as_of is 'Nothing after this moment was known to it';
create index dossier_forecast_model_newest on dossier_forecast_model (as_of desc);
alter table dossier_forecast_model enable row level security;
create policy dossier_forecast_model_read on dossier_forecast_model for select using (true);
create policy dossier_forecast_model_write on dossier_forecast_model for insert with check ((select app_is_system()));
create policy dossier_forecast_model_drop on dossier_forecast_model for delete using ((select app_is_system()));
grant select, insert, delete on dossier_forecast_model to $app;
