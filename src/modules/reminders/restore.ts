import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { loadCalendars } from '#modules/calendar/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Province } from '#platform/db/province.ts';
import { dueSteps, partedByStart } from './decide.ts';
import type { Step } from './domain/ladder.ts';
import type { Policy } from './domain/policy.ts';
import { FIRING_ACTOR } from './fire.ts';
import { nextOf, noNext } from './planning.ts';
import { claimDue, type DueGroup } from './store/claim-store.ts';
import { type Outcome, type Reached, writeOutcomes } from './store/firing-store.ts';
import { policiesById } from './store/policy-store.ts';
import { insertRestore, settleLetters } from './store/restore-store.ts';

/** What became of a restored database. */
export interface Settled {
  /** Obligations whose steps up to the moment are recorded as reached and told to nobody again. */
  readonly steps: number;
  readonly lettersTaken: number;
  readonly lettersDoubtful: number;
}

const BATCH = 1000;

/**
 * After a backup was brought back and before the program runs again: reminders up to `sentUntil` went out although
 * this database does not know it. Steps that might have fired by then are recorded without telling anybody and every
 * clock moves on to its next step; what fell due later fires as always. Letters that waited in the backup are taken as
 * sent; those that were failing already wait for a person, as nobody can know. May be run again: it takes up what a
 * run that was cut off has left.
 * @throws Refusal `reminders.restore_in_future` (422)
 */
export async function settleRestored(province: Province, sentUntil: Date): Promise<Settled> {
  let steps = 0;
  for (;;) {
    const settled = await settleSome(province, sentUntil);
    if (settled === undefined) break;
    steps += settled;
  }
  return province.as(FIRING_ACTOR).run(async (tx) => {
    const letters = await settleLetters(tx.db, sentUntil);
    const settled = { steps, lettersTaken: letters.taken, lettersDoubtful: letters.doubtful };
    await insertRestore(tx.db, { id: newId(), at: tx.now, sentUntil, ...settled });
    return settled;
  });
}

/** @returns how many steps were recorded; undefined when none is left */
function settleSome(province: Province, sentUntil: Date): Promise<number | undefined> {
  return province.as(FIRING_ACTOR).run(async (tx) => {
    if (sentUntil > tx.now) throw new Refusal('reminders.restore_in_future', 422);
    const groups = await claimDue(tx.db, sentUntil, BATCH);
    if (groups.length === 0) return undefined;
    const policies = await policiesById(tx.db, [...new Set(groups.map(({ policyId }) => policyId))]);
    const calendarOf = await loadCalendars(tx);
    const outcomes = groups.flatMap((group) => {
      const policy = policies.get(group.policyId);
      if (!policy) throw new Error(`no policy ${group.policyId}`);
      const calendar = calendarOf(group.agencyId);
      const alike = partedByStart(policy.policy, calendar, group);
      return alike.map((due) => settle(policy.policy, calendar, due, sentUntil));
    });
    const fresh = await writeOutcomes(tx.db, outcomes, tx.now);
    return fresh.reduce((sum, ids) => sum + ids.length, 0);
  });
}

/** The latest step reached by then is recorded as told before; the clock goes on after that moment. */
function settle(policy: Policy, calendar: WorkCalendar, due: DueGroup, sentUntil: Date): Outcome {
  const { ids, planVersion } = due;
  try {
    const { reached, plan } = dueSteps(policy, calendar, due, sentUntil);
    const step = reached.at(-1);
    const folded = reached.slice(0, -1).map(({ key }) => key);
    return { ids, planVersion, reached: step && toldBefore(step, folded), next: nextOf(plan) };
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'calendar.year_without_data')) throw error;
    return { ids, planVersion, reached: undefined, next: noNext(`year-without-data:${Number(error.details['year'])}`) };
  }
}

function toldBefore({ key, kind, at }: Step, folded: readonly string[]): Reached {
  return {
    stepKey: key,
    kind,
    plannedAt: at,
    readyAt: null,
    outcome: 'before-restore',
    folded,
    told: [],
    said: null,
    outgoing: [],
  };
}
