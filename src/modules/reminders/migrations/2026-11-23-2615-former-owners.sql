-- A calendar that showed a matter to its owner must be told when it is his no more. How often it changed hands makes the
-- entry's SEQUENCE rise; the agency it was taken from last is told by its own feed.
alter table reminder_obligation add column handed integer; -- null: never
alter table reminder_obligation add column former_agency_id uuid;
create index reminder_obligation_former on reminder_obligation (former_agency_id, changed_at)
  where former_agency_id is not null;
