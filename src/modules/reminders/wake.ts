import { loadCalendar } from '#modules/calendar/public.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import { reckoningFor, type Step } from './domain/ladder.ts';
import type { NextStep, Obligation } from './domain/obligation.ts';
import { FIRING_ACTOR } from './fire.ts';
import { writeOutcomes } from './store/firing-store.ts';
import { lockObligationById } from './store/obligation-store.ts';
import { policiesById } from './store/policy-store.ts';
import { endSnoozes, listOver, lockOver, postpone, type Snooze } from './store/snooze-store.ts';
import { outcomesOf } from './telling.ts';

/**
 * Tells everybody whose pause is over, once, as the ladder would have told him: the same words, ways and people on
 * leave. Each in a transaction of its own; another process may share the work.
 * @returns how many pauses were over
 */
export async function wakeDue(province: Province, limit: number): Promise<number> {
  const work = province.as(FIRING_ACTOR);
  const over = await work.run((tx) => listOver(tx.db, tx.now, limit));
  for (const snooze of over) await work.run((tx) => wake(tx, snooze));
  return over.length;
}

async function wake(tx: Tx, found: Snooze): Promise<void> {
  const obligation = await lockObligationById(tx.db, found.obligationId);
  const snooze = await lockOver(tx.db, found.id, tx.now);
  if (!snooze || !obligation) return;
  const end = (because: Parameters<typeof endSnoozes>[2]) =>
    endSnoozes(tx.db, obligation.id, because, tx.now, snooze.personId);
  if (obligation.state !== 'open') return void (await end('closed'));
  // What is overdue by now is told by the ladder.
  if (!obligation.dueAt || obligation.dueAt <= tx.now) return void (await end('no-longer-due'));
  const policy = (await policiesById(tx.db, [obligation.policyId])).get(obligation.policyId);
  if (!policy) throw new Error(`no policy ${obligation.policyId}`);
  const calendar = await loadCalendar(tx, obligation.agencyId);
  const allowed = reckoningFor(policy.policy, calendar, obligation.urgency).allowedFrom(tx.now);
  // Woken late, in a night or on a day off.
  if (allowed > tx.now) return postpone(tx.db, snooze, allowed);
  await end('woken');
  const step: Step = {
    key: `snooze-${snooze.id}`,
    at: snooze.untilAt,
    kind: 'due-soon',
    audience: [snooze.audience],
    stopsOn: [],
  };
  const due = dueOf(obligation, step);
  const only = snooze.personId;
  const outcomes = await outcomesOf(tx, [{ due, policy, calendar, step, folded: [], next: nextOf(obligation), only }]);
  const [fresh = []] = await writeOutcomes(tx.db, outcomes, tx.now);
  const told = outcomes[0]?.reached?.told.length ?? 0;
  if (fresh.length > 0)
    await events.emit(tx, 'reminders.fired', {
      steps: [{ source: obligation.source, obligationIds: fresh, stepKey: step.key, kind: step.kind, told }],
    });
}

/** The obligation as the telling of a step sees it. */
function dueOf(obligation: Obligation, step: Step) {
  const { id, source, policyId, agencyId, personId, followerAgencyId, startAt, dueAt, urgency, planVersion } =
    obligation;
  return {
    ids: [id],
    source,
    policyId,
    agencyId,
    personId,
    followerAgencyId,
    startAt,
    planMadeAt: startAt,
    startDay: null,
    starts: null,
    dueAt,
    urgency,
    planVersion,
    nextStepKey: step.key,
    nextPlannedAt: step.at,
    nextAt: step.at,
    reacted: [],
    snoozers: null,
  };
}

/** The clock stays where it is. */
function nextOf({ nextStepKey, nextPlannedAt, nextAt, noNextReason }: Obligation): NextStep {
  return nextStepKey !== null && nextPlannedAt !== null && nextAt !== null
    ? { nextStepKey, nextPlannedAt, nextAt, noNextReason: null }
    : { nextStepKey: null, nextPlannedAt: null, nextAt: null, noNextReason: noNextReason ?? 'no-rule' };
}
