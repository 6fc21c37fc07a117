-- One letter a person and working morning (bản tin sáng), and the number of letters sent at once kept small. Existing
-- rows stay as they are; safe on a live database.

create table reminder_digest (
  id        uuid primary key,
  person_id uuid not null,
  on_date   date not null,
  agency_id uuid not null,             -- whose working calendar said that this is a morning
  made_at   timestamptz not null,
  outcome   text not null check (outcome in ('letter', 'empty', 'no-address')),
  content   jsonb,                     -- what the letter says, as it stood when it was made; null without a letter
  unique (person_id, on_date),
  check ((outcome = 'letter') = (content is not null))
);
comment on table reminder_digest is 'Bản tin sáng: once a person and day, whatever crashes';
grant select, insert on reminder_digest to $app;
alter table reminder_digest enable row level security;
create policy read on reminder_digest for select to $app using (app_is_system() or person_id = app_person());
create policy make on reminder_digest for insert to $app with check (app_is_system());

-- The letter of a morning is a message of its own, of no single firing; what it tells points at it by mail_id.
alter table reminder_message alter column firing_id drop not null;
alter table reminder_message alter column obligation_id drop not null;
alter table reminder_message add column digest_id uuid;
alter table reminder_message add column bound_on date; -- the day on which it was put into a letter sent at once
alter table reminder_message add constraint reminder_message_of_what
  check ((digest_id is null) = (firing_id is not null) and (firing_id is null) = (obligation_id is null));
alter table reminder_message drop constraint if exists reminder_message_state_check;
alter table reminder_message add constraint reminder_message_state_check
  check (state in ('held', 'digested', 'queued', 'sent', 'failed', 'dead', 'replaced'));
comment on column reminder_message.state is
  'queued → sent; failed waits for another attempt; dead waits for a person; held waits for the morning → digested, told in the letter mail_id';
create unique index reminder_message_of_digest on reminder_message (digest_id) where digest_id is not null;
create index reminder_message_held on reminder_message (recipient_id) where state = 'held';
create index reminder_message_bound on reminder_message (recipient_id, bound_on) where bound_on is not null;
-- Letters are claimed by their first message.
create index reminder_message_unbound on reminder_message (next_attempt_at, id) where state = 'queued' and mail_id is null;
