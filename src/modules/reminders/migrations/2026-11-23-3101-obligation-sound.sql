-- As for dossiers: six checks, each read from its text at every change of a row, are one function with the same rules.
create function reminder_obligation_sound(
  urgency text, link text, state text, plan_version integer, start_at timestamptz, due_at timestamptz,
  closed_at timestamptz
) returns boolean language plpgsql immutable as $$
begin
  -- What is not known breaks no rule, as in a check.
  return urgency in ('normal', 'urgent', 'very-urgent', 'express')
    and link like '/%' and link not like '//%'
    and state in ('open', 'done', 'cancelled')
    and plan_version >= 1
    and due_at >= start_at
    and (state = 'open') = (closed_at is null);
end
$$;
revoke all on function reminder_obligation_sound(
  text, text, text, integer, timestamptz, timestamptz, timestamptz) from public;
grant execute on function reminder_obligation_sound(
  text, text, text, integer, timestamptz, timestamptz, timestamptz) to $app;

alter table reminder_obligation
  drop constraint reminder_obligation_urgency_check,
  drop constraint reminder_obligation_link_check,
  drop constraint reminder_obligation_state_check,
  drop constraint reminder_obligation_plan_version_check,
  drop constraint reminder_obligation_check,
  drop constraint reminder_obligation_check1,
  add constraint reminder_obligation_sound check (reminder_obligation_sound(
    urgency, link, state, plan_version, start_at, due_at, closed_at));
