import type { Clock } from '#kernel/clock.ts';
import { systemClock } from '#kernel/clock.ts';
import { type Actor, systemActor } from '#platform/auth/actor.ts';
import type { Province, Work } from '#platform/db/province.ts';

/** What signing in needs besides a transaction: it acts before anybody is known. */
export interface Accounts {
  readonly province: Province;
  /** Real time, also in a demonstration province; given by tests. */
  readonly realTime: Clock;
}

export function accountsOf(province: Province, realTime: Clock = systemClock): Accounts {
  return { province, realTime };
}

/** The program looking after sign-in on nobody's behalf. */
export function asGatekeeper(accounts: Accounts): Work {
  return accounts.province.as(GATEKEEPER);
}

const GATEKEEPER = systemActor('Đăng nhập');

/** A person acting for themselves alone, before their rights are loaded: they see their own rows. */
export function asSelf(accounts: Accounts, person: { id: string; name: string }): Work {
  return accounts.province.as(selfActor(person));
}

function selfActor(person: { id: string; name: string }): Actor {
  return { kind: 'person', personId: person.id, name: person.name, grants: [] };
}
