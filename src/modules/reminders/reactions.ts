import { loadCalendar } from '#modules/calendar/public.ts';
import { record } from '#modules/audit/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { reckoningFor } from './domain/ladder.ts';
import type { Obligation } from './domain/obligation.ts';
import type { Reckoning } from './domain/reckoning.ts';
import type { Audience } from './domain/policy.ts';
import { type SnoozeChoice, snoozeChoices } from './domain/snooze.ts';
import { dueVi } from './domain/words.ts';
import { offersOf } from './kinds.ts';
import { type HowSaid, recordReaction } from './obligations.ts';
import { mayReact } from './owing.ts';
import type { ReactionsOffered } from './reaction-schema.ts';
import { findObligation, lockObligationById } from './store/obligation-store.ts';
import { listFirings } from './store/message-store.ts';
import { policiesById } from './store/policy-store.ts';
import { endSnoozes, insertSnooze, snoozedBy } from './store/snooze-store.ts';
import { standingInFor } from './stand-ins.ts';

/** How the time of an obligation is counted, by its own policy and its agency's calendar. */
export async function reckoningOf(tx: Tx, obligation: Obligation): Promise<Reckoning> {
  const stored = (await policiesById(tx.db, [obligation.policyId])).get(obligation.policyId);
  if (!stored) throw new Error(`no policy ${obligation.policyId}`);
  return reckoningFor(stored.policy, await loadCalendar(tx, obligation.agencyId), obligation.urgency);
}

/** The moments until which an obligation may be put off now; none for what is overdue, closed or has no due date. */
export async function choicesFor(tx: Tx, obligation: Obligation): Promise<SnoozeChoice[]> {
  if (obligation.state !== 'open' || !obligation.dueAt || obligation.dueAt <= tx.now) return [];
  try {
    return snoozeChoices(await reckoningOf(tx, obligation), tx.now, obligation.dueAt);
  } catch (error) {
    // A year nobody has announced the days off of: there is no morning to offer.
    if (error instanceof Refusal && error.code === 'calendar.year_without_data') return [];
    throw error;
  }
}

/** What the caller can do about a matter now, and what its own module offers beside. */
export async function reactionsOffered(work: Work, id: string): Promise<ReactionsOffered> {
  return work.run(async (tx) => {
    const obligation = await getVisible(tx, id);
    const may = obligation.state === 'open' && mayReact(tx, obligation);
    const offers = may ? offersOf(obligation.kind) : undefined;
    const { personId } = tx.actor;
    const until = personId === null ? undefined : (await snoozedBy(tx.db, personId, [id])).get(id);
    return {
      acknowledge: may && obligation.acknowledgedAt === null,
      snoozedUntil: until ? toVietnamIso(until) : null,
      snoozes: may
        ? (await choicesFor(tx, obligation)).map(({ until: at, text }) => ({ until: toVietnamIso(at), text }))
        : [],
      moreTime: offers?.moreTime?.(obligation, tx.now) ?? null,
      handOver: offers?.handOver?.(obligation) ?? null,
    };
  });
}

/**
 * "Tạm hoãn nhắc": the caller's own due-soon reminders of a matter pass him by until a moment before it is due, and
 * then he is told once. Everybody else is reminded as before; so is he on the due day.
 * @throws Refusal `reminders.unknown_obligation` (404), `reminders.not_yours` (403), and those of `snooze`
 */
export async function snoozeById(work: Work, id: string, until: string): Promise<{ ok: true }> {
  const at = parseInstant(until);
  if (!at) throw new Refusal('reminders.bad_moment', 422, { fields: { until: 'reminders.bad_moment' } });
  return work.run(async (tx) => {
    const visible = await getVisible(tx, id);
    if (!mayReact(tx, visible) || tx.actor.personId === null) throw new Refusal('reminders.not_yours', 403);
    const { personId } = tx.actor;
    const instead = visible.personId !== null && (await standingInFor(tx, personId)).has(visible.personId);
    const how = { insteadOf: instead ? visible.personId : null };
    await snooze(tx, { obligationId: id, personId, audience: await partOf(tx, visible, personId), until: at }, how);
    return { ok: true };
  });
}

/** As what somebody hears of a matter: his part in it when its ladder was last told, else its owner. */
async function partOf(tx: Tx, { id }: Obligation, personId: string): Promise<Audience> {
  const [last] = (await listFirings(tx.db, id))
    .toReversed()
    .flatMap(({ told }) => told.filter((one) => one.personId === personId));
  return last?.audience ?? 'owner';
}

/** Who puts off what, until when. */
export interface Snoozing {
  readonly obligationId: string;
  readonly personId: string;
  readonly audience: Audience;
  readonly until: Date;
}

/**
 * Puts a person's reminders off. A moment at which nothing goes out becomes the next at which it may. Whoever calls it
 * has checked that the person may.
 * @throws Refusal `reminders.already_closed` (409), `reminders.snooze_overdue`, `reminders.snooze_without_due`,
 *   `reminders.snooze_past`, `reminders.snooze_beyond_due` (422)
 */
export async function snooze(tx: Tx, wanted: Snoozing, how: HowSaid = {}): Promise<Date> {
  return asProgram(tx, async () => {
    const obligation = await lockObligationById(tx.db, wanted.obligationId);
    if (!obligation) throw new Refusal('reminders.unknown_obligation', 404);
    const { dueAt } = obligation;
    if (obligation.state !== 'open') throw new Refusal('reminders.already_closed', 409);
    if (!dueAt) throw new Refusal('reminders.snooze_without_due', 422);
    if (dueAt <= tx.now) throw new Refusal('reminders.snooze_overdue', 422);
    if (wanted.until <= tx.now) throw refusedUntil('reminders.snooze_past');
    const until = (await reckoningOf(tx, obligation)).allowedFrom(wanted.until);
    if (until >= dueAt) throw refusedUntil('reminders.snooze_beyond_due');
    await endSnoozes(tx.db, obligation.id, 'replaced', tx.now, wanted.personId);
    await insertSnooze(tx.db, { id: newId(), ...wanted, untilAt: until }, tx.now);
    await recordReaction(tx, obligation, 'snoozed', wanted.personId, {
      ...how,
      note: `đến ${dueVi(toVietnamIso(until))}`,
    });
    await record(tx, {
      action: 'reminders.snoozed',
      subject: { kind: 'obligation', id: obligation.id },
      agencyId: obligation.agencyId,
      data: { until: toVietnamIso(until), via: how.via ?? 'app', insteadOf: how.insteadOf ?? null },
    });
    return until;
  });
}

function refusedUntil(code: string): Refusal {
  return new Refusal(code, 422, { fields: { until: code } });
}

/** Takes the caller's own pause back: he is reminded as the ladder says again. */
export async function endSnoozeById(work: Work, id: string): Promise<{ ok: true }> {
  return work.run(async (tx) => {
    const { personId } = tx.actor;
    if (personId === null) throw new Refusal('auth.required', 401);
    const obligation = await getVisible(tx, id);
    await asProgram(tx, async () => {
      if ((await endSnoozes(tx.db, id, 'replaced', tx.now, personId)) === 0) return;
      await record(tx, {
        action: 'reminders.snooze_ended',
        subject: { kind: 'obligation', id },
        agencyId: obligation.agencyId,
      });
    });
    return { ok: true };
  });
}

async function getVisible(tx: Tx, id: string): Promise<Obligation> {
  const obligation = await findObligation(tx.db, id);
  if (!obligation) throw new Refusal('reminders.unknown_obligation', 404);
  return obligation;
}
