-- Keys that sign the addresses in messages are kept sealed, as the secrets of gateways and webhooks are; those there are
-- sealed when they are next read (link-keys.ts), which nothing but the program can do.
alter table reminder_link_key alter column secret drop not null;
alter table reminder_link_key add column sealed text check (sealed like 'v1.%');
alter table reminder_link_key add constraint reminder_link_key_one_form check ((secret is null) <> (sealed is null));

-- A short address where signs are counted (SMS, Zalo): the number stands for the message and the end.
create table reminder_short_link (
  number     bigint generated always as identity primary key,
  message_id uuid not null unique,
  expires_at timestamptz not null
);
comment on table reminder_short_link is 'Địa chỉ trả lời ngắn trong tin nhắn SMS và Zalo';
grant select, insert on reminder_short_link to $app;
alter table reminder_short_link enable row level security;
create policy everything on reminder_short_link to $app using (app_is_system());
