import { isQuiet, NOTHING_CHOSEN, type PersonChannels } from '#modules/channels/domain/carried.ts';
import type { Channel, Outward } from './channel.ts';
import type { Urgency } from './ladder.ts';
import type { StepKind } from './policy.ts';

/** One way a reminder is to go. Rank 0 leaves at once, the next ranks only where the one before does not get through. */
export interface Route {
  readonly channel: Channel;
  /** E-mail address or telephone number; null where the program itself knows where to go. */
  readonly address: string | null;
  readonly rank: number;
  readonly when: 'now' | 'digest';
}

/** What is to be told. */
export interface Telling {
  readonly kind: StepKind;
  readonly urgency: Urgency;
  /** The channels the policy names for this step; undefined where it leaves them to us. */
  readonly channels: readonly Channel[] | undefined;
  /** `digest`: the letter waits for the morning, so e-mail is no way to tell it now. */
  readonly mail: 'now' | 'digest';
  /** Of the firing, in Việt Nam. */
  readonly minuteOfDay: number;
}

/** Whom it is told to. */
export interface Addressee {
  readonly email: string | null;
  /** undefined for somebody who has chosen nothing. */
  readonly channels: PersonChannels | undefined;
}

/** What rings or buzzes, so not in somebody's quiet hours. */
const NOISY: ReadonlySet<Channel> = new Set(['push', 'sms', 'zalo']);
/** What costs the province money each time: where the policy is silent, only for what cannot wait. */
const PAID: ReadonlySet<Channel> = new Set(['sms', 'zalo']);
const CANNOT_WAIT: ReadonlySet<StepKind> = new Set(['due-today', 'overdue']);

/**
 * The ways a reminder goes to one person: always in the program; then one way out at once and the others after it, in
 * the person's own order, of those the policy allows, he has not switched off and an address is there for. A letter
 * that waits for the morning stands beside them with rank 0. Pure; the same for everybody alike.
 */
export function routesOf(telling: Telling, { email, channels: person = NOTHING_CHOSEN }: Addressee): Route[] {
  const routes: Route[] = [{ channel: 'in-app', address: null, rank: 0, when: 'now' }];
  const open = person.order.filter((channel) => isOpen(channel, telling, person));
  if (email !== null && open.includes('email') && telling.mail === 'digest')
    routes.push({ channel: 'email', address: email, rank: 0, when: 'digest' });
  let rank = 0;
  for (const channel of open) {
    if (channel === 'email' && telling.mail === 'digest') continue;
    if (channel === 'push' && person.devices === 0) continue;
    const address = channel === 'push' ? null : channel === 'email' ? email : person[channel];
    if (channel !== 'push' && address === null) continue;
    routes.push({ channel, address, rank, when: 'now' });
    rank += 1;
  }
  return routes;
}

function isOpen(channel: Outward, { kind, urgency, channels, minuteOfDay }: Telling, person: PersonChannels): boolean {
  if (person.off.includes(channel)) return false;
  if (channels ? !channels.includes(channel) : PAID.has(channel) && !CANNOT_WAIT.has(kind) && urgency === 'normal')
    return false;
  // Hỏa tốc means at any hour.
  return urgency === 'express' || !NOISY.has(channel) || !isQuiet(person.quiet, minuteOfDay);
}

/** A way still to be tried, as it is kept with the message before it. */
export interface Further {
  readonly channel: Outward;
  readonly address: string | null;
}

/** What becomes messages now; the way out that leaves at once has those after it with it. */
export function firstOf(routes: readonly Route[]): { route: Route; further: Further[] }[] {
  const further = routes.flatMap(({ channel, address, rank }) =>
    rank > 0 && channel !== 'in-app' ? [{ channel, address }] : [],
  );
  return routes
    .filter(({ rank }) => rank === 0)
    .map((route) => ({ route, further: route.channel !== 'in-app' && route.when === 'now' ? further : [] }));
}

/** Minutes of real time a channel may be down before the next way takes over, where the policy does not say. */
export const FALL_BACK_MINUTES = 30;
