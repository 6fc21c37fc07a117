-- What one change of a due date writes: a plan, the obligation, its clock. Asking for each whether its policy exists
-- locked the one row of that policy for every transition of the province at once (a multixact when two meet), for a
-- reference that cannot break: policies are append-only and no role may delete one. Safe on a live system: a short lock
-- each; room on the pages is left by what is written from now on.
alter table reminder_obligation drop constraint reminder_obligation_policy_id_fkey;
alter table reminder_plan drop constraint reminder_plan_policy_id_fkey;
comment on column reminder_obligation.policy_id is 'Of reminder_policy, which is append-only; not asked for at each write, as every transition would lock the same row';
comment on column reminder_plan.policy_id is 'As in reminder_obligation';
-- The new version of a row finds room beside the old one, and where no indexed column changed needs no index entry (HOT).
alter table reminder_obligation set (fillfactor = 90);
alter table reminder_clock set (fillfactor = 85);
