import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import { findPerson } from '#modules/org/public.ts';
import { isToken } from '../domain/keys.ts';
import { LIMITS } from '../domain/limits.ts';
import { foldLogin } from '../domain/login.ts';
import { addressKey, shortAddress } from '../domain/place.ts';
import { drawnFrom, type Origin, type Taken } from '../domain/throttle.ts';
import { accountSubject } from '../events.ts';
import { hashPassword, isOutdated, verifyPassword } from '../password-hash.ts';
import { type Candidate, findCandidate, findPasswordHash, lockAccount, savePasswordHash } from '../store/accounts.ts';
import { deleteEndedSessions } from '../store/sessions.ts';
import { findKnownPlaces, giveBackAllowances, sweepThrottle, takeAllowances } from '../store/throttle.ts';
import { type Accounts, asGatekeeper, asSelf } from './context.ts';
import { type Caller, findOpenSession, type OpenedSession, openSession, signOut } from './sessions.ts';

/**
 * Signs a person in with login and password (đăng nhập). Known and unknown logins, disabled accounts and
 * accounts without a password go the same way, hash included, and get the same answer.
 * @throws Refusal `accounts.sign_in_refused` (401), `accounts.too_many_attempts` or `accounts.busy` (429, with `retryAfterSeconds`)
 */
export async function signIn(
  accounts: Accounts,
  typed: { login: string; password: string },
  caller: Caller,
): Promise<OpenedSession> {
  const now = accounts.realTime.now();
  const login = foldLogin(typed.login);
  const { candidate, origin, admission, name } = await asGatekeeper(accounts).run(async (tx) => {
    const found = await findCandidate(tx.db, login);
    const from = await originOf(tx, found, caller, now);
    return {
      candidate: found,
      origin: from,
      name: (await findPerson(tx, found?.personId ?? NOBODY))?.fullName,
      admission: await takeAllowances(tx.db, drawnFrom(login, addressKey(caller.address), from), now),
    };
  });
  if (!admission.admitted)
    throw new Refusal('accounts.too_many_attempts', 429, {
      retryAfterSeconds: Math.ceil(admission.retryAfterMs / 1000),
    });
  const right = await verifyOrGiveBack(accounts, candidate, typed.password, origin.known !== false, admission.taken);
  if (!right || candidate?.hash === undefined || candidate.disabledAt) {
    await asGatekeeper(accounts).run((tx) => tellFailure(tx, candidate, right, caller));
    throw new Refusal('accounts.sign_in_refused', 401);
  }
  const { hash, personId } = candidate;
  const renewed = isOutdated(hash) ? await hashPassword(typed.password) : undefined;
  const opened = await asSelf(accounts, { id: personId, name: name ?? login }).run(async (tx) => {
    const account = await lockAccount(tx.db, personId);
    if (!account || (await findPasswordHash(tx.db, personId)) !== hash)
      throw new Refusal('accounts.sign_in_refused', 401);
    if (renewed) await savePasswordHash(tx.db, personId, renewed, candidate.passwordSetAt ?? now);
    return openSession(tx, personId, caller, 'password', now);
  });
  await signOut(accounts, caller, 'replaced');
  await asGatekeeper(accounts).run((tx) => tidy(tx, admission.taken, now));
  return opened;
}

async function originOf(tx: Tx, candidate: Candidate | undefined, caller: Caller, now: Date): Promise<Origin> {
  const personId = candidate?.personId ?? NOBODY;
  const device = isToken(caller.deviceToken) ? caller.deviceToken : undefined;
  const places = await findKnownPlaces(
    tx.db,
    personId,
    { device, address: addressKey(caller.address) },
    new Date(now.getTime() - LIMITS.knownPlaceMs),
  );
  if (places.device && device) return { known: 'device', device };
  if (isToken(caller.sessionToken)) {
    const open = await findOpenSession(tx, caller.sessionToken, now);
    if (open?.session.personId === personId) return { known: 'device', device: open.session.id };
  }
  return places.address ? { known: 'address' } : { known: false };
}

/** A login nobody has is looked up like any other, under an id no person has: the same work, the same time. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Where too many wait for a hash, nothing was tried, so nothing is charged. */
async function verifyOrGiveBack(
  accounts: Accounts,
  candidate: Candidate | undefined,
  password: string,
  first: boolean,
  taken: readonly Taken[],
): Promise<boolean> {
  try {
    return await verifyPassword(candidate?.hash, password, first);
  } catch (error) {
    if (error instanceof Refusal) await asGatekeeper(accounts).run((tx) => giveBackAllowances(tx.db, taken));
    throw error;
  }
}

async function tellFailure(tx: Tx, candidate: Candidate | undefined, right: boolean, caller: Caller): Promise<void> {
  await events.emit(tx, 'accounts.sign_in_failed', {
    ...(candidate ? { subject: accountSubject(candidate.personId) } : {}),
    address: shortAddress(caller.address),
    reason: failureOf(candidate, right),
  });
}

function failureOf(candidate: Candidate | undefined, right: boolean) {
  if (!candidate) return 'unknown' as const;
  if (candidate.hash === undefined) return 'no-password' as const;
  return right ? ('disabled' as const) : ('wrong-password' as const);
}

async function tidy(tx: Tx, taken: readonly Taken[], now: Date): Promise<void> {
  await giveBackAllowances(tx.db, taken);
  await sweepThrottle(tx.db, now, new Date(now.getTime() - LIMITS.knownPlaceMs));
  await deleteEndedSessions(tx.db, now, new Date(now.getTime() - LIMITS.sessionIdleMs));
}
