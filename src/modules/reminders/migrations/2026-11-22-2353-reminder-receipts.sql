-- A carrier's receipt names a message by the name it gave it. Partial: most messages have none.
create index reminder_message_receipt on reminder_message (receipt_id) where receipt_id is not null;
