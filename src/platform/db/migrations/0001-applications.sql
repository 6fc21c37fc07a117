-- The source an application of others acts for (platform/db/province.ts sets it); null for everybody else.
create function app_source() returns text language sql stable parallel safe as $$
  select nullif(current_setting('app.source', true), '')
$$;
