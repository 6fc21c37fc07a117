-- The counter's queue of what waits for the applicant: papers, and from now on fees too. Small: only what waits stands in it.
drop index dossier_awaiting_supplement;
create index dossier_awaiting_applicant on dossier (receiving_agency_id)
  where (supplement_draft_id is not null or state in ('awaiting-supplement', 'awaiting-payment'))
    and clock in ('running', 'stopped');
