import { agenciesById, type Holder, holdersOfMany, listAgencies } from '#modules/org/public.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import type { Role } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import type { Told } from './domain/message.ts';
import type { Obligation } from './domain/obligation.ts';
import type { Audience } from './domain/policy.ts';
import { type StandIn, standInsOn } from './stand-ins.ts';

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
  // Named in person alone: what the reconciler found is his.
  'administrator',
];

/**
 * Finds people for audiences as posts are held at the moment. All agencies of a batch are asked for at once, so that
 * finding itself waits for nothing. Somebody who is meant twice is told once, in the first of his parts.
 */
export class RecipientFinder {
  readonly #holders: ReadonlyMap<string, readonly Holder[]>;
  readonly #names: ReadonlyMap<string, string>;
  readonly #leaders: readonly Holder[];
  readonly #watchers: readonly Holder[];
  /** The agency above, of each agency. */
  readonly #above: ReadonlyMap<string, string>;
  /** Who stands in for whom today. */
  readonly #standIns: ReadonlyMap<string, StandIn>;

  private constructor(found: Found) {
    this.#holders = found.holders;
    this.#names = found.names;
    this.#leaders = found.leaders;
    this.#watchers = found.watchers;
    this.#above = found.above;
    this.#standIns = found.standIns;
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
    const below = new Set<string>();
    const asked = new Set<Audience>();
    for (const { obligation, audience } of steps) {
      agencies.add(obligation.agencyId);
      if (obligation.followerAgencyId) agencies.add(obligation.followerAgencyId);
      for (const one of audience) asked.add(one);
      if (audience.includes('superior')) below.add(obligation.agencyId);
    }
    const known = await agenciesById(tx, [...agencies], tx.today);
    const above = new Map(
      known.flatMap(({ id, parentId }) => (parentId && below.has(id) ? [[id, parentId] as const] : [])),
    );
    for (const id of above.values()) agencies.add(id);
    return new RecipientFinder({
      holders: await holdersOfMany(tx, [...agencies], ALL, tx.today),
      names: new Map(known.map(({ id, name }) => [id, name])),
      leaders: asked.has('vice-chair') || asked.has('chair') ? await provincialLeaders(tx) : [],
      watchers: asked.has('home-affairs') ? await reformWatchers(tx) : [],
      above,
      standIns: await standInsOn(tx, tx.today),
    });
  }

  /**
   * The people a step is told to. Whoever is on leave keeps it in his box and gets no letter; the one who stands in for
   * him is told in his place.
   */
  find(
    obligation: Pick<Obligation, 'agencyId' | 'personId' | 'followerAgencyId'>,
    audiences: readonly Audience[],
  ): Recipient[] {
    const found = new Map<string, Recipient>();
    const add = (recipient: Recipient) => {
      if (!found.has(recipient.personId)) found.set(recipient.personId, recipient);
    };
    for (const audience of audiences) {
      for (const { personId, fullName: name, email, title } of this.#of(obligation, audience)) {
        const standIn = this.#standIns.get(personId);
        if (!standIn) add({ personId, name, title, audience, email: email ?? null });
        if (standIn && audience !== 'substitute') add({ personId, name, title, audience, email: null, away: true });
        if (standIn) add({ ...standIn, audience, insteadOf: { personId, name } });
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
      case 'substitute':
        return owners(this.#at(agencyId), personId).filter((owner) => this.#standIns.has(owner.personId));
      case 'clerk':
        return clerks(this.#at(agencyId));
      case 'head':
        return heads(this.#at(agencyId));
      case 'deputy':
        return deputies(this.#at(agencyId));
      case 'superior':
        return heads(this.#at(this.#above.get(agencyId) ?? ''));
      case 'home-affairs':
        return this.#watchers;
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

interface Found {
  readonly holders: ReadonlyMap<string, readonly Holder[]>;
  readonly names: ReadonlyMap<string, string>;
  readonly leaders: readonly Holder[];
  readonly watchers: readonly Holder[];
  readonly above: ReadonlyMap<string, string>;
  readonly standIns: ReadonlyMap<string, StandIn>;
}

/** Those who watch the reform for the province (Sở Nội vụ), wherever their post stands. */
async function reformWatchers(tx: Tx): Promise<readonly Holder[]> {
  const ids = (await listAgencies(tx, { on: tx.today, level: 'tinh' })).map(({ id }) => id);
  const held = await holdersOfMany(tx, ids, ['reform-monitor'], tx.today);
  return ids.flatMap((id) => held.get(id) ?? []);
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
