-- Promises the program looked at on the last morning on which an apology is lawful: each once. Safe on a live system:
-- new objects only.
create table dossier_apology_look (
  dossier_id uuid not null references dossier,
  due_at     timestamptz not null,
  primary key (dossier_id, due_at)
);
alter table dossier_apology_look enable row level security;
create policy dossier_apology_look_all on dossier_apology_look using ((select app_is_system()));
grant select, insert on dossier_apology_look to $app;
