-- A row whose owner or follower is nobody is looked for by neither: a step of a dossier has no follower, the whole of it
-- no person, and each change of its due date entered both indexes again. Safe on a live system: seconds for a million
-- rows, in which new obligations wait.
drop index reminder_obligation_open_by_person;
create index reminder_obligation_open_by_person on reminder_obligation (person_id, due_at, id)
  where state = 'open' and person_id is not null;
drop index reminder_obligation_open_by_follower;
create index reminder_obligation_open_by_follower on reminder_obligation (follower_agency_id, due_at, id)
  where state = 'open' and follower_agency_id is not null;
