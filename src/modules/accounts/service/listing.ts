import { findPerson, grantsOf } from '#modules/org/public.ts';
import type { Role } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts';
import { type AccountState, stateOf } from '../domain/state.ts';
import { type Account, listAccountsOf, pageOfAccounts } from '../store/accounts.ts';
import { listOpenInvites } from '../store/invites.ts';

/** An account as administrators see it in a list. Instants are real time. */
export interface ListedAccount extends Account {
  readonly fullName: string;
  readonly roles: readonly Role[];
  readonly state: AccountState;
  readonly inviteUntil: Date | null;
}

/**
 * Accounts with name, today's roles and open link: those of given people, or a page of all in order of login.
 * @throws Refusal `http.bad_cursor` (400)
 */
export async function accountsPage(
  tx: Tx,
  wanted: {
    personIds?: readonly string[] | undefined;
    login?: string | undefined;
    state?: AccountState | undefined;
    cursor?: string | undefined;
    limit: number;
  },
  now: Date,
): Promise<{ accounts: ListedAccount[]; next: string | null }> {
  if (wanted.personIds) {
    const accounts = await listAccountsOf(tx.db, wanted.personIds);
    return { accounts: await described(tx, accounts, now), next: null };
  }
  const after = wanted.cursor === undefined ? undefined : String(decodeCursor(wanted.cursor, 1)[0]);
  const found = await pageOfAccounts(tx.db, {
    login: wanted.login?.toLowerCase(),
    state: wanted.state,
    afterLogin: after,
    limit: wanted.limit + 1,
  });
  const page = found.slice(0, wanted.limit);
  const last = found.length > wanted.limit ? page.at(-1) : undefined;
  return { accounts: await described(tx, page, now), next: last ? encodeCursor([last.login]) : null };
}

async function described(tx: Tx, accounts: readonly Account[], now: Date): Promise<ListedAccount[]> {
  const invites = await listOpenInvites(
    tx.db,
    accounts.map((account) => account.personId),
    now,
  );
  const listed: ListedAccount[] = [];
  for (const account of accounts) {
    const person = await findPerson(tx, account.personId);
    const grants = await grantsOf(tx, account.personId, tx.today);
    listed.push({
      ...account,
      fullName: person?.fullName ?? '',
      roles: [...new Set(grants.map((grant) => grant.role))],
      state: stateOf(account),
      inviteUntil: invites.find((one) => one.personId === account.personId)?.expiresAt ?? null,
    });
  }
  return listed;
}
