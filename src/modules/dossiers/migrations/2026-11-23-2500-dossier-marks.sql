-- What the indicators of TT 01/2018 say of a dossier that ended, so that a month is not read from all its histories again.
-- Worked out from the history and worth nothing beside it: used only while the dossier is at this very version. Safe on a
-- live system: a new table.
create table dossier_marked (
  dossier_id  uuid primary key references dossier,
  version     integer not null,
  settled_at  timestamptz not null,
  agencies    uuid[] not null,
  scores      smallint[] not null check (cardinality(scores) = cardinality(agencies)),
  supplements smallint not null check (supplements >= 0)
);
comment on column dossier_marked.settled_at is 'When the last thing happened that the marks are made of: they hold for any month that ended later';
comment on column dossier_marked.scores is 'Of the agencies, in their order: indicator 2, from 0 to 2';
alter table dossier_marked enable row level security;
create policy dossier_marked_all on dossier_marked using ((select app_is_system()));
grant select, insert, update on dossier_marked to $app;
