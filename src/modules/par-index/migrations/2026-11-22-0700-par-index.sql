-- PAR INDEX: criteria sets, scoring rounds, evidence, appraisal, ranking, comments. Safe on a live system: new objects only.
-- Points are whole hundredths everywhere.

-- Bộ tiêu chí: one version of a set. A draft may be replaced; an adopted version never changes.
create table par_set (
  id               uuid primary key,
  code             text not null,
  version          integer not null check (version > 0),
  state            text not null check (state in ('draft', 'adopted')),
  year             integer not null,
  block            text not null check (block in ('province', 'so-ban-nganh', 'nganh-doc', 'don-vi-su-nghiep', 'huyen', 'xa')),
  title            text not null,
  is_demonstration boolean not null,
  content          jsonb not null,
  made_at          timestamptz not null,
  made_by          uuid,
  made_by_name     text not null,
  adopted_at       timestamptz,
  adopted_by       uuid,
  adopted_by_name  text,
  decision         text,
  revision         integer not null default 1 check (revision > 0),
  unique (code, version),
  check ((state = 'adopted') = (adopted_at is not null)),
  check (adopted_by is null or adopted_by <> made_by)
);
comment on column par_set.made_by is 'Who wrote the content last; another person adopts it';
alter table par_set enable row level security;
create policy par_set_read on par_set for select using (true);
create policy par_set_make on par_set for insert with check ((select app_is_system() or app_has_role('reform-monitor')));
create policy par_set_change on par_set for update
  using (app_is_system() or app_has_role('reform-monitor') or app_has_role('provincial-leader'));
grant select, insert on par_set to $app;
grant update (state, content, title, made_at, made_by, made_by_name, adopted_at, adopted_by, adopted_by_name, decision, revision)
  on par_set to $app;

-- Bảng đối chiếu between two sets, newest version counts. Append-only.
create table par_mapping (
  id           uuid primary key,
  from_set_id  uuid not null references par_set (id),
  to_set_id    uuid not null references par_set (id),
  links        jsonb not null,
  made_at      timestamptz not null,
  made_by      uuid,
  made_by_name text not null
);
create index par_mapping_of_sets on par_mapping (from_set_id, to_set_id, id);
alter table par_mapping enable row level security;
create policy par_mapping_read on par_mapping for select using (true);
create policy par_mapping_make on par_mapping for insert with check ((select app_is_system() or app_has_role('reform-monitor')));
grant select, insert on par_mapping to $app;

-- Đợt chấm điểm: one block in one year by one set.
create table par_round (
  id                 uuid primary key,
  title              text not null,
  year               integer not null,
  block              text not null,
  set_id             uuid not null references par_set (id),
  is_demonstration   boolean not null,
  period_from        date not null,
  period_to          date not null,
  cut_off_on         date not null,
  self_due_on        date not null,
  appraisal1_due_on  date not null,
  explanation_due_on date not null,
  appraisal2_due_on  date not null,
  publish_on         date not null,
  reply_until        date,
  state              text not null check (state in
    ('self-scoring', 'appraisal-1', 'explanation', 'appraisal-2', 'council', 'reply', 'approved', 'published', 'cancelled')),
  opened_at          timestamptz not null,
  opened_by          uuid,
  opened_by_name     text not null,
  closed_at          timestamptz,
  closed_by          uuid,
  closed_by_name     text,
  approved_at        timestamptz,
  approved_by        uuid,
  approved_by_name   text,
  decision           text,
  published_at       timestamptz,
  result_version     integer not null default 0,
  revision           integer not null default 1,
  check (cut_off_on between period_from and publish_on),
  check (self_due_on <= appraisal1_due_on and appraisal1_due_on <= explanation_due_on
     and explanation_due_on <= appraisal2_due_on and appraisal2_due_on <= publish_on),
  check (approved_by is null or approved_by <> closed_by)
);
create unique index par_round_one_a_year on par_round (year, block) where state <> 'cancelled';
alter table par_round enable row level security;
-- A visitor sees published rounds only.
create policy par_round_read on par_round for select using (state = 'published' or app_is_system() or app_person() is not null);
create policy par_round_make on par_round for insert with check ((select app_is_system() or app_has_role('reform-monitor')));
create policy par_round_change on par_round for update
  using (app_is_system() or app_has_role('reform-monitor') or app_has_role('provincial-leader'));
grant select, insert on par_round to $app;
grant update (state, reply_until, closed_at, closed_by, closed_by_name, approved_at, approved_by, approved_by_name,
  decision, published_at, result_version, revision) on par_round to $app;

-- Who appraises a leaf, in order: the first that is not the scored unit itself.
create table par_monitor (
  round_id  uuid not null references par_round (id),
  leaf      text not null,
  position  smallint not null check (position > 0),
  agency_id uuid not null,
  primary key (round_id, leaf, position),
  unique (round_id, leaf, agency_id)
);
create index par_monitor_by_agency on par_monitor (agency_id, round_id);
alter table par_monitor enable row level security;
create policy par_monitor_read on par_monitor for select using (app_is_system() or app_person() is not null);
create policy par_monitor_make on par_monitor for insert with check ((select app_is_system() or app_has_role('reform-monitor')));
grant select, insert on par_monitor to $app;

-- Phiếu chấm: one round and one unit.
create table par_sheet (
  id             uuid primary key,
  round_id       uuid not null references par_round (id),
  agency_id      uuid not null,
  agency_name    text not null,
  locked_at      timestamptz,
  locked_by_name text,
  locked_because text check (locked_because in ('unit', 'deadline')),
  explained_at   timestamptz,
  revision       integer not null default 1,
  unique (round_id, agency_id),
  check ((locked_at is null) = (locked_because is null))
);
create index par_sheet_by_agency on par_sheet (agency_id);
alter table par_sheet enable row level security;
create policy par_sheet_read on par_sheet for select using ((select app_is_system() or app_sees(null)) or app_sees(agency_id)
  or exists (select 1 from par_monitor m where m.round_id = par_sheet.round_id and app_sees(m.agency_id)));
create policy par_sheet_make on par_sheet for insert with check ((select app_is_system() or app_has_role('reform-monitor')));
create policy par_sheet_change on par_sheet for update using ((select app_is_system() or app_sees(null)) or app_sees(agency_id)
  or exists (select 1 from par_monitor m where m.round_id = par_sheet.round_id and app_sees(m.agency_id)));
grant select, insert on par_sheet to $app;
grant update (locked_at, locked_by_name, locked_because, explained_at, revision) on par_sheet to $app;

-- Every value ever given, with author, time, reason and the evidence seen. Append-only: the newest of a stage counts.
create table par_value (
  id               uuid primary key,
  sheet_id         uuid not null references par_sheet (id),
  leaf             text not null,
  stage            text not null check (stage in
    ('live', 'self', 'appraisal-1', 'blind', 'explanation', 'appraisal-2', 'survey', 'final')),
  seq              integer not null check (seq > 0),
  input            jsonb,
  points           integer,
  deviation        double precision not null default 0 check (deviation >= 0),
  measure          jsonb,
  reason           text,
  evidence         uuid[] not null default '{}',
  author_id        uuid,
  author_name      text not null,
  author_agency_id uuid,
  at               timestamptz not null,
  unique (sheet_id, leaf, stage, seq)
);
comment on column par_value.points is 'Hundredths; null = does not apply';
comment on column par_value.measure is 'For live values: measure, numerator, denominator, the ids behind both and the moment of the data';
alter table par_value enable row level security;
create policy par_value_read on par_value for select using ((select app_is_system() or app_sees(null)) or exists (select 1 from par_sheet s where s.id = sheet_id));
create policy par_value_make on par_value for insert with check ((select app_is_system()) or exists (select 1 from par_sheet s where s.id = sheet_id));
grant select, insert on par_value to $app;

-- Yêu cầu giải trình on one leaf. Append-only.
create table par_flag (
  id            uuid primary key,
  sheet_id      uuid not null references par_sheet (id),
  leaf          text not null,
  reason        text not null,
  raised_at     timestamptz not null,
  raised_by     uuid,
  raised_by_name text not null,
  unique (sheet_id, leaf)
);
alter table par_flag enable row level security;
create policy par_flag_read on par_flag for select using ((select app_is_system() or app_sees(null)) or exists (select 1 from par_sheet s where s.id = sheet_id));
create policy par_flag_make on par_flag for insert with check ((select app_is_system()) or exists (select 1 from par_sheet s where s.id = sheet_id));
grant select, insert on par_flag to $app;

-- Tài liệu kiểm chứng: one document of a unit, for as many leaves as it proves something for.
create table par_evidence (
  id               uuid primary key,
  sheet_id         uuid not null references par_sheet (id),
  number           text not null,
  issued_on        date not null,
  issuer           text not null,
  issuer_agency_id uuid,
  subject          text not null,
  file_name        text,
  media_type       text,
  size             integer check (size between 1 and 20000000),
  sha256           text,
  bytes            bytea,
  added_at         timestamptz not null,
  added_by         uuid,
  added_by_name    text not null,
  check ((bytes is null) = (sha256 is null) and (bytes is null) = (file_name is null))
);
create index par_evidence_of_sheet on par_evidence (sheet_id);
alter table par_evidence enable row level security;
create policy par_evidence_read on par_evidence for select using ((select app_is_system() or app_sees(null)) or exists (select 1 from par_sheet s where s.id = sheet_id));
create policy par_evidence_make on par_evidence for insert with check ((select app_is_system()) or exists (select 1 from par_sheet s where s.id = sheet_id));
grant select, insert on par_evidence to $app;

create table par_evidence_leaf (
  evidence_id     uuid not null references par_evidence (id),
  leaf            text not null,
  fact            text not null,
  linked_at       timestamptz not null,
  linked_by_name  text not null,
  removed_at      timestamptz,
  removed_by_name text,
  primary key (evidence_id, leaf)
);
alter table par_evidence_leaf enable row level security;
create policy par_evidence_leaf_read on par_evidence_leaf for select using (exists (select 1 from par_evidence e where e.id = evidence_id));
create policy par_evidence_leaf_make on par_evidence_leaf for insert with check (exists (select 1 from par_evidence e where e.id = evidence_id));
create policy par_evidence_leaf_end on par_evidence_leaf for update using (exists (select 1 from par_evidence e where e.id = evidence_id));
grant select, insert, update (fact, linked_at, linked_by_name, removed_at, removed_by_name) on par_evidence_leaf to $app;

-- Kết quả khảo sát and official statistics, never typed in as a bare number. Append-only: the newest counts.
create table par_survey_result (
  id               uuid primary key,
  round_id         uuid not null references par_round (id),
  sheet_id         uuid not null references par_sheet (id),
  leaf             text not null,
  answers          integer check (answers > 0),
  index_hundredths integer check (index_hundredths between 0 and 10000),
  margin_hundredths integer,
  fieldwork_from   date,
  fieldwork_to     date check (fieldwork_to >= fieldwork_from),
  source           text not null,
  imported_at      timestamptz not null,
  imported_by      uuid,
  imported_by_name text not null
);
create index par_survey_result_of_round on par_survey_result (round_id, sheet_id, leaf);
alter table par_survey_result enable row level security;
create policy par_survey_result_read on par_survey_result for select using ((select app_is_system() or app_sees(null)) or exists (select 1 from par_sheet s where s.id = sheet_id));
create policy par_survey_result_make on par_survey_result for insert with check ((select app_is_system() or app_has_role('reform-monitor')));
grant select, insert on par_survey_result to $app;

-- Leaves of the sample that a second appraiser scores without seeing the first score.
create table par_blind (
  round_id  uuid not null references par_round (id),
  sheet_id  uuid not null references par_sheet (id),
  leaf      text not null,
  agency_id uuid not null,
  primary key (sheet_id, leaf)
);
create index par_blind_of_round on par_blind (round_id);
alter table par_blind enable row level security;
create policy par_blind_read on par_blind for select using ((select app_is_system() or app_sees(null)) or app_sees(agency_id));
create policy par_blind_make on par_blind for insert with check ((select app_is_system() or app_has_role('reform-monitor')));
grant select, insert on par_blind to $app;

-- Where the appraisals differed from each other or from the unit, kept for next year. Append-only.
create table par_precedent (
  id          uuid primary key,
  round_id    uuid not null references par_round (id),
  sheet_id    uuid not null references par_sheet (id),
  year        integer not null,
  leaf        text not null,
  leaf_name   text not null,
  self        integer,
  appraisal1  integer,
  appraisal2  integer,
  final       integer,
  reason      text,
  explanation text,
  made_at     timestamptz not null
);
create index par_precedent_of_leaf on par_precedent (leaf_name, year);
create index par_precedent_of_round on par_precedent (round_id, leaf);
alter table par_precedent enable row level security;
create policy par_precedent_read on par_precedent for select using ((select app_is_system() or app_sees(null)) or exists (select 1 from par_sheet s where s.id = sheet_id));
create policy par_precedent_make on par_precedent for insert with check ((select app_is_system() or app_has_role('reform-monitor')));
grant select, insert on par_precedent to $app;

-- The result of a unit as the council closed it, by version. Append-only; public once the round is published.
create table par_result (
  round_id         uuid not null references par_round (id),
  version          integer not null check (version > 0),
  sheet_id         uuid not null references par_sheet (id),
  agency_id        uuid not null,
  agency_name      text not null,
  points           integer not null,
  max              integer not null,
  bonus            integer not null,
  penalty          integer not null,
  total            integer not null,
  index_hundredths integer,
  class_name       text,
  rank             integer not null,
  leaves           jsonb not null,
  made_at          timestamptz not null,
  primary key (round_id, version, sheet_id)
);
comment on column par_result.leaves is 'By leaf code: [points or null, standard error in hundredths]';
alter table par_result enable row level security;
create policy par_result_read on par_result for select using ((select app_is_system() or app_sees(null)) or app_sees(agency_id)
  or exists (select 1 from par_round r where r.id = round_id and r.state = 'published'));
create policy par_result_make on par_result for insert with check ((select app_is_system() or app_has_role('reform-monitor')));
grant select, insert on par_result to $app;

-- Quyền phản hồi of a unit before publication, and the answer.
create table par_reply (
  id             uuid primary key,
  round_id       uuid not null references par_round (id),
  sheet_id       uuid not null references par_sheet (id),
  leaf           text not null,
  text           text not null,
  sent_at        timestamptz not null,
  sent_by        uuid,
  sent_by_name   text not null,
  decision       text check (decision in ('accepted', 'kept')),
  answer         text,
  answered_at    timestamptz,
  answered_by_name text,
  check ((decision is null) = (answered_at is null) and (decision is null) = (answer is null))
);
create index par_reply_of_round on par_reply (round_id, sheet_id);
alter table par_reply enable row level security;
create policy par_reply_read on par_reply for select using (app_is_system() or exists (
  select 1 from par_sheet s where s.id = sheet_id and (app_sees(null) or app_sees(s.agency_id))));
create policy par_reply_make on par_reply for insert with check (app_is_system() or exists (
  select 1 from par_sheet s where s.id = sheet_id and app_sees(s.agency_id)));
create policy par_reply_answer on par_reply for update using (app_is_system() or app_has_role('reform-monitor'));
grant select, insert, update (decision, answer, answered_at, answered_by_name) on par_reply to $app;

-- Đợt lấy ý kiến on a draft set; comments per leaf, and what was said to each.
create table par_comment_round (
  id             uuid primary key,
  set_id         uuid not null references par_set (id),
  title          text not null,
  opened_at      timestamptz not null,
  opened_by_name text not null,
  due_on         date not null,
  closed_at      timestamptz,
  closed_by_name text
);
alter table par_comment_round enable row level security;
create policy par_comment_round_read on par_comment_round for select using (app_is_system() or app_person() is not null);
create policy par_comment_round_make on par_comment_round for insert with check ((select app_is_system() or app_has_role('reform-monitor')));
create policy par_comment_round_close on par_comment_round for update using (app_is_system() or app_has_role('reform-monitor'));
grant select, insert, update (closed_at, closed_by_name) on par_comment_round to $app;

create table par_comment (
  id               uuid primary key,
  comment_round_id uuid not null references par_comment_round (id),
  agency_id        uuid not null,
  agency_name      text not null,
  leaf             text not null,
  text             text not null,
  proposal         text,
  sent_at          timestamptz not null,
  sent_by          uuid,
  sent_by_name     text not null
);
create index par_comment_of_round on par_comment (comment_round_id, leaf);
alter table par_comment enable row level security;
-- Comments are the business of their agency and of those who answer, until the round is closed; then everybody's.
create policy par_comment_read on par_comment for select using ((select app_is_system() or app_sees(null)) or app_sees(agency_id)
  or exists (select 1 from par_comment_round r where r.id = comment_round_id and r.closed_at is not null));
create policy par_comment_make on par_comment for insert with check (app_is_system() or app_sees(agency_id));
grant select, insert on par_comment to $app;

create table par_answer (
  id               uuid primary key,
  comment_id       uuid not null references par_comment (id),
  seq              integer not null,
  decision         text not null check (decision in ('accepted', 'partly', 'explained')),
  reason           text not null,
  change_set_id    uuid references par_set (id),
  change_leaf      text,
  answered_at      timestamptz not null,
  answered_by      uuid,
  answered_by_name text not null,
  unique (comment_id, seq),
  check ((change_set_id is null) = (change_leaf is null))
);
alter table par_answer enable row level security;
create policy par_answer_read on par_answer for select using (exists (select 1 from par_comment c where c.id = comment_id));
create policy par_answer_make on par_answer for insert with check ((select app_is_system() or app_has_role('reform-monitor')));
grant select, insert on par_answer to $app;
