-- The giver himself may answer a request for more time, not only his Office; nobody answers what he asked for himself.
-- Safe on a live table: only who may write is changed.
alter policy directive_extension_decide on directive_extension
  using (decided_at is null and ended_at is null
    and (select app_is_system() or app_has_role('office-clerk') or app_has_role('provincial-leader')))
  with check (
    (select app_is_system())
    or ((select app_has_role('office-clerk')) and decision is null)
    or ((select app_has_role('office-clerk') or app_has_role('provincial-leader'))
      and decision is not null and asked_by is distinct from app_person()));
