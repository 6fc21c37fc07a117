import { systemClock } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import { foldLogin, isLogin } from '../domain/login.ts';
import { savePasswordHash } from '../store/accounts.ts';
import { addAccount, invite, type MadeInvite } from './invites.ts';

/**
 * Makes an account with a password that was hashed before (`hashPassword`); for loading data, people are invited.
 * @throws Refusal `accounts.login_invalid` (422), `accounts.login_taken` (409)
 */
export async function createAccount(
  tx: Tx,
  account: { personId: string; login: string; passwordHash: string },
): Promise<void> {
  const now = systemClock.now();
  const login = foldLogin(account.login);
  if (!isLogin(login))
    throw new Refusal('accounts.login_invalid', 422, { fields: { login: 'accounts.login_invalid' } });
  await addAccount(tx, account.personId, login, now);
  await savePasswordHash(tx.db, account.personId, account.passwordHash, now);
}

/** Makes a person's one-time link; `login` is needed where there is no account yet. @throws as `invite` */
export async function issueInvite(tx: Tx, personId: string, login?: string): Promise<MadeInvite> {
  return invite(tx, { personId, login }, systemClock.now());
}
