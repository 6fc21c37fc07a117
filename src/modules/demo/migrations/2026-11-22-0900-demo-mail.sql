-- Mails a demonstration province's own SMTP server received (hộp thư trình diễn). Empty in a real province.
-- New objects only, safe on a live database.
create table demo_mail (
  id           uuid primary key,
  message_id   text not null,
  recipient    text not null,
  sender       text not null,
  subject      text not null,
  body_text    text not null,
  body_html    text,
  sent_at      timestamptz not null,  -- the Date header: when it was fired, by the demonstration clock
  received_at  timestamptz not null,  -- the same clock when the server took it
  -- a letter is delivered at least once: a second copy under one Message-ID is counted, not shown twice
  copies       integer not null default 1 check (copies >= 1),
  unique (message_id, recipient)
);
create index demo_mail_by_recipient on demo_mail (recipient, sent_at desc, id desc);
create index demo_mail_by_time on demo_mail (sent_at desc, id desc);

grant select, insert, update on demo_mail to $app;
alter table demo_mail enable row level security;
-- Everybody who tries the demonstration may read everybody's invented mail.
create policy read on demo_mail for select to $app using (app_is_system() or app_person() is not null);
create policy make on demo_mail for insert to $app with check (app_is_system());
create policy repeated on demo_mail for update to $app using (app_is_system());
