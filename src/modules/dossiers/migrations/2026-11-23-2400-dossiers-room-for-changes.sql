-- A dossier changes some ten times while it is worked on, mostly in columns no index knows. Room kept in the page lets
-- such a change stay beside the row it follows, and no index is touched (heap-only tuples).
alter table dossier set (fillfactor = 80);
