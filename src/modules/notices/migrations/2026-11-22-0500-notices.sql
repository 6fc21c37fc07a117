-- Official documents taken in (văn bản đến) and what was read in them. Safe on a live system: new objects only.
create table notice_document (
  id              uuid primary key,
  state           text not null check (state in ('intake', 'checked', 'issued', 'dropped')),
  source          text not null check (source in ('upload', 'paste')),
  text            text not null check (length(text) between 1 and 2000000),
  text_hash       text not null,
  sha256          text not null,
  number          text,
  number_key      text,
  kind            text,
  issued_on       date,
  issuer          text,
  issuer_key      text,
  signer          text,
  authority       text,
  signer_position text,
  subject         text,
  urgency         text not null check (urgency in ('normal', 'urgent', 'very-urgent', 'express')),
  recipients      jsonb not null,
  warnings        jsonb not null,
  search          text not null,
  version         integer not null default 1 check (version > 0),
  taken_in_at     timestamptz not null,
  taken_in_by     uuid,
  taken_in_by_name text not null,
  changed_at      timestamptz not null,
  changed_by_name text not null,
  issued_at       timestamptz,
  issued_by_name  text,
  dropped_reason  text,
  recorded_at     timestamptz not null default clock_timestamp(),
  check ((state = 'issued') = (issued_at is not null))
);
comment on table notice_document is 'Văn bản đến: text in NFC; spans of fields and proposals count its UTF-16 code units';
comment on column notice_document.sha256 is 'Of the original bytes: the same file twice is the same paper';
comment on column notice_document.text_hash is 'Of the words without spacing and marks: the same paper in another format is found by it';
comment on column notice_document.state is 'intake: being checked; checked: everything decided; issued: its tasks are given; dropped: set aside';
create unique index notice_document_same_file on notice_document (sha256) where state <> 'dropped';
create index notice_document_same_text on notice_document (text_hash) where state <> 'dropped';
create index notice_document_same_number on notice_document (number_key, issued_on) where state <> 'dropped';
create index notice_document_newest on notice_document (taken_in_at desc, id desc);

-- The original file as it came, apart so that lists never touch it.
create table notice_file (
  document_id uuid primary key references notice_document (id),
  name        text not null,
  media_type  text not null,
  size        integer not null check (size between 1 and 20000000),
  bytes       bytea not null
);

-- Agencies that were given work by an issued document and may therefore read it.
create table notice_audience (
  document_id uuid not null references notice_document (id),
  agency_id   uuid not null,
  primary key (document_id, agency_id)
);
create index notice_audience_by_agency on notice_audience (agency_id);

-- What was read in the head of the document, where, how surely, and who corrected it.
create table notice_field (
  document_id       uuid not null references notice_document (id),
  name              text not null,
  read_value        text,
  span_from         integer,
  span_to           integer,
  words             text,
  confidence        real check (confidence between 0 and 1),
  corrected_value   text,
  corrected_at      timestamptz,
  corrected_by      uuid,
  corrected_by_name text,
  primary key (document_id, name),
  check ((span_from is null) = (span_to is null) and span_from <= span_to)
);

-- A task found in a document, which is nothing but a proposal until a person accepts it.
create table notice_proposal (
  id               uuid primary key,
  document_id      uuid not null references notice_document (id),
  position         integer not null check (position > 0),
  state            text not null check (state in ('proposed', 'accepted', 'dropped', 'issued')),
  origin           text not null check (origin in ('read', 'split', 'added')),
  item_path        text[] not null,
  kind             text not null check (kind in ('concrete', 'routine', 'request')),
  text             text not null check (length(text) between 1 and 20000),
  span_from        integer not null check (span_from >= 0),
  span_to          integer not null check (span_to > span_from),
  leads            jsonb not null,
  cooperating      jsonb not null,
  deadline_on      date,
  deadline_time    text check (deadline_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  deadline_text    text,
  no_deadline      boolean not null default false,
  start_on         date,
  recurrence       text check (recurrence in ('weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly', 'continuous')),
  recurrence_day   text,
  urgency          text not null check (urgency in ('normal', 'urgent', 'very-urgent', 'express')),
  product          text,
  product_assumed  boolean not null default false,
  report_via       text,
  evidence         jsonb not null,
  confidence       real not null check (confidence between 0 and 1),
  warnings         jsonb not null,
  settled          text[] not null,
  edited           text[] not null,
  merged_into      uuid references notice_proposal (id),
  version          integer not null default 1 check (version > 0),
  changed_at       timestamptz not null,
  changed_by       uuid,
  changed_by_name  text not null,
  check (not (no_deadline and deadline_on is not null)),
  check (deadline_time is null or deadline_on is not null)
);
comment on column notice_proposal.no_deadline is 'A person said that there is no deadline (không có hạn)';
comment on column notice_proposal.product_assumed is 'The product is our default (báo cáo kết quả thực hiện): the document names none';
comment on column notice_proposal.evidence is 'Span and confidence of deadline, start, recurrence, urgency, product';
comment on column notice_proposal.settled is 'Warnings a person has decided';
create index notice_proposal_in_order on notice_proposal (document_id, position);

-- Every change of the proposals with what stood before, so that it can be taken back (hoàn tác).
create table notice_change (
  id              uuid primary key,
  document_id     uuid not null references notice_document (id),
  action          text not null,
  at              timestamptz not null,
  actor_id        uuid,
  actor_name      text not null,
  before          jsonb not null,
  after           jsonb not null,
  taken_back_at   timestamptz
);
comment on column notice_change.before is 'Proposals as they stood before';
comment on column notice_change.taken_back_at is 'Taken back, or closed by a correction of the head that went over it';
comment on column notice_change.after is 'Ids and versions the change left; made and removed ones included';
create index notice_change_newest on notice_change (document_id, id desc);

alter table notice_document enable row level security;
alter table notice_file enable row level security;
alter table notice_audience enable row level security;
alter table notice_field enable row level security;
alter table notice_proposal enable row level security;
alter table notice_change enable row level security;

create policy notice_audience_read on notice_audience for select using ((select app_sees(null)) or app_sees(agency_id));
create policy notice_audience_write on notice_audience for insert
  with check ((select app_is_system() or app_has_role('office-clerk')));
grant select, insert on notice_audience to $app;

-- The Office, the leaders and the watch see every document; an agency those that gave it work.
create policy notice_document_read on notice_document for select using (
  (select app_sees(null))
  or (state = 'issued' and exists (select 1 from notice_audience a where a.document_id = id and app_sees(a.agency_id))));
create policy notice_document_make on notice_document for insert
  with check ((select app_is_system() or app_has_role('office-clerk')));
create policy notice_document_change on notice_document for update
  using ((select app_is_system() or app_has_role('office-clerk')));
grant select, insert, update on notice_document to $app;

create policy notice_file_read on notice_file for select
  using (exists (select 1 from notice_document d where d.id = document_id));
create policy notice_file_make on notice_file for insert
  with check ((select app_is_system() or app_has_role('office-clerk')));
grant select, insert on notice_file to $app;

create policy notice_field_read on notice_field for select
  using (exists (select 1 from notice_document d where d.id = document_id));
create policy notice_field_make on notice_field for insert
  with check ((select app_is_system() or app_has_role('office-clerk')));
create policy notice_field_change on notice_field for update
  using ((select app_is_system() or app_has_role('office-clerk')));
grant select, insert, update on notice_field to $app;

-- What was proposed and dropped stays with those who check; others see the tasks that came of it.
create policy notice_proposal_read on notice_proposal for select using ((select app_sees(null)));
create policy notice_proposal_make on notice_proposal for insert
  with check ((select app_is_system() or app_has_role('office-clerk')));
create policy notice_proposal_change on notice_proposal for update
  using ((select app_is_system() or app_has_role('office-clerk')));
create policy notice_proposal_remove on notice_proposal for delete
  using ((select app_is_system() or app_has_role('office-clerk')) and state <> 'issued');
grant select, insert, update, delete on notice_proposal to $app;

create policy notice_change_read on notice_change for select using ((select app_sees(null)));
create policy notice_change_make on notice_change for insert
  with check ((select app_is_system() or app_has_role('office-clerk')));
create policy notice_change_take_back on notice_change for update
  using ((select app_is_system() or app_has_role('office-clerk')));
grant select, insert, update (taken_back_at) on notice_change to $app;
