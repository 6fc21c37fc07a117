import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { workingDaysBetween } from '#modules/calendar/domain/days.ts';
import type { PersonChannels } from '#modules/channels/domain/carried.ts';
import { peopleChannels } from '#modules/channels/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam, minuteOfDay, toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { type Decision, readyAt } from './decide.ts';
import { countedVi } from './domain/counted.ts';
import type { Step } from './domain/ladder.ts';
import { whenToMail } from './domain/restraint.ts';
import { FALL_BACK_MINUTES, firstOf, type Route, routesOf, type Telling } from './domain/routing.ts';
import { log } from './log.ts';
import { type Recipient, RecipientFinder } from './recipients.ts';
import { settersOf } from './set-by.ts';
import type { DueGroup } from './store/claim-store.ts';
import type { Outcome, Outgoing, Reached } from './store/firing-store.ts';
import type { StoredPolicy } from './store/policy-store.ts';

/** Due obligations alike with what was decided about them. */
export interface Decided extends Decision {
  readonly due: DueGroup;
  readonly policy: StoredPolicy;
  readonly calendar: WorkCalendar;
  /** Told to this person alone, or to whoever stands in for him: he had put it off until now. */
  readonly only?: string;
}

type Fired = Decided & { readonly step: Step };

/** Finds the people of a whole batch and the ways to them, and says what is said to whom. */
export async function outcomesOf(tx: Tx, decided: readonly Decided[]): Promise<Outcome[]> {
  const fired = decided.filter(isFired);
  const finder = await RecipientFinder.load(
    tx,
    fired.map(({ due, step: { audience } }) => ({ obligation: due, audience })),
  );
  const recipients = new Map(fired.map((one) => [one.due, recipientsOf(finder, one)]));
  const people = new Set([...recipients.values()].flatMap((all) => all.map(({ personId }) => personId)));
  const known: Known = {
    finder,
    channelsOf: await peopleChannels(tx, [...people]),
    setters: await settersOf(tx, new Set(fired.map(({ policy }) => policy))),
  };
  return decided.map((one) => ({
    ids: one.due.ids,
    planVersion: one.due.planVersion,
    reached: isFired(one) ? tell(tx, one, recipients.get(one.due) ?? [], known) : undefined,
    next: one.next,
  }));
}

/** Asked for once for all of a batch. */
interface Known {
  readonly finder: RecipientFinder;
  readonly channelsOf: ReadonlyMap<string, PersonChannels>;
  /** Who set each policy, by its id. */
  readonly setters: ReadonlyMap<string, string>;
}

function isFired(one: Decided): one is Fired {
  return one.step !== undefined;
}

function isSpared({ step, due }: Fired): boolean {
  return step.stopsOn.some((reaction) => due.reacted.includes(reaction));
}

/** Those who put a due-soon reminder off are passed by; what is due today or overdue is told to everybody. */
function recipientsOf(finder: RecipientFinder, one: Fired): Recipient[] {
  if (isSpared(one)) return [];
  const { due, step, only } = one;
  const all = finder.find(due, step.audience);
  const means = ({ personId, insteadOf }: Recipient, one: string) => personId === one || insteadOf?.personId === one;
  if (only !== undefined) return all.filter((recipient) => means(recipient, only));
  if (!due.snoozers || step.kind !== 'due-soon') return all;
  return all.filter((recipient) => !due.snoozers?.some((person) => means(recipient, person)));
}

function outcomeOf(one: Fired, isTold: boolean): Reached['outcome'] {
  if (isSpared(one)) return 'acknowledged-before';
  if (isTold) return 'told';
  return one.due.snoozers && one.step.kind === 'due-soon' ? 'snoozed' : 'nobody';
}

function tell(tx: Tx, one: Fired, recipients: readonly Recipient[], known: Known): Reached {
  const { due, step, folded, policy } = one;
  const told = recipients.map(({ email: _address, ...person }) => person);
  const outcome = outcomeOf(one, told.length > 0);
  if (outcome === 'nobody')
    log('warn', 'reminder without recipient', { obligation: due.ids[0] ?? '', count: due.ids.length, step: step.key });
  const what = {
    kind: step.kind,
    urgency: due.urgency,
    channels: step.channels,
    mail: whenToMail({ kind: step.kind, key: step.key, folded, urgency: due.urgency }, policy.policy),
    minuteOfDay: minuteOfDay(tx.now),
  };
  const fallBackMinutes = policy.policy.fallbackMinutes ?? FALL_BACK_MINUTES;
  return {
    stepKey: step.key,
    kind: step.kind,
    plannedAt: step.at,
    readyAt: readyAt(due, step),
    outcome,
    folded,
    told,
    said: told.length > 0 ? saidOf(tx, one, known) : null,
    outgoing: recipients.flatMap((recipient) =>
      outgoingTo(recipient, waysTo(recipient, what, known.channelsOf), fallBackMinutes),
    ),
  };
}

/** What is said that does not come out of the obligation's own row. */
function saidOf(tx: Tx, { due, step, policy, calendar }: Fired, { finder, setters }: Known): Reached['said'] {
  return {
    kind: step.kind,
    stepKey: step.key,
    agencyName: finder.nameOf(due.agencyId),
    waitingFor: due.followerAgencyId ? finder.nameOf(due.followerAgencyId) : null,
    firedAt: toVietnamIso(tx.now),
    dueAt: due.dueAt && toVietnamIso(due.dueAt),
    daysLeft: daysLeft(calendar, due.dueAt, tx),
    policyName: policy.policy.name,
    policyVersion: policy.version,
    policySetBy: setters.get(policy.id) ?? policy.policy.source,
    counted: due.dueAt && countedVi(calendar, tx.today, dateInVietnam(due.dueAt)),
  };
}

/** Whoever is on leave finds it in the program when he is back; nothing follows him home. */
function waysTo(recipient: Recipient, what: Telling, channelsOf: ReadonlyMap<string, PersonChannels>): Route[] {
  const routes = routesOf(what, { email: recipient.email, channels: channelsOf.get(recipient.personId) });
  return recipient.away ? routes.filter(({ channel }) => channel === 'in-app') : routes;
}

function outgoingTo({ personId, audience }: Recipient, routes: readonly Route[], fallBackMinutes: number): Outgoing[] {
  return firstOf(routes).map(({ route: { channel, address, when }, further }) => ({
    recipientId: personId,
    audience,
    channel,
    address,
    when,
    further,
    fallBackMinutes,
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
