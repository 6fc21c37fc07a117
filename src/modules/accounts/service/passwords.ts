import { Refusal } from '#kernel/refusal.ts';
import { findPerson } from '#modules/org/public.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import { hashToken } from '../domain/keys.ts';
import { passwordFault, type PasswordOwner } from '../domain/password.ts';
import { accountSubject } from '../events.ts';
import { hashPassword, verifyPassword } from '../password-hash.ts';
import { newToken } from '../secrets.ts';
import { findAccount, findPasswordHash, lockAccount, savePasswordHash } from '../store/accounts.ts';
import { voidInvites } from '../store/invites.ts';
import { deleteSessionsOf, replaceToken } from '../store/sessions.ts';
import { forgetPlaces, giveBackAllowances, takeAllowances } from '../store/throttle.ts';
import { type Accounts, asGatekeeper } from './context.ts';

/** @throws Refusal `accounts.password_refused` (422) naming `field` and why */
export function requireGoodPassword(password: string, owner: PasswordOwner, field: string): void {
  const fault = passwordFault(password, owner);
  if (fault) throw new Refusal('accounts.password_refused', 422, { fields: { [field]: `accounts.password_${fault}` } });
}

/** Whose password is set: for the rules, which refuse the own name. */
export async function ownerOf(tx: Tx, personId: string): Promise<PasswordOwner & { readonly fullName: string }> {
  const account = await findAccount(tx.db, personId);
  const person = await findPerson(tx, personId);
  if (!account || !person) throw new Refusal('accounts.account_unknown', 404);
  return { login: account.login, fullName: person.fullName };
}

/**
 * Changes one's own password (đổi mật khẩu): the current one is asked for again, every other session ends, and
 * this one goes on under a new secret (ASVS 5.0, 7.2.4). The steps are not one transaction because no connection
 * is held while a hash is made; the last step checks that nothing changed in between.
 * @returns the new secret of this session
 * @throws Refusal `accounts.wrong_password` or `accounts.password_refused` (422), `accounts.too_many_attempts` (429)
 */
export async function changePassword(
  accounts: Accounts,
  work: Work,
  typed: { currentPassword: string; newPassword: string },
  sessionId: string,
): Promise<{ sessionToken: string; sessionsEnded: number }> {
  const now = accounts.realTime.now();
  const personId = work.actor.personId;
  if (!personId) throw new Refusal('auth.required', 401);
  const { owner, hash } = await work.run(async (tx) => ({
    owner: await ownerOf(tx, personId),
    hash: await findPasswordHash(tx.db, personId),
  }));
  requireGoodPassword(typed.newPassword, owner, 'newPassword');
  const admission = await asGatekeeper(accounts).run((tx) =>
    takeAllowances(tx.db, [{ kind: 'own-password', subject: personId }], now),
  );
  if (!admission.admitted)
    throw new Refusal('accounts.too_many_attempts', 429, {
      retryAfterSeconds: Math.ceil(admission.retryAfterMs / 1000),
    });
  if (!(await verifyPassword(hash, typed.currentPassword, true)))
    throw new Refusal('accounts.wrong_password', 422, { fields: { currentPassword: 'accounts.wrong_password' } });
  const newHash = await hashPassword(typed.newPassword);
  const sessionToken = newToken();
  const sessionsEnded = await work.run(async (tx) => {
    await lockAccount(tx.db, personId);
    if ((await findPasswordHash(tx.db, personId)) !== hash) throw new Refusal('accounts.changed_meanwhile', 409);
    const ended = await setPassword(tx, personId, newHash, now, sessionId);
    await replaceToken(tx.db, sessionId, hashToken(sessionToken), now);
    await events.emit(tx, 'accounts.password_changed', {
      subject: accountSubject(personId),
      sessionsEnded: ended,
    });
    return ended;
  });
  await asGatekeeper(accounts).run((tx) => giveBackAllowances(tx.db, admission.taken));
  return { sessionToken, sessionsEnded };
}

/**
 * Writes a new password and ends everything the old one opened: sessions but `exceptSession`, open links, and the
 * places that were known. The account's row is held by the caller. @returns how many sessions ended
 */
export async function setPassword(
  tx: Tx,
  personId: string,
  hash: string,
  now: Date,
  exceptSession?: string,
): Promise<number> {
  await savePasswordHash(tx.db, personId, hash, now);
  await voidInvites(tx.db, personId, now);
  await forgetPlaces(tx.db, personId);
  return deleteSessionsOf(tx.db, personId, exceptSession);
}
