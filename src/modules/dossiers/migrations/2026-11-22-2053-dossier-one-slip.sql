-- Dossiers of people who are called one of these, newest first: for names with a slip of the finger, where what may have
-- been meant is looked up by equality, at any size. As the owner, because under row-level security an index of folded
-- names is not used; the caller says which agencies he sees (null: all) and reads what is found through the policies.
-- Safe on a live system: one index, one function.
create index dossier_applicant_by_name on dossier_applicant (search_key(name));
-- Of very many candidates very few are names: people first, then what is theirs, each by its index, whatever is guessed.
create function dossier_of_names(given text[], seen_by uuid[], most integer) returns setof uuid
  language sql stable security definer set search_path from current
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
  with called as materialized (select id from dossier_applicant where search_key(name) = any (given)),
  theirs as materialized (
    select d.id, d.submitted_at from called join dossier d on d.applicant_id = called.id
    where seen_by is null or d.parties && seen_by)
  select id from theirs order by submitted_at desc, id desc limit most
$$;
revoke all on function dossier_of_names(text[], uuid[], integer) from public;
grant execute on function dossier_of_names(text[], uuid[], integer) to $app;
