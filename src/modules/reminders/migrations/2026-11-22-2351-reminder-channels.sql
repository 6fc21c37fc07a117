-- Reminders by more channels than the program itself and e-mail. Columns without a rewrite of the table; the new
-- checks look at every row once, the indexes are partial and small.
alter table reminder_message drop constraint if exists reminder_message_channel_check;
alter table reminder_message add constraint reminder_message_channel_check
  check (channel in ('in-app', 'email', 'push', 'sms', 'zalo'));
-- A push goes to the devices a person has when it leaves, so it has no address of its own.
alter table reminder_message drop constraint if exists reminder_message_check;
alter table reminder_message add constraint reminder_message_addressed
  check ((channel in ('in-app', 'push')) = (address is null));
alter table reminder_message drop constraint if exists reminder_message_state_check;
alter table reminder_message add constraint reminder_message_state_check
  check (state in ('held', 'digested', 'queued', 'sent', 'failed', 'dead', 'replaced'));
comment on column reminder_message.state is
  'queued → sent; held → digested: told by the morning letter; failed waits for another attempt; dead waits for a person; replaced: its channel was down too long, another took over';

alter table reminder_message
  add column receipt_id   text,          -- the carrier's own name for it, told when it took it
  add column delivered_at timestamptz,   -- the carrier says that it arrived, where it says so at all (real time)
  add column further      jsonb,         -- [{channel, address}]: the ways still to be tried; null without any
  add column fall_back_minutes integer check (fall_back_minutes between 1 and 10080),
  add column fall_back_at timestamptz;   -- when the next way takes over from one that is down (real time)
create index reminder_message_fall_back on reminder_message (fall_back_at, id)
  where further is not null and state in ('queued', 'failed', 'dead');

-- Each channel has its own queue: a slow one holds nobody up.
create index reminder_message_channel_queue on reminder_message (channel, next_attempt_at, id)
  where state in ('queued', 'failed');
drop index if exists reminder_message_queue;
