-- Firing in large batches. The rows a firing and a message refer to cannot go away: nobody may delete plans or firings,
-- and the engine writes both from rows it holds in the same transaction. Looking each of them up once more took a
-- fifth of the database's time in a burst; the reconciler counts what refers to nothing instead.
alter table reminder_firing drop constraint reminder_firing_obligation_id_plan_version_fkey;
alter table reminder_message drop constraint reminder_message_firing_id_fkey;

-- The engine's own sight is asked first: it then looks at no obligation for each row.
alter policy read on reminder_plan
  using (app_is_system() or exists (select 1 from reminder_obligation o where o.id = obligation_id));
alter policy read on reminder_firing
  using (app_is_system() or exists (select 1 from reminder_obligation o where o.id = obligation_id));
alter policy read on reminder_reaction
  using (app_is_system() or exists (select 1 from reminder_obligation o where o.id = obligation_id));
