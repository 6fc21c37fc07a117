-- Administrative procedures (thủ tục hành chính), their versions and internal workflows. Safe on a live system: new objects only.

-- A procedure through all its versions. It is known by the central part of its code, or by its name where it has none.
create table procedure (
  id           uuid primary key,
  central_code text unique check (central_code ~ '^[123][.][0-9]{6}$'),
  name_key     text not null,
  made_at      timestamptz not null
);
create unique index procedure_without_code on procedure (name_key) where central_code is null;
create index procedure_by_name on procedure (name_key);
alter table procedure enable row level security;
create policy procedure_read on procedure for select using (true);
create policy procedure_make on procedure for insert
  with check ((select app_is_system() or app_has_role('reform-monitor') or app_has_role('administrator')));
grant select, insert on procedure to $app;

-- What a procedure says from a day on. Append-only: the newest version with the latest first day not after a day holds on it.
create table procedure_version (
  id            uuid primary key,
  procedure_id  uuid not null references procedure (id),
  version       integer not null check (version > 0),
  valid_from    date not null,
  -- bãi bỏ: from this day on the procedure is no more
  is_end        boolean not null default false,
  code          text,
  name          text not null check (length(name) between 1 and 1000),
  sector        text not null check (length(sector) between 1 and 300),
  level         text not null check (level in ('tinh', 'huyen', 'xa', 'tinh+xa', 'xa->tinh', 'nganh-doc', 'lien-nganh', 'khac')),
  content       jsonb not null,
  is_sample     boolean not null,
  search_key    text not null,
  made_at       timestamptz not null,
  made_by       uuid,
  made_by_name  text not null,
  unique (procedure_id, version)
);
comment on column procedure_version.content is 'Cơ quan, thành phần hồ sơ, phí, thời hạn, mức độ trực tuyến, nguồn: the shape is domain/procedure.ts';
create index procedure_version_by_day on procedure_version (procedure_id, valid_from desc, version desc);
create index procedure_version_search on procedure_version using gin (search_key gin_trgm_ops);
alter table procedure_version enable row level security;
create policy procedure_version_read on procedure_version for select using (true);
create policy procedure_version_make on procedure_version for insert
  with check ((select app_is_system() or app_has_role('reform-monitor') or app_has_role('administrator')));
grant select, insert on procedure_version to $app;

-- Quy trình nội bộ, one row a version. A draft may change; a published version never does.
create table procedure_workflow (
  id                uuid primary key,
  procedure_id      uuid not null references procedure (id),
  version           integer not null check (version > 0),
  status            text not null check (status in ('draft', 'published', 'dropped')),
  body              jsonb not null,
  decision_number   text,
  decision_on       date,
  valid_from        date,
  source            text,
  is_sample         boolean not null,
  revision          integer not null default 1 check (revision > 0),
  changed_at        timestamptz not null,
  changed_by        uuid,
  changed_by_name   text not null,
  published_at      timestamptz,
  published_by_name text,
  unique (procedure_id, version),
  check ((status = 'published') = (published_at is not null)),
  check ((status = 'published') = (valid_from is not null)),
  check ((decision_number is null) = (decision_on is null)),
  -- A workflow of the province's own rests on a decision; a sample says that it is one.
  check (status <> 'published' or is_sample or decision_number is not null)
);
create unique index procedure_workflow_one_draft on procedure_workflow (procedure_id) where status = 'draft';
create index procedure_workflow_by_day on procedure_workflow (procedure_id, valid_from desc, version desc) where status = 'published';
alter table procedure_workflow enable row level security;
create policy procedure_workflow_read on procedure_workflow for select using (true);
create policy procedure_workflow_make on procedure_workflow for insert
  with check ((select app_is_system() or app_has_role('reform-monitor') or app_has_role('administrator')));
create policy procedure_workflow_change on procedure_workflow for update
  using (status = 'draft' and (app_is_system() or app_has_role('reform-monitor') or app_has_role('administrator')))
  with check (true);
grant select, insert on procedure_workflow to $app;
grant update (status, body, decision_number, decision_on, valid_from, source, is_sample, revision, changed_at, changed_by,
  changed_by_name, published_at, published_by_name) on procedure_workflow to $app;
