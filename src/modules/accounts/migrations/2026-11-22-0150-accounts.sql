-- Accounts (tài khoản): who may sign in, the sessions open now, one-time links, and the brake on guessing.
-- Safe on a live database: creates new objects only.
-- Every instant in these tables is real time, also in a demonstration province: a session must not outlive
-- its hours because a demonstration's clock stands still, nor die because that clock was moved.
-- Secrets are kept as hashes only: passwords Argon2id, tokens (256 random bits) SHA-256.

create table account (
  person_id         uuid primary key references org_person, -- one account each
  login             text not null unique check (login ~ '^[a-z0-9][a-z0-9._@-]{2,63}$'),
  created_at        timestamptz not null,
  password_set_at   timestamptz,             -- null until the first link is used
  last_signed_in_at timestamptz,
  disabled_at       timestamptz,
  disabled_by       uuid,
  check (disabled_by is null or disabled_at is not null)
);
comment on table account is 'Tài khoản đăng nhập của một người. Personal data: login, times of sign-in';
comment on column account.login is 'Tên đăng nhập, chữ thường';
comment on column account.disabled_at is 'Khóa từ lúc này; null là đang dùng được';

create table account_password (
  person_id uuid primary key references account,
  hash      text not null check (hash like '$argon2id$%'),
  set_at    timestamptz not null
);
comment on table account_password is 'Secret. Apart from account so that no administrator''s query can reach it';

create table account_session (
  id           uuid primary key,
  person_id    uuid not null references account,
  token_hash   bytea not null unique check (length(token_hash) = 32),
  started_at   timestamptz not null,
  last_used_at timestamptz not null,
  ends_at      timestamptz not null check (ends_at > started_at),
  device       text not null,
  address      text not null
);
comment on table account_session is 'Phiên đăng nhập đang mở; a session that is over has no row. Personal data: device, address';
comment on column account_session.device is 'Browser and system in two words, not the full user agent';
comment on column account_session.address is 'Shortened: the last part of an IPv4, all but the first 48 bits of an IPv6, is left out';
create index account_session_of_person on account_session (person_id);
create index account_session_by_end on account_session (ends_at);

create table account_invite (
  id         uuid primary key,
  person_id  uuid not null references account,
  token_hash bytea not null unique check (length(token_hash) = 32),
  purpose    text not null check (purpose in ('invite', 'reset')),
  made_at    timestamptz not null,
  made_by    uuid,                           -- null: the program itself, from the command line
  expires_at timestamptz not null check (expires_at > made_at),
  used_at    timestamptz,
  voided_at  timestamptz,                    -- replaced by a newer link, or the account was disabled
  check (used_at is null or voided_at is null)
);
comment on table account_invite is 'Liên kết dùng một lần để đặt mật khẩu';
create unique index account_invite_open on account_invite (person_id) where used_at is null and voided_at is null;

create table account_known_place (
  person_id    uuid not null references account,
  kind         text not null check (kind in ('device', 'address')),
  key_hash     bytea not null check (length(key_hash) = 32),
  last_used_at timestamptz not null,
  primary key (person_id, kind, key_hash)
);
comment on table account_known_place is 'Where this account has signed in before: its guesses are counted apart from strangers''. Hashed with the person''s id';
create index account_known_place_by_use on account_known_place (last_used_at);

create table account_sign_in_throttle (
  key     bytea primary key check (length(key) = 32),
  full_at timestamptz not null               -- when the allowance is whole again; later means more was used
);
comment on table account_sign_in_throttle is 'Allowance of sign-in attempts (domain/throttle.ts). Keys are hashes: no login or address in clear';
create index account_sign_in_throttle_by_time on account_sign_in_throttle (full_at);

-- Raised in the transaction of any change of posts or agencies, so that every process drops the rights it remembers.
create table account_access_epoch (
  only_row boolean primary key default true check (only_row),
  epoch    bigint not null
);
insert into account_access_epoch (epoch) values (1);

grant select, insert on account, account_password, account_session, account_invite, account_known_place, account_sign_in_throttle to $app;
grant update (login, password_set_at, last_signed_in_at, disabled_at, disabled_by) on account to $app;
grant update (hash, set_at) on account_password to $app;
grant update (token_hash, last_used_at) on account_session to $app;
grant update (used_at, voided_at) on account_invite to $app;
grant update (last_used_at) on account_known_place to $app;
grant update (full_at) on account_sign_in_throttle to $app;
grant delete on account_session, account_known_place, account_sign_in_throttle to $app;
grant select, update (epoch) on account_access_epoch to $app;

-- The second wall.
alter table account enable row level security;
create policy account_seen on account for select
  using (app_is_system() or app_has_role('administrator') or app_has_role('auditor') or person_id = app_person());
create policy account_made on account for insert
  with check (app_is_system() or app_has_role('administrator'));
create policy account_changed on account for update
  using (app_is_system() or app_has_role('administrator') or (person_id = app_person() and disabled_at is null))
  with check (app_is_system() or app_has_role('administrator') or (person_id = app_person() and disabled_at is null));

alter table account_password enable row level security;
create policy account_password_own on account_password
  using (app_is_system() or person_id = app_person())
  with check (app_is_system() or person_id = app_person());

alter table account_session enable row level security;
create policy account_session_seen on account_session for select
  using (app_is_system() or app_has_role('administrator') or person_id = app_person());
create policy account_session_opened on account_session for insert
  with check (app_is_system() or person_id = app_person());
create policy account_session_used on account_session for update
  using (app_is_system() or person_id = app_person());
create policy account_session_ended on account_session for delete
  using (app_is_system() or app_has_role('administrator') or person_id = app_person());

alter table account_invite enable row level security;
create policy account_invite_managed on account_invite
  using (app_is_system() or app_has_role('administrator') or person_id = app_person())
  with check (app_is_system() or app_has_role('administrator') or (person_id = app_person() and (used_at is not null or voided_at is not null)));

alter table account_known_place enable row level security;
create policy account_known_place_own on account_known_place
  using (app_is_system() or person_id = app_person());

alter table account_sign_in_throttle enable row level security;
create policy account_sign_in_throttle_program on account_sign_in_throttle
  using (app_is_system());
