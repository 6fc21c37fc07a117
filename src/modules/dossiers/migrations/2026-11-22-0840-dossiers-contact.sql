-- Where people call or come about their dossiers, as the administrator entered it. Shown to everybody on the tracking
-- page. Safe on a live system: new objects only.
create table dossier_contact (
  agency_id       uuid primary key,
  phone           text check (phone is nfc normalized),
  place           text check (place is nfc normalized),
  hours           text check (hours is nfc normalized),
  changed_at      timestamptz not null,
  changed_by_name text not null
);
alter table dossier_contact enable row level security;
create policy dossier_contact_read on dossier_contact for select using (true);
create policy dossier_contact_write on dossier_contact for insert
  with check ((select app_is_system()) or app_has_role('administrator'));
create policy dossier_contact_change on dossier_contact for update
  using ((select app_is_system()) or app_has_role('administrator'));
grant select, insert, update on dossier_contact to $app;
