-- A burst moves a hundred thousand clocks on and leaves as many dead entries at the very end of the index at which the
-- next look begins. They are cleared by count, not by the share of a table of millions, and by the engine itself after a
-- burst, where PostgreSQL (17 and later) lets a role maintain what it does not own. Settings and a grant only.
alter table reminder_clock set (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0);
do $do$ begin
  if current_setting('server_version_num')::integer >= 170000 then
    execute 'grant maintain on reminder_clock to $app';
  end if;
end $do$;
