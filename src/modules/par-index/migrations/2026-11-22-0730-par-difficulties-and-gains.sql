-- Difficulties of units (khó khăn, vướng mắc và kiến nghị) and the work a unit has taken up to gain points.
-- Safe on a live system: new objects only.

-- A difficulty is never rewritten: a changed one ends and a new one begins, so that what was handed in stays known.
create table par_difficulty (
  id              uuid primary key,
  sheet_id        uuid not null references par_sheet (id),
  leaf            text,
  difficulty      text not null,
  cause           text,
  request         text not null,
  addressed_to    text not null,
  written_at      timestamptz not null,
  written_by      uuid,
  written_by_name text not null,
  ended_at        timestamptz,
  ended_by_name   text,
  replaced_by     uuid references par_difficulty (id),
  check ((ended_at is null) = (ended_by_name is null) and (replaced_by is null or ended_at is not null))
);
comment on column par_difficulty.leaf is 'Code of the criterion; null for the work as a whole';
create index par_difficulty_of_sheet on par_difficulty (sheet_id, written_at, id);
alter table par_difficulty enable row level security;
create policy par_difficulty_read on par_difficulty for select
  using ((select app_is_system() or app_sees(null)) or exists (select 1 from par_sheet s where s.id = sheet_id and app_sees(s.agency_id)));
create policy par_difficulty_make on par_difficulty for insert
  with check ((select app_is_system()) or exists (select 1 from par_sheet s where s.id = sheet_id and app_sees(s.agency_id)));
create policy par_difficulty_end on par_difficulty for update
  using ((select app_is_system()) or exists (select 1 from par_sheet s where s.id = sheet_id and app_sees(s.agency_id)));
grant select, insert, update (ended_at, ended_by_name, replaced_by) on par_difficulty to $app;

-- Việc phải làm để thêm điểm: an open item somebody has taken up until the cut-off. One row an item; taken up again it
-- is the same row.
create table par_taken_up (
  id             uuid primary key,
  sheet_id       uuid not null references par_sheet (id),
  item           text not null,
  title          text not null,
  link           text not null,
  leaves         text[] not null,
  agency_id      uuid not null,
  person_id      uuid,
  person_name    text,
  due_at         timestamptz not null,
  taken_at       timestamptz not null,
  taken_by       uuid,
  taken_by_name  text not null,
  state          text not null check (state in ('open', 'undone', 'done')),
  ended_at       timestamptz,
  unique (sheet_id, item),
  check ((state = 'open') = (ended_at is null))
);
create index par_taken_up_open on par_taken_up (sheet_id) where state = 'open';
alter table par_taken_up enable row level security;
create policy par_taken_up_read on par_taken_up for select
  using ((select app_is_system() or app_sees(null)) or app_sees(agency_id));
create policy par_taken_up_make on par_taken_up for insert with check ((select app_is_system()) or app_sees(agency_id));
create policy par_taken_up_change on par_taken_up for update using ((select app_is_system()) or app_sees(agency_id));
grant select, insert, update (title, link, leaves, person_id, person_name, due_at, taken_at, taken_by, taken_by_name, state, ended_at)
  on par_taken_up to $app;
