import { newId } from '#kernel/id.ts';
import { asProgram, type Tx } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import type { NextStep } from './domain/obligation.ts';
import { calendarsOf, nextStep, termOf } from './planning.ts';
import { updateNext } from './store/claim-store.ts';
import { countStalled } from './store/obligation-store.ts';
import { bySource } from './store/obligation-writes.ts';
import { policiesById } from './store/policy-store.ts';
import { advanceRecheck, insertRecheck, lockPlanned, lockRecheck, type Planned } from './store/recheck-store.ts';

/** Asks for open plans to be counted again, of one agency or of all, as days off or hours changed. Done by the worker. */
export async function askRecheck(tx: Tx, agencyId: string | null): Promise<void> {
  await asProgram(tx, () => insertRecheck(tx.db, newId(), agencyId, tx.now));
}

/**
 * Counts some of the plans again that were asked for. A next step that now stands elsewhere is moved; one that would
 * now lie in the past fires at once.
 * @returns how many plans were looked at; 0 when none waits
 */
export async function recheckSome(tx: Tx, limit: number): Promise<number> {
  const asked = await lockRecheck(tx.db);
  if (!asked) return 0;
  const planned = await lockPlanned(tx.db, { agencyId: asked.agency_id, afterId: asked.after_id }, limit);
  await recount(tx, planned);
  const last = planned.at(-1)?.obligation.id ?? asked.after_id;
  await advanceRecheck(tx.db, asked.id, last, planned.length < limit ? tx.now : null);
  return planned.length;
}

/** Asks for all plans to be counted again where some wait for data that an update of the program may have brought. */
export async function recheckStalled(tx: Tx): Promise<void> {
  if ((await countStalled(tx.db)) > 0) await askRecheck(tx, null);
}

async function recount(tx: Tx, planned: readonly Planned[]): Promise<void> {
  const calendarOf = calendarsOf(tx);
  const policies = await policiesById(tx.db, [...new Set(planned.map(({ obligation }) => obligation.policyId))]);
  const moved: { id: string; source: string; next: NextStep }[] = [];
  for (const { obligation, planMadeAt, lastPlannedAt } of planned) {
    const policy = policies.get(obligation.policyId);
    if (!policy) throw new Error(`no policy ${obligation.policyId}`);
    const term = termOf(obligation, { version: obligation.planVersion, madeAt: planMadeAt });
    const next = nextStep(policy.policy, await calendarOf(obligation.agencyId), term, lastPlannedAt ?? undefined);
    const same = next.nextAt
      ? next.nextPlannedAt.getTime() === obligation.nextPlannedAt?.getTime() &&
        next.nextStepKey === obligation.nextStepKey
      : next.noNextReason === obligation.noNextReason;
    if (!same) moved.push({ id: obligation.id, source: obligation.source, next });
  }
  if (moved.length === 0) return;
  await updateNext(tx.db, moved);
  await events.emit(tx, 'reminders.plans_recounted', { recounted: bySource(moved) });
}
