-- Codes are compared byte by byte: a search for a code with a slip asks for some 1,700 of them, and by the rules of a
-- language each comparison costs ten times as much. The table is not rewritten; the index of codes is built anew.
alter table dossier alter column code type text collate "C";
