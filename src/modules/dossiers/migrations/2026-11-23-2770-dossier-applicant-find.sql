-- A counter looks for a person among those who came to it. Likeness is no leakproof operator, so behind the policy it
-- was asked of every row of the province; here the counter stands in the same index as what is typed.
drop index dossier_applicant_search;
create index dossier_applicant_found on dossier_applicant using gin
  (agencies, search public.gin_trgm_ops, phone_key public.gin_trgm_ops, identity_number public.gin_trgm_ops);

-- People the caller may see (the policy's own condition) whose name holds the words, whose phone holds the digits or
-- whose identity number begins with them, those who came last first. Both are patterns' insides, escaped by the caller;
-- empty is not looked for.
create function dossier_applicant_find(words text, digits text, most integer) returns setof dossier_applicant
  language plpgsql stable security definer set search_path from current as $$
declare
  ways text[] := array[]::text[];
  mine text := case when app_sees_all() then 'true' else 'agencies && $4' end;
begin
  if words <> '' then ways := ways || format('%s and search like ''%%'' || $1 || ''%%''', mine); end if;
  if digits <> '' then
    ways := ways || format('%s and phone_key like ''%%'' || $2 || ''%%''', mine)
      || format('%s and identity_number like $2 || ''%%''', mine);
  end if;
  if cardinality(ways) = 0 then return; end if;
  return query execute
    'select * from dossier_applicant where ' || array_to_string(ways, ' or ') || ' order by changed_at desc, id limit $3'
    using words, digits, most, app_agencies();
end
$$;
revoke all on function dossier_applicant_find(text, text, integer) from public;
grant execute on function dossier_applicant_find(text, text, integer) to $app;
