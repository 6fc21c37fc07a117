-- Nobody asks by these columns, yet ANALYZE sorted samples of them each time a tenth had been added or changed.
alter table reminder_obligation
  alter column title set statistics 0,
  alter column link set statistics 0,
  alter column action set statistics 0,
  alter column explanation set statistics 0,
  alter column acknowledged_by set statistics 0,
  alter column snoozed_until set statistics 0,
  alter column handed set statistics 0;
alter table reminder_plan
  alter column policy_id set statistics 0,
  alter column start_at set statistics 0,
  alter column due_at set statistics 0,
  alter column because set statistics 0,
  alter column made_at set statistics 0,
  set (autovacuum_analyze_threshold = 1000, autovacuum_analyze_scale_factor = 0.3);
