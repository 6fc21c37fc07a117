import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asksMomentOfStart, type Plan, planSteps, reckoningFor, type Step } from './domain/ladder.ts';
import type { NextStep } from './domain/obligation.ts';
import type { Policy } from './domain/policy.ts';
import { log } from './log.ts';
import { nextOf, noNext, termOf } from './planning.ts';
import type { DueGroup } from './store/claim-store.ts';

/** What becomes of due obligations alike: the step that fires (none while it must wait) and where their clocks go. */
export interface Decision {
  readonly step: Step | undefined;
  /** Keys of earlier steps missed while nothing ran, told by this one. */
  readonly folded: readonly string[];
  readonly next: NextStep;
}

type Due = Omit<DueGroup, 'ids'>;

/** Parts a group by the moment of its start, where a plan's ladder asks for it. */
export function partedByStart(policy: Policy, calendar: WorkCalendar, group: DueGroup): DueGroup[] {
  const { ids, starts } = group;
  if (!starts) return [group];
  const asked = asksStart(policy, calendar, group);
  if (!asked) return [{ ...group, starts: null }];
  const parts = Map.groupBy(ids, (_id, place) => starts[place] ?? 0);
  return [...parts].map(([start, some]) => ({ ...group, ids: some, startAt: new Date(start), starts: [start] }));
}

/** A calendar that cannot say asks for nothing: whatever the start, there is no plan. */
function asksStart(policy: Policy, calendar: WorkCalendar, due: Due): boolean {
  try {
    return asksMomentOfStart(policy, calendar, termOf(due, { version: due.planVersion, madeAt: due.planMadeAt }));
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/**
 * Decides what becomes of what is due at one moment. Steps depend on the policy, the calendar and the term alone, not
 * on who owes what: at the opening of a working day thousands come to the same few decisions.
 */
export class Decider {
  readonly #now: Date;
  readonly #known = new Map<string, Decision>();
  readonly #calendars = new Map<WorkCalendar, number>();

  constructor(now: Date) {
    this.#now = now;
  }

  decide(policy: Policy, calendar: WorkCalendar, due: Due): Decision {
    const key = [
      due.policyId,
      this.#nameOf(calendar),
      due.startDay?.getTime(),
      due.starts?.[0],
      due.dueAt?.getTime(),
      due.urgency,
      due.planVersion === 1,
      due.nextStepKey,
      due.nextPlannedAt.getTime(),
      due.nextAt.getTime(),
    ].join('|');
    const known = this.#known.get(key);
    if (known) return known;
    const decision = decide(policy, calendar, due, this.#now);
    this.#known.set(key, decision);
    return decision;
  }

  #nameOf(calendar: WorkCalendar): number {
    const known = this.#calendars.get(calendar);
    if (known !== undefined) return known;
    this.#calendars.set(calendar, this.#calendars.size);
    return this.#calendars.size - 1;
  }
}

function decide(policy: Policy, calendar: WorkCalendar, due: Due, now: Date): Decision {
  try {
    const allowed = reckoningFor(policy, calendar, due.urgency).allowedFrom(now);
    if (allowed > now) {
      const { nextStepKey, nextPlannedAt } = due;
      return { step: undefined, folded: [], next: { nextStepKey, nextPlannedAt, nextAt: allowed, noNextReason: null } };
    }
    const { reached, plan } = dueSteps(policy, calendar, due, now);
    return { step: reached.at(-1), folded: reached.slice(0, -1).map(({ key }) => key), next: nextOf(plan) };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.year_without_data')
      return { step: undefined, folded: [], next: noNext(`year-without-data:${Number(error.details['year'])}`) };
    // One plan that cannot be made must not hold up the others; it stays visible as stalled.
    log('error', 'reminder plan failed', {
      policy: due.policyId,
      step: due.nextStepKey,
      error: (error as Error).message,
    });
    return { step: undefined, folded: [], next: noNext('fault') };
  }
}

/** The steps from the stored one up to now, and the plan after now. */
export function dueSteps(
  policy: Policy,
  calendar: WorkCalendar,
  due: Pick<Due, 'startAt' | 'dueAt' | 'urgency' | 'planVersion' | 'planMadeAt' | 'nextStepKey' | 'nextPlannedAt'>,
  now: Date,
): { reached: Step[]; plan: Plan } {
  const term = termOf(due, { version: due.planVersion, madeAt: due.planMadeAt });
  const from = due.nextPlannedAt;
  const { steps, noFurther } = planSteps(policy, calendar, term, { after: new Date(from.getTime() - 1), until: now });
  const reached = steps.filter(({ at }) => at <= now);
  const coming = steps.filter(({ at }) => at > now);
  if (!steps.some(({ key }) => key === due.nextStepKey)) {
    // The calendar changed since the step was planned and moved it to an earlier moment: it is due all the same.
    const moved = planSteps(policy, calendar, term, { until: from }).steps.find(
      ({ key, at }) => key === due.nextStepKey && at <= now,
    );
    if (moved) reached.unshift(moved);
  }
  return { reached, plan: { steps: coming, noFurther } };
}

/** A step that was held by night or days off might fire later than it was planned. */
export function readyAt({ nextStepKey, nextAt }: Pick<Due, 'nextStepKey' | 'nextAt'>, step: Step): Date {
  return nextStepKey === step.key && nextAt > step.at ? nextAt : step.at;
}
