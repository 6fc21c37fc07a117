-- Requests for more time (đề nghị gia hạn) and their answers. New objects and new columns that may be null: safe on a
-- live system. An assignment whose due date never moved keeps null in the new columns: its due date is the original one.
alter table directive_assignment
  add column original_due_on date,
  add column original_due_at timestamptz,
  add column extended_times smallint not null default 0 check (extended_times >= 0),
  add constraint directive_assignment_original check (
    (original_due_on is null) = (original_due_at is null) and (original_due_at is null) = (extended_times = 0));
comment on column directive_assignment.original_due_at is 'Hạn ban đầu, kept for ever; null while the due date has never moved';

-- One request; what was asked is never rewritten, the answer or the end is written once.
create table directive_extension (
  id                uuid primary key,
  assignment_id     uuid not null references directive_assignment (id),
  task_id           uuid not null references directive_task (id),
  from_due_on       date not null,
  from_due_at       timestamptz not null,
  asked_due_on      date not null,
  asked_due_at      timestamptz not null,
  reason            text not null check (length(reason) between 1 and 5000),
  document_number   text,
  document_on       date,
  past_lead         boolean not null,
  asked_at          timestamptz not null,
  asked_by          uuid,
  asked_by_name     text not null,
  agency_name       text not null,
  answer_due_at     timestamptz not null,
  decision          text check (decision in ('granted', 'declined')),
  decided_at        timestamptz,
  decided_by        uuid,
  decided_by_name   text,
  decision_note     text,
  decision_document text,
  granted_due_on    date,
  granted_due_at    timestamptz,
  ended_at          timestamptz,
  ended_by_name     text,
  ended_because     text check (ended_because in ('withdrawn', 'task-withdrawn', 'handed-over', 'merged', 'in-time')),
  recorded_at       timestamptz not null default clock_timestamp(),
  check (asked_at <= from_due_at),
  check (asked_due_at > from_due_at),
  check ((decision is null) = (decided_at is null)),
  check ((decision is not distinct from 'granted') = (granted_due_at is not null)),
  check ((granted_due_on is null) = (granted_due_at is null)),
  check (granted_due_at > from_due_at),
  check (decision is distinct from 'declined' or decision_note is not null),
  check ((ended_at is null) = (ended_because is null)),
  check (decided_at is null or ended_at is null)
);
comment on table directive_extension is 'Đề nghị gia hạn một phần việc; asked before the due date, decided by the giver''s office';
comment on column directive_extension.from_due_at is 'The due date in force when it was asked';
comment on column directive_extension.past_lead is 'Asked by a cooperating agency knowing that the date is past the lead''s';
comment on column directive_extension.ended_because is 'Ended without an answer: taken back, nothing left to decide, or the part went elsewhere';
create unique index directive_extension_one_open on directive_extension (assignment_id)
  where decided_at is null and ended_at is null;
create index directive_extension_of_task on directive_extension (task_id, asked_at);
create index directive_extension_granted on directive_extension (assignment_id, decided_at) where decision = 'granted';

create table directive_extension_file (
  id           uuid primary key,
  extension_id uuid not null references directive_extension (id),
  name         text not null,
  media_type   text not null,
  size         integer not null check (size between 1 and 20000000),
  sha256       text not null,
  bytes        bytea not null
);
create index directive_extension_file_of_request on directive_extension_file (extension_id);

alter table directive_extension enable row level security;
alter table directive_extension_file enable row level security;

-- What was asked and answered is read by the agency whose part it is and by those who see the whole province.
create policy directive_extension_read on directive_extension for select using (
  (select app_sees(null)) or exists (select 1 from directive_assignment a where a.id = assignment_id and app_sees(a.agency_id)));
create policy directive_extension_ask on directive_extension for insert with check (
  decision is null and ended_at is null and ((select app_is_system())
    or exists (select 1 from directive_assignment a where a.id = assignment_id and app_sees(a.agency_id))));
create policy directive_extension_decide on directive_extension for update
  using (decided_at is null and ended_at is null and (select app_is_system() or app_has_role('office-clerk')))
  with check ((select app_is_system() or app_has_role('office-clerk')));
-- The agency may end its own request and can never answer it.
create policy directive_extension_take_back on directive_extension for update
  using (decided_at is null and ended_at is null
    and exists (select 1 from directive_assignment a where a.id = assignment_id and app_sees(a.agency_id)))
  with check (decision is null and ended_because = 'withdrawn');
grant select, insert on directive_extension to $app;
grant update (decision, decided_at, decided_by, decided_by_name, decision_note, decision_document, granted_due_on,
  granted_due_at, ended_at, ended_by_name, ended_because) on directive_extension to $app;

create policy directive_extension_file_read on directive_extension_file for select
  using (exists (select 1 from directive_extension e where e.id = extension_id));
create policy directive_extension_file_make on directive_extension_file for insert
  with check (exists (select 1 from directive_extension e where e.id = extension_id));
grant select, insert on directive_extension_file to $app;
