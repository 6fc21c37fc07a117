import type { Db } from '#platform/db/pool.ts';
import type { AccountState } from '../domain/state.ts';

interface AccountRow {
  person_id: string;
  login: string;
  created_at: Date;
  password_set_at: Date | null;
  last_signed_in_at: Date | null;
  disabled_at: Date | null;
  disabled_by: string | null;
}
interface PasswordRow {
  person_id: string;
  hash: string;
  set_at: Date;
}
type Tables = { account: AccountRow; account_password: PasswordRow };

/** An account (tài khoản) without its secret. Instants are real time. */
export interface Account {
  readonly personId: string;
  readonly login: string;
  readonly createdAt: Date;
  readonly passwordSetAt: Date | null;
  readonly lastSignedInAt: Date | null;
  readonly disabledAt: Date | null;
}

const toAccount = (row: AccountRow): Account => ({
  personId: row.person_id,
  login: row.login,
  createdAt: row.created_at,
  passwordSetAt: row.password_set_at,
  lastSignedInAt: row.last_signed_in_at,
  disabledAt: row.disabled_at,
});

export async function findAccount(db: Db, personId: string): Promise<Account | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('account')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row && toAccount(row);
}

/**
 * The account, its row held until the transaction ends. Whatever opens or ends sessions, sets a password or makes
 * a link does this first, so that sign-in, disabling and a changed password take turns and never wait in a circle.
 */
export async function lockAccount(db: Db, personId: string): Promise<Account | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('account')
    .selectAll()
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  return row && toAccount(row);
}

export async function findAccountByLogin(db: Db, login: string): Promise<Account | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('account')
    .selectAll()
    .where('login', '=', login)
    .executeTakeFirst();
  return row && toAccount(row);
}

/** All accounts, in order of their logins. */
export async function listAccounts(db: Db): Promise<Account[]> {
  const rows = await db.$extendTables<Tables>().selectFrom('account').selectAll().orderBy('login').execute();
  return rows.map(toAccount);
}

/** The accounts of the given persons. */
export async function listAccountsOf(db: Db, personIds: readonly string[]): Promise<Account[]> {
  if (personIds.length === 0) return [];
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('account')
    .selectAll()
    .where('person_id', 'in', personIds)
    .execute();
  return rows.map(toAccount);
}

/** A page of accounts in order of login, after `afterLogin`. */
export async function pageOfAccounts(
  db: Db,
  filter: {
    login?: string | undefined;
    state?: AccountState | undefined;
    afterLogin?: string | undefined;
    limit: number;
  },
): Promise<Account[]> {
  const { login, state, afterLogin } = filter;
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('account')
    .selectAll()
    .$if(Boolean(login), (query) => query.where('login', 'like', `%${(login ?? '').replace(/[\\%_]/g, '\\$&')}%`))
    .$if(state === 'disabled', (query) => query.where('disabled_at', 'is not', null))
    .$if(state === 'active', (query) => query.where('disabled_at', 'is', null).where('password_set_at', 'is not', null))
    .$if(state === 'invited', (query) => query.where('disabled_at', 'is', null).where('password_set_at', 'is', null))
    .$if(afterLogin !== undefined, (query) => query.where('login', '>', afterLogin ?? ''))
    .orderBy('login')
    .limit(filter.limit)
    .execute();
  return rows.map(toAccount);
}

export async function countAccounts(db: Db): Promise<number> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('account')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** @returns false when the login or the person already has an account */
export async function insertAccount(
  db: Db,
  account: { personId: string; login: string; createdAt: Date },
): Promise<boolean> {
  const made = await db
    .$extendTables<Tables>()
    .insertInto('account')
    .values({
      person_id: account.personId,
      login: account.login,
      created_at: account.createdAt,
      password_set_at: null,
      last_signed_in_at: null,
      disabled_at: null,
      disabled_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

/** Many accounts with one password, for a demonstration. */
export async function insertAccountsWithHash(
  db: Db,
  people: readonly { personId: string; login: string }[],
  hash: string,
  at: Date,
): Promise<void> {
  if (people.length === 0) return;
  const tables = db.$extendTables<Tables>();
  await tables
    .insertInto('account')
    .values(
      people.map(({ personId, login }) => ({
        person_id: personId,
        login,
        created_at: at,
        password_set_at: at,
        last_signed_in_at: null,
        disabled_at: null,
        disabled_by: null,
      })),
    )
    .execute();
  await tables
    .insertInto('account_password')
    .values(people.map(({ personId }) => ({ person_id: personId, hash, set_at: at })))
    .execute();
}

/** @returns false when another account has the login */
export async function renameLogin(db: Db, personId: string, login: string): Promise<boolean> {
  const taken = await findAccountByLogin(db, login);
  if (taken) return taken.personId === personId;
  await db.$extendTables<Tables>().updateTable('account').set({ login }).where('person_id', '=', personId).execute();
  return true;
}

/** @returns false when the account is disabled meanwhile */
export async function noteSignIn(db: Db, personId: string, at: Date): Promise<boolean> {
  const done = await db
    .$extendTables<Tables>()
    .updateTable('account')
    .set({ last_signed_in_at: at })
    .where('person_id', '=', personId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function setDisabled(
  db: Db,
  personId: string,
  disabled: { at: Date; by: string | null } | null,
): Promise<void> {
  await db
    .$extendTables<Tables>()
    .updateTable('account')
    .set({ disabled_at: disabled?.at ?? null, disabled_by: disabled?.by ?? null })
    .where('person_id', '=', personId)
    .execute();
}

/** What sign-in compares with: the account of a folded login and the hash of its password, when it has one. */
export interface Candidate extends Account {
  readonly hash: string | undefined;
}

export async function findCandidate(db: Db, login: string): Promise<Candidate | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('account')
    .leftJoin('account_password', 'account_password.person_id', 'account.person_id')
    .selectAll('account')
    .select('account_password.hash')
    .where('account.login', '=', login)
    .executeTakeFirst();
  return row && { ...toAccount(row), hash: row.hash ?? undefined };
}

/** The hash of a person's password. Who writes it holds the account's row (`lockAccount`). */
export async function findPasswordHash(db: Db, personId: string): Promise<string | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('account_password')
    .select('hash')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.hash;
}

/** Sets the password's hash, over an earlier one too. The account's row is written first, as everywhere. */
export async function savePasswordHash(db: Db, personId: string, hash: string, at: Date): Promise<void> {
  const tables = db.$extendTables<Tables>();
  await tables.updateTable('account').set({ password_set_at: at }).where('person_id', '=', personId).execute();
  await tables
    .insertInto('account_password')
    .values({ person_id: personId, hash, set_at: at })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ hash, set_at: at }))
    .execute();
}
