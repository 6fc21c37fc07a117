-- A kiến nghị is submitted before it is approved, and a leader may send it back with a reason. Safe on a live system:
-- checks are widened, what is kept fits them; proposals drafted before stay drafts to be submitted.
alter table par_proposal_entry drop constraint par_proposal_entry_kind_check;
alter table par_proposal_entry add constraint par_proposal_entry_kind_check
  check (kind in ('written', 'submitted', 'approved', 'returned', 'sent', 'answered', 'withdrawn'));
alter table par_proposal_entry add constraint par_proposal_entry_return_reason
  check (kind <> 'returned' or text is not null);
drop policy par_proposal_entry_make on par_proposal_entry;
create policy par_proposal_entry_make on par_proposal_entry for insert with check ((select app_is_system()
  or (kind in ('approved', 'returned') and app_has_role('provincial-leader'))
  or (kind not in ('approved', 'returned') and app_has_role('reform-monitor'))));
