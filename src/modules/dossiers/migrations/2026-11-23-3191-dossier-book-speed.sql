-- The follow-up book of a unit that receives 100,000 dossiers a year. Safe on a live table: functions only.
-- What stands in none of the unit's books: one pass over each of two indexes. Looked up one by one, as a plan for
-- unknown values would have it, a year of 100,000 took five times as long.
create function dossier_perhaps_not_in_book(unit uuid, submitted_since timestamptz, submitted_before timestamptz)
  returns setof uuid language plpgsql stable security definer
  set search_path from current set enable_nestloop = off as $$
begin
  if not app_is_system() then return; end if;
  return query execute '
    select d.id from dossier d
    where d.receiving_agency_id = $1 and d.submitted_at >= $2 and d.submitted_at < $3
      and not exists (select 1 from dossier_book b where b.agency_id = $1 and b.dossier_id = d.id)'
    using unit, submitted_since, submitted_before;
end
$$;
revoke all on function dossier_perhaps_not_in_book(uuid, timestamptz, timestamptz) from public;

-- As before, by that pass; of the few it leaves each is looked at.
create or replace function dossier_not_in_book(unit uuid, submitted_since timestamptz, received_since timestamptz, received_before timestamptz)
  returns setof uuid language sql stable security definer set search_path from current as $$
  select d.id
  from dossier_perhaps_not_in_book(unit, submitted_since, received_before) as candidate (id) join dossier d on d.id = candidate.id
  where d.received_at >= received_since and d.received_at < received_before
    and not exists (select 1 from dossier_book b where b.dossier_id = d.id)
$$;

-- How many lines a book, or a month of it, has, and the highest number, without asking of each line who may see it.
create function dossier_book_extent(unit uuid, of_year integer, of_month integer, out total integer, out last integer)
  language plpgsql stable security definer set search_path from current as $$
begin
  if not app_is_system() then return; end if;
  if of_month is null then
    select count(*), coalesce(max(number), 0) into total, last from dossier_book
    where agency_id = unit and year = of_year::smallint;
  else
    select count(*), coalesce(max(number), 0) into total, last from dossier_book
    where agency_id = unit and year = of_year::smallint and month = of_month::smallint;
  end if;
end
$$;
revoke all on function dossier_book_extent(uuid, integer, integer) from public;
grant execute on function dossier_book_extent(uuid, integer, integer) to $app;
