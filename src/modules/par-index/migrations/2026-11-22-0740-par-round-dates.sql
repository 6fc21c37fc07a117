-- Dates of a round that are moved, who runs it, who has seen his result, and who follows an agency that was merged while
-- it ran. Safe on a live system: adds nullable columns and a table; nothing is rewritten.
alter table par_round add column run_by_agency_id uuid;
comment on column par_round.run_by_agency_id is 'The agency that owes the survey, the council and the publication; null for rounds the program made';
alter table par_round add column window_ended_at timestamptz;
comment on column par_round.window_ended_at is 'When the right of reply ended and nobody was waited for any longer';
grant update (self_due_on, appraisal1_due_on, explanation_due_on, appraisal2_due_on, publish_on, window_ended_at)
  on par_round to $app;

-- Dời hạn: which dates, from when to when, by whom and why. Append-only.
create table par_date_move (
  id            uuid primary key,
  round_id      uuid not null references par_round (id),
  dates         jsonb not null,
  reason        text not null,
  moved_at      timestamptz not null,
  moved_by      uuid,
  moved_by_name text not null
);
comment on column par_date_move.dates is 'By name of the date: [before, after]';
create index par_date_move_of_round on par_date_move (round_id, moved_at);
alter table par_date_move enable row level security;
create policy par_date_move_read on par_date_move for select using (app_is_system() or app_person() is not null);
create policy par_date_move_make on par_date_move for insert with check ((select app_is_system() or app_has_role('reform-monitor')));
grant select, insert on par_date_move to $app;

-- "Đã xem kết quả": a unit that does not want to reply says so.
alter table par_sheet add column result_seen_at timestamptz;
alter table par_sheet add column result_seen_by_name text;
grant update (result_seen_at, result_seen_by_name) on par_sheet to $app;

-- The successor answers for the sheet, appraises and gives second scores in the place of an agency that was merged.
-- agency_id stays what it was: the sheet is the result of the unit that was scored.
alter table par_sheet add column successor_id uuid;
alter table par_monitor add column successor_id uuid;
alter table par_blind add column successor_id uuid;
grant update (successor_id) on par_sheet to $app;
grant update (successor_id) on par_monitor to $app;
grant update (successor_id) on par_blind to $app;
create policy par_monitor_hand_over on par_monitor for update using (app_is_system());
create policy par_blind_hand_over on par_blind for update using (app_is_system());
create index par_sheet_by_successor on par_sheet (successor_id) where successor_id is not null;

alter policy par_sheet_read on par_sheet using ((select app_is_system() or app_sees(null)) or app_sees(agency_id) or app_sees(successor_id)
  or exists (select 1 from par_monitor m where m.round_id = par_sheet.round_id and (app_sees(m.agency_id) or app_sees(m.successor_id))));
alter policy par_sheet_change on par_sheet using ((select app_is_system() or app_sees(null)) or app_sees(agency_id) or app_sees(successor_id)
  or exists (select 1 from par_monitor m where m.round_id = par_sheet.round_id and (app_sees(m.agency_id) or app_sees(m.successor_id))));
alter policy par_blind_read on par_blind using ((select app_is_system() or app_sees(null)) or app_sees(agency_id) or app_sees(successor_id));
alter policy par_reply_read on par_reply using (app_is_system() or exists (
  select 1 from par_sheet s where s.id = sheet_id and (app_sees(null) or app_sees(s.agency_id) or app_sees(s.successor_id))));
alter policy par_reply_make on par_reply with check (app_is_system() or exists (
  select 1 from par_sheet s where s.id = sheet_id and (app_sees(s.agency_id) or app_sees(s.successor_id))));

alter policy par_difficulty_read on par_difficulty using ((select app_is_system() or app_sees(null)) or exists (
  select 1 from par_sheet s where s.id = sheet_id and (app_sees(s.agency_id) or app_sees(s.successor_id))));
alter policy par_difficulty_make on par_difficulty with check ((select app_is_system()) or exists (
  select 1 from par_sheet s where s.id = sheet_id and (app_sees(s.agency_id) or app_sees(s.successor_id))));
alter policy par_difficulty_end on par_difficulty using ((select app_is_system()) or exists (
  select 1 from par_sheet s where s.id = sheet_id and (app_sees(s.agency_id) or app_sees(s.successor_id))));
