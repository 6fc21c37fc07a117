-- People call a subscription by a name; those made before are called by their host.
alter table integration_webhook add column name text;
update integration_webhook set name = substring(url from '^https?://([^/]+)');
alter table integration_webhook alter column name set not null;
alter table integration_webhook add constraint integration_webhook_name_check check (name <> '' and length(name) <= 120);
