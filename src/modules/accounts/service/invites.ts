import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { findPerson } from '#modules/org/public.ts';
import type { Tx } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import { hashToken, isToken } from '../domain/keys.ts';
import { LIMITS } from '../domain/limits.ts';
import { foldLogin, isLogin } from '../domain/login.ts';
import { accountSubject } from '../events.ts';
import { hashPassword } from '../password-hash.ts';
import { newToken } from '../secrets.ts';
import { type Account, findAccount, insertAccount, lockAccount, renameLogin } from '../store/accounts.ts';
import { findInvite, type Invite, type InvitePurpose, replaceInvite, useUpInvite } from '../store/invites.ts';
import { type Accounts, asGatekeeper, asSelf } from './context.ts';
import { ownerOf, requireGoodPassword, setPassword } from './passwords.ts';
import { type Caller, type OpenedSession, openSession, signOut } from './sessions.ts';

/** A one-time link just made. The token is not kept and cannot be had again. */
export interface MadeInvite {
  readonly token: string;
  readonly login: string;
  readonly purpose: InvitePurpose;
  readonly expiresAt: Date;
}

/**
 * Makes a person's one-time link (liên kết mời) with the account behind it when there is none yet; an earlier
 * open link stops working. For somebody who has a password it is a reset: the password stays until the link is used.
 * @param login wanted by the inviter; needed for a new account, may be changed until a password is set
 * @throws Refusal `accounts.person_unknown` (404), `accounts.login_invalid`, `accounts.login_missing` (422),
 *   `accounts.login_taken` (409), `accounts.disabled` (409)
 */
export async function invite(
  tx: Tx,
  wanted: { personId: string; login?: string | undefined },
  now: Date,
): Promise<MadeInvite> {
  const person = await findPerson(tx, wanted.personId);
  if (!person) throw new Refusal('accounts.person_unknown', 404);
  const account = await accountFor(tx, person.id, wanted.login, now);
  if (account.disabledAt) throw new Refusal('accounts.disabled', 409);
  const token = newToken();
  const purpose: InvitePurpose = account.passwordSetAt ? 'reset' : 'invite';
  const expiresAt = new Date(now.getTime() + LIMITS.inviteMs);
  await replaceInvite(tx.db, {
    id: newId(),
    personId: person.id,
    tokenHash: hashToken(token),
    purpose,
    madeAt: now,
    madeBy: tx.actor.personId,
    expiresAt,
  });
  await events.emit(tx, 'accounts.invited', {
    subject: accountSubject(person.id),
    purpose,
    expiresAt: toVietnamIso(expiresAt),
  });
  return { token, login: account.login, purpose, expiresAt };
}

async function accountFor(tx: Tx, personId: string, typed: string | undefined, now: Date): Promise<Account> {
  const login = typed === undefined ? undefined : foldLogin(typed);
  if (login !== undefined && !isLogin(login)) throw refusedLogin('accounts.login_invalid', 422);
  const before = await lockAccount(tx.db, personId);
  if (!before) {
    if (login === undefined) throw refusedLogin('accounts.login_missing', 422);
    await addAccount(tx, personId, login, now);
  } else if (login !== undefined && login !== before.login) {
    if (before.passwordSetAt) throw refusedLogin('accounts.login_fixed', 409);
    if (!(await renameLogin(tx.db, personId, login))) throw refusedLogin('accounts.login_taken', 409);
  }
  const account = await findAccount(tx.db, personId);
  if (!account) throw new Error('the account just made is not there');
  return account;
}

/** @throws Refusal `accounts.login_taken` (409) */
export async function addAccount(tx: Tx, personId: string, login: string, now: Date): Promise<void> {
  if (!(await insertAccount(tx.db, { personId, login, createdAt: now })))
    throw refusedLogin('accounts.login_taken', 409);
  await events.emit(tx, 'accounts.created', { subject: accountSubject(personId), login });
}

function refusedLogin(code: string, status: 409 | 422): Refusal {
  return new Refusal(code, status, { fields: { login: code } });
}

/** What a link's page shows before a password is chosen. */
export interface InviteView {
  readonly personId: string;
  readonly fullName: string;
  readonly login: string;
  readonly purpose: InvitePurpose;
  readonly expiresAt: Date;
}

/**
 * Whom a link is for.
 * @throws Refusal `accounts.invite_unknown` (404); `accounts.invite_used`, `accounts.invite_voided` or
 *   `accounts.invite_expired` (410)
 */
export async function readInvite(accounts: Accounts, token: string): Promise<InviteView> {
  const now = accounts.realTime.now();
  return asGatekeeper(accounts).run(async (tx) => {
    const found = await openInvite(tx, token, now);
    const owner = await ownerOf(tx, found.personId);
    return { personId: found.personId, ...owner, purpose: found.purpose, expiresAt: found.expiresAt };
  });
}

async function openInvite(tx: Tx, token: string, now: Date): Promise<Invite> {
  const found = isToken(token) ? await findInvite(tx.db, hashToken(token)) : undefined;
  if (!found) throw new Refusal('accounts.invite_unknown', 404);
  if (found.usedAt) throw new Refusal('accounts.invite_used', 410);
  if (found.voidedAt) throw new Refusal('accounts.invite_voided', 410);
  if (found.expiresAt <= now) throw new Refusal('accounts.invite_expired', 410);
  return found;
}

/**
 * Uses a link: sets the password, ends all sessions there were, and signs the person in. Of two who use it at
 * once, one succeeds.
 * @throws Refusal as `readInvite`, and `accounts.password_refused` (422)
 */
export async function acceptInvite(
  accounts: Accounts,
  token: string,
  password: string,
  caller: Caller,
): Promise<OpenedSession> {
  const view = await readInvite(accounts, token);
  requireGoodPassword(password, view, 'password');
  const hash = await hashPassword(password);
  const now = accounts.realTime.now();
  const opened = await asSelf(accounts, { id: view.personId, name: view.fullName }).run(async (tx) => {
    await lockAccount(tx.db, view.personId);
    const found = await openInvite(tx, token, now);
    if (!(await useUpInvite(tx.db, found.id, now))) throw new Refusal('accounts.invite_used', 410);
    await setPassword(tx, view.personId, hash, now);
    await events.emit(tx, 'accounts.invite_used', { subject: accountSubject(view.personId), purpose: found.purpose });
    return openSession(tx, view.personId, caller, 'link', now);
  });
  await signOut(accounts, caller, 'replaced');
  return opened;
}
