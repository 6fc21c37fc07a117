import { loadCalendars } from '#modules/calendar/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Province } from '#platform/db/province.ts';
import type { NextStep } from './domain/obligation.ts';
import { dueSteps, FIRING_ACTOR } from './fire.ts';
import { nextOf, noNext } from './planning.ts';
import { claimDue, updateNext } from './store/claim-store.ts';
import { type Firing, insertFirings } from './store/message-store.ts';
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
    const claimed = await claimDue(tx.db, sentUntil, BATCH);
    if (claimed.length === 0) return undefined;
    const policies = await policiesById(tx.db, [...new Set(claimed.map(({ obligation }) => obligation.policyId))]);
    const calendarOf = await loadCalendars(tx);
    const firings: Firing[] = [];
    const moved: { id: string; next: NextStep }[] = [];
    for (const { obligation, planMadeAt } of claimed) {
      const policy = policies.get(obligation.policyId);
      if (!policy) throw new Error(`no policy ${obligation.policyId}`);
      const calendar = calendarOf(obligation.agencyId);
      let next: NextStep;
      try {
        const { due, plan } = dueSteps(policy.policy, calendar, obligation, planMadeAt, sentUntil);
        next = nextOf(plan);
        const step = due.at(-1);
        if (step)
          firings.push({
            id: newId(),
            obligationId: obligation.id,
            planVersion: obligation.planVersion,
            stepKey: step.key,
            kind: step.kind,
            plannedAt: step.at,
            readyAt: null,
            firedAt: tx.now,
            outcome: 'before-restore',
            folded: due.slice(0, -1).map(({ key }) => key),
            told: [],
            content: null,
          });
      } catch (error) {
        if (!(error instanceof Refusal && error.code === 'calendar.year_without_data')) throw error;
        next = noNext(`year-without-data:${Number(error.details['year'])}`);
      }
      moved.push({ id: obligation.id, next });
    }
    const fresh = await insertFirings(tx.db, firings, []);
    await updateNext(tx.db, moved);
    return fresh.size;
  });
}
