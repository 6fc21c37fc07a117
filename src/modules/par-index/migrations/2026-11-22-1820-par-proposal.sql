-- Kiến nghị to the Ministry on one criterion of a round. Safe on a live system: new objects only.
create table par_proposal (
  id               uuid primary key,
  round_id         uuid not null references par_round (id),
  leaf             text not null,
  leaf_name        text not null,
  made_at          timestamptz not null,
  made_by          uuid,
  made_by_name     text not null
);
create index par_proposal_of_round on par_proposal (round_id, leaf);
alter table par_proposal enable row level security;
create policy par_proposal_read on par_proposal for select using ((select app_is_system() or app_sees(null)));
create policy par_proposal_make on par_proposal for insert with check ((select app_is_system() or app_has_role('reform-monitor')));
grant select, insert on par_proposal to $app;

-- What happened to it, in order: every wording, approval, sending and answer. Append-only; the number keeps two people
-- from writing after the same entry.
create table par_proposal_entry (
  proposal_id    uuid not null references par_proposal (id),
  seq            integer not null check (seq > 0),
  kind           text not null check (kind in ('written', 'approved', 'sent', 'answered', 'withdrawn')),
  result_version integer,
  content        jsonb,
  number         text,
  day            date,
  decision       text check (decision in ('accepted', 'partly', 'declined')),
  text           text,
  at             timestamptz not null,
  by             uuid,
  by_name        text not null,
  primary key (proposal_id, seq),
  check ((kind = 'written') = (content is not null) and (kind = 'written') = (result_version is not null)),
  check ((kind in ('sent', 'answered')) = (number is not null) and (number is null) = (day is null)),
  check ((kind = 'answered') = (decision is not null))
);
comment on column par_proposal_entry.result_version is 'The closing of the round the figures of this wording come from';
alter table par_proposal_entry enable row level security;
create policy par_proposal_entry_read on par_proposal_entry for select using ((select app_is_system() or app_sees(null)));
create policy par_proposal_entry_make on par_proposal_entry for insert with check ((select app_is_system()
  or (kind = 'approved' and app_has_role('provincial-leader')) or (kind <> 'approved' and app_has_role('reform-monitor'))));
grant select, insert on par_proposal_entry to $app;
