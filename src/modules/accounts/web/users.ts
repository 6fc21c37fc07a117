import type { PeoplePage, PersonListed } from '#modules/org/schema.ts';
import { getJson } from '#web/api.ts';
import { stringifySearch } from '#web/search-params.ts';
import type { AccountState } from '../domain/state.ts';
import type { AccountRow, AccountsPage } from '../schema.ts';

/** A person with the account they have, as the list shows them. */
export interface User {
  readonly personId: string;
  readonly fullName: string;
  readonly birthYear: number | null;
  readonly posts: readonly { readonly title: string; readonly agencyName: string }[];
  readonly account: AccountRow | null;
}

export interface UsersPage {
  readonly users: readonly User[];
  readonly next: string | null;
}

const PAGE = 40;

/** People by name with their accounts; or, asked for a state, accounts in that state with their people. */
export async function fetchUsers(
  filter: { name: string; state: AccountState | undefined; cursor: string | undefined },
  signal: AbortSignal,
): Promise<UsersPage> {
  const { name, state, cursor } = filter;
  if (!state) {
    const page = await getJson<PeoplePage>(`/api/org/people${stringifySearch({ q: name, cursor, limit: PAGE })}`, {
      signal,
    });
    return { users: await withAccounts(page, signal), next: page.next };
  }
  const page = await getJson<AccountsPage>(`/api/accounts${stringifySearch({ state, cursor, limit: PAGE })}`, {
    signal,
  });
  return {
    users: page.accounts.map((account) => ({
      personId: account.personId,
      fullName: account.fullName,
      birthYear: null,
      posts: [],
      account,
    })),
    next: page.next,
  };
}

async function withAccounts(page: PeoplePage, signal: AbortSignal): Promise<User[]> {
  if (page.people.length === 0) return [];
  const ids = page.people.map((person) => person.id).join(',');
  const { accounts } = await getJson<AccountsPage>(`/api/accounts?personIds=${ids}`, { signal });
  return page.people.map((person) => toUser(person, accounts));
}

function toUser(person: PersonListed, accounts: readonly AccountRow[]): User {
  return {
    personId: person.id,
    fullName: person.fullName,
    birthYear: person.birthYear,
    posts: person.posts,
    account: accounts.find((account) => account.personId === person.id) ?? null,
  };
}

/** One person with the account they have. */
export async function fetchUser(personId: string, signal: AbortSignal): Promise<User> {
  const [person, page] = await Promise.all([
    getJson<PersonListed>(`/api/org/people/${personId}`, { signal }),
    getJson<AccountsPage>(`/api/accounts?personIds=${personId}`, { signal }),
  ]);
  return toUser(person, page.accounts);
}

/** A proposal for a new account's name: given name first, then the initials before it: 'hoa.nt' of Nguyễn Thị Hòa. */
export function proposeLogin(fullName: string): string {
  const words = fullName
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
  const given = words.at(-1) ?? '';
  const initials = words
    .slice(0, -1)
    .map((word) => word[0])
    .join('');
  return [given, initials].filter(Boolean).join('.');
}
