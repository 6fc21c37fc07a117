-- What a watcher of the dates looks at, and the open questions of agencies that are no more. Safe on a live system:
-- small partial indexes, one nullable column, one unique index made again with a narrower condition.
create index dossier_event_watched on dossier_event (at)
  where action in ('correct', 'approve-apology', 'note-fault', 'recount', 'issue-supplement') or undoes is not null;
create index dossier_event_entered_late on dossier_event (at)
  where action in ('accept', 'complete-on-spot', 'finish', 'refuse') and recorded_at - at > interval '24 hours';
create index dossier_was_late on dossier (lawful_due_at) where was_late or ended_at > lawful_due_at;
create index dossier_odd_dates on dossier (received_at)
  where lawful_due_at is null or ended_at < received_at or due_at < received_at;
create index dossier_supplement_issued on dossier_supplement (issued_at) where issued_at is not null;

-- Which agency a dossier was of before its agencies were merged: the month of then is read from it.
create index dossier_event_succeeded on dossier_event (dossier_id, seq) where action = 'succeed';

-- A question asked of an agency that was merged since is its successor's to answer; whom it was asked stays.
alter table dossier_urging add column asked_agency_id uuid;
comment on column dossier_urging.asked_agency_id is 'The agency that was asked, where its successor answers for it';
grant update (agency_id, asked_agency_id) on dossier_urging to $app;
drop index dossier_urging_open;
create unique index dossier_urging_open on dossier_urging (dossier_id, agency_id)
  where answered_at is null and asked_agency_id is null;
create index dossier_urging_waiting on dossier_urging (agency_id) where answered_at is null;
drop policy dossier_urging_read on dossier_urging;
create policy dossier_urging_read on dossier_urging for select
  using (app_sees(agency_id) or (asked_agency_id is not null and app_sees(asked_agency_id)));
