import { loadCalendar } from '#modules/calendar/public.ts';
import { record } from '#modules/audit/public.ts';
import { findPerson, peopleById } from '#modules/org/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts';
import { OWING } from './domain/answerable.ts';
import { planSteps } from './domain/ladder.ts';
import { noNextVi, type Obligation } from './domain/obligation.ts';
import {
  AUDIENCE_VI,
  contentStatus,
  dueVi,
  KIND_VI,
  leftEn,
  leftVi,
  reactionVi,
  reasonVi,
  stepVi,
  whyVi,
} from './domain/words.ts';
import { tellLive } from './live-tell.ts';
import { letterOf, personOf, toReader, UUID } from './my-work.ts';
import { acknowledgeObligation } from './obligations.ts';
import { mayReact } from './owing.ts';
import { termOf } from './planning.ts';
import type { DeadLetterList, ObligationPlan, ReminderList, RemindersQuery } from './schema.ts';
import {
  countWaiting,
  listDead,
  listReactions,
  listReceived,
  markAllRead,
  markRead,
  type Received,
  requeue,
} from './store/inbox-store.ts';
import { listFirings } from './store/message-store.ts';
import { countStalled, findObligation } from './store/obligation-store.ts';
import { planMadeAt } from './store/plan-store.ts';
import { policiesById } from './store/policy-store.ts';
import { renderTemplate } from './domain/template.ts';
import { variablesOf } from './domain/template-variables.ts';
import { standingInFor } from './stand-ins.ts';
import { loadTemplates, type Templates } from './templates.ts';
import { workItems } from './work-items.ts';

/** The reminders the caller received, newest first. */
export async function receivedReminders(work: Work, query: RemindersQuery): Promise<ReminderList> {
  return work.run((tx) => received(tx, query));
}

/** The same in the caller's transaction. */
async function received(tx: Tx, query: RemindersQuery): Promise<ReminderList> {
  const personId = personOf(tx.actor);
  const after = receivedAfter(query.cursor);
  const letter = await letterOf(tx, query.letter);
  const [box] = await listReceived(tx.db, [{ ...toReader(tx.actor, []), except: letter?.listed }], {
    filter: query.filter,
    after,
    limit: query.limit + 1,
  });
  const { reminders = [], unread = 0, others = 0 } = box ?? {};
  const page = reminders.slice(0, query.limit);
  const last = page.at(-1);
  const words = await loadTemplates(tx);
  return {
    reminders: page.map((each) => toReminder(each, { now: tx.now, personId, words })),
    unread,
    others,
    letterOn: letter?.onDate ?? null,
    next: last && reminders.length > query.limit ? encodeCursor([last.firedAt.toISOString(), last.id]) : null,
  };
}

function receivedAfter(cursor: string | undefined): { firedAt: Date; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [fired, id] = decodeCursor(cursor, 2);
  const firedAt = new Date(typeof fired === 'string' ? fired : Number.NaN);
  if (typeof id !== 'string' || !UUID.test(id) || Number.isNaN(firedAt.getTime()))
    throw new Refusal('http.bad_cursor', 400);
  return { firedAt, id };
}

function toReminder(
  { content, audience, ...received }: Received,
  { now, personId, words }: { now: Date; personId: string; words: Templates },
): ReminderList['reminders'][number] {
  const { body } = words('in-app', content.kind, received.id);
  const due = content.dueAt === null ? undefined : parseInstant(content.dueAt);
  return {
    id: received.id,
    obligationId: received.obligationId,
    kind: content.kind,
    kindText: KIND_VI[content.kind],
    title: content.title,
    text: renderTemplate(body, variablesOf(content, personId, content.link)),
    agencyName: content.agencyName,
    link: content.link,
    action: content.action ?? 'Mở việc',
    firedAt: toVietnamIso(received.firedAt),
    dueAt: content.dueAt,
    dueText: dueVi(content.dueAt),
    leftText: leftVi(contentStatus(content), content.daysLeft),
    leftTextEn: leftEn(contentStatus(content), content.daysLeft),
    waitingFor: content.waitingFor,
    why: whyVi(content, audience, personId),
    told: content.told.map((told) => ({ ...told, reason: reasonVi(told) })),
    readAt: received.readAt && toVietnamIso(received.readAt),
    acknowledgedAt: received.acknowledgedAt && toVietnamIso(received.acknowledgedAt),
    latest: received.latest,
    canAcknowledge:
      received.latest &&
      received.state === 'open' &&
      received.acknowledgedAt === null &&
      OWING.has(audience) &&
      content.kind === 'due-soon' &&
      due !== undefined &&
      due > now,
    state: received.state,
  };
}

/** @throws Refusal `reminders.unknown_reminder` (404) for what is not in the caller's own box */
export async function readReminder(work: Work, id: string): Promise<{ ok: true }> {
  return work.run(async (tx) => {
    if (!(await markRead(tx.db, id, personOf(tx.actor), tx.now))) throw new Refusal('reminders.unknown_reminder', 404);
    await tellLive(tx, [personOf(tx.actor)]);
    return { ok: true };
  });
}

/** Marks all the caller's reminders as read. */
export async function readAllReminders(work: Work): Promise<{ ok: true }> {
  return work.run(async (tx) => {
    await markAllRead(tx.db, personOf(tx.actor), tx.now);
    await tellLive(tx, [personOf(tx.actor)]);
    return { ok: true };
  });
}

/**
 * "Đã biết", said by somebody of the agency that owes the work, or by those above it.
 * @throws Refusal `reminders.unknown_obligation` (404), `reminders.not_yours` (403), `reminders.already_closed` (409)
 */
export async function acknowledgeById(work: Work, id: string): Promise<{ ok: true }> {
  return work.run(async (tx) => {
    const obligation = await getVisible(tx, id);
    const personId = personOf(tx.actor);
    if (!mayReact(tx, obligation)) throw new Refusal('reminders.not_yours', 403);
    if (obligation.state !== 'open') throw new Refusal('reminders.already_closed', 409);
    const instead =
      obligation.personId === null ? undefined : (await standingInFor(tx, personId)).get(obligation.personId);
    const insteadOf = instead === undefined ? null : obligation.personId;
    await acknowledgeObligation(tx, obligation.source, obligation.key, personId, { insteadOf });
    await record(tx, {
      action: 'reminders.acknowledged',
      subject: { kind: 'obligation', id },
      agencyId: obligation.agencyId,
      data: { source: obligation.source, key: obligation.key, insteadOf: instead ?? null },
    });
    return { ok: true };
  });
}

async function getVisible(tx: Tx, id: string): Promise<Obligation> {
  const obligation = await findObligation(tx.db, id);
  if (!obligation) throw new Refusal('reminders.unknown_obligation', 404);
  return obligation;
}

/** What was said about an obligation, to whom and why, and what will be. */
export async function obligationPlan(work: Work, id: string): Promise<ObligationPlan> {
  return work.run(async (tx) => {
    const obligation = await getVisible(tx, id);
    const [item] = await workItems(tx, [obligation]);
    const policy = (await policiesById(tx.db, [obligation.policyId])).get(obligation.policyId);
    if (!item || !policy) throw new Error(`obligation ${id} without item or policy`);
    const firings = await listFirings(tx.db, id);
    return {
      item,
      state: obligation.state,
      closedAt: obligation.closedAt && toVietnamIso(obligation.closedAt),
      policy: { name: policy.policy.name, version: policy.version, source: policy.policy.source },
      fired: firings.map((firing) => ({
        key: firing.stepKey,
        kind: firing.kind,
        text: stepVi(firing.stepKey, firing.kind),
        plannedAt: toVietnamIso(firing.plannedAt),
        firedAt: toVietnamIso(firing.firedAt),
        outcome: firing.outcome,
        folded: [...firing.folded],
        told: firing.told.map((told) => ({ ...told, reason: reasonVi(told) })),
      })),
      coming: await comingSteps(tx, obligation, policy.policy),
      noFurther: obligation.noNextReason && noNextVi(obligation.noNextReason),
      reactions: await reactionsOf(tx, id),
    };
  });
}

const SHOWN_AHEAD = 6;

async function comingSteps(
  tx: Tx,
  obligation: Obligation,
  policy: Parameters<typeof planSteps>[0],
): Promise<ObligationPlan['coming']> {
  if (!obligation.nextPlannedAt) return [];
  const madeAt = await planMadeAt(tx.db, obligation.id, obligation.planVersion);
  const calendar = await loadCalendar(tx, obligation.agencyId);
  const { steps } = planSteps(policy, calendar, termOf(obligation, { version: obligation.planVersion, madeAt }), {
    after: new Date(obligation.nextPlannedAt.getTime() - 1),
    limit: SHOWN_AHEAD,
  });
  return steps.map(({ key, kind, at, audience }) => ({
    key,
    kind,
    text: stepVi(key, kind),
    at: toVietnamIso(at),
    to: audience.map((one) => AUDIENCE_VI[one]),
  }));
}

async function reactionsOf(tx: Tx, id: string): Promise<ObligationPlan['reactions']> {
  const reactions = await listReactions(tx.db, id);
  const ids = reactions.flatMap(({ personId, insteadOf }) => (insteadOf ? [personId, insteadOf] : [personId]));
  const names = new Map((await peopleById(tx, [...new Set(ids)])).map((person) => [person.id, person.fullName]));
  return reactions.map((reaction) => ({
    personName: names.get(reaction.personId) ?? '',
    text: reactionVi(reaction, reaction.insteadOf ? (names.get(reaction.insteadOf) ?? null) : null),
    at: toVietnamIso(reaction.at),
  }));
}

const SHOWN_DEAD = 200;

/** Letters no mail server would take, how many wait, and how many plans are stuck. */
export async function outbox(work: Work): Promise<DeadLetterList> {
  return work.run((tx) =>
    asProgram(tx, async () => ({
      letters: (await listDead(tx.db, SHOWN_DEAD)).map((row) => ({
        id: row.id,
        obligationId: row.obligation_id,
        title: row.title,
        recipientId: row.recipient_id,
        channel: row.channel,
        address: row.address,
        firedAt: toVietnamIso(row.fired_at),
        attempts: row.attempts,
        error: row.last_error ?? '',
      })),
      waiting: await countWaiting(tx.db),
      stalled: await countStalled(tx.db),
    })),
  );
}

/**
 * Tries a dead letter again, at the recipient's address of today when it has changed.
 * @throws Refusal `reminders.not_dead` (404)
 */
export async function resend(work: Work, id: string): Promise<{ ok: true }> {
  return work.run((tx) =>
    asProgram(tx, async () => {
      const letter = (await listDead(tx.db, SHOWN_DEAD)).find((one) => one.id === id);
      if (!letter) throw new Refusal('reminders.not_dead', 404);
      // A number of today is asked for by its owner alone, so only an e-mail address follows the person's entry.
      const person = letter.channel === 'email' ? await findPerson(tx, letter.recipient_id) : undefined;
      await requeue(tx.db, id, person?.email ?? null);
      await record(tx, {
        action: 'reminders.resent',
        subject: letter.obligation_id
          ? { kind: 'obligation', id: letter.obligation_id }
          : { kind: 'reminder-letter', id: letter.id },
      });
      return { ok: true };
    }),
  );
}
