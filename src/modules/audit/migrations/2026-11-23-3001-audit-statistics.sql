-- Nobody asks by these columns, yet ANALYZE sorted samples of them each time the log had grown by a tenth.
alter table audit_entry
  alter column actor_name set statistics 0,
  alter column data set statistics 0,
  alter column prev_hash set statistics 0,
  alter column hash set statistics 0,
  alter column reach set statistics 0,
  set (autovacuum_analyze_threshold = 1000, autovacuum_analyze_scale_factor = 0.3);
alter table audit_head
  alter column seq set statistics 0,
  alter column hash set statistics 0;
