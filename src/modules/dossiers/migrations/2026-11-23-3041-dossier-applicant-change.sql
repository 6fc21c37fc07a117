-- What was known of a person before and after each change of the directory counters fill their forms from: by a
-- reception that told something new, by a correction of a dossier, or put back because the dossier was another's.
create table dossier_applicant_change (
  id           uuid primary key default gen_random_uuid(),
  applicant_id uuid not null references dossier_applicant,
  dossier_id   uuid,
  kind         text not null check (kind in ('reception', 'correction', 'restored')),
  at           timestamptz not null,
  by_id        uuid,
  by_name      text not null,
  before       jsonb not null,
  after        jsonb not null
);
create index dossier_applicant_change_of on dossier_applicant_change (applicant_id, at);
alter table dossier_applicant_change enable row level security;
create policy dossier_applicant_change_read on dossier_applicant_change for select using ((select app_is_system()));
create policy dossier_applicant_change_add on dossier_applicant_change for insert with check ((select app_is_system()));
grant select, insert on dossier_applicant_change to $app;
