-- What applicants are told at each moment (tin báo cho người nộp): the templates in versions, the moments still to be
-- told, and every message that was made with what became of it. Safe on a live system: new objects only.
create table dossier_letter_template (
  key          text not null,
  version      integer not null check (version > 0),
  subject      text not null check (subject is nfc normalized),
  body         text not null check (body is nfc normalized),
  sms          text not null check (sms is nfc normalized),
  enabled      boolean not null,
  made_at      timestamptz not null,
  made_by_name text not null,
  primary key (key, version)
);
alter table dossier_letter_template enable row level security;
create policy dossier_letter_template_read on dossier_letter_template for select using (true);
create policy dossier_letter_template_add on dossier_letter_template for insert
  with check ((select app_is_system()) or app_has_role('administrator'));
grant select, insert on dossier_letter_template to $app;

-- A line of a history somebody is to be told of; gone when its messages are made.
create table dossier_letter_due (
  dossier_id uuid not null references dossier,
  seq        integer not null,
  noted_at   timestamptz not null default clock_timestamp(),
  primary key (dossier_id, seq)
);
create index dossier_letter_due_by_age on dossier_letter_due (noted_at);
alter table dossier_letter_due enable row level security;
create policy dossier_letter_due_note on dossier_letter_due for insert
  with check ((select app_is_system()) or app_person() is not null);
create policy dossier_letter_due_all on dossier_letter_due using ((select app_is_system()));
grant select, insert, update, delete on dossier_letter_due to $app;

create table dossier_letter (
  id              uuid primary key,
  dossier_id      uuid not null references dossier,
  seq             integer not null,
  template_key    text not null,
  template_version integer not null check (template_version >= 0),
  channel         text not null check (channel in ('email', 'sms', 'none')),
  address         text,
  subject         text,
  body            text not null,
  link            text,
  state           text not null check (state in ('queued', 'sent', 'failed', 'dead', 'no-gateway', 'no-address')),
  made_at         timestamptz not null,
  attempts        integer not null default 0,
  -- by the real clock, as carriers do not follow the clock of a demonstration
  next_attempt_at timestamptz,
  last_error      text,
  sent_at         timestamptz,
  unique (dossier_id, seq, template_key, channel),
  check ((state in ('queued', 'failed')) = (next_attempt_at is not null)),
  check ((state = 'sent') = (sent_at is not null)),
  check ((channel = 'none') = (address is null))
);
comment on column dossier_letter.template_version is '0: as it comes with the program';
create index dossier_letter_queue on dossier_letter (next_attempt_at, id) where state in ('queued', 'failed');
create index dossier_letter_left on dossier_letter (state) where state in ('dead', 'no-gateway', 'no-address');
alter table dossier_letter enable row level security;
create policy dossier_letter_read on dossier_letter for select
  using ((select app_is_system()) or exists (select 1 from dossier d where d.id = dossier_id));
create policy dossier_letter_make on dossier_letter for insert with check ((select app_is_system()));
create policy dossier_letter_change on dossier_letter for update using ((select app_is_system()));
grant select, insert, update on dossier_letter to $app;
