-- Asked by their keys alone; ANALYZE sorted samples of their texts each time they had grown by a tenth.
alter table event_outbox
  alter column payload set statistics 0,
  set (autovacuum_analyze_threshold = 1000, autovacuum_analyze_scale_factor = 0.3);
alter table http_idempotency
  alter column route set statistics 0,
  alter column request_hash set statistics 0,
  alter column answer set statistics 0,
  set (autovacuum_analyze_threshold = 1000, autovacuum_analyze_scale_factor = 0.3);
