-- The day on which a limit in plain days ends before days off move the due day, so that no stop hands the days of a holiday
-- out again. Columns without a value for the rows that are there: no row is written again.
alter table dossier add column plain_end_on date, add column lawful_plain_end_on date;
comment on column dossier.plain_end_on is 'Last plain day of due_at before days off moved it; null for other limits';
comment on column dossier.lawful_plain_end_on is 'Last plain day of lawful_due_at before days off moved it; null for other limits';
