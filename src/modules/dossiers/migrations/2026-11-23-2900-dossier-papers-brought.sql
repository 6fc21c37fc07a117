-- A receipt tells certified copies from plain ones; papers brought after the first time are lines of a later round.
alter table dossier_paper add column certified smallint not null default 0 check (certified >= 0);
