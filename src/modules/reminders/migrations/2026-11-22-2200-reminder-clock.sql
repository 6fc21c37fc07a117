-- Firing a hundred thousand steps at one instant wrote mostly what nobody had changed: the wide row of the obligation
-- with all its indexes for a new "next step", and what a message says once for every person and channel.

-- The clock of an obligation in a narrow row of its own: firing writes nothing else of it. No foreign key: it is
-- written in the statement that writes its obligation, nobody may delete either, and the reconciler counts both.
create table reminder_clock (
  obligation_id   uuid primary key,
  next_step_key   text,
  next_planned_at timestamptz,
  next_at         timestamptz,
  no_next_reason  text,
  check ((next_at is null) = (next_step_key is null) and (next_at is null) = (next_planned_at is null)),
  check (next_at >= next_planned_at),
  check (next_at is null or no_next_reason is null)
);
comment on table reminder_clock is 'Mốc nhắc kế tiếp của từng việc; việc đã đóng thì không có';
comment on column reminder_clock.next_planned_at is 'Where the next step stands on the ladder';
comment on column reminder_clock.next_at is 'When it may fire: later than planned when what ran late would fall outside working time';
insert into reminder_clock select id, next_step_key, next_planned_at, next_at, no_next_reason from reminder_obligation;
create index reminder_clock_next on reminder_clock (next_at, obligation_id) where next_at is not null;
create index reminder_clock_stalled on reminder_clock (no_next_reason) where no_next_reason is not null;
alter table reminder_obligation
  drop column next_step_key, drop column next_planned_at, drop column next_at, drop column no_next_reason;

grant select, insert, update on reminder_clock to $app;
alter table reminder_clock enable row level security;
-- `(select …)`: asked once a statement, not once a row.
create policy read on reminder_clock for select to $app using (
  (select app_is_system()) or exists (select 1 from reminder_obligation o where o.id = obligation_id));
create policy make on reminder_clock for insert to $app with check ((select app_is_system()));
create policy change on reminder_clock for update to $app using ((select app_is_system()));

-- What is said, once for all who are told. Null where nobody was. Whom it was told to stands beside it in `told`.
alter table reminder_firing add column content jsonb;
update reminder_firing f set content = (
  select m.content - 'told' from reminder_message m where m.firing_id = f.id limit 1);
alter table reminder_message drop column content;

-- Fewer indexes for each message to enter: those of a matter are found through its firings, which have an index by it;
-- firings are written in order of time, so that a summary of the order is enough to find a month of them.
drop index reminder_message_of_matter;
drop index reminder_firing_by_time;
create index reminder_firing_by_time on reminder_firing using brin (fired_at) with (pages_per_range = 16, autosummarize = on);

-- Asked once a statement, as above. Who may read a message may read what it says.
alter policy read on reminder_obligation using (
  (select app_is_system()) or app_sees(agency_id) or person_id = app_person() or app_sees(follower_agency_id));
alter policy make on reminder_obligation with check ((select app_is_system()));
alter policy change on reminder_obligation using ((select app_is_system()));
alter policy read on reminder_plan using (
  (select app_is_system()) or exists (select 1 from reminder_obligation o where o.id = obligation_id));
alter policy make on reminder_plan with check ((select app_is_system()));
alter policy read on reminder_firing using (
  (select app_is_system()) or exists (select 1 from reminder_obligation o where o.id = obligation_id)
  or exists (select 1 from reminder_message m where m.firing_id = reminder_firing.id));
alter policy make on reminder_firing with check ((select app_is_system()));
alter policy read on reminder_message using (
  (select app_is_system()) or recipient_id = app_person() or (state = 'dead' and app_has_role('administrator')));
alter policy make on reminder_message with check ((select app_is_system()));
alter policy change on reminder_message using ((select app_is_system()) or recipient_id = app_person());
