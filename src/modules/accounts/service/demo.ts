import { systemClock } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type DemoPerson, listDemoPeople } from '#modules/org/public.ts';
import { type Role, ROLES } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import { ROLE_WORDS } from '../domain/role-words.ts';
import { hashPassword } from '../password-hash.ts';
import { insertAccountsWithHash, listAccountsOf } from '../store/accounts.ts';

/** An account of a demonstration, in words for a terminal. */
export interface DemoAccount {
  readonly login: string;
  readonly name: string;
  /** In Vietnamese words; `roleId` names it for programs. */
  readonly role: string;
  readonly roleId: Role;
  readonly agency: string;
}

/**
 * Gives every invented person of a demonstration an account, all with one password (hashed once: it is printed on
 * the terminal anyhow, and the rules for passwords do not apply to it).
 * @throws Refusal `accounts.not_demonstration` (409) in a real province
 */
export async function seedDemoAccounts(tx: Tx, password: string): Promise<DemoAccount[]> {
  if (!tx.province.isDemonstration) throw new Refusal('accounts.not_demonstration', 409);
  const people = onePerLogin(await listDemoPeople(tx));
  const now = systemClock.now();
  const hash = await hashPassword(password);
  await insertAccountsWithHash(tx.db, people, hash, now);
  await events.emit(tx, 'accounts.demonstration_filled', { count: people.length });
  return people.map(toDemoAccount);
}

function onePerLogin(people: readonly DemoPerson[]): DemoPerson[] {
  return [...new Map(people.map((person) => [person.login, person])).values()];
}

function toDemoAccount(person: DemoPerson): DemoAccount {
  return {
    login: person.login,
    name: person.fullName,
    role: ROLE_WORDS[person.role].vi,
    roleId: person.role,
    agency: person.agencyName,
  };
}

/** Where the agency's people are taken from first: the department of the notice, or what became of it. */
const PREFERRED = /^Sở (Thông tin và Truyền thông|Khoa học và Công nghệ)$/;

/** A readable handful of the accounts of a demonstration: every role once, a district and a commune; empty in a real province. */
export async function listDemoAccounts(tx: Tx): Promise<DemoAccount[]> {
  if (!tx.province.isDemonstration) return [];
  const people = await listDemoPeople(tx);
  const usable = new Set(
    (
      await listAccountsOf(
        tx.db,
        people.map((person) => person.personId),
      )
    )
      .filter((account) => !account.disabledAt && account.passwordSetAt)
      .map((account) => account.personId),
  );
  const able = people.filter((person) => usable.has(person.personId));
  const chosen = ROLES.map((role) => pick(able, role));
  const clerkOf = (kind: RegExp) => able.find((one) => one.role === 'agency-clerk' && kind.test(one.agencyName));
  const localities = [
    clerkOf(/^Ủy ban nhân dân (huyện|thị xã|thành phố)/),
    clerkOf(/^Ủy ban nhân dân (xã|phường|thị trấn)/),
  ];
  return [...chosen, ...localities].filter((person) => person !== undefined).map(toDemoAccount);
}

function pick(people: readonly DemoPerson[], role: Role): DemoPerson | undefined {
  const holders = people.filter((person) => person.role === role);
  return holders.find((person) => PREFERRED.test(person.agencyName)) ?? holders[0];
}
