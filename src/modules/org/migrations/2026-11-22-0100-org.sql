-- Agencies, territories, people and posts (cơ quan, đơn vị hành chính, người, chức danh), each with the
-- period in which it is valid. Live table: safe, creates new objects only.
-- Periods are whole days, both ends included; '-infinity' stands for "before our records", 'infinity' for
-- "still in force".

-- Đơn vị hành chính. A GSO code is recycled after a rearrangement, so the key is code and version.
create table org_unit (
  id         uuid primary key,
  code       text not null unique,
  gso_code   text not null,
  name       text not null check (name is nfc normalized),
  short_name text not null check (short_name is nfc normalized),
  type       text not null check (type in ('tinh', 'thanh_pho', 'thi_xa', 'huyen', 'phuong', 'xa', 'thi_tran', 'dac_khu')),
  level      text not null check (level in ('tinh', 'huyen', 'xa')),
  parent_id  uuid references org_unit check (parent_id <> id),
  valid_from date not null default '-infinity',
  valid_to   date not null default 'infinity' check (valid_to >= valid_from),
  search_key text not null
);
comment on column org_unit.gso_code is 'Mã đơn vị hành chính của Tổng cục Thống kê: not a key, it is used again';
create index org_unit_by_parent on org_unit (parent_id);
create index org_unit_search on org_unit using gin (search_key gin_trgm_ops);

create table org_unit_succession (
  from_id      uuid not null references org_unit,
  to_id        uuid not null references org_unit,
  effective_on date not null,
  kind         text not null check (kind in ('merge', 'split', 'rename')),
  share        text not null check (share in ('whole', 'part')),
  legal        text,
  note         text,
  primary key (from_id, to_id),
  check (from_id <> to_id)
);
create index org_unit_succession_to on org_unit_succession (to_id);

-- A decision that changes the agencies (quyết định tổ chức), or a change known from the data files.
-- Its consequences in other modules are drawn when it takes effect: applied_at says when that was done.
create table org_change (
  id           uuid primary key,
  kind         text not null check (kind in ('add', 'rename', 'move', 'merge', 'split', 'end')),
  source       text not null check (source in ('decision', 'dataset')),
  effective_on date not null,
  reason       text check (reason is nfc normalized),
  document     text check (document is nfc normalized),
  decided_by   uuid,
  decided_at   timestamptz not null,
  applied_at   timestamptz,
  withdrawn_at timestamptz,
  detail       jsonb not null,
  check (source = 'dataset' or (reason is not null and document is not null))
);
create index org_change_waiting on org_change (effective_on) where applied_at is null and withdrawn_at is null;

-- Who an agency is; what it is called and where it belongs stands in its versions.
create table org_agency (
  id             uuid primary key,
  code           text not null unique,
  unit_id        uuid references org_unit,
  valid_from     date not null default '-infinity',
  valid_to       date not null default 'infinity' check (valid_to >= valid_from),
  from_precision text not null default 'day' check (from_precision in ('day', 'month', 'year', 'unknown')),
  to_precision   text not null default 'day' check (to_precision in ('day', 'month', 'year', 'assumed')),
  verified       text not null check (verified in ('A', 'B', 'C', 'D')),
  sources        text[] not null default '{}',
  outside        boolean not null default false,
  ended_by       uuid references org_change,
  egov_code      text,
  note           text check (note is nfc normalized),
  position       integer not null,
  revision       integer not null default 1
);
comment on column org_agency.valid_to is 'Last day of its existence, included';
comment on column org_agency.ended_by is 'The decision taken here that ends it; null when the data files tell of its end';
comment on column org_agency.outside is 'Belonged to a neighbouring province that has since joined this one';
comment on column org_agency.egov_code is 'Mã định danh theo QĐ 20/2020/QĐ-TTg';
comment on column org_agency.revision is 'Rises with every change: two administrators at once are told apart by it';

-- A version is valid from its day until the next version's, so on every day there is exactly one.
create table org_agency_version (
  agency_id    uuid not null references org_agency,
  from_on      date not null,
  name         text not null check (name is nfc normalized and btrim(name) = name and name <> ''),
  parent_id    uuid references org_agency check (parent_id <> agency_id),
  level        text not null check (level in ('tinh', 'huyen', 'xa')),
  kind         text not null,
  doc_symbol   text check (doc_symbol is nfc normalized),
  ranked_block text,
  search_key   text not null,
  compact_key  text not null,
  change_id    uuid references org_change,
  primary key (agency_id, from_on)
);
comment on column org_agency_version.doc_symbol is 'Ký hiệu trên số văn bản: 12/TTr-STTTT';
comment on column org_agency_version.ranked_block is 'Khối xếp hạng cải cách hành chính';
create index org_agency_version_by_parent on org_agency_version (parent_id);
create index org_agency_version_search on org_agency_version using gin (search_key gin_trgm_ops);
create index org_agency_version_compact on org_agency_version using gin (compact_key gin_trgm_ops);

-- Names as met in documents: "Sở KH&ĐT", "UBND TP.Nha Trang".
create table org_agency_short_name (
  agency_id   uuid not null references org_agency,
  name        text not null check (name is nfc normalized and btrim(name) = name and name <> ''),
  position    smallint not null,
  search_key  text not null,
  compact_key text not null,
  primary key (agency_id, name)
);
create index org_agency_short_name_search on org_agency_short_name using gin (search_key gin_trgm_ops);
create index org_agency_short_name_compact on org_agency_short_name using gin (compact_key gin_trgm_ops);

-- Who follows whom. A part goes to each of several successors; a whole goes to one.
create table org_succession (
  from_id      uuid not null references org_agency,
  to_id        uuid not null references org_agency,
  effective_on date not null,
  kind         text not null check (kind in ('merge', 'split', 'rename')),
  share        text not null check (share in ('whole', 'part')),
  rule         text not null default 'whole' check (rule in ('whole', 'territory', 'function', 'competence')),
  change_id    uuid not null references org_change,
  primary key (from_id, to_id),
  check (from_id <> to_id)
);
comment on column org_succession.rule is
  'How a dossier or task finds its successor: all to one, by hamlet, by field of work, by the competence of the procedure';
create index org_succession_to on org_succession (to_id);
create index org_succession_by_change on org_succession (change_id);

-- Fields of work that went another way than the agency as a whole (chuyển chức năng, nhiệm vụ).
create table org_function_transfer (
  id           uuid primary key,
  field        text not null check (field is nfc normalized),
  from_id      uuid not null references org_agency,
  to_id        uuid not null references org_agency,
  effective_on date not null,
  verified     text not null check (verified in ('A', 'B', 'C', 'D')),
  source       text
);
create index org_function_transfer_from on org_function_transfer (from_id);

-- Phòng, đơn vị bên trong một cơ quan: no legal standing of its own.
create table org_section (
  id         uuid primary key,
  agency_id  uuid not null references org_agency,
  name       text not null check (name is nfc normalized and btrim(name) = name and name <> ''),
  valid_from date not null default '-infinity',
  valid_to   date not null default 'infinity' check (valid_to >= valid_from)
);
create index org_section_by_agency on org_section (agency_id);

create table org_person (
  id               uuid primary key,
  full_name        text not null check (full_name is nfc normalized and btrim(full_name) = full_name and full_name <> ''),
  sort_name        text not null,
  birth_year       smallint check (birth_year between 1900 and 2100),
  is_demonstration boolean not null default false,
  search_key       text not null,
  revision         integer not null default 1
);
comment on column org_person.sort_name is 'Tên, họ, đệm: Vietnamese lists are sorted by the given name';
create index org_person_search on org_person using gin (search_key gin_trgm_ops);
create index org_person_sorted on org_person (sort_name collate "vi-VN-x-icu", id);

-- Personal data apart from the name: seen by colleagues, administrators and those who direct the province.
create table org_person_contact (
  person_id uuid primary key references org_person,
  email     text check (email is nfc normalized and email like '%_@_%'),
  phone     text check (phone ~ '^[+0-9][0-9 .-]{6,19}$')
);

-- Chức danh, vị trí: what permissions and assignments attach to.
create table org_post (
  id         uuid primary key,
  agency_id  uuid not null references org_agency,
  section_id uuid references org_section,
  title      text not null check (title is nfc normalized and btrim(title) = title and title <> ''),
  role       text not null check (role in ('provincial-leader', 'office-clerk', 'agency-head', 'agency-clerk',
               'officer', 'reform-monitor', 'administrator', 'auditor')),
  position   smallint not null default 100,
  valid_from date not null default '-infinity',
  valid_to   date not null default 'infinity' check (valid_to >= valid_from),
  change_id  uuid references org_change,
  revision   integer not null default 1
);
create index org_post_by_agency on org_post (agency_id);

create table org_membership (
  id         uuid primary key,
  person_id  uuid not null references org_person,
  post_id    uuid not null references org_post,
  valid_from date not null,
  valid_to   date not null default 'infinity' check (valid_to >= valid_from),
  change_id  uuid references org_change,
  revision   integer not null default 1,
  unique (person_id, post_id, valid_from)
);
create index org_membership_by_post on org_membership (post_id);

grant select, insert on org_unit, org_unit_succession, org_function_transfer to $app;
grant select, insert on org_change to $app;
grant update (applied_at, withdrawn_at) on org_change to $app;
grant select, insert, update on org_agency, org_section, org_person, org_person_contact, org_post, org_membership to $app;
grant select, insert, update, delete on org_agency_version, org_agency_short_name, org_succession to $app;
grant delete on org_agency, org_section, org_post, org_membership to $app;

-- The second wall. Everybody signed in may read who is who; only administrators and the program change it.
create function org_may_change() returns boolean language sql stable parallel safe as $$
  select app_is_system() or app_has_role('administrator')
$$;
alter table org_unit enable row level security;
create policy read on org_unit for select using (true);
create policy change on org_unit using (org_may_change());
alter table org_unit_succession enable row level security;
create policy read on org_unit_succession for select using (true);
create policy change on org_unit_succession using (org_may_change());
alter table org_function_transfer enable row level security;
create policy read on org_function_transfer for select using (true);
create policy change on org_function_transfer using (org_may_change());
alter table org_change enable row level security;
create policy read on org_change for select using (true);
create policy change on org_change using (org_may_change());
alter table org_agency enable row level security;
create policy read on org_agency for select using (true);
create policy change on org_agency using (org_may_change());
alter table org_agency_version enable row level security;
create policy read on org_agency_version for select using (true);
create policy change on org_agency_version using (org_may_change());
alter table org_agency_short_name enable row level security;
create policy read on org_agency_short_name for select using (true);
create policy change on org_agency_short_name using (org_may_change());
alter table org_succession enable row level security;
create policy read on org_succession for select using (true);
create policy change on org_succession using (org_may_change());
alter table org_section enable row level security;
create policy read on org_section for select using (true);
create policy change on org_section using (org_may_change());
alter table org_person enable row level security;
create policy read on org_person for select using (true);
create policy change on org_person using (org_may_change());
alter table org_post enable row level security;
create policy read on org_post for select using (true);
create policy change on org_post using (org_may_change());
alter table org_membership enable row level security;
create policy read on org_membership for select using (true);
create policy change on org_membership using (org_may_change());

alter table org_person_contact enable row level security;
create policy read on org_person_contact for select using (
  org_may_change()
  or person_id = app_person()
  or current_setting('app.scope', true) = 'all'
  or exists (
    select 1 from org_membership m join org_post p on p.id = m.post_id
    where m.person_id = org_person_contact.person_id and app_sees(p.agency_id))
);
create policy change on org_person_contact using (org_may_change() or person_id = app_person());
