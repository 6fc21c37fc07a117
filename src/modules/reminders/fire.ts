import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { workingDaysBetween } from '#modules/calendar/domain/days.ts';
import { loadCalendars } from '#modules/calendar/public.ts';
import type { PersonChannels } from '#modules/channels/domain/carried.ts';
import { peopleChannels } from '#modules/channels/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam, minuteOfDay, toVietnamIso } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { events } from '#platform/events/events.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import { countedVi } from './domain/counted.ts';
import { type Plan, planSteps, reckoningFor, type Step } from './domain/ladder.ts';
import type { Said } from './domain/message.ts';
import type { NextStep, Obligation } from './domain/obligation.ts';
import type { Policy } from './domain/policy.ts';
import { FALL_BACK_MINUTES, firstOf, type Route, routesOf, type Telling as Routed } from './domain/routing.ts';
import { log } from './log.ts';
import { metrics } from './metrics.ts';
import { whenToMail } from './domain/restraint.ts';
import { nextOf, noNext, termOf } from './planning.ts';
import { RecipientFinder, type Recipient } from './recipients.ts';
import { settersOf } from './set-by.ts';
import { claimDue, type Claimed, updateNext } from './store/claim-store.ts';
import { type Firing, insertFirings, type Message } from './store/message-store.ts';
import { policiesById, type StoredPolicy } from './store/policy-store.ts';

export interface FireResult {
  /** Obligations taken up in this batch; fewer than the limit means there are no more for now. */
  readonly claimed: number;
  readonly fired: number;
  readonly messages: number;
}

/** What becomes of one due obligation: the step that fires (none while it must wait) and where its clock goes. */
interface Outcome {
  readonly step: Step | undefined;
  readonly folded: readonly string[];
  readonly next: NextStep;
}

export const FIRING_ACTOR = systemActor('Bộ máy nhắc việc');

/**
 * Fires what is due, one batch in one transaction: the records of the steps, their messages, and the next steps, all or
 * nothing. Rows taken by another process are passed over, so any number of processes share the work and any may die.
 *
 * Steps missed while nothing ran are told by the latest of them. What runs late into a night or a day off waits for
 * the next working moment, express matters excepted.
 */
export async function fireDue(province: Province, { limit = 200 }: { limit?: number } = {}): Promise<FireResult> {
  const late: number[] = [];
  const result = await province.as(FIRING_ACTOR).run(async (tx) => {
    const claimed = await claimDue(tx.db, tx.now, limit);
    if (claimed.length === 0) return { claimed: 0, fired: 0, messages: 0, kinds: [] as string[] };
    const policies = await policiesById(tx.db, [...new Set(claimed.map(({ obligation }) => obligation.policyId))]);
    const calendarOf = await loadCalendars(tx);
    const tellings: Telling[] = [];
    const moved: { id: string; next: NextStep }[] = [];
    for (const one of claimed) {
      const policy = policies.get(one.obligation.policyId);
      if (!policy) throw new Error(`no policy ${one.obligation.policyId}`);
      const calendar = calendarOf(one.obligation.agencyId);
      const { step, folded, next } = decide(policy.policy, calendar, one, tx.now);
      moved.push({ id: one.obligation.id, next });
      if (!step) continue;
      late.push((tx.now.getTime() - readyAt(one.obligation, step).getTime()) / 1000);
      tellings.push({ claimed: one, step, folded, policy, calendar, recipients: [] });
    }
    const finder = await RecipientFinder.load(
      tx,
      tellings.map(({ claimed: { obligation }, step: { audience } }) => ({ obligation, audience })),
    );
    for (const telling of tellings) telling.recipients = recipientsOf(finder, telling);
    const people = new Set(tellings.flatMap(({ recipients }) => recipients.map(({ personId }) => personId)));
    const channelsOf = await peopleChannels(tx, [...people]);
    const setters = await settersOf(tx, policies.values());
    const firings: Firing[] = [];
    const messages: Message[] = [];
    for (const telling of tellings) {
      const made = tell(tx, finder, { channelsOf, setters }, telling);
      firings.push(made.firing);
      messages.push(...made.messages);
    }
    const fresh = await insertFirings(tx.db, firings, messages);
    await updateNext(tx.db, moved);
    await tellFired(tx, claimed, firings, fresh);
    return {
      claimed: claimed.length,
      fired: fresh.size,
      messages: messages.filter(({ firingId }) => fresh.has(firingId)).length,
      kinds: firings.filter(({ id }) => fresh.has(id)).map(({ kind }) => kind),
    };
  });
  // Counted after the commit: what was rolled back did not happen.
  for (const seconds of late) metrics.lateness.observe(Math.max(0, seconds));
  for (const kind of result.kinds) metrics.fired.labels(kind).inc();
  return { claimed: result.claimed, fired: result.fired, messages: result.messages };
}

/** Tells the other modules what the batch reached, in its transaction. */
async function tellFired(
  tx: Tx,
  claimed: readonly Claimed[],
  firings: readonly Firing[],
  fresh: ReadonlySet<string>,
): Promise<void> {
  const names = new Map(claimed.map(({ obligation: { id, source, key } }) => [id, { source, key }]));
  const steps = firings.flatMap(({ id, obligationId, stepKey, kind, told }) => {
    const name = names.get(obligationId);
    return name && fresh.has(id) ? [{ obligationId, ...name, stepKey, kind, told: told.length }] : [];
  });
  if (steps.length > 0) await events.emit(tx, 'reminders.fired', { steps });
}

function decide(policy: Policy, calendar: WorkCalendar, { obligation, planMadeAt }: Claimed, now: Date): Outcome {
  try {
    const allowed = reckoningFor(policy, calendar, obligation.urgency).allowedFrom(now);
    if (allowed > now) return { step: undefined, folded: [], next: held(obligation, allowed) };
    const { due, plan } = dueSteps(policy, calendar, obligation, planMadeAt, now);
    return { step: due.at(-1), folded: due.slice(0, -1).map(({ key }) => key), next: nextOf(plan) };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.year_without_data')
      return { step: undefined, folded: [], next: noNext(`year-without-data:${Number(error.details['year'])}`) };
    // One plan that cannot be made must not hold up the others; it stays visible as stalled.
    log('error', 'reminder plan failed', { obligation: obligation.id, error: (error as Error).message });
    return { step: undefined, folded: [], next: noNext('fault') };
  }
}

function held(obligation: Obligation, until: Date): NextStep {
  const { nextStepKey, nextPlannedAt } = obligation;
  if (nextStepKey === null || nextPlannedAt === null) throw new Error(`no step to hold: ${obligation.id}`);
  return { nextStepKey, nextPlannedAt, nextAt: until, noNextReason: null };
}

/** The steps from the stored one up to now, and the plan after now. */
export function dueSteps(
  policy: Policy,
  calendar: WorkCalendar,
  obligation: Obligation,
  planMadeAt: Date,
  now: Date,
): { due: Step[]; plan: Plan } {
  const term = termOf(obligation, { version: obligation.planVersion, madeAt: planMadeAt });
  const from = obligation.nextPlannedAt ?? now;
  const { steps, noFurther } = planSteps(policy, calendar, term, { after: new Date(from.getTime() - 1), until: now });
  const due = steps.filter(({ at }) => at <= now);
  const coming = steps.filter(({ at }) => at > now);
  if (!steps.some(({ key }) => key === obligation.nextStepKey)) {
    // The calendar changed since the step was planned and moved it to an earlier moment: it is due all the same.
    const moved = planSteps(policy, calendar, term, { until: from }).steps.find(
      ({ key, at }) => key === obligation.nextStepKey && at <= now,
    );
    if (moved) due.unshift(moved);
  }
  return { due, plan: { steps: coming, noFurther } };
}

/** A step that was held by night or days off might fire later than it was planned. */
function readyAt({ nextStepKey, nextAt }: Obligation, step: Step): Date {
  return nextAt && nextStepKey === step.key && nextAt > step.at ? nextAt : step.at;
}

interface Telling {
  readonly claimed: Claimed;
  readonly step: Step;
  readonly folded: readonly string[];
  readonly policy: StoredPolicy;
  readonly calendar: WorkCalendar;
  /** Found for all of a batch before the first is told, so that how they are reached is asked for once. */
  recipients: readonly Recipient[];
}

function isSpared({ step, claimed }: Telling): boolean {
  return step.stopsOn.some((reaction) => claimed.reacted.includes(reaction));
}

function recipientsOf(finder: RecipientFinder, telling: Telling): Recipient[] {
  return isSpared(telling) ? [] : finder.find(telling.claimed.obligation, telling.step.audience);
}

/** Asked for once for all of a batch. */
interface Known {
  readonly channelsOf: ReadonlyMap<string, PersonChannels>;
  /** Who set each policy, by its id. */
  readonly setters: ReadonlyMap<string, string>;
}

function tell(
  tx: Tx,
  finder: RecipientFinder,
  { channelsOf, setters }: Known,
  telling: Telling,
): { firing: Firing; messages: Message[] } {
  const { claimed, step, folded, policy, calendar, recipients } = telling;
  const { obligation } = claimed;
  const told = recipients.map(({ email: _address, ...person }) => person);
  const said: Said = {
    kind: step.kind,
    stepKey: step.key,
    title: obligation.title,
    agencyName: finder.nameOf(obligation.agencyId),
    waitingFor: obligation.followerAgencyId ? finder.nameOf(obligation.followerAgencyId) : null,
    link: obligation.link,
    action: obligation.action,
    firedAt: toVietnamIso(tx.now),
    dueAt: obligation.dueAt && toVietnamIso(obligation.dueAt),
    daysLeft: daysLeft(calendar, obligation.dueAt, tx),
    explanation: obligation.explanation,
    origin: obligation.origin,
    policyName: policy.policy.name,
    policyVersion: policy.version,
    policySetBy: setters.get(policy.id) ?? policy.policy.source,
    counted: obligation.dueAt && countedVi(calendar, tx.today, dateInVietnam(obligation.dueAt)),
  };
  const firing: Firing = {
    id: newId(),
    obligationId: obligation.id,
    planVersion: obligation.planVersion,
    stepKey: step.key,
    kind: step.kind,
    plannedAt: step.at,
    readyAt: readyAt(claimed.obligation, step),
    firedAt: tx.now,
    outcome: isSpared(telling) ? 'acknowledged-before' : told.length > 0 ? 'told' : 'nobody',
    folded,
    told,
    content: told.length > 0 ? said : null,
  };
  if (firing.outcome === 'nobody')
    log('warn', 'reminder without recipient', { obligation: obligation.id, step: step.key });
  const what = {
    kind: step.kind,
    urgency: obligation.urgency,
    channels: step.channels,
    mail: whenToMail({ kind: step.kind, key: step.key, folded, urgency: obligation.urgency }, policy.policy),
    minuteOfDay: minuteOfDay(tx.now),
  };
  const messages = recipients.flatMap((recipient) =>
    messagesFor(
      tx,
      firing,
      recipient,
      waysTo(recipient, what, channelsOf),
      policy.policy.fallbackMinutes ?? FALL_BACK_MINUTES,
    ),
  );
  return { firing, messages };
}

/** Whoever is on leave finds it in the program when he is back; nothing follows him home. */
function waysTo(recipient: Recipient, what: Routed, channelsOf: ReadonlyMap<string, PersonChannels>): Route[] {
  const routes = routesOf(what, { email: recipient.email, channels: channelsOf.get(recipient.personId) });
  return recipient.away ? routes.filter(({ channel }) => channel === 'in-app') : routes;
}

function messagesFor(
  tx: Tx,
  firing: Firing,
  recipient: Recipient,
  routes: readonly Route[],
  fallBackMinutes: number,
): Message[] {
  return firstOf(routes).map(({ route: { channel, address, when }, further }) => ({
    id: newId(),
    firingId: firing.id,
    obligationId: firing.obligationId,
    recipientId: recipient.personId,
    audience: recipient.audience,
    channel,
    address,
    firedAt: tx.now,
    further,
    fallBackMinutes,
    when,
  }));
}

/** Working days left, negative when overdue; null where the calendar cannot say. */
export function daysLeft(calendar: WorkCalendar, dueAt: Date | null, { today }: Pick<Tx, 'today'>): number | null {
  if (!dueAt) return null;
  try {
    return workingDaysBetween(calendar, today, dateInVietnam(dueAt));
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.year_without_data') return null;
    throw error;
  }
}
