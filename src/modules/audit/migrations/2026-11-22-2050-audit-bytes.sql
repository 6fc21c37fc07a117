-- Subjects are told apart, never sorted for people: compared as bytes, a fraction of the work of a language's rules.
-- Safe on a live system: no row is written again, two indexes are.
alter table audit_head alter column subject_kind type text collate "C", alter column subject_id type text collate "C";
alter table audit_entry alter column subject_kind type text collate "C", alter column subject_id type text collate "C";
