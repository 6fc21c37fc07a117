-- The month table, the follow-up book and what Sở Nội vụ asks about overdue dossiers. Live table: the index is made
-- without building on rows of others; safe, creates new objects only.
create index dossier_ended on dossier (ended_at) where ended_at is not null;

-- Sổ theo dõi hồ sơ: a line is written when the book is opened or read and keeps its number for ever (numbered from 1
-- without gaps in each year, TT 01/2018/TT-VPCP, Điều 10.2).
create table dossier_book (
  agency_id  uuid not null,
  year       smallint not null check (year between 2000 and 2200),
  number     integer not null check (number > 0),
  dossier_id uuid not null unique references dossier,
  entered_at timestamptz not null,
  primary key (agency_id, year, number)
);
comment on table dossier_book is 'agency_id: the receiving unit whose book it is';

-- Đôn đốc: a question about one overdue dossier, and the answer kept beside it. Append-only but for its answer.
create table dossier_urging (
  id           uuid primary key,
  dossier_id   uuid not null references dossier,
  agency_id    uuid not null,
  note         text,
  sent_at      timestamptz not null,
  sent_by      text not null,
  answer_due_at timestamptz not null check (answer_due_at > sent_at),
  answered_at  timestamptz,
  answered_by  text,
  cause        text check (cause in ('agency', 'other-agency', 'applicant', 'law', 'transport')),
  plan         text,
  promised_on  date,
  check ((answered_at is null) = (cause is null) and (answered_at is null) = (plan is null)
     and (answered_at is null) = (answered_by is null))
);
create index dossier_urging_of on dossier_urging (dossier_id, sent_at);
create unique index dossier_urging_open on dossier_urging (dossier_id, agency_id) where answered_at is null;

alter table dossier_book enable row level security;
alter table dossier_urging enable row level security;
create policy dossier_book_read on dossier_book for select using (app_sees(agency_id));
create policy dossier_book_write on dossier_book for insert with check ((select app_is_system()));
grant select, insert on dossier_book to $app;
create policy dossier_urging_read on dossier_urging for select using (app_sees(agency_id));
create policy dossier_urging_write on dossier_urging for insert with check ((select app_is_system()));
create policy dossier_urging_answer on dossier_urging for update using ((select app_is_system()));
grant select, insert on dossier_urging to $app;
grant update (answered_at, answered_by, cause, plan, promised_on) on dossier_urging to $app;
