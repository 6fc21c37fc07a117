/**
 * The brake on guessing passwords (ASVS 5.0, 6.3.1). Written down here because it is the documentation asked for.
 *
 * Every attempt takes from one or more allowances before the password is looked at, and gets it back when the
 * password is right. Who draws from which allowance depends on where the attempt comes from:
 *
 * - a **known device** (its cookie, given at an earlier sign-in of this account, or a session of it): from the
 *   allowance of that device alone. Nothing a stranger does touches it;
 * - a **known address** (this account has signed in from it before): from its own allowance for this login and
 *   address, wider and quicker to refill than a stranger's, and from no other;
 * - a **stranger**: from its allowance for this login and address, and from that of the address for all logins.
 *   Strangers' attempts on one login are also counted together; past that, each new place has one try at a time
 *   instead of ten. It still has one, so nobody can shut a person out of a new telephone by guessing badly.
 *
 * A refused attempt takes nothing: when the guessing stops, the next try is at most one refill away.
 * The idea of device cookies is OWASP's ("Slow Down Online Guessing Attacks with Device Cookies").
 */

/** An allowance: `capacity` attempts at once, one more every `refillMs`. */
export interface Allowance {
  readonly capacity: number;
  readonly refillMs: number;
}

export const ALLOWANCES = {
  device: { capacity: 10, refillMs: 30_000 },
  'known-address': { capacity: 20, refillMs: 10_000 },
  'login-address': { capacity: 10, refillMs: 60_000 },
  address: { capacity: 100, refillMs: 6_000 },
  login: { capacity: 50, refillMs: 36_000 },
  'own-password': { capacity: 10, refillMs: 30_000 },
} as const satisfies Record<string, Allowance>;

export type AllowanceKind = keyof typeof ALLOWANCES;

/** One allowance as it stands: whole again at `fullAt` (in the past: untouched). */
export interface AllowanceState {
  readonly kind: AllowanceKind;
  /** What it belongs to: a device, a login and address, … */
  readonly subject: string;
  readonly fullAt: Date | undefined;
}

export type Admission =
  | { readonly admitted: true; readonly taken: readonly Taken[] }
  | { readonly admitted: false; readonly retryAfterMs: number };

/** What an attempt took, to be given back when the password proves right. */
export interface Taken {
  readonly kind: AllowanceKind;
  readonly subject: string;
  readonly fullAt: Date;
  readonly costMs: number;
}

/**
 * Whether an attempt may be made now, given the allowances it draws from. All give or none does; that of the
 * login never refuses, it makes the others dearer.
 */
export function admit(states: readonly AllowanceState[], now: Date): Admission {
  const dear = states.some((state) => state.kind === 'login' && wait(state, 1, now) > 0);
  const costs = states.map((state) => ({
    state,
    cost: dear && state.kind === 'login-address' ? allCapacity(state) : 1,
  }));
  const waits = costs.map(({ state, cost }) => (state.kind === 'login' ? 0 : wait(state, cost, now)));
  const longest = Math.max(0, ...waits);
  if (longest > 0) return { admitted: false, retryAfterMs: longest };
  const taken = costs
    .filter(({ state }) => !(dear && state.kind === 'login'))
    .map(({ state, cost }) => {
      const costMs = cost * ALLOWANCES[state.kind].refillMs;
      return { kind: state.kind, subject: state.subject, fullAt: new Date(since(state, now) + costMs), costMs };
    });
  return { admitted: true, taken };
}

function allCapacity(state: AllowanceState): number {
  return ALLOWANCES[state.kind].capacity;
}

function since(state: AllowanceState, now: Date): number {
  return Math.max(state.fullAt?.getTime() ?? 0, now.getTime());
}

/** Milliseconds until `cost` attempts are to be had; 0 when they are now. */
function wait(state: AllowanceState, cost: number, now: Date): number {
  const { capacity, refillMs } = ALLOWANCES[state.kind];
  return Math.max(0, since(state, now) + cost * refillMs - (now.getTime() + capacity * refillMs));
}

/** Where an attempt comes from, as far as this account is concerned. */
export type Origin =
  | { readonly known: 'device'; readonly device: string }
  | { readonly known: 'address' }
  | { readonly known: false };

/** The allowances an attempt draws from. `login` is folded, `address` a key of `addressKey`. */
export function drawnFrom(login: string, address: string, origin: Origin): { kind: AllowanceKind; subject: string }[] {
  if (origin.known === 'device') return [{ kind: 'device', subject: `${login} ${origin.device}` }];
  if (origin.known === 'address') return [{ kind: 'known-address', subject: `${login} ${address}` }];
  return [
    { kind: 'login-address', subject: `${login} ${address}` },
    { kind: 'address', subject: address },
    { kind: 'login', subject: login },
  ];
}
