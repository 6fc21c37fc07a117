-- What a watcher of the dates looks at has two things more: dates another software told and tells otherwise now, and
-- clocks stopped right before their day. One index as before, with a wider condition.
drop index dossier_event_watched;
create index dossier_event_watched on dossier_event (at)
  where action in ('correct', 'approve-apology', 'note-fault', 'recount', 'issue-supplement', 'require-payment', 'suspend')
     or undoes is not null or (action = 'import' and seq > 1);

-- Told to be over later than its day by its source, but read here only afterwards: judged by the day its source tells,
-- not by the day of the reading. Late for good stays what was past its day when its clock stopped or was ended here.
update dossier d set was_late = false
where d.origin = 'import' and d.was_late and d.clock = 'ended' and not exists (
  select 1 from dossier_event e
  join dossier_event p on p.dossier_id = e.dossier_id and p.seq = e.seq - 1
  where e.dossier_id = d.id and p.clock = 'running' and e.undoes is null
    and (e.clock = 'stopped' or (e.clock = 'ended' and e.action not in ('import', 'finish', 'refuse')))
    and ((e.at at time zone 'UTC') + interval '7 hours')::date
        > ((p.lawful_due_at at time zone 'UTC') + interval '7 hours')::date);
