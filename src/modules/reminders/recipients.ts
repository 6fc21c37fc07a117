import { agenciesById, type Holder, holdersOfMany, listAgencies } from '#modules/org/public.ts';
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
 * Finds people for audiences as posts are held at the moment. All agencies of a batch are asked for at once, so that
 * finding itself waits for nothing. Somebody who is meant twice is told once, in the first of his parts.
 */
export class RecipientFinder {
  readonly #holders: ReadonlyMap<string, readonly Holder[]>;
  readonly #names: ReadonlyMap<string, string>;
  readonly #leaders: readonly Holder[];

  private constructor(
    holders: ReadonlyMap<string, readonly Holder[]>,
    names: ReadonlyMap<string, string>,
    leaders: readonly Holder[],
  ) {
    this.#holders = holders;
    this.#names = names;
    this.#leaders = leaders;
  }

  /** @param steps what is to be told, and of which obligation */
  static async load(
    tx: Tx,
    steps: Iterable<{
      readonly obligation: Pick<Obligation, 'agencyId' | 'followerAgencyId'>;
      readonly audience: readonly Audience[];
    }>,
  ): Promise<RecipientFinder> {
    const agencies = new Set<string>();
    let leaders = false;
    for (const { obligation, audience } of steps) {
      agencies.add(obligation.agencyId);
      if (obligation.followerAgencyId) agencies.add(obligation.followerAgencyId);
      leaders ||= audience.some((one) => one === 'vice-chair' || one === 'chair');
    }
    const ids = [...agencies];
    const names = new Map((await agenciesById(tx, ids, tx.today)).map(({ id, name }) => [id, name]));
    const holders = await holdersOfMany(tx, ids, ALL, tx.today);
    return new RecipientFinder(holders, names, leaders ? await provincialLeaders(tx) : []);
  }

  find(
    obligation: Pick<Obligation, 'agencyId' | 'personId' | 'followerAgencyId'>,
    audiences: readonly Audience[],
  ): Recipient[] {
    const found = new Map<string, Recipient>();
    for (const audience of audiences) {
      for (const { personId, fullName, email, title } of this.#of(obligation, audience)) {
        if (!found.has(personId))
          found.set(personId, { personId, name: fullName, title, audience, email: email ?? null });
      }
    }
    return [...found.values()];
  }

  /** An agency's name today; its id when it is not known, which the reconciler shows. */
  nameOf(agencyId: string): string {
    return this.#names.get(agencyId) ?? agencyId;
  }

  #of(
    { agencyId, personId, followerAgencyId }: Pick<Obligation, 'agencyId' | 'personId' | 'followerAgencyId'>,
    audience: Audience,
  ): readonly Holder[] {
    switch (audience) {
      case 'owner':
        return owners(this.#at(agencyId), personId);
      case 'clerk':
        return clerks(this.#at(agencyId));
      case 'head':
        return heads(this.#at(agencyId));
      case 'deputy':
        return deputies(this.#at(agencyId));
      case 'follower':
        return followerAgencyId ? followers(this.#at(followerAgencyId)) : [];
      case 'vice-chair':
        return this.#leaders.filter(({ title }) => isDeputy(title));
      case 'chair':
        return this.#leaders.filter(({ title }) => !isDeputy(title));
    }
  }

  #at(agencyId: string): readonly Holder[] {
    return this.#holders.get(agencyId) ?? [];
  }
}

async function provincialLeaders(tx: Tx): Promise<readonly Holder[]> {
  const committees = await listAgencies(tx, { on: tx.today, level: 'tinh', kind: 'uy_ban_nhan_dan' });
  const ids = committees.map(({ id }) => id);
  const held = await holdersOfMany(tx, ids, ['provincial-leader'], tx.today);
  return ids.flatMap((id) => held.get(id) ?? []);
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
