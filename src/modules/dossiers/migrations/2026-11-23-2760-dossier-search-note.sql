-- The same as before, as a procedure: its statement is planned once for each connection, not at every reception (of
-- 1.2 ms 0.6 were planning).
create or replace function dossier_search_note(ids uuid[]) returns void
  language plpgsql volatile security definer set search_path from current as $$
begin
  with procedures as (
    insert into dossier_search_procedure (word, name)
    select distinct on (1) 'P' || left(md5(search_key(procedure_name)), 12) as word,
      trim(regexp_replace(search_key(procedure_name), '[^a-z0-9]+', ' ', 'g'))
    from dossier where id = any (ids)
      and not exists (select from dossier_search_procedure k where k.word = 'P' || left(md5(search_key(procedure_name)), 12))
    order by 1 on conflict do nothing
  ), noted as (
    insert into dossier_search (dossier_id, submitted_at, words)
    select id, submitted_at, dossier_search_words(code, applicant, owner, procedure_name, parties, submitted_at)
    from dossier where id = any (ids)
    on conflict (dossier_id) do update set words = excluded.words, submitted_at = excluded.submitted_at
      where dossier_search.words <> excluded.words
    returning words)
  insert into dossier_search_word (word)
  select distinct borne from noted, unnest(tsvector_to_array(words)) as borne
  where borne ~ '^[a-z0-9]' and not exists (select from dossier_search_word k where k.word = borne)
  order by borne on conflict do nothing;
end
$$;
