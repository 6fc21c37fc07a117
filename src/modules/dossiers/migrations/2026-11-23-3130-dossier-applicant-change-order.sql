-- The order in which changes of a person were noted: several may stand at one moment. Rewrites the table, which holds a
-- line for each time a counter was told something new; seconds for a hundred thousand of them.
alter table dossier_applicant_change add column seq bigint generated always as identity;
