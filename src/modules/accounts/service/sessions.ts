import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Province, Tx, Work } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import { browserName, hashToken, isToken } from '../domain/keys.ts';
import { isSessionOpen, LIMITS } from '../domain/limits.ts';
import { addressKey, shortAddress, shortDevice } from '../domain/place.ts';
import { accountSubject } from '../events.ts';
import { newToken } from '../secrets.ts';
import { noteSignIn } from '../store/accounts.ts';
import * as store from '../store/sessions.ts';
import { rememberPlaces } from '../store/throttle.ts';
import { type Accounts, asGatekeeper } from './context.ts';

/** Where a request comes from, as the browser and the connection tell. */
export interface Caller {
  readonly address: string;
  readonly userAgent: string | undefined;
  readonly sessionToken: string | undefined;
  readonly deviceToken: string | undefined;
}

/** A session just opened, with the secrets for the browser; they are not kept and cannot be had again. */
export interface OpenedSession {
  readonly session: store.Session;
  readonly sessionToken: string;
  readonly deviceToken: string;
}

/**
 * Opens a session for the acting person with a new secret; whatever the browser sent before is never taken over
 * (the session it still had is ended by the caller, with `signOut`). The place becomes a known one. The account's row
 * is held by the caller.
 * @throws Refusal `accounts.sign_in_refused` (401) when the account was disabled meanwhile
 */
export async function openSession(
  tx: Tx,
  personId: string,
  caller: Caller,
  by: 'password' | 'link',
  now: Date,
): Promise<OpenedSession> {
  if (!(await noteSignIn(tx.db, personId, now))) throw new Refusal('accounts.sign_in_refused', 401);
  const session: store.Session = {
    id: newId(),
    personId,
    startedAt: now,
    lastUsedAt: now,
    endsAt: new Date(now.getTime() + LIMITS.sessionAbsoluteMs),
    device: shortDevice(caller.userAgent),
    address: shortAddress(caller.address),
  };
  const sessionToken = newToken();
  const deviceToken = isToken(caller.deviceToken) ? caller.deviceToken : newToken();
  await store.insertSession(tx.db, session, hashToken(sessionToken));
  await rememberPlaces(tx.db, personId, { device: deviceToken, address: addressKey(caller.address) }, now);
  await events.emit(tx, 'accounts.signed_in', {
    subject: accountSubject(personId),
    sessionId: session.id,
    address: session.address,
    device: session.device,
    browser: browserName(deviceToken),
    by,
  });
  return { session, sessionToken, deviceToken };
}

/** The session of a cookie when it is open and its account usable, with the province's time; one statement. */
export async function lookForOpenSession(
  province: Province,
  token: string,
  now: Date,
): Promise<(store.Found & { readonly moment: Date }) | undefined> {
  const found = await store.lookForSession(province, hashToken(token));
  return found && isSessionOpen(found.session, now) ? found : undefined;
}

/** `lookForOpenSession` in a transaction that is open. */
export async function findOpenSession(tx: Tx, token: string, now: Date): Promise<store.Found | undefined> {
  const found = await store.findSessionByToken(tx.db, hashToken(token));
  return found && isSessionOpen(found.session, now) ? found : undefined;
}

/** Whether the use of a session at `now` has to be noted: once in a while, not at every request. */
export function isNoteDue(session: store.Session, now: Date): boolean {
  return now.getTime() - session.lastUsedAt.getTime() >= LIMITS.sessionTouchMs;
}

/** Notes that the session was used. */
export async function noteUse(tx: Tx, session: store.Session, now: Date): Promise<void> {
  await store.touchSession(tx.db, session.id, now);
}

/**
 * Ends the session of this cookie; nothing happens when there is none.
 * @param because 'replaced' when somebody signed in over it
 */
export async function signOut(
  accounts: Accounts,
  caller: Caller,
  because: 'left' | 'replaced' = 'left',
): Promise<void> {
  const token = caller.sessionToken;
  if (!isToken(token)) return;
  await asGatekeeper(accounts).run(async (tx) => {
    const found = await store.findSessionByToken(tx.db, hashToken(token));
    if (!found || (await store.deleteSession(tx.db, found.session.id)) === undefined) return;
    await events.emit(tx, 'accounts.signed_out', {
      subject: accountSubject(found.session.personId),
      sessionId: found.session.id,
      browser: because === 'left' && isToken(caller.deviceToken) ? browserName(caller.deviceToken) : null,
    });
  });
}

/** The open sessions of a person, last used first; empty for persons whose sessions the actor may not see. */
export async function sessionsOf(work: Work, personId: string, now: Date): Promise<store.Session[]> {
  return work.run((tx) => store.listSessions(tx.db, personId, now, new Date(now.getTime() - LIMITS.sessionIdleMs)));
}

/**
 * Ends one session: one's own, or as an administrator anybody's (row-level security decides).
 * @throws Refusal `accounts.session_unknown` (404)
 */
export async function endSession(work: Work, id: string): Promise<void> {
  await work.run(async (tx) => {
    const personId = await store.deleteSession(tx.db, id);
    if (personId === undefined) throw new Refusal('accounts.session_unknown', 404);
    await events.emit(tx, 'accounts.sessions_ended', { subject: accountSubject(personId), count: 1 });
  });
}

/** Ends all sessions of a person but `exceptId`. @returns how many ended */
export async function endSessionsOf(work: Work, personId: string, exceptId?: string): Promise<number> {
  return work.run(async (tx) => {
    const count = await store.deleteSessionsOf(tx.db, personId, exceptId);
    if (count > 0) await events.emit(tx, 'accounts.sessions_ended', { subject: accountSubject(personId), count });
    return count;
  });
}
