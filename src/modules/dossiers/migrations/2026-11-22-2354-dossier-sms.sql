-- SMS to applicants leave by the province's gateway once there is one. Columns without a rewrite of the table.
alter table dossier_letter
  add column receipt_id   text,          -- the gateway's own name for it
  add column delivered_at timestamptz;   -- the gateway says that it arrived (real time)
create index dossier_letter_receipt on dossier_letter (receipt_id) where receipt_id is not null;
create index dossier_letter_channel_queue on dossier_letter (channel, next_attempt_at, id) where state in ('queued', 'failed');
