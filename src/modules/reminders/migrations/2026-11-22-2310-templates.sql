-- Words of reminders (mẫu tin), by channel and kind of step, in versions. Append-only; new objects only.
create table reminder_template (
  id       uuid primary key,
  channel  text not null check (channel in ('in-app', 'email', 'push', 'sms', 'zalo')),
  kind     text not null check (kind in ('assigned', 'due-soon', 'due-today', 'overdue', 'review')),
  version  integer not null check (version >= 1),
  fields   jsonb not null,             -- {subject?, body}: domain/template.ts, checked when it is made and read
  made_at  timestamptz not null,
  made_by  uuid,                       -- null: came with the program
  reason   text,
  unique (channel, kind, version)
);
comment on table reminder_template is 'Mẫu tin nhắc việc, từng phiên bản';
grant select, insert on reminder_template to $app;
alter table reminder_template enable row level security;
create policy read on reminder_template for select to $app using ((select app_is_system()) or app_person() is not null);
create policy make on reminder_template for insert to $app with check ((select app_is_system()));
