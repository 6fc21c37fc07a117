-- An application outside sees the obligations it registered itself, and those alone.
create policy read_by_source on reminder_obligation for select to $app using (source = app_source());
