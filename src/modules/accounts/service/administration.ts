import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import { accountSubject } from '../events.ts';
import { lockAccount, setDisabled } from '../store/accounts.ts';
import { voidInvites } from '../store/invites.ts';
import { deleteSessionsOf } from '../store/sessions.ts';

/**
 * Disables an account (khóa tài khoản): its sessions and open link end with this transaction, so the next
 * request under an old cookie is refused by every process.
 * @throws Refusal `accounts.account_unknown` (404), `accounts.own_account` (409): nobody locks themselves out
 */
export async function disableAccount(tx: Tx, personId: string, now: Date): Promise<void> {
  if (personId === tx.actor.personId) throw new Refusal('accounts.own_account', 409);
  const account = await lockAccount(tx.db, personId);
  if (!account) throw new Refusal('accounts.account_unknown', 404);
  if (account.disabledAt) return;
  await setDisabled(tx.db, personId, { at: now, by: tx.actor.personId });
  await voidInvites(tx.db, personId, now);
  const sessionsEnded = await deleteSessionsOf(tx.db, personId);
  await events.emit(tx, 'accounts.disabled', { subject: accountSubject(personId), sessionsEnded });
}

/**
 * Lets a disabled account sign in again, with the password it had.
 * @throws Refusal `accounts.account_unknown` (404)
 */
export async function enableAccount(tx: Tx, personId: string): Promise<void> {
  const account = await lockAccount(tx.db, personId);
  if (!account) throw new Refusal('accounts.account_unknown', 404);
  if (!account.disabledAt) return;
  await setDisabled(tx.db, personId, null);
  await events.emit(tx, 'accounts.enabled', { subject: accountSubject(personId) });
}
