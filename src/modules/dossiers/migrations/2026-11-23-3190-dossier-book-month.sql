-- The follow-up book is read by pages and by month. Safe on a live table: the lines written so far are few, being
-- written when a book is read; each is given the month of its reception in one go.
alter table dossier_book add column month smallint check (month between 1 and 12);
update dossier_book b
set month = extract(month from coalesce(d.received_at, d.submitted_at) at time zone 'Asia/Ho_Chi_Minh')
from dossier d where d.id = b.dossier_id;
alter table dossier_book alter column month set not null;
comment on column dossier_book.month is 'Of the reception, when the line was written; a reception taken back keeps it';
create index dossier_book_by_month on dossier_book (agency_id, year, month, number);

-- Dossiers of a unit that were received between two moments and stand in no book yet. Those in its books are left out by
-- two indexes before any dossier is looked at: under the policy of the table each of a year's rows would be read.
create function dossier_not_in_book(unit uuid, submitted_since timestamptz, received_since timestamptz, received_before timestamptz)
  returns setof uuid language sql stable security definer set search_path from current as $$
  with candidate as materialized (
    select d.id from dossier d
    where d.receiving_agency_id = unit and d.submitted_at >= submitted_since and d.submitted_at < received_before
      and not exists (select 1 from dossier_book b where b.agency_id = unit and b.dossier_id = d.id)
      and (select app_is_system())
  )
  select d.id from candidate c join dossier d on d.id = c.id
  where d.received_at >= received_since and d.received_at < received_before
    and not exists (select 1 from dossier_book b where b.dossier_id = d.id)
$$;
revoke all on function dossier_not_in_book(uuid, timestamptz, timestamptz, timestamptz) from public;
grant execute on function dossier_not_in_book(uuid, timestamptz, timestamptz, timestamptz) to $app;
