import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { loadCalendars } from '#modules/calendar/public.ts';
import type { Tx } from '#platform/db/province.ts';
import { planSteps, type Plan, type Term } from './domain/ladder.ts';
import type { NextStep, Obligation } from './domain/obligation.ts';
import type { Policy } from './domain/policy.ts';

/** Where the clock stands after a plan's steps were cut at some moment. */
export function nextOf({ steps, noFurther }: Plan): NextStep {
  const first = steps[0];
  if (first) return { nextStepKey: first.key, nextPlannedAt: first.at, nextAt: first.at, noNextReason: null };
  return noNext(noFurther?.year ? `${noFurther.reason}:${noFurther.year}` : (noFurther?.reason ?? 'no-rule'));
}

/** No next step, and why. */
export function noNext(reason: string): NextStep {
  return { nextStepKey: null, nextPlannedAt: null, nextAt: null, noNextReason: reason };
}

/** The first step of a plan after `after`, or of the whole plan. */
export function nextStep(policy: Policy, calendar: WorkCalendar, term: Term, after?: Date): NextStep {
  return nextOf(planSteps(policy, calendar, term, { after, limit: 1 }));
}

export const HANDED_OVER = 'handed-over';

/**
 * The term of a plan of an obligation: the first plan is announced to all concerned, one that began with a handing over
 * to the new owner for as long as that is still its next step.
 */
export function termOf(
  obligation: Pick<Obligation, 'startAt' | 'dueAt' | 'urgency'> & { readonly nextStepKey?: string | null },
  plan: { version: number; madeAt: Date },
): Term {
  const { startAt, dueAt, urgency, nextStepKey } = obligation;
  const announce = nextStepKey === HANDED_OVER ? HANDED_OVER : plan.version === 1 && 'assigned';
  return { startAt, dueAt, urgency, plannedAt: plan.madeAt, announce };
}

/** Calendars of agencies, asked for once in a transaction. */
export function calendarsOf(tx: Tx): (agencyId: string) => Promise<WorkCalendar> {
  let all: ReturnType<typeof loadCalendars> | undefined;
  return async (agencyId) => {
    all ??= loadCalendars(tx);
    return (await all)(agencyId);
  };
}
