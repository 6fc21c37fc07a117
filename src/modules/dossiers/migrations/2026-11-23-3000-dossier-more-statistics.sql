-- While dossiers come in quickly, ANALYZE of these tables took a third of the database's time, most of it sorting texts
-- nobody asks by. What is asked by keeps its statistics; tables that only grow are looked at again when they have grown
-- by three tenths.
alter table dossier_event
  alter column recorded_at set statistics 0,
  alter column step_minutes set statistics 0,
  alter column step_due_at set statistics 0,
  alter column document_number set statistics 0,
  alter column document_on set statistics 0,
  alter column undoes set statistics 0,
  set (autovacuum_analyze_threshold = 1000, autovacuum_analyze_scale_factor = 0.3);
alter table dossier_paper
  alter column key set statistics 0,
  alter column name set statistics 0,
  alter column originals set statistics 0,
  alter column copies set statistics 0,
  alter column received set statistics 0,
  alter column certified set statistics 0,
  set (autovacuum_analyze_threshold = 1000, autovacuum_analyze_scale_factor = 0.3);
alter table dossier_letter
  alter column address set statistics 0,
  alter column subject set statistics 0,
  alter column body set statistics 0,
  alter column link set statistics 0,
  alter column last_error set statistics 0,
  alter column template_version set statistics 0;
alter table dossier_applicant
  alter column email set statistics 0,
  alter column address set statistics 0,
  alter column birth_on set statistics 0,
  alter column last_procedure set statistics 0;
