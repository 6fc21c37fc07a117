-- How a person is reached besides the program itself and e-mail (kênh nhận). New objects only, safe on a live database.
-- Instants are real time: carriers do not follow a demonstration's clock.

-- What a person chose; no row = the program's own order.
create table channel_preference (
  person_id    uuid primary key,
  order_chosen text[] not null check (order_chosen <@ array['email', 'push', 'sms', 'zalo']),
  switched_off text[] not null check (switched_off <@ array['email', 'push', 'sms', 'zalo']),
  quiet_from   integer check (quiet_from between 0 and 1439),  -- minutes since midnight in Việt Nam
  quiet_to     integer check (quiet_to between 0 and 1439),
  changed_at   timestamptz not null,
  check ((quiet_from is null) = (quiet_to is null))
);
comment on column channel_preference.quiet_from is 'Giờ yên lặng: nothing that makes a noise from here to quiet_to, also over midnight';

-- The number a person receives SMS and Zalo at; counts only once its owner has repeated the code sent to it.
create table channel_phone (
  person_id       uuid primary key,
  number          text not null check (number ~ '^84[0-9]{9}$'),
  confirmed_at    timestamptz,
  code_hash       text,
  code_expires_at timestamptz,
  code_tries      integer not null default 0,
  codes_sent      integer not null default 0,   -- on the day of asked_at, so that nobody spends the province's money
  asked_at        timestamptz not null,
  check (confirmed_at is not null or code_hash is not null)
);
comment on table channel_phone is 'Personal';

-- A browser that takes Web Push (thiết bị nhận thông báo). Its keys only let one encrypt to it.
create table channel_device (
  id              uuid primary key,
  person_id       uuid not null,
  endpoint        text not null check (endpoint ~ '^https://' and length(endpoint) <= 1000),
  p256dh          text not null,
  auth            text not null,
  label           text not null,
  made_at         timestamptz not null,
  reached_at      timestamptz,                  -- when its service last took a message
  removed_at      timestamptz,
  removed_because text check (removed_because in ('person', 'gone', 'replaced')),
  check ((removed_at is null) = (removed_because is null))
);
create unique index channel_device_endpoint on channel_device (endpoint) where removed_at is null;
create index channel_device_of_person on channel_device (person_id) where removed_at is null;

-- The gateways an administrator set up. Header values and keys stand sealed, apart from what he may read again.
create table channel_carrier (
  channel    text primary key check (channel in ('sms', 'zalo')),
  settings   jsonb not null,
  sealed     text,
  is_on      boolean not null,
  revision   integer not null check (revision > 0),
  changed_at timestamptz not null,
  changed_by uuid
);
comment on column channel_carrier.sealed is 'Secret';

-- How each channel fares: written by the program as it delivers, paused by an administrator.
create table channel_state (
  channel       text primary key check (channel in ('email', 'push', 'sms', 'zalo')),
  paused_at     timestamptz,
  paused_by     text,
  down_since    timestamptz,
  last_error    text,                 -- a code, never what the other side wrote
  last_error_at timestamptz,
  last_sent_at  timestamptz
);
insert into channel_state (channel) values ('email'), ('push'), ('sms'), ('zalo');

grant select, insert, update on channel_carrier to $app;
grant select, update on channel_state to $app;
alter table channel_carrier enable row level security;
create policy everything on channel_carrier to $app using (app_is_system());
alter table channel_state enable row level security;
create policy read on channel_state for select to $app using (app_is_system() or app_has_role('administrator'));
create policy change on channel_state for update to $app using (app_is_system());

grant select, insert, update on channel_preference, channel_phone, channel_device to $app;

-- A person's own, and the program's that sends.
alter table channel_preference enable row level security;
create policy own on channel_preference to $app using (app_is_system() or person_id = app_person());
alter table channel_phone enable row level security;
create policy own on channel_phone to $app using (app_is_system() or person_id = app_person());
alter table channel_device enable row level security;
create policy own on channel_device to $app using (app_is_system() or person_id = app_person());
