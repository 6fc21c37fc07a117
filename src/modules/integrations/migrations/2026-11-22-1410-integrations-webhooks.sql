-- Facts told to applications outside (webhook, theo Standard Webhooks). New objects only, safe on a live database.
-- All instants but made_at of a message's payload are real time: carriers do not follow a demonstration's clock.

create table integration_webhook (
  id         uuid primary key,
  source     text not null references integration_application,
  url        text not null check (url ~ '^https?://'),
  events     text[] not null check (cardinality(events) > 0),
  state      text not null check (state in ('active', 'paused', 'gone')),
  made_at    timestamptz not null,
  removed_at timestamptz
);
comment on column integration_webhook.state is 'gone: the receiver answered 410 and asked for no more';
create index integration_webhook_of_source on integration_webhook (source) where removed_at is null;

-- Apart from the subscription so that no administrator's query can reach it. It must be had in plain to sign with.
create table integration_webhook_secret (
  id         uuid primary key,
  webhook_id uuid not null references integration_webhook,
  secret     text not null check (secret like 'whsec_%'),
  made_at    timestamptz not null,
  ends_at    timestamptz                      -- null: the current one; else it still signs until then
);
comment on table integration_webhook_secret is 'Secret';
create unique index integration_webhook_secret_current on integration_webhook_secret (webhook_id) where ends_at is null;
create index integration_webhook_secret_of on integration_webhook_secret (webhook_id);

-- A message to one address, written in the transaction of the fact (outbox). Its id is the webhook-id for ever.
create table integration_delivery (
  id              uuid primary key,
  webhook_id      uuid not null references integration_webhook,
  source          text not null,
  type            text not null,
  payload         text not null check (length(payload) <= 20000),   -- the very bytes that are signed
  made_at         timestamptz not null,
  state           text not null check (state in ('queued', 'delivered', 'dead')),
  attempts        integer not null default 0,
  next_attempt_at timestamptz,
  attempted_at    timestamptz,
  status          integer,                    -- the last answer's; null when there was none
  error           text,                       -- of the last attempt, as a code; never what the receiver wrote
  delivered_at    timestamptz,
  check ((state = 'queued') = (next_attempt_at is not null)),
  check ((state = 'delivered') = (delivered_at is not null))
);
create index integration_delivery_queue on integration_delivery (webhook_id, next_attempt_at, id) where state = 'queued';
create index integration_delivery_due on integration_delivery (next_attempt_at) where state = 'queued';
create index integration_delivery_dead on integration_delivery (source, id desc) where state = 'dead';
create index integration_delivery_of_webhook on integration_delivery (webhook_id, id desc);

-- Addresses inside private networks that the administrator lets webhooks reach: host and port, by exact words.
create table integration_allowed_host (
  host       text not null check (host = lower(host)),
  port       integer not null check (port between 1 and 65535),
  reason     text not null check (reason <> ''),
  made_at    timestamptz not null,
  made_by    uuid,
  removed_at timestamptz
);
create unique index integration_allowed_host_open on integration_allowed_host (host, port) where removed_at is null;

grant select, insert, update on integration_webhook, integration_delivery, integration_allowed_host to $app;
grant select, insert, update, delete on integration_webhook_secret to $app;

alter table integration_webhook enable row level security;
create policy read on integration_webhook for select to $app using (
  app_is_system() or app_has_role('administrator') or app_has_role('auditor') or source = app_source());
create policy make on integration_webhook for insert to $app with check (
  app_is_system() or app_has_role('administrator') or source = app_source());
create policy change on integration_webhook for update to $app using (
  app_is_system() or app_has_role('administrator') or source = app_source());

alter table integration_webhook_secret enable row level security;
create policy everything on integration_webhook_secret to $app using (app_is_system());

alter table integration_delivery enable row level security;
create policy read on integration_delivery for select to $app using (
  app_is_system() or app_has_role('administrator') or app_has_role('auditor') or source = app_source());
create policy make on integration_delivery for insert to $app with check (app_is_system());
create policy change on integration_delivery for update to $app using (
  app_is_system() or app_has_role('administrator') or source = app_source());

alter table integration_allowed_host enable row level security;
create policy read on integration_allowed_host for select to $app using (
  app_is_system() or app_has_role('administrator') or app_has_role('auditor'));
create policy make on integration_allowed_host for insert to $app with check (app_is_system() or app_has_role('administrator'));
create policy change on integration_allowed_host for update to $app using (app_is_system() or app_has_role('administrator'));
