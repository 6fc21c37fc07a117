-- The audit log (nhật ký): append-only, chained by hash per subject. Safe on a live system: new objects only.
create table audit_head (
  subject_kind text not null,
  subject_id   text not null,
  seq          integer not null,
  hash         text not null,
  primary key (subject_kind, subject_id)
);
comment on table audit_head is 'Last link of each chain: the row a writer locks, and what shows that a tail was cut off';
grant select, insert, update on audit_head to $app;

create table audit_entry (
  subject_kind text not null,
  subject_id   text not null,
  seq          integer not null check (seq > 0),
  id           uuid not null,
  at           timestamptz not null,
  actor_id     uuid,
  actor_name   text not null,
  action       text not null,
  agency_id    uuid,
  reach        text not null check (reach in ('agency', 'subject', 'auditor')),
  data         jsonb not null,
  prev_hash    text not null,
  hash         text not null,
  recorded_at  timestamptz not null default clock_timestamp(),
  primary key (subject_kind, subject_id, seq)
);
comment on column audit_entry.at is 'Province time of the act';
comment on column audit_entry.reach is 'agency: who sees the agency; subject: who was let at the subject; auditor: auditors, administrators and the actor only';
create index audit_entry_newest on audit_entry (at desc, id desc);
create index audit_entry_by_actor on audit_entry (actor_id, at desc);
grant select, insert on audit_entry to $app;
alter table audit_entry enable row level security;
create policy audit_entry_append on audit_entry for insert with check (true);
create policy audit_entry_read on audit_entry for select using (
  app_is_system() or app_has_role('auditor') or app_has_role('administrator')
  or actor_id = app_person()
  or reach = 'subject'
  or (reach = 'agency' and app_sees(agency_id))
);

create table audit_seal (
  hour      timestamptz primary key,
  entries   integer not null check (entries >= 0),
  root      text not null,
  prev_root text not null,
  sealed_at timestamptz not null default clock_timestamp()
);
comment on table audit_seal is 'Merkle root over the hashes of one hour: a row removed or altered later no longer fits';
grant select, insert on audit_seal to $app;
