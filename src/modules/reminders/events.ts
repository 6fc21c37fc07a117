import type { OfSource } from './domain/obligation.ts';

/** Of which obligation a fact is told: its id, and the name its source gave it. */
export interface OfObligation {
  readonly obligationId: string;
  readonly source: string;
  readonly key: string;
}

/** A step that was reached by some obligations of one source. `told` counts the people each; who they are is theirs. */
export interface FiredStep extends OfSource {
  readonly stepKey: string;
  readonly kind: string;
  readonly told: number;
}

/** Facts this module tells, in the transaction of the change. */
declare module '#platform/events/events.ts' {
  interface ForeseenMap {
    /** Obligations of a source are going to be registered, changed or closed in this transaction. */
    'reminders.changing': { source: string };
  }
  interface EventMap {
    'reminders.obligation_registered': OfObligation;
    /** Its term changed, so it runs on a new plan. */
    'reminders.obligation_replanned': OfObligation & { because: string };
    /** The same of many at once. */
    'reminders.obligations_replanned': { readonly replanned: readonly OfSource[]; readonly because: string };
    'reminders.obligation_acknowledged': OfObligation;
    'reminders.obligation_closed': OfObligation & { state: 'done' | 'cancelled' };
    /** Their owner or follower was merged into another agency, which takes them over. */
    'reminders.obligations_moved': { readonly moved: readonly OfSource[]; readonly toAgencyId: string };
    /** Days off or hours changed, and with them the next step. */
    'reminders.plans_recounted': { readonly recounted: readonly OfSource[] };
    /** All that one batch of firing reached: one fact for many, because a burst may hold a hundred thousand. */
    'reminders.fired': { readonly steps: readonly FiredStep[] };
  }
}
