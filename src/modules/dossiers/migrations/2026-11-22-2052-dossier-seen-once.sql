-- Who sees a dossier, worked out once for a statement; the meaning is that of dossier_seen. The program itself need not
-- look up the dossier of each line it adds: it sees all. Safe on a live system: policies only.
alter policy dossier_all on dossier
  using ((select app_sees_all()) or parties && (select app_agencies()))
  with check ((select app_sees_all()) or parties && (select app_agencies()));
alter policy dossier_event_read on dossier_event
  using ((select app_sees_all()) or exists (select 1 from dossier d where d.id = dossier_id));
alter policy dossier_event_add on dossier_event
  with check ((select app_sees_all()) or exists (select 1 from dossier d where d.id = dossier_id));
alter policy dossier_paper_of_dossier on dossier_paper
  using ((select app_sees_all()) or exists (select 1 from dossier d where d.id = dossier_id));
alter policy dossier_file_of_dossier on dossier_file
  using ((select app_sees_all()) or exists (select 1 from dossier d where d.id = dossier_id));
alter policy dossier_opinion_of_dossier on dossier_opinion
  using ((select app_sees_all()) or exists (select 1 from dossier d where d.id = dossier_id));
alter policy dossier_supplement_of_dossier on dossier_supplement
  using ((select app_sees_all()) or exists (select 1 from dossier d where d.id = dossier_id));
alter policy dossier_apology_of_dossier on dossier_apology
  using ((select app_sees_all()) or exists (select 1 from dossier d where d.id = dossier_id));
alter policy dossier_applicant_read on dossier_applicant
  using ((select app_sees_all()) or agencies && (select app_agencies()));
