-- The figures of a month read a row for each firing and each message. A firing's row is wide by what was said; what is
-- counted of it now stands in the index every firing enters anyway, so that no further index has to be kept up.
-- On a live table: the two lines on reminder_firing hold up firing while the index is written, a second for a million.
alter table reminder_firing drop constraint reminder_firing_obligation_id_plan_version_step_key_key;
alter table reminder_firing add constraint reminder_firing_once
  unique (obligation_id, plan_version, step_key) include (fired_at, ready_at, outcome);
-- Messages are written in order of time: a summary of the order finds a month of them and costs a burst nothing.
create index reminder_message_by_time on reminder_message using brin (fired_at) with (pages_per_range = 16, autosummarize = on);

-- What is counted, for the program alone. Row by row the policies of these tables ask who may see it, and the planner,
-- which cannot know that the program is never asked, weighs that question for a hundred thousand rows and takes the
-- slowest way around it. Through a view it is asked once.
create view reminder_counted_firing as
  select id, obligation_id, plan_version, step_key, kind, fired_at, ready_at, outcome from reminder_firing
  where (select app_is_system());
create view reminder_counted_message as
  select id, firing_id, obligation_id, recipient_id, channel, state, fired_at, acknowledged_at from reminder_message
  where (select app_is_system());
create view reminder_counted_reaction as
  select id, obligation_id, person_id, kind, at, after_step from reminder_reaction where (select app_is_system());
create view reminder_counted_plan as
  select plan.obligation_id, plan.version, plan.policy_id, o.closed_at
  from reminder_plan plan join reminder_obligation o on o.id = plan.obligation_id where (select app_is_system());
create view reminder_counted_clock as
  select obligation_id, next_step_key, next_at from reminder_clock where next_at is not null and (select app_is_system());
grant select on reminder_counted_firing, reminder_counted_message, reminder_counted_reaction, reminder_counted_plan,
  reminder_counted_clock to $app;
