import { loadCalendars } from '#modules/calendar/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import { Decider, partedByStart, readyAt } from './decide.ts';
import { tellLive } from './live-tell.ts';
import { metrics } from './metrics.ts';
import { ANYTHING_DUE, claimDue, type DueGroup } from './store/claim-store.ts';
import { type Outcome, writeOutcomes } from './store/firing-store.ts';
import { policiesById } from './store/policy-store.ts';
import { type Decided, outcomesOf } from './telling.ts';

export interface FireResult {
  /** Whether anything was due, be it in another process's hands. */
  readonly due: boolean;
  /** Obligations taken up in this batch; fewer than the limit means there are no more for now. */
  readonly claimed: number;
  readonly fired: number;
  readonly messages: number;
}

export const FIRING_ACTOR = systemActor('Bộ máy nhắc việc');

const NOTHING: FireResult = { due: false, claimed: 0, fired: 0, messages: 0 };

/**
 * Fires what is due, one batch in one transaction: the records of the steps, their messages, and the next steps, all or
 * nothing. Rows taken by another process are passed over, so any number of processes share the work and any may die.
 * Where nothing is due it is one look at an index.
 *
 * Steps missed while nothing ran are told by the latest of them. What runs late into a night or a day off waits for
 * the next working moment, express matters excepted.
 */
export async function fireDue(province: Province, { limit = 200 }: { limit?: number } = {}): Promise<FireResult> {
  const [look] = await province.look<{ due: boolean }>(ANYTHING_DUE);
  if (!look?.due) return NOTHING;
  const batch = await province.as(FIRING_ACTOR).run((tx) => fireBatch(tx, limit));
  // Counted after the commit: what was rolled back did not happen.
  for (const { late, count, kind } of batch.fired) {
    for (let one = 0; one < count; one += 1) metrics.lateness.observe(late);
    metrics.fired.labels(kind).inc(count);
  }
  return {
    due: true,
    claimed: batch.claimed,
    fired: batch.fired.reduce((sum, { count }) => sum + count, 0),
    messages: batch.fired.reduce((sum, { count, ways }) => sum + count * ways, 0),
  };
}

interface Batch {
  readonly claimed: number;
  readonly fired: readonly {
    readonly kind: string;
    /** Seconds. */
    readonly late: number;
    readonly count: number;
    readonly ways: number;
  }[];
}

async function fireBatch(tx: Tx, limit: number): Promise<Batch> {
  const groups = await claimDue(tx.db, tx.now, limit);
  if (groups.length === 0) return { claimed: 0, fired: [] };
  const decided = await decideAll(tx, groups);
  const outcomes = await outcomesOf(tx, decided);
  const fresh = await writeOutcomes(tx.db, outcomes, tx.now);
  await tellFired(tx, decided, outcomes, fresh);
  const told = outcomes.flatMap(({ reached }, place) => ((fresh[place] ?? []).length > 0 ? (reached?.told ?? []) : []));
  await tellLive(
    tx,
    told.map(({ personId }) => personId),
  );
  return {
    claimed: groups.reduce((sum, { ids }) => sum + ids.length, 0),
    fired: decided.flatMap(({ due, step }, place) => {
      if (!step) return [];
      const late = Math.max(0, tx.now.getTime() - readyAt(due, step).getTime()) / 1000;
      const ways = outcomes[place]?.reached?.outgoing.length ?? 0;
      return [{ kind: step.kind, late, count: fresh[place]?.length ?? 0, ways }];
    }),
  };
}

async function decideAll(tx: Tx, groups: readonly DueGroup[]): Promise<Decided[]> {
  const policies = await policiesById(tx.db, [...new Set(groups.map(({ policyId }) => policyId))]);
  const calendarOf = await loadCalendars(tx);
  const decider = new Decider(tx.now);
  return groups.flatMap((group) => {
    const policy = policies.get(group.policyId);
    if (!policy) throw new Error(`no policy ${group.policyId}`);
    const calendar = calendarOf(group.agencyId);
    return partedByStart(policy.policy, calendar, group).map((due) => ({
      due,
      policy,
      calendar,
      ...decider.decide(policy.policy, calendar, due),
    }));
  });
}

/** Tells the other modules what the batch reached, in its transaction. */
async function tellFired(
  tx: Tx,
  decided: readonly Decided[],
  outcomes: readonly Outcome[],
  fresh: readonly (readonly string[])[],
): Promise<void> {
  const steps = decided.flatMap(({ due: { source } }, place) => {
    const reached = outcomes[place]?.reached;
    const obligationIds = fresh[place] ?? [];
    if (!reached || obligationIds.length === 0) return [];
    return [{ source, obligationIds, stepKey: reached.stepKey, kind: reached.kind, told: reached.told.length }];
  });
  if (steps.length > 0) await events.emit(tx, 'reminders.fired', { steps });
}
