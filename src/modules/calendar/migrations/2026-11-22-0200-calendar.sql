-- The working calendar of a province (lịch làm việc). Live table: safe, creates new objects only.
-- What changed, when, by whom and why is told by the event calendar.changed and kept in the audit log.

-- One row: renewed by every change, so that a compiled calendar is kept as long as it is true. Writers take turns on it.
create table calendar_version (
  only_row boolean primary key default true check (only_row),
  id       uuid not null
);

-- Years whose days off are announced (năm đã có lịch nghỉ). A question about another year is refused.
create table calendar_year (
  year    smallint primary key check (year between 1976 and 2200),
  sources jsonb not null
);

-- Days that depart from the weekly pattern (ngày nghỉ, ngày làm bù). For one date the agency's own entry wins over
-- the province's, and that over the national one.
create table calendar_day (
  id          uuid primary key,          -- UUIDv7, made by the program
  scope       text not null check (scope in ('national', 'province', 'agency')),
  agency_id   uuid references org_agency,
  on_date     date not null,
  kind        text not null check (kind in ('statutory', 'compensatory', 'exchanged', 'local', 'make-up')),
  name        text not null check (name is nfc normalized and length(name) between 1 and 200),
  sources     jsonb not null,
  paired_with date check (paired_with <> on_date),
  periods     jsonb,
  check ((scope = 'agency') = (agency_id is not null)),
  check (kind <> 'exchanged' or paired_with is not null),
  check (periods is null or kind in ('local', 'make-up')),
  unique nulls not distinct (scope, agency_id, on_date)
);
comment on column calendar_day.paired_with is 'Ngày hoán đổi: the make-up day of an exchanged day off, and the reverse';
comment on column calendar_day.periods is 'Hours of that day alone, in minutes since midnight; null = the usual ones, or none on a day off';

-- Office hours (giờ hành chính), effective-dated; for a day the latest valid_from that covers it holds, the agency's own first.
create table calendar_hours (
  id         uuid primary key,
  agency_id  uuid references org_agency,
  valid_from date,
  valid_to   date check (valid_to >= valid_from),
  weekdays   smallint[] not null check (cardinality(weekdays) between 1 and 7),
  periods    jsonb not null,
  assumed    boolean not null,
  source     jsonb not null,
  unique nulls not distinct (agency_id, valid_from)
);
comment on column calendar_hours.assumed is 'No document of the agency was seen: every explanation says so';

grant select, insert, update on calendar_version to $app;
grant select, insert, update on calendar_year to $app;
grant select, insert, update, delete on calendar_day, calendar_hours to $app;

-- Everybody may know when offices work; only the program and administrators may say so.
alter table calendar_version enable row level security;
alter table calendar_year enable row level security;
alter table calendar_day enable row level security;
alter table calendar_hours enable row level security;
create policy calendar_version_read on calendar_version for select using (true);
create policy calendar_version_write on calendar_version using (app_is_system() or app_has_role('administrator'));
create policy calendar_year_read on calendar_year for select using (true);
create policy calendar_year_write on calendar_year using (app_is_system() or app_has_role('administrator'));
create policy calendar_day_read on calendar_day for select using (true);
create policy calendar_day_write on calendar_day using (app_is_system() or app_has_role('administrator'));
create policy calendar_hours_read on calendar_hours for select using (true);
create policy calendar_hours_write on calendar_hours using (app_is_system() or app_has_role('administrator'));
