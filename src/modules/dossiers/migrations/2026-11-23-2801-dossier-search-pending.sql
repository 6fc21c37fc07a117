-- What is new waits in a list of the index that every question reads from end to end: 4 MB of it, some 10,000 dossiers,
-- made each search 30 to 200 ms slower. 256 kB are read in a few, and are cleared by every three hundredth reception.
alter index dossier_search_words set (gin_pending_list_limit = 256);
alter index dossier_search_word_alike set (gin_pending_list_limit = 256);
alter index dossier_applicant_found set (gin_pending_list_limit = 256);
