-- What a month looks through: those that ended in it or after it, and the few that never count. Safe on a live system:
-- an index made anew with a second column, two small ones.
drop index dossier_ended;
create index dossier_ended on dossier (ended_at, submitted_at) where ended_at is not null;
create index dossier_ended_unknown on dossier (submitted_at) where clock = 'ended' and ended_at is null;
create index dossier_without_clock on dossier (submitted_at) where clock = 'none';
-- The few dossiers in which something was taken back.
create index dossier_event_taken_back on dossier_event (dossier_id) where undoes is not null;
