-- Policies with a reason for each version, what people do about a reminder, who stands in during leave.
-- New objects, new columns that may be null, wider checks: safe on a live database.

alter table reminder_policy add column reason text;
comment on column reminder_policy.reason is 'Lý do ban hành; null when it came with the program';

-- "Áp dụng cho việc đang mở": open obligations from `after_id` on are still to be put on the policy, some at a time.
create table reminder_policy_apply (
  id        uuid primary key,
  policy_id uuid not null references reminder_policy,
  kind      text not null,
  asked_at  timestamptz not null,
  asked_by  uuid,
  after_id  uuid,
  moved     integer not null default 0,
  done_at   timestamptz
);
create index reminder_policy_apply_waiting on reminder_policy_apply (asked_at, id) where done_at is null;
create index reminder_obligation_open_by_kind on reminder_obligation (kind, policy_id) where state = 'open';

alter table reminder_reaction drop constraint reminder_reaction_kind_check;
alter table reminder_reaction add constraint reminder_reaction_kind_check
  check (kind in ('acknowledged', 'snoozed', 'asked-more-time', 'handed-over'));
-- 'link': straight from a message, by its signed address; 'app': signed in.
alter table reminder_reaction add column via text not null default 'app' check (via in ('app', 'link'));
-- What it says in short: until when, to whom.
alter table reminder_reaction add column note text;
-- Said by somebody standing in for this person.
alter table reminder_reaction add column instead_of uuid;

alter table reminder_firing drop constraint reminder_firing_outcome_check;
alter table reminder_firing add constraint reminder_firing_outcome_check
  check (outcome in ('told', 'acknowledged-before', 'snoozed', 'nobody', 'before-restore'));

-- A person's own pause (tạm hoãn nhắc): due-soon reminders pass him by until then, and then he is told once.
create table reminder_snooze (
  id            uuid primary key,
  obligation_id uuid not null references reminder_obligation,
  person_id     uuid not null,
  audience      text not null,        -- as what he is told
  until_at      timestamptz not null,
  made_at       timestamptz not null,
  ended_at      timestamptz,
  ended         text check (ended in ('woken', 'replaced', 'due-changed', 'closed', 'no-longer-due')),
  check (until_at > made_at),
  check ((ended_at is null) = (ended is null))
);
create unique index reminder_snooze_live on reminder_snooze (obligation_id, person_id) where ended_at is null;
create index reminder_snooze_next on reminder_snooze (until_at, id) where ended_at is null;
create index reminder_snooze_by_person on reminder_snooze (person_id, until_at) where ended_at is null;
-- The latest of its snoozes that run; null where nobody has snoozed it, so that firing need not ask.
alter table reminder_obligation add column snoozed_until timestamptz;

-- Keys the addresses in messages are signed with; the newest signs, each is taken until it is retired.
create table reminder_link_key (
  id         integer primary key,
  secret     bytea not null check (length(secret) >= 32),
  made_at    timestamptz not null default now(),
  retired_at timestamptz
);
-- What an address in a message was used for: each thing once.
create table reminder_link_use (
  message_id uuid not null,
  action     text not null check (action in ('acknowledge', 'snooze')),
  used_at    timestamptz not null,
  primary key (message_id, action)
);

-- Người làm thay khi nghỉ: from-to, both days included.
create table reminder_substitute (
  id            uuid primary key,
  agency_id     uuid not null,
  person_id     uuid not null,
  substitute_id uuid not null,
  from_on       date not null,
  to_on         date not null,
  note          text not null default '',
  set_by        uuid,
  set_at        timestamptz not null,
  ended_at      timestamptz,
  ended_by      uuid,
  check (to_on >= from_on),
  check (substitute_id <> person_id)
);
comment on table reminder_substitute is 'Người làm thay: nhận nhắc việc trong thời gian một người nghỉ';
create index reminder_substitute_running on reminder_substitute (to_on, from_on) where ended_at is null;
create index reminder_substitute_by_agency on reminder_substitute (agency_id, from_on desc);

grant select, insert, update on reminder_policy_apply, reminder_snooze, reminder_substitute, reminder_link_key to $app;
grant select, insert on reminder_link_use to $app;

alter table reminder_policy_apply enable row level security;
create policy everything on reminder_policy_apply to $app using (app_is_system());
alter table reminder_snooze enable row level security;
create policy read on reminder_snooze for select to $app using (app_is_system() or person_id = app_person());
create policy make on reminder_snooze for insert to $app with check (app_is_system());
create policy change on reminder_snooze for update to $app using (app_is_system());
alter table reminder_link_key enable row level security;
create policy everything on reminder_link_key to $app using (app_is_system());
alter table reminder_link_use enable row level security;
create policy everything on reminder_link_use to $app using (app_is_system());
alter table reminder_substitute enable row level security;
create policy read on reminder_substitute for select to $app using (
  app_is_system() or app_sees(agency_id) or person_id = app_person() or substitute_id = app_person());
create policy make on reminder_substitute for insert to $app with check (app_is_system());
create policy change on reminder_substitute for update to $app using (app_is_system());
