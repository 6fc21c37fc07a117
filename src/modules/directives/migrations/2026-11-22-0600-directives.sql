-- Tasks given by issued documents (nhiệm vụ được giao). Safe on a live system: new objects only.
-- No status is stored: the four statuses and the step are read off the facts (domain/status.ts).
create table directive_task (
  id                 uuid primary key,
  proposal_id        uuid not null unique,
  document_id        uuid not null,
  document_number    text,
  document_kind      text,
  document_subject   text,
  document_issued_on date,
  position           integer not null,
  item_path          text[] not null,
  text               text not null,
  span_from          integer not null,
  span_to            integer not null,
  kind               text not null check (kind in ('concrete', 'routine', 'request')),
  product            text not null,
  giver              text not null,
  signer             text,
  follower_agency_id uuid not null,
  follower_name      text not null,
  due_on             date,
  due_time           text,
  deadline_text      text,
  start_on           date,
  recurrence         text check (recurrence in ('weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly', 'continuous')),
  recurrence_day     text,
  recurs_until       date,
  next_period_on     date,
  urgency            text not null check (urgency in ('normal', 'urgent', 'very-urgent', 'express')),
  report_via         text,
  search             text not null,
  issued_at          timestamptz not null,
  issued_by          uuid,
  issued_by_name     text not null,
  withdrawn_at       timestamptz,
  withdrawn_by_name  text,
  withdrawn_reason   text,
  version            integer not null default 1 check (version > 0),
  recorded_at        timestamptz not null default clock_timestamp(),
  check ((withdrawn_at is null) = (withdrawn_reason is null))
);
comment on column directive_task.search is 'Looked through in one pass: under row-level security no index of patterns is used (LIKE is not leakproof)';
comment on column directive_task.next_period_on is 'First day of the next period of a recurring duty that is not opened yet';
comment on column directive_task.follower_agency_id is 'Cơ quan theo dõi, đôn đốc: takes the result and confirms it';
create index directive_task_by_document on directive_task (document_id, position);
create index directive_task_periods on directive_task (next_period_on) where next_period_on is not null and withdrawn_at is null;

-- Who has a part in a task: leads and cooperators, kept through mergers. Decides who may see the task.
create table directive_party (
  task_id   uuid not null references directive_task (id),
  agency_id uuid not null,
  role      text not null check (role in ('lead', 'cooperating')),
  ended_on  date,
  primary key (task_id, agency_id)
);
comment on column directive_party.ended_on is 'The agency no longer exists: its part went to a successor';
create index directive_party_by_agency on directive_party (agency_id);

-- One agency's part of a task for one period: the promise with an owner and a time. Facts only.
create table directive_assignment (
  id               uuid primary key,
  task_id          uuid not null references directive_task (id),
  document_id      uuid not null,
  agency_id        uuid not null,
  agency_name      text not null,
  first_agency_id  uuid not null,
  role             text not null check (role in ('lead', 'cooperating')),
  counted          boolean not null,
  period_key       text not null default '',
  period_label     text,
  period_from      date,
  period_to        date,
  due_on           date,
  due_at           timestamptz,
  explanation      jsonb not null,
  opened_at        timestamptz not null,
  received_at      timestamptz,
  officer_id       uuid,
  officer_name     text,
  assigned_at      timestamptz,
  progressed_at    timestamptz,
  percent          smallint check (percent between 0 and 100),
  reported_at      timestamptz,
  confirmed_at     timestamptz,
  returned_at      timestamptz,
  return_reason    text,
  withdrawn_at     timestamptz,
  superseded_at    timestamptz,
  superseded_by    uuid references directive_assignment (id),
  handed_over_from text,
  version          integer not null default 1 check (version > 0),
  changed_at       timestamptz not null,
  changed_by       uuid,
  changed_by_name  text not null,
  last_action      text not null,
  recorded_at      timestamptz not null default clock_timestamp(),
  unique (task_id, first_agency_id, role, period_key),
  check ((period_key = '') = (period_from is null) and (period_from is null) = (period_to is null)),
  check (confirmed_at is null or reported_at is not null),
  check ((returned_at is null) = (return_reason is null))
);
comment on column directive_assignment.counted is 'Enters the published rates: a lead''s part of a concrete task';
comment on column directive_assignment.reported_at is 'Time of the report that waits or was accepted; a returned report no longer counts';
comment on column directive_assignment.due_at is 'End of office hours of the due day, or the hour the document names; null = no due date';
comment on column directive_assignment.superseded_at is 'After a merger the successor had this part already';
create index directive_assignment_of_document on directive_assignment (document_id);
create index directive_assignment_of_task on directive_assignment (task_id);
create index directive_assignment_by_agency_due on directive_assignment (agency_id, due_at, id);
create index directive_assignment_by_due on directive_assignment (due_at, id);
create index directive_assignment_by_due_back on directive_assignment (due_at desc nulls last, id desc);
create index directive_assignment_newest on directive_assignment (opened_at desc, id desc);
create index directive_assignment_by_agency_newest on directive_assignment (agency_id, opened_at desc, id desc);
create index directive_assignment_open_by_due on directive_assignment (due_at, id)
  where confirmed_at is null and withdrawn_at is null and superseded_at is null;
create index directive_assignment_by_officer on directive_assignment (officer_id) where officer_id is not null;

-- A result sent in (báo cáo kết quả) and what the Office said to it.
create table directive_report (
  id               uuid primary key,
  assignment_id    uuid not null references directive_assignment (id),
  task_id          uuid not null references directive_task (id),
  text             text not null check (length(text) between 1 and 20000),
  document_number  text,
  document_on      date,
  reported_at      timestamptz not null,
  reported_by      uuid,
  reported_by_name text not null,
  agency_name      text not null,
  decision         text check (decision in ('confirmed', 'returned')),
  decided_at       timestamptz,
  decided_by_name  text,
  decision_note    text,
  check ((decision is null) = (decided_at is null)),
  check (decision is distinct from 'returned' or decision_note is not null)
);
create index directive_report_of_assignment on directive_report (assignment_id, reported_at);

create table directive_report_file (
  id         uuid primary key,
  report_id  uuid not null references directive_report (id),
  name       text not null,
  media_type text not null,
  size       integer not null check (size between 1 and 20000000),
  sha256     text not null,
  bytes      bytea not null
);
create index directive_report_file_of_report on directive_report_file (report_id);

-- How the work goes, in the words of those who do it. Append-only.
create table directive_note (
  id            uuid primary key,
  assignment_id uuid not null references directive_assignment (id),
  task_id       uuid not null references directive_task (id),
  text          text not null check (length(text) between 1 and 5000),
  percent       smallint check (percent between 0 and 100),
  at            timestamptz not null,
  by_id         uuid,
  by_name       text not null
);
create index directive_note_of_assignment on directive_note (assignment_id, at);

alter table directive_task enable row level security;
alter table directive_party enable row level security;
alter table directive_assignment enable row level security;
alter table directive_report enable row level security;
alter table directive_report_file enable row level security;
alter table directive_note enable row level security;

-- `(select …)` is answered once a query, not once a row.
create policy directive_party_read on directive_party for select using ((select app_sees(null)) or app_sees(agency_id));
create policy directive_party_make on directive_party for insert
  with check ((select app_is_system() or app_has_role('office-clerk')));
create policy directive_party_end on directive_party for update using ((select app_is_system()));
grant select, insert, update (ended_on) on directive_party to $app;

create policy directive_task_read on directive_task for select using (
  (select app_sees(null)) or exists (select 1 from directive_party p where p.task_id = id));
create policy directive_task_make on directive_task for insert
  with check ((select app_is_system() or app_has_role('office-clerk')));
create policy directive_task_change on directive_task for update
  using ((select app_is_system() or app_has_role('office-clerk')));
grant select, insert on directive_task to $app;
grant update (withdrawn_at, withdrawn_by_name, withdrawn_reason, next_period_on, version) on directive_task to $app;

-- Those with a part in a task see who else has one and how far they are.
create policy directive_assignment_read on directive_assignment for select using (
  (select app_sees(null)) or app_sees(agency_id) or exists (select 1 from directive_party p where p.task_id = directive_assignment.task_id));
create policy directive_assignment_make on directive_assignment for insert
  with check ((select app_is_system() or app_has_role('office-clerk')));
create policy directive_assignment_change on directive_assignment for update
  using ((select app_is_system() or app_has_role('office-clerk')) or app_sees(agency_id));
grant select, insert, update on directive_assignment to $app;

-- Reports, files and notes belong to the agency that wrote them and to those who judge them.
create policy directive_report_read on directive_report for select using (
  (select app_sees(null)) or exists (select 1 from directive_assignment a where a.id = assignment_id and app_sees(a.agency_id)));
create policy directive_report_make on directive_report for insert with check (
  (select app_is_system()) or exists (select 1 from directive_assignment a where a.id = assignment_id and app_sees(a.agency_id)));
create policy directive_report_decide on directive_report for update
  using ((select app_is_system() or app_has_role('office-clerk')));
grant select, insert on directive_report to $app;
grant update (decision, decided_at, decided_by_name, decision_note) on directive_report to $app;

create policy directive_report_file_read on directive_report_file for select
  using (exists (select 1 from directive_report r where r.id = report_id));
create policy directive_report_file_make on directive_report_file for insert
  with check (exists (select 1 from directive_report r where r.id = report_id));
grant select, insert on directive_report_file to $app;

create policy directive_note_read on directive_note for select using (
  (select app_sees(null)) or exists (select 1 from directive_assignment a where a.id = assignment_id and app_sees(a.agency_id)));
create policy directive_note_make on directive_note for insert with check (
  (select app_is_system()) or exists (select 1 from directive_assignment a where a.id = assignment_id and app_sees(a.agency_id)));
grant select, insert on directive_note to $app;
