import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asProgram, sendAsProgram, type Tx } from '#platform/db/province.ts';
import { events } from '#platform/events/events.ts';
import type { Urgency } from './domain/ladder.ts';
import type { Obligation, Origin } from './domain/obligation.ts';
import type { OfObligation } from './events.ts';
import { calendarsOf, HANDED_OVER, nextStep, termOf } from './planning.ts';
import type { PlanRow, ReactionKind } from './store/obligation-rows.ts';
import { earliestNextAt, foreseeObligation, idsByKey, lockObligation } from './store/obligation-store.ts';
import {
  closeObligation,
  insertObligation,
  insertPlan,
  insertReaction,
  markAcknowledged,
  moveOpen,
  type ObligationFacts,
  updateFacts,
  updatePlan,
} from './store/obligation-writes.ts';
import { tellLive } from './live-tell.ts';
import { lastFiredStep, markMessagesAcknowledged } from './store/message-store.ts';
import { currentPolicy } from './store/policy-store.ts';
import { endSnoozes } from './store/snooze-store.ts';

/** What a module says when it makes a promise. */
export interface ObligationInput {
  /** The module: 'directives'. With `key` it names the obligation for ever. */
  readonly source: string;
  readonly key: string;
  /** 'directive-task': decides which reminder policy applies. */
  readonly kind: string;
  readonly title: string;
  readonly agencyId: string;
  readonly personId?: string | null;
  readonly followerAgencyId?: string | null;
  readonly startAt: Date;
  /** A day without an hour is given as its last moment (23:59:59) or the close of work; null when there is none. */
  readonly dueAt: Date | null;
  readonly urgency: Urgency;
  /** Page of the matter, an address inside the program. */
  readonly link: string;
  /** What the button says: 'Báo cáo kết quả'. 'Mở việc' when absent. */
  readonly action?: string | null;
  /** Why this due date, in sentences. */
  readonly explanation: readonly string[];
  readonly origin?: Origin | null;
}

/** Who gives the work to whom, as the history says it. */
export interface HandingOver {
  readonly byPersonId: string;
  readonly toName: string;
}

/**
 * Registers an obligation, or brings a known one up to date, in the caller's transaction. A changed due date, start or
 * urgency makes a new plan; any other change keeps the plan and what it has fired. A closed one stays closed: reopen
 * it first. Work given to another person by `handed` is put on record as a reaction and goes on under a plan of its own,
 * which begins by telling him; what the one before had acknowledged or put off ends.
 *
 * A due year without days-off data is no obstacle: the obligation stands, says which year is missing, and is planned
 * as soon as the data is there.
 *
 * @returns the obligation's id
 * @throws Refusal `reminders.due_before_start` (422)
 */
export async function registerObligation(tx: Tx, input: ObligationInput, handed?: HandingOver): Promise<string> {
  const facts = factsOf(input);
  if (facts.dueAt && facts.dueAt < facts.startAt) throw new Refusal('reminders.due_before_start', 422);
  return asProgram(tx, async () => {
    const known = await lockObligation(tx.db, input.source, input.key);
    if (!known) return registerNew(tx, input, facts);
    const isHanded = handed && known.state === 'open' && facts.personId !== null && facts.personId !== known.personId;
    if (isHanded) await recordReaction(tx, known, 'handed-over', handed.byPersonId, { note: `cho ${handed.toName}` });
    // What is still to be announced is announced to whoever owns it then.
    const isAnnounced = known.nextStepKey !== 'assigned' && known.nextStepKey !== HANDED_OVER;
    if (isHanded && isAnnounced) await replan(tx, known, HANDED_OVER, facts);
    else if (known.state === 'open' && termChanged(known, facts)) await replan(tx, known, 'due-changed', facts);
    else updateFacts(tx.db, known, facts, tx.now);
    return known.id;
  });
}

/**
 * Says early which obligations the transaction is going to change and of which kinds new ones will be, so that it waits
 * for their rows and policies together. Rows are held from here on: whoever holds more than them has held it before.
 */
export function foreseeObligations(tx: Tx, source: string, keys: readonly string[], kinds: readonly string[]): void {
  sendAsProgram(tx, () => {
    for (const key of keys) foreseeObligation(tx.db, source, key);
    if (keys.length > 0) events.foresee(tx, 'reminders.changing', { source });
    for (const kind of kinds) void currentPolicy(tx.db, kind).catch(() => undefined);
  });
}

/** Ends the reminders: the thing was done at `at`. Doing it twice keeps the first moment. */
export async function completeObligation(tx: Tx, source: string, key: string, at: Date = tx.now): Promise<void> {
  await asProgram(tx, async () => {
    const known = await getLocked(tx, source, key);
    if (known.state !== 'open') return;
    closeObligation(tx.db, known.id, 'done', at, tx.now);
    if (known.snoozedUntil) await endSnoozes(tx.db, known.id, 'closed', tx.now);
    await events.emit(tx, 'reminders.obligation_closed', { ...nameOf(known), state: 'done' });
  });
}

/** Ends the reminders of a thing that is no longer owed. */
export async function cancelObligation(tx: Tx, source: string, key: string): Promise<void> {
  await asProgram(tx, async () => {
    const known = await getLocked(tx, source, key);
    if (known.state !== 'open') return;
    closeObligation(tx.db, known.id, 'cancelled', tx.now, tx.now);
    if (known.snoozedUntil) await endSnoozes(tx.db, known.id, 'closed', tx.now);
    await events.emit(tx, 'reminders.obligation_closed', { ...nameOf(known), state: 'cancelled' });
  });
}

/** Takes a closed obligation up again, on a new plan from now on. */
export async function reopenObligation(tx: Tx, source: string, key: string): Promise<void> {
  await asProgram(tx, async () => {
    const known = await getLocked(tx, source, key);
    if (known.state !== 'open') await replan(tx, known, 'reopened');
  });
}

/**
 * What spared people reminders holds no more, as when a request for more time was refused: the ladder of an open
 * obligation goes on from now, on a new plan to the same date.
 */
export async function remindAgain(tx: Tx, source: string, key: string): Promise<void> {
  await asProgram(tx, async () => {
    const known = await getLocked(tx, source, key);
    if (known.state === 'open') await replan(tx, known, 'reopened');
  });
}

/**
 * "Đã biết": the person has seen it. Said after a due-soon reminder it spares everybody the due-soon reminders that
 * remain; the reminder of the due day and those after it stop only when the thing is done.
 */
export async function acknowledgeObligation(
  tx: Tx,
  source: string,
  key: string,
  personId: string,
  how?: HowSaid,
): Promise<void> {
  await asProgram(tx, async () => acknowledge(tx, await getLocked(tx, source, key), personId, how));
}

/** How something was said: in the program or by the address in a message, in short, and for whom. */
export interface HowSaid {
  readonly via?: 'app' | 'link';
  readonly note?: string;
  readonly insteadOf?: string | null;
}

/**
 * Keeps what somebody did about an obligation. A request for more time is said here by the module that took it; the
 * steps whose policy says so are then left out until the due date moves. Acts as the program.
 */
export async function recordReaction(
  tx: Tx,
  obligation: Pick<Obligation, 'id' | 'planVersion'>,
  kind: ReactionKind,
  personId: string,
  { via = 'app', note, insteadOf }: HowSaid = {},
): Promise<void> {
  await insertReaction(tx.db, {
    id: newId(),
    obligation_id: obligation.id,
    plan_version: obligation.planVersion,
    person_id: personId,
    kind,
    after_step: await lastFiredStep(tx.db, obligation.id, obligation.planVersion),
    at: tx.now,
    via,
    note: note ?? null,
    instead_of: insteadOf ?? null,
  });
}

/** Told by the owning module, in its own transaction: more time was asked for. Nothing happens when it is no longer owed. */
export async function reactedElsewhere(
  tx: Tx,
  { source, key }: { readonly source: string; readonly key: string },
  kind: 'asked-more-time',
  personId: string,
  note: string,
): Promise<void> {
  await asProgram(tx, async () => {
    const known = await getLocked(tx, source, key);
    if (known.state === 'open') await recordReaction(tx, known, kind, personId, { note });
  });
}

/** Acts as the program: whoever calls it has checked that the person may. */
async function acknowledge(tx: Tx, obligation: Obligation, personId: string, how?: HowSaid): Promise<void> {
  if (obligation.state !== 'open') return;
  await recordReaction(tx, obligation, 'acknowledged', personId, how);
  await markAcknowledged(tx.db, obligation.id, personId, tx.now);
  await markMessagesAcknowledged(tx.db, obligation.id, personId, tx.now);
  await tellLive(tx, [personId]);
  await events.emit(tx, 'reminders.obligation_acknowledged', nameOf(obligation));
}

function nameOf({ id, source, key }: Pick<Obligation, 'id' | 'source' | 'key'>): OfObligation {
  return { obligationId: id, source, key };
}

/** Hands the open obligations of agencies, owned or followed, to their successor. Closed ones stay where they were. */
export async function transferObligations(tx: Tx, fromAgencyIds: readonly string[], toAgencyId: string): Promise<void> {
  const from = fromAgencyIds.filter((id) => id !== toAgencyId);
  if (from.length === 0) return;
  await asProgram(tx, async () => {
    const moved = await moveOpen(tx.db, from, toAgencyId, tx.now);
    if (moved.length > 0) await events.emit(tx, 'reminders.obligations_moved', { moved, toAgencyId });
  });
}

/** The earliest moment at which a reminder is planned, past or future; null when none is. The clock of a demonstration walks by it. */
export async function nextMoment(tx: Tx): Promise<Date | null> {
  return earliestNextAt(tx.db);
}

async function registerNew(tx: Tx, input: ObligationInput, facts: ObligationFacts): Promise<string> {
  const { id: policyId, policy } = await currentPolicy(tx.db, facts.kind);
  const id = newId();
  const term = termOf(facts, { version: 1, madeAt: tx.now });
  const next = nextStep(policy, await calendarsOf(tx)(facts.agencyId), term);
  insertObligation(tx.db, { id, source: input.source, key: input.key, facts, policyId, next, at: tx.now });
  insertPlan(tx.db, planRow(tx, { id, ...facts }, 1, policyId, 'registered'));
  await events.emit(tx, 'reminders.obligation_registered', { obligationId: id, source: input.source, key: input.key });
  return id;
}

async function replan(tx: Tx, known: Obligation, because: PlanRow['because'], facts?: ObligationFacts): Promise<void> {
  const obligation = { ...known, ...facts };
  const { id: policyId, policy } = await currentPolicy(tx.db, obligation.kind);
  const version = obligation.planVersion + 1;
  const isHandedOver = because === HANDED_OVER;
  const term = termOf({ ...obligation, nextStepKey: isHandedOver ? HANDED_OVER : null }, { version, madeAt: tx.now });
  const next = nextStep(policy, await calendarsOf(tx)(obligation.agencyId), term);
  insertPlan(tx.db, planRow(tx, obligation, version, policyId, because));
  updatePlan(tx.db, known, { version, policyId, next, at: tx.now, isHandedOver }, facts);
  // What was put off was put off under the old date, or by the one before; another ladder changes nothing about it.
  if (known.snoozedUntil && because !== 'policy')
    await endSnoozes(tx.db, known.id, isHandedOver ? 'replaced' : 'due-changed', tx.now);
  await events.emit(tx, 'reminders.obligation_replanned', { ...nameOf(obligation), because });
}

/** Puts an open obligation, held by the caller, on the policy now in force for its kind. */
export async function replanUnderPolicy(tx: Tx, held: Obligation): Promise<void> {
  await replan(tx, held, 'policy');
}

export function planRow(
  tx: Tx,
  obligation: Pick<Obligation, 'id' | 'startAt' | 'dueAt'>,
  version: number,
  policyId: string,
  because: PlanRow['because'],
): PlanRow {
  return {
    obligation_id: obligation.id,
    version,
    policy_id: policyId,
    start_at: obligation.startAt,
    due_at: obligation.dueAt,
    because,
    made_at: tx.now,
  };
}

/** Whether what is said of a known one makes a new plan. */
export function termChanged(known: Obligation, facts: ObligationFacts): boolean {
  return (
    known.dueAt?.getTime() !== facts.dueAt?.getTime() ||
    known.startAt.getTime() !== facts.startAt.getTime() ||
    known.urgency !== facts.urgency
  );
}

/** The facts of a promise as they are kept. */
export function factsOf(input: ObligationInput): ObligationFacts {
  return {
    kind: input.kind,
    title: input.title.normalize('NFC'),
    agencyId: input.agencyId,
    personId: input.personId ?? null,
    followerAgencyId: input.followerAgencyId ?? null,
    startAt: input.startAt,
    dueAt: input.dueAt,
    urgency: input.urgency,
    link: input.link,
    action: input.action ?? null,
    explanation: input.explanation,
    origin: input.origin ?? null,
  };
}

/** The obligations of a source by its own keys, those the actor may see: for a page that shows their plans. */
export async function obligationIds(
  tx: Tx,
  source: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return idsByKey(tx.db, source, keys);
}

async function getLocked(tx: Tx, source: string, key: string): Promise<Obligation> {
  const known = await lockObligation(tx.db, source, key);
  if (!known) throw new Refusal('reminders.unknown_obligation', 404, { source, key });
  return known;
}
