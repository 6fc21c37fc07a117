-- Reminders (nhắc việc): who owes what by when, what was said about it, to whom, and what they did.
-- New objects only, safe on a live database.

-- A ladder of reminders, as data. A change is a new version; what fired under an old one still says so.
create table reminder_policy (
  id         uuid primary key,
  kind       text not null,           -- kind of obligation it is for; '*' for every other
  version    integer not null check (version >= 1),
  definition jsonb not null,          -- domain/policy.ts, checked when it is read
  made_at    timestamptz not null default now(),
  made_by    uuid,                    -- null: came with the program
  unique (kind, version)
);
comment on table reminder_policy is 'Chính sách nhắc việc, từng phiên bản';

-- A promise with an owner and a time (việc phải làm). The module that made the promise owns the facts; this row is
-- where its clock runs.
create table reminder_obligation (
  id                 uuid primary key,
  source             text not null,
  key                text not null,
  kind               text not null,
  title              text not null,
  agency_id          uuid not null,
  person_id          uuid,
  follower_agency_id uuid,
  start_at           timestamptz not null,
  due_at             timestamptz,
  urgency            text not null check (urgency in ('normal', 'urgent', 'very-urgent', 'express')),
  link               text not null check (link like '/%' and link not like '//%'),
  action             text,
  explanation        jsonb not null,  -- sentences: why this due date
  origin             jsonb,           -- {document, number} it comes from
  state              text not null check (state in ('open', 'done', 'cancelled')),
  closed_at          timestamptz,
  policy_id          uuid not null references reminder_policy,
  plan_version       integer not null check (plan_version >= 1),
  next_step_key      text,
  next_planned_at    timestamptz,
  next_at            timestamptz,
  no_next_reason     text,
  acknowledged_at    timestamptz,
  acknowledged_by    uuid,
  registered_at      timestamptz not null,
  changed_at         timestamptz not null,
  unique (source, key),
  check (due_at >= start_at),
  check ((state = 'open') = (closed_at is null)),
  check ((next_at is null) = (next_step_key is null) and (next_at is null) = (next_planned_at is null)),
  check (next_at >= next_planned_at),
  -- nothing is lost in silence: what is open has a next step or says why not, what is closed has none
  check (case when state = 'open' then (next_at is null) <> (no_next_reason is null)
              else next_at is null and no_next_reason is null end)
);
comment on column reminder_obligation.due_at is 'Hạn: a day without an hour stands as the last moment of that day';
comment on column reminder_obligation.next_planned_at is 'Where the next step stands on the ladder';
comment on column reminder_obligation.next_at is 'When it may fire: later than planned when what ran late would fall outside working time';
create index reminder_obligation_next on reminder_obligation (next_at, id) where state = 'open' and next_at is not null;
create index reminder_obligation_stalled on reminder_obligation (no_next_reason) where no_next_reason is not null;
create index reminder_obligation_open_by_agency on reminder_obligation (agency_id, due_at, id) where state = 'open';
create index reminder_obligation_open_by_person on reminder_obligation (person_id, due_at, id) where state = 'open';
create index reminder_obligation_open_by_follower on reminder_obligation (follower_agency_id, due_at, id) where state = 'open';

-- Every plan an obligation ever had: a moved due date, another policy, a reopening. Append-only.
create table reminder_plan (
  obligation_id uuid not null references reminder_obligation,
  version       integer not null check (version >= 1),
  policy_id     uuid not null references reminder_policy,
  start_at      timestamptz not null,
  due_at        timestamptz,
  because       text not null check (because in ('registered', 'due-changed', 'reopened', 'calendar', 'policy')),
  made_at       timestamptz not null,
  primary key (obligation_id, version)
);

-- The record that a step was reached: once, whatever crashes. Append-only.
create table reminder_firing (
  id            uuid primary key,
  obligation_id uuid not null,
  plan_version  integer not null,
  step_key      text not null,
  kind          text not null check (kind in ('assigned', 'due-soon', 'due-today', 'overdue', 'review')),
  planned_at    timestamptz not null,
  fired_at      timestamptz not null,
  outcome       text not null check (outcome in ('told', 'acknowledged-before', 'nobody')),
  folded        jsonb not null,       -- keys of earlier steps missed while nothing ran, told by this one
  told          jsonb not null,       -- [{personId, name, title, audience}]
  unique (obligation_id, plan_version, step_key),
  foreign key (obligation_id, plan_version) references reminder_plan (obligation_id, version),
  check (fired_at >= planned_at)
);
create index reminder_firing_by_time on reminder_firing (fired_at, id);

-- One per firing, recipient and channel. The id is what the carrier is given, so a repeat can be known for one.
create table reminder_message (
  id              uuid primary key,
  firing_id       uuid not null references reminder_firing,
  obligation_id   uuid not null,
  recipient_id    uuid not null,
  audience        text not null,
  channel         text not null check (channel in ('in-app', 'email')),
  address         text,               -- where it goes, as it stood when fired
  content         jsonb not null,     -- the facts said, as they stood when fired
  fired_at        timestamptz not null,
  state           text not null check (state in ('queued', 'sent', 'failed', 'dead')),
  mail_id         uuid,               -- the letter it went in; several messages to one person may share one
  attempts        integer not null default 0,
  -- by the real clock, as carriers do not follow the clock of a demonstration
  next_attempt_at timestamptz,
  last_error      text,
  sent_at         timestamptz,
  read_at         timestamptz,
  acknowledged_at timestamptz,
  unique (firing_id, recipient_id, channel),
  check ((channel = 'email') = (address is not null)),
  check ((state in ('queued', 'failed')) = (next_attempt_at is not null)),
  check ((state = 'sent') = (sent_at is not null))
);
comment on column reminder_message.state is 'queued → sent; failed waits for another attempt; dead waits for a person';
create index reminder_message_queue on reminder_message (next_attempt_at, id) where state in ('queued', 'failed');
create index reminder_message_received on reminder_message (recipient_id, fired_at desc, id desc) where channel = 'in-app';
create index reminder_message_unread on reminder_message (recipient_id) where channel = 'in-app' and read_at is null;
create index reminder_message_of_matter on reminder_message (obligation_id, recipient_id, fired_at);
create index reminder_message_dead on reminder_message (id) where state = 'dead';
create index reminder_message_letter on reminder_message (mail_id) where mail_id is not null;

-- What people did about a reminder (phản ứng). Append-only.
create table reminder_reaction (
  id            uuid primary key,
  obligation_id uuid not null references reminder_obligation,
  plan_version  integer not null,
  person_id     uuid not null,
  kind          text not null check (kind in ('acknowledged')),
  after_step    text,                 -- the last step that had fired; null before any
  at            timestamptz not null
);
create index reminder_reaction_by_obligation on reminder_reaction (obligation_id, at);

-- The calendar changed: open plans from `after_id` on are still to be counted again, some at a time.
create table reminder_recheck (
  id        uuid primary key,
  agency_id uuid,                     -- null: the whole province
  asked_at  timestamptz not null,
  after_id  uuid,
  done_at   timestamptz
);
create index reminder_recheck_waiting on reminder_recheck (asked_at, id) where done_at is null;

grant select, insert on reminder_policy, reminder_plan, reminder_firing, reminder_reaction to $app;
grant select, insert, update on reminder_obligation, reminder_message, reminder_recheck to $app;

-- Rows are written by the engine, which acts as the program: which module may promise what is that module's use case.
-- What people see: an agency and those above it its obligations, a person his own, the follower what it follows.
alter table reminder_policy enable row level security;
create policy read on reminder_policy for select to $app using (app_is_system() or app_person() is not null);
create policy make on reminder_policy for insert to $app with check (app_is_system());

alter table reminder_obligation enable row level security;
create policy read on reminder_obligation for select to $app using (
  app_is_system() or app_sees(agency_id) or person_id = app_person() or app_sees(follower_agency_id));
create policy make on reminder_obligation for insert to $app with check (app_is_system());
create policy change on reminder_obligation for update to $app using (app_is_system());

alter table reminder_plan enable row level security;
create policy read on reminder_plan for select to $app
  using (exists (select 1 from reminder_obligation o where o.id = obligation_id));
create policy make on reminder_plan for insert to $app with check (app_is_system());

alter table reminder_firing enable row level security;
create policy read on reminder_firing for select to $app
  using (exists (select 1 from reminder_obligation o where o.id = obligation_id));
create policy make on reminder_firing for insert to $app with check (app_is_system());

-- A message is its recipient's alone; an administrator sees only those no carrier would take.
alter table reminder_message enable row level security;
create policy read on reminder_message for select to $app using (
  app_is_system() or recipient_id = app_person() or (state = 'dead' and app_has_role('administrator')));
create policy make on reminder_message for insert to $app with check (app_is_system());
create policy change on reminder_message for update to $app using (app_is_system() or recipient_id = app_person());

alter table reminder_reaction enable row level security;
create policy read on reminder_reaction for select to $app
  using (exists (select 1 from reminder_obligation o where o.id = obligation_id));
create policy make on reminder_reaction for insert to $app with check (app_is_system());

alter table reminder_recheck enable row level security;
create policy everything on reminder_recheck to $app using (app_is_system());

insert into reminder_policy (id, kind, version, definition) values ('01900000-0000-7000-8000-000000000401', '*', 1, $policy${
  "name": "Thang nhắc việc mặc định",
  "source": "Đề xuất của hệ thống; chưa tìm thấy văn bản nào quy định mốc nhắc",
  "onAssignment": ["owner", "clerk"],
  "bands": [
    {"overDays": 15, "steps": [
      {"key": "before-7", "at": {"daysBefore": 7}, "to": ["owner", "clerk"]},
      {"key": "before-3", "at": {"daysBefore": 3}, "to": ["owner", "clerk"]},
      {"key": "before-1", "at": {"daysBefore": 1}, "to": ["owner", "clerk"]},
      {"key": "due-day", "at": {"dueDay": true}, "to": ["owner", "clerk", "deputy"]}]},
    {"overDays": 4, "steps": [
      {"key": "before-3", "at": {"daysBefore": 3}, "to": ["owner", "clerk"]},
      {"key": "before-1", "at": {"daysBefore": 1}, "to": ["owner", "clerk"]},
      {"key": "due-day", "at": {"dueDay": true}, "to": ["owner", "clerk", "deputy"]}]},
    {"overDays": -1, "steps": [
      {"key": "half", "at": {"share": 0.5}, "to": ["owner", "clerk"]},
      {"key": "due-day", "at": {"dueDay": true}, "to": ["owner", "clerk", "deputy"]}]}
  ],
  "overdue": [
    {"key": "overdue-1", "afterDays": 1, "to": ["owner", "head"]},
    {"key": "overdue-3", "afterDays": 3, "to": ["owner", "head", "follower"]}
  ],
  "weekly": {"fromDays": 5, "to": ["owner", "head", "follower"],
    "also": [{"fromDays": 10, "to": ["vice-chair"]}, {"fromDays": 30, "to": ["chair"]}]},
  "withoutDue": {"to": ["follower"]},
  "quiet": {"from": 1080, "to": 420}
}$policy$);
