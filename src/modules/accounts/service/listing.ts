import { peopleById, postsOf } from '#modules/org/public.ts';
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
  const ids = accounts.map((account) => account.personId);
  const invites = await listOpenInvites(tx.db, ids, now);
  const names = new Map((await peopleById(tx, ids)).map((person) => [person.id, person.fullName]));
  const posts = await postsOf(tx, ids, tx.today);
  return accounts.map((account) => ({
    ...account,
    fullName: names.get(account.personId) ?? '',
    roles: [...new Set((posts.get(account.personId) ?? []).map((post) => post.role))],
    state: stateOf(account),
    inviteUntil: invites.find((one) => one.personId === account.personId)?.expiresAt ?? null,
  }));
}
