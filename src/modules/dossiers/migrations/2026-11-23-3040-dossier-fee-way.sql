-- When the fee is paid (cách thu phí, lệ phí), as it was agreed at the counter: printed on the receipt. Null where
-- nobody said it.
alter table dossier add column fee_way text check (fee_way in ('on-submit', 'on-return', 'transfer'));
