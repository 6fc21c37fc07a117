-- Work side by side (liên thông song song): the parts beside the leading one are part of the fold, and who has them is
-- listed for the queues. Two columns without a value for the rows that are there: no row is written again.
alter table dossier add column tracks jsonb, add column wait_until date;
comment on column dossier.tracks is 'Parts done side by side beside the leading one; null when there is one';
comment on column dossier.wait_until is 'Last day on which a supplement is waited for, by rule or proposed';

create table dossier_part (
  dossier_id uuid not null references dossier,
  id         text not null,
  agency_id  uuid not null,
  officer_id uuid,
  primary key (dossier_id, id)
);
create index dossier_part_of_agency on dossier_part (agency_id);
create index dossier_part_of_officer on dossier_part (officer_id) where officer_id is not null;
alter table dossier_part enable row level security;
create policy dossier_part_of_dossier on dossier_part using (exists (select 1 from dossier d where d.id = dossier_id));
grant select, insert, delete on dossier_part to $app;

-- What stands still is listed by what it waits for, behind what runs.
create index dossier_stopped on dossier (wait_until, stopped_at, id) where clock = 'stopped';
