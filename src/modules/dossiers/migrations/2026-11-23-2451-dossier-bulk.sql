-- Made-up dossiers by the million (demonstration provinces only): what a filling has done, so that one that was cut off
-- goes on, and the indexes it took away to make them again at its end. Written by the owner alone. New objects only.
create table dossier_demo_run (
  source       text primary key,
  people       uuid not null,    -- ids of its people begin like this one
  first_person integer not null, -- the number of its first
  owed         boolean not null default false
);
comment on column dossier_demo_run.owed is 'What is open of it stands in the reminders';
create table dossier_demo_chunk (
  source   text not null references dossier_demo_run,
  chunk    integer not null,
  dossiers integer not null,
  primary key (source, chunk)
);
create table dossier_demo_index (
  name       text primary key,
  definition text not null
);
alter table dossier_demo_run enable row level security;
alter table dossier_demo_chunk enable row level security;
alter table dossier_demo_index enable row level security;
