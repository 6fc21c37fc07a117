import { findAgency, holdersOf, listAgencies } from '#modules/org/public.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import type { Role } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import type { Told } from './domain/message.ts';
import type { Obligation } from './domain/obligation.ts';
import type { Audience } from './domain/policy.ts';

/** A person a reminder goes to. */
export interface Recipient extends Told {
  readonly email: string | null;
}

type Holder = Awaited<ReturnType<typeof holdersOf>>[number];

/** With more officers than this, unassigned work is a question for those who hand it out. */
const FEW_OFFICERS = 5;
const ALL: readonly Role[] = [
  'officer',
  'agency-clerk',
  'office-clerk',
  'agency-head',
  'reform-monitor',
  'provincial-leader',
];

/**
 * Finds people for audiences as posts are held at the moment, each agency asked for once in a transaction.
 * Somebody who is meant twice is told once, in the first of his parts.
 */
export class RecipientFinder {
  readonly #tx: Tx;
  readonly #holders = new Map<string, Promise<readonly Holder[]>>();
  readonly #names = new Map<string, Promise<string>>();
  #leaders: Promise<readonly Holder[]> | undefined;

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  async find(
    obligation: Pick<Obligation, 'agencyId' | 'personId' | 'followerAgencyId'>,
    audiences: readonly Audience[],
  ): Promise<Recipient[]> {
    const found = new Map<string, Recipient>();
    for (const audience of audiences) {
      for (const { personId, fullName, email, title } of await this.#of(obligation, audience)) {
        if (!found.has(personId))
          found.set(personId, { personId, name: fullName, title, audience, email: email ?? null });
      }
    }
    return [...found.values()];
  }

  /** An agency's name today; its id when it is not known, which the reconciler would show. */
  nameOf(agencyId: string): Promise<string> {
    const known =
      this.#names.get(agencyId) ??
      findAgency(this.#tx, agencyId, this.#tx.today).then((agency) => agency?.name ?? agencyId);
    this.#names.set(agencyId, known);
    return known;
  }

  async #of(
    { agencyId, personId, followerAgencyId }: Pick<Obligation, 'agencyId' | 'personId' | 'followerAgencyId'>,
    audience: Audience,
  ): Promise<readonly Holder[]> {
    switch (audience) {
      case 'owner':
        return owners(await this.#at(agencyId), personId);
      case 'clerk':
        return clerks(await this.#at(agencyId));
      case 'head':
        return heads(await this.#at(agencyId));
      case 'deputy':
        return deputies(await this.#at(agencyId));
      case 'follower':
        return followerAgencyId ? followers(await this.#at(followerAgencyId)) : [];
      case 'vice-chair':
        return (await this.#provincialLeaders()).filter(({ title }) => isDeputy(title));
      case 'chair':
        return (await this.#provincialLeaders()).filter(({ title }) => !isDeputy(title));
    }
  }

  #at(agencyId: string): Promise<readonly Holder[]> {
    const known = this.#holders.get(agencyId) ?? holdersOf(this.#tx, agencyId, [...ALL], this.#tx.today);
    this.#holders.set(agencyId, known);
    return known;
  }

  #provincialLeaders(): Promise<readonly Holder[]> {
    this.#leaders ??= this.#findLeaders();
    return this.#leaders;
  }

  async #findLeaders(): Promise<readonly Holder[]> {
    const on = this.#tx.today;
    const committees = await listAgencies(this.#tx, { on, level: 'tinh', kind: 'uy_ban_nhan_dan' });
    const held = await Promise.all(committees.map(({ id }) => this.#at(id)));
    return held.flat().filter(({ role }) => role === 'provincial-leader');
  }
}

/** The person in charge while he holds a post there; else the few officers; else who hands work out. */
function owners(holders: readonly Holder[], personId: string | null): readonly Holder[] {
  const named = holders.filter((holder) => holder.personId === personId);
  if (named.length > 0) return named.slice(0, 1);
  const officers = holders.filter(({ role }) => role === 'officer' || role === 'reform-monitor');
  if (officers.length > 0 && officers.length <= FEW_OFFICERS) return officers;
  const clerical = clerks(holders);
  return clerical.length > 0 ? clerical : heads(holders);
}

function clerks(holders: readonly Holder[]): readonly Holder[] {
  return holders.filter(({ role }) => role === 'agency-clerk' || role === 'office-clerk');
}

function heads(holders: readonly Holder[]): readonly Holder[] {
  const all = holders.filter(({ role }) => role === 'agency-head' || role === 'provincial-leader');
  const first = all.filter(({ title }) => !isDeputy(title));
  return first.length > 0 ? first : all;
}

function deputies(holders: readonly Holder[]): readonly Holder[] {
  return holders.filter(({ role, title }) => role === 'agency-head' && isDeputy(title));
}

function followers(holders: readonly Holder[]): readonly Holder[] {
  const clerical = holders.filter(({ role }) => role === 'office-clerk' || role === 'reform-monitor');
  if (clerical.length > 0) return clerical;
  const others = clerks(holders);
  return others.length > 0 ? others : heads(holders);
}

function isDeputy(title: string): boolean {
  return searchKey(title).startsWith('pho ');
}
