-- Work given to somebody else goes on under a plan of its own, which begins by telling him.
alter table reminder_plan drop constraint reminder_plan_because_check;
alter table reminder_plan add constraint reminder_plan_because_check
  check (because in ('registered', 'due-changed', 'reopened', 'calendar', 'policy', 'handed-over'));
