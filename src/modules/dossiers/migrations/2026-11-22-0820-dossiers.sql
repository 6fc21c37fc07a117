-- Dossiers of the one-stop mechanism (hồ sơ một cửa). Safe on a live system: new objects only.
-- The state of a dossier is the fold of its events; `dossier` keeps that fold for look-ups and can be checked against it.
create function dossier_seen(parties uuid[]) returns boolean language sql stable parallel safe as $$
  select coalesce(
    current_setting('app.scope', true) = 'all'
    or parties && string_to_array(nullif(current_setting('app.agencies', true), ''), ',')::uuid[],
    false)
$$;

-- People and organisations that brought dossiers (người nộp), as last known; a dossier keeps what it was told itself.
create table dossier_applicant (
  id              uuid primary key,
  kind            text not null check (kind in ('citizen', 'organisation', 'enterprise')),
  name            text not null check (name is nfc normalized),
  identity_number text,
  birth_on        date,
  phone           text,
  email           text,
  address         text,
  search          text not null,
  phone_key       text,
  agencies        uuid[] not null,
  dossiers        integer not null default 0,
  last_procedure  text,
  changed_at      timestamptz not null
);
comment on column dossier_applicant.agencies is 'Counters this person came to: only they find him by name; with the whole identity number every counter does';
create unique index dossier_applicant_identity on dossier_applicant (identity_number) where identity_number is not null;
create index dossier_applicant_phone on dossier_applicant (phone_key) where phone_key is not null;
create index dossier_applicant_search on dossier_applicant using gin (search public.gin_trgm_ops);

-- The number of the unit in its codes. `assumed`: our own running number, until somebody enters the official one.
create table dossier_unit (
  agency_id uuid primary key,
  m         text not null,
  y         integer not null check (y between 0 and 99),
  z         integer not null check (z between 0 and 99),
  v         integer not null check (v between 0 and 999),
  assumed   boolean not null,
  unique (m, y, z, v)
);

-- The counter of a unit and a day: whoever takes a number holds the row until his dossier stands.
create table dossier_number (
  agency_id uuid not null,
  day       date not null,
  last      integer not null check (last > 0),
  primary key (agency_id, day)
);

create table dossier (
  id                   uuid primary key,
  submission_id        uuid not null unique,
  submission_hash      text not null,
  code                 text unique,
  origin               text not null check (origin in ('counter', 'import', 'demo')),
  source               text,
  procedure_id         uuid,
  procedure_version_id uuid,
  workflow_id          uuid,
  procedure_code       text,
  procedure_name       text not null,
  sector               text not null,
  law_id               text not null,
  time_limit           jsonb,
  channel              text not null check (channel in ('counter', 'post', 'online')),
  receiving_agency_id  uuid not null,
  competent_agency_id  uuid not null,
  parties              uuid[] not null,
  applicant_id         uuid references dossier_applicant,
  applicant            jsonb not null,
  owner                jsonb not null,
  authorisation        text,
  content              text,
  sets                 smallint not null default 1,
  return_way           text not null check (return_way in ('counter', 'post', 'online')),
  search               text not null,
  second_facts         text[] not null default '{}',
  tracking_token       text not null unique,
  -- The fold.
  state                text not null check (state in ('submitted', 'denied', 'awaiting-completion', 'received', 'processing',
                         'awaiting-supplement', 'awaiting-payment', 'suspended', 'result-ready', 'posting', 'returned',
                         'withdrawn', 'closed')),
  clock                text not null check (clock in ('none', 'running', 'stopped', 'ended')),
  step_key             text,
  step_name            text,
  step_minutes         integer,
  step_entered_at      timestamptz,
  step_due_at          timestamptz,
  agency_id            uuid not null,
  officer_id           uuid,
  resume_state         text,
  submitted_at         timestamptz not null,
  received_at          timestamptz,
  first_due_at         timestamptz,
  lawful_due_at        timestamptz,
  due_at               timestamptz,
  stopped_at           timestamptz,
  finished_at          timestamptz,
  ended_at             timestamptz,
  returned_at          timestamptz,
  outcome              text check (outcome in ('granted', 'refused')),
  reappointments       smallint not null default 0,
  supplement_rounds    smallint not null default 0,
  was_late             boolean not null default false,
  opinions             jsonb not null default '[]',
  supplement_draft_id  uuid,
  apology_draft_id     uuid,
  version              integer not null check (version > 0),
  -- For whoever comes second.
  officer_name         text,
  last_action          text not null,
  changed_by           uuid,
  changed_by_name      text not null,
  changed_at           timestamptz not null,
  changed_really_at    timestamptz not null default clock_timestamp(),
  recorded_at          timestamptz not null default clock_timestamp(),
  check (due_at is null or received_at is null or due_at >= received_at),
  check ((outcome is null) = (finished_at is null) or origin = 'import')
);
comment on column dossier.lawful_due_at is 'Hạn theo quy định: moves only as the law moves it; what a re-appointment does not touch';
comment on column dossier.parties is 'Every agency that has or had a part: decides who sees the dossier';
comment on column dossier.second_facts is 'Last four characters of phone and identity numbers, for tracking without sign-in';
comment on column dossier.search is 'Looked through without marks; see store/search.ts';
create index dossier_open_of_agency on dossier (agency_id, due_at, id) where clock in ('running', 'stopped');
create index dossier_of_officer on dossier (officer_id, due_at, id) where officer_id is not null and clock in ('running', 'stopped');
create index dossier_at_counter on dossier (receiving_agency_id, state, submitted_at, id)
  where state in ('submitted', 'awaiting-completion', 'received', 'awaiting-supplement', 'result-ready', 'posting');
create index dossier_open_by_due on dossier (due_at, id) where clock in ('running', 'stopped');
create index dossier_newest on dossier (submitted_at desc, id desc);
create index dossier_newest_of_agency on dossier (receiving_agency_id, submitted_at desc, id desc);
create index dossier_of_applicant on dossier (applicant_id) where applicant_id is not null;
create index dossier_search on dossier using gin (search public.gin_trgm_ops);

-- Append-only. State, clock, holder and due moments are those after the event: any past moment is one look-up.
create table dossier_event (
  dossier_id      uuid not null references dossier,
  seq             integer not null check (seq > 0),
  at              timestamptz not null,
  recorded_at     timestamptz not null default clock_timestamp(),
  action          text not null,
  from_state      text,
  state           text not null,
  clock           text not null,
  step_key        text,
  step_name       text,
  step_minutes    integer,
  step_due_at     timestamptz,
  agency_id       uuid not null,
  officer_id      uuid,
  due_at          timestamptz,
  lawful_due_at   timestamptz,
  cause           text check (cause in ('agency', 'other-agency', 'applicant', 'law', 'transport')),
  cause_agency_id uuid,
  reason          text,
  document_number text,
  document_on     date,
  actor_id        uuid,
  actor_name      text not null,
  actor_agency_id uuid,
  undoes          integer,
  data            jsonb not null,
  primary key (dossier_id, seq)
);
create index dossier_event_at on dossier_event (at);

create table dossier_paper (
  id         uuid primary key,
  dossier_id uuid not null references dossier,
  position   smallint not null,
  round      smallint not null default 0,
  key        text,
  name       text not null,
  originals  smallint not null,
  copies     smallint not null,
  received   boolean not null
);
create index dossier_paper_of on dossier_paper (dossier_id, round, position);

create table dossier_file (
  id         uuid primary key,
  dossier_id uuid not null references dossier,
  kind       text not null check (kind in ('scan', 'result', 'other')),
  name       text not null,
  media_type text not null,
  size       integer not null check (size between 1 and 20000000),
  sha256     text not null,
  bytes      bytea not null,
  added_at   timestamptz not null,
  added_by   text not null
);
create index dossier_file_of on dossier_file (dossier_id, added_at);

-- An agency asked for its opinion, or a side branch of the workflow that must come back.
create table dossier_opinion (
  id          uuid primary key,
  dossier_id  uuid not null references dossier,
  agency_id   uuid not null,
  branch      boolean not null,
  content     text not null,
  asked_at    timestamptz not null,
  asked_by    text not null,
  due_at      timestamptz,
  answered_at timestamptz,
  answered_by text,
  answer      text
);
create index dossier_opinion_of on dossier_opinion (dossier_id, asked_at);
create index dossier_opinion_waiting on dossier_opinion (agency_id, due_at) where answered_at is null;

create table dossier_supplement (
  id           uuid primary key,
  dossier_id   uuid not null references dossier,
  at_reception boolean not null,
  papers       jsonb not null,
  reason       text not null,
  status       text not null check (status in ('draft', 'issued', 'taken', 'closed')),
  drafted_at   timestamptz not null,
  drafted_by   text not null,
  issued_at    timestamptz,
  expires_on   date,
  taken_at     timestamptz
);
create index dossier_supplement_of on dossier_supplement (dossier_id, drafted_at);

create table dossier_apology (
  id              uuid primary key,
  dossier_id      uuid not null references dossier,
  reason          text not null,
  cause           text not null,
  cause_agency_id uuid,
  due_before      timestamptz,
  new_due_at      timestamptz,
  status          text not null check (status in ('draft', 'approved', 'dropped')),
  drafted_at      timestamptz not null,
  drafted_by      text not null,
  approved_at     timestamptz,
  approved_by     text
);
create index dossier_apology_of on dossier_apology (dossier_id, drafted_at);

alter table dossier_applicant enable row level security;
alter table dossier_unit enable row level security;
alter table dossier_number enable row level security;
alter table dossier enable row level security;
alter table dossier_event enable row level security;
alter table dossier_paper enable row level security;
alter table dossier_file enable row level security;
alter table dossier_opinion enable row level security;
alter table dossier_supplement enable row level security;
alter table dossier_apology enable row level security;

create policy dossier_all on dossier using (dossier_seen(parties)) with check (dossier_seen(parties));
grant select, insert on dossier to $app;
grant update on dossier to $app;

create policy dossier_event_read on dossier_event for select
  using (exists (select 1 from dossier d where d.id = dossier_id));
create policy dossier_event_add on dossier_event for insert
  with check (exists (select 1 from dossier d where d.id = dossier_id));
grant select, insert on dossier_event to $app;

create policy dossier_paper_of_dossier on dossier_paper using (exists (select 1 from dossier d where d.id = dossier_id));
grant select, insert on dossier_paper to $app;
create policy dossier_file_of_dossier on dossier_file using (exists (select 1 from dossier d where d.id = dossier_id));
grant select, insert on dossier_file to $app;
create policy dossier_opinion_of_dossier on dossier_opinion using (exists (select 1 from dossier d where d.id = dossier_id));
grant select, insert on dossier_opinion to $app;
grant update (answered_at, answered_by, answer, agency_id) on dossier_opinion to $app;
create policy dossier_supplement_of_dossier on dossier_supplement using (exists (select 1 from dossier d where d.id = dossier_id));
grant select, insert on dossier_supplement to $app;
grant update (status, issued_at, expires_on, taken_at) on dossier_supplement to $app;
create policy dossier_apology_of_dossier on dossier_apology using (exists (select 1 from dossier d where d.id = dossier_id));
grant select, insert on dossier_apology to $app;
grant update (status, approved_at, approved_by) on dossier_apology to $app;

-- Found by name at the counters a person came to; everything else about applicants the program does as itself.
create policy dossier_applicant_read on dossier_applicant for select using (dossier_seen(agencies));
create policy dossier_applicant_write on dossier_applicant for insert with check ((select app_is_system()));
create policy dossier_applicant_change on dossier_applicant for update using ((select app_is_system()));
grant select, insert, update on dossier_applicant to $app;
create policy dossier_unit_read on dossier_unit for select using (true);
create policy dossier_unit_write on dossier_unit for insert with check ((select app_is_system()));
grant select, insert on dossier_unit to $app;
create policy dossier_number_all on dossier_number using ((select app_is_system()) or app_sees(agency_id));
grant select, insert, update on dossier_number to $app;

-- Dossiers whose text holds the words, newest first. As the owner, because under row-level security no index of
-- patterns is used (LIKE is not leakproof); the caller says which agencies he sees (null: all) and reads the rows found
-- through the policies as ever.
create function dossier_find(words text, agencies uuid[], most integer) returns setof uuid
  language sql stable security definer set search_path from current as $$
  select id from dossier
  where search like '%' || words || '%' and (agencies is null or parties && agencies)
  order by submitted_at desc, id desc limit most
$$;
revoke all on function dossier_find(text, uuid[], integer) from public;
grant execute on function dossier_find(text, uuid[], integer) to $app;
-- The same with a slip of the finger forgiven.
create function dossier_find_near(words text, agencies uuid[], most integer) returns setof uuid
  language sql stable security definer set search_path from current as $$
  select id from dossier
  where words operator(public.<%) search and (agencies is null or parties && agencies)
  order by submitted_at desc, id desc limit most
$$;
revoke all on function dossier_find_near(text, uuid[], integer) from public;
grant execute on function dossier_find_near(text, uuid[], integer) to $app;
