-- Open and overdue although the day promised last is not over: promised anew, or past its day when its clock stood. Few
-- among the open, none of them found by that day.
create index dossier_late_already on dossier (due_at, id) include (clock, parties)
  where clock in ('running', 'stopped') and (was_late or reappointments > 0);
