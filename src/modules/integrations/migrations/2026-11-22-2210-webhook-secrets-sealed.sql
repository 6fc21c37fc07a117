-- Secrets are kept sealed (AES-256-GCM under the key of the house, outside the database): 'v1.…'. One from before this
-- step is taken as it is until it is changed.
alter table integration_webhook_secret drop constraint integration_webhook_secret_secret_check;
alter table integration_webhook_secret add constraint integration_webhook_secret_secret_check
  check (secret like 'v1.%' or secret like 'whsec_%');
