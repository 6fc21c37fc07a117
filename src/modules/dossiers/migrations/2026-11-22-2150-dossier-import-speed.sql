-- Codes of a source are compared as bytes: nothing is sorted by them for people, and by the rules of a language each
-- comparison in the index costs several times as much. Safe on a live system: two indexes of import tables made anew.
alter table dossier_import_link alter column source type text collate "C", alter column code type text collate "C";
alter table dossier_import_seen alter column code type text collate "C";
