-- What waits to be put into this index is read by every search too; as for the index of all words, few wait. Safe on a
-- live system.
alter index dossier_search_words_own set (gin_pending_list_limit = 256);
