import { systemClock } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import { peopleById } from '#modules/org/public.ts';
import type { Tx } from '#platform/db/province.ts';
import { foldLogin } from '../domain/login.ts';
import { type AccountState, stateOf } from '../domain/state.ts';
import { findAccountByLogin, listAccounts } from '../store/accounts.ts';
import { enableAccount } from './administration.ts';
import { invite, type MadeInvite } from './invites.ts';

/** All accounts for the command line, in order of login. */
export async function listForOperator(tx: Tx): Promise<{ login: string; fullName: string; state: AccountState }[]> {
  const accounts = await listAccounts(tx.db);
  const people = await peopleById(
    tx,
    accounts.map((account) => account.personId),
  );
  const names = new Map(people.map((person) => [person.id, person.fullName]));
  return accounts.map((account) => ({
    login: account.login,
    fullName: names.get(account.personId) ?? '',
    state: stateOf(account),
  }));
}

/**
 * A new link for an account that exists, opened again if it was disabled: who runs the server may do both anyhow,
 * and this way it stands in the log.
 * @throws Refusal `accounts.account_unknown` (404)
 */
export async function inviteByLogin(tx: Tx, login: string): Promise<MadeInvite> {
  const account = await findAccountByLogin(tx.db, foldLogin(login));
  if (!account) throw new Refusal('accounts.account_unknown', 404);
  await enableAccount(tx, account.personId);
  return invite(tx, { personId: account.personId }, systemClock.now());
}
