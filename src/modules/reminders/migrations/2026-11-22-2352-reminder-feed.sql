-- Calendar feeds (lịch đăng ký): due dates of a person or an agency for a calendar program. New objects only, safe on a
-- live database. All instants are real time: calendar programs do not follow a demonstration's clock.
create table reminder_feed (
  id            uuid primary key,
  person_id     uuid not null,           -- whose sight it has, each time it is read
  agency_id     uuid,                    -- null: the person's own work
  token_hash    bytea not null unique check (length(token_hash) = 32),
  alarm_minutes integer check (alarm_minutes in (60, 1440)),
  made_at       timestamptz not null,
  renewed_at    timestamptz,
  last_read_at  timestamptz,
  revoked_at    timestamptz
);
comment on column reminder_feed.token_hash is 'Secret: SHA-256 of the address, which is told once';
create unique index reminder_feed_open on reminder_feed (person_id, agency_id) nulls not distinct where revoked_at is null;
create index reminder_obligation_closed_of_agency on reminder_obligation (agency_id, closed_at) where state <> 'open';

grant select, insert, update on reminder_feed to $app;
alter table reminder_feed enable row level security;
create policy own on reminder_feed to $app using (app_is_system() or person_id = app_person());
