-- A backup was brought back: reminders up to `sent_until` had gone out although this database does not know it.
create table reminder_restore (
  id               uuid primary key,
  settled_at       timestamptz not null,
  sent_until       timestamptz not null,
  steps            integer not null,  -- recorded as reached, told to nobody again
  letters_taken    integer not null,  -- waited in the backup; taken as sent
  letters_doubtful integer not null,  -- were failing in the backup; wait for a person on the list of dead letters
  check (sent_until <= settled_at)
);
grant select, insert on reminder_restore to $app;
alter table reminder_restore enable row level security;
create policy everything on reminder_restore to $app using (app_is_system());

alter table reminder_firing drop constraint reminder_firing_outcome_check;
alter table reminder_firing add constraint reminder_firing_outcome_check
  check (outcome in ('told', 'acknowledged-before', 'nobody', 'before-restore'));

-- When the step might fire: later than planned when night or days off held it. Null before this column was there.
alter table reminder_firing add column ready_at timestamptz;

-- What the reconciler found, one row a run, kept for a week.
create table reminder_check (
  id          uuid primary key,
  at          timestamptz not null,
  open        integer not null,
  took_ms     integer not null,
  differences jsonb not null          -- [{kind, count, obligationIds}], those with a count above 0
);
create index reminder_check_by_time on reminder_check (at desc);
grant select, insert, delete on reminder_check to $app;
alter table reminder_check enable row level security;
create policy everything on reminder_check to $app using (app_is_system());
