import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { record } from '#modules/audit/public.ts';
import { getAgency } from '#modules/org/public.ts';
import { noNextVi, type Obligation } from '#modules/reminders/domain/obligation.ts';
import {
  cancelObligation,
  completeObligation,
  type ObligationInput,
  obligationOf,
  registerObligation,
  reopenObligation,
} from '#modules/reminders/public.ts';
import type { Actor, ApplicationCaller } from '#platform/auth/actor.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { declare, type Finder, finderIn } from './declare.ts';
import { type Declared, isKey, pageOf, type Precondition, readMoment } from './domain/obligation.ts';
import type { ObligationPut, ObligationView } from './schema.ts';
import { type Application, findApplication } from './store/key-store.ts';
import {
  findRegistration,
  insertRegistration,
  type Registration,
  updateRegistration,
} from './store/registration-store.ts';

export type PutStatus = 'created' | 'updated' | 'unchanged';

/**
 * The application that calls, when the source it names is its own.
 * @throws Refusal `integrations.foreign_source` (403)
 */
export function callerFor(actor: Actor, source: string): ApplicationCaller {
  const caller = actor.application;
  if (!caller || caller.source !== source)
    throw new Refusal('integrations.foreign_source', 403, { own: caller?.source ?? '' });
  return caller;
}

/** What one call or one batch works with. */
export interface Desk {
  readonly application: Application;
  readonly keyId: string;
  readonly find: Finder;
}

/** @throws Refusal `integrations.unknown_application` (404) */
export async function openDesk(tx: Tx, caller: ApplicationCaller): Promise<Desk> {
  const application = await findApplication(tx.db, caller.source);
  if (!application) throw new Refusal('integrations.unknown_application', 404);
  return { application, keyId: caller.keyId, find: finderIn(tx) };
}

interface At {
  readonly source: string;
  readonly key: string;
}

/**
 * Registers an obligation or brings it up to date. The same content again changes nothing and keeps the version; a
 * changed term makes a new plan, which also ends what was put off under the old one.
 */
export async function putObligation(
  work: Work,
  { source, key }: At,
  put: ObligationPut,
  precondition: Precondition,
): Promise<{ status: PutStatus; view: ObligationView }> {
  const caller = callerFor(work.actor, source);
  return work.run((tx) =>
    asProgram(tx, async () => {
      const { status } = await putOne(tx, await openDesk(tx, caller), key, put, precondition);
      if (status !== 'unchanged') await audit(tx, 'integrations.obligation_put', { source, key }, { status });
      return { status, view: await viewOf(tx, { source, key }) };
    }),
  );
}

/**
 * One obligation, with the program's sight of the data. Whatever it refuses, it refuses before it writes.
 * @throws Refusal `http.invalid_input` (422), `integrations.stale_version` (409, 412), `integrations.closed` (409)
 */
export async function putOne(
  tx: Tx,
  desk: Desk,
  key: string,
  put: ObligationPut,
  precondition: Precondition = {},
): Promise<{ status: PutStatus; version: number }> {
  const { source } = desk.application;
  if (!isKey(key)) throw new Refusal('http.invalid_input', 422, { fields: { key: 'integrations.bad_key' } });
  const sent = await declare(desk.application, desk.find, put);
  const known = await findRegistration(tx.db, source, key, { lock: true });
  requireVersion(known, put.version, precondition);
  const engine = known && (await obligationOf(tx, source, key));
  const startAt = sent.startAt === null ? (engine?.startAt ?? tx.now) : new Date(sent.startAt);
  const dueAt = sent.dueAt === null ? null : new Date(sent.dueAt);
  if (known && isDeepStrictEqual(known.sent, sent)) return { status: 'unchanged', version: known.version };
  if (engine) requireOpen(engine);
  if (dueAt && dueAt < startAt)
    throw new Refusal('http.invalid_input', 422, { fields: { due: 'integrations.due_before_start' } });
  const saying = { sent, at: tx.now, by: desk.keyId };
  if (known) {
    await register(tx, desk.application, key, sent, startAt, dueAt);
    return { status: 'updated', version: (await updateRegistration(tx.db, known, saying)).version };
  }
  // Of several first calls at once one is first; the others wait here and then find it known.
  if (!(await insertRegistration(tx.db, { source, key, ...saying }))) return putOne(tx, desk, key, put, precondition);
  await register(tx, desk.application, key, sent, startAt, dueAt);
  return { status: 'created', version: 1 };
}

const STATE_WORDS = { done: 'đã hoàn thành', cancelled: 'đã hủy' } as const;

/** @throws Refusal `integrations.closed` (409) */
export function requireOpen({ state }: Pick<Obligation, 'state'>): void {
  if (state !== 'open') throw new Refusal('integrations.closed', 409, { state: STATE_WORDS[state] });
}

/** A version in the body is a claim about the content (409), one in a header a condition of the call (412). */
export function requireVersion(
  known: Pick<Registration, 'version'> | undefined,
  told: number | undefined,
  asked: Precondition,
): void {
  const current = known?.version ?? 0;
  if (asked.ifNew && known) throw new Refusal('integrations.exists_already', 412, { current });
  if (asked.ifMatch !== undefined && asked.ifMatch !== current)
    throw new Refusal('integrations.stale_version', 412, { current });
  if (told !== undefined && told !== current)
    throw new Refusal('integrations.stale_version', 409, {
      current,
      fields: { version: 'integrations.stale_version' },
    });
}

async function register(
  tx: Tx,
  application: Application,
  key: string,
  sent: Declared,
  startAt: Date,
  dueAt: Date | null,
): Promise<void> {
  await registerObligation(tx, obligationFrom(application, key, sent, startAt, dueAt));
}

/** What was sent, as the engine takes it. */
export function obligationFrom(
  application: Application,
  key: string,
  sent: Declared,
  startAt: Date,
  dueAt: Date | null,
): ObligationInput {
  return {
    source: application.source,
    key,
    kind: sent.kind,
    title: sent.title,
    agencyId: sent.agencyId,
    personId: sent.personId,
    followerAgencyId: sent.followerAgencyId,
    startAt,
    dueAt,
    urgency: sent.urgency,
    link: pageOf(application.source, key),
    action: sent.action,
    explanation: [
      ...sent.explanation,
      ...(sent.doneWhen === null ? [] : [`Hoàn thành khi: ${sent.doneWhen}`]),
      `Do ứng dụng ${application.name} đăng ký.`,
    ],
    origin: sent.document && { document: sent.document.name, number: sent.document.number },
  };
}

/** @throws Refusal `integrations.unknown_obligation` (404) */
export async function readObligation(work: Work, at: At): Promise<ObligationView> {
  callerFor(work.actor, at.source);
  return work.run((tx) => asProgram(tx, () => viewOf(tx, at)));
}

type Closing = 'done' | 'cancelled' | 'open';

/** What a call that ends or reopens an obligation carries. */
interface Change {
  readonly at?: string | undefined;
  readonly reason?: string | undefined;
  readonly version?: number | undefined;
}

/** The thing was done, now or at a moment before. Said twice, the first moment stands. */
export async function finish(work: Work, at: At, change: Change, precondition: Precondition): Promise<ObligationView> {
  return move(work, at, 'done', change, precondition);
}

/** The thing is no longer owed. */
export async function withdraw(
  work: Work,
  at: At,
  change: Change,
  precondition: Precondition,
): Promise<ObligationView> {
  return move(work, at, 'cancelled', change, precondition);
}

/** What was closed is owed again, on a new plan. */
export async function reopen(work: Work, at: At, change: Change, precondition: Precondition): Promise<ObligationView> {
  return move(work, at, 'open', change, precondition);
}

async function move(
  work: Work,
  at: At,
  to: Closing,
  change: Change,
  precondition: Precondition,
): Promise<ObligationView> {
  const caller = callerFor(work.actor, at.source);
  return work.run((tx) =>
    asProgram(tx, async () => {
      const known = await findRegistration(tx.db, at.source, at.key, { lock: true });
      const engine = known && (await obligationOf(tx, at.source, at.key));
      if (!known || !engine) throw new Refusal('integrations.unknown_obligation', 404);
      if (engine.state === to) return viewOf(tx, at);
      requireVersion(known, change.version, precondition);
      if (to !== 'open') requireOpen(engine);
      if (to === 'done') await completeObligation(tx, at.source, at.key, momentOfDoing(tx, engine, change.at));
      else if (to === 'cancelled') await cancelObligation(tx, at.source, at.key);
      else await reopenObligation(tx, at.source, at.key);
      await updateRegistration(tx.db, known, { note: change.reason ?? null, at: tx.now, by: caller.keyId });
      await audit(tx, `integrations.obligation_${to === 'open' ? 'reopened' : to}`, at, {
        reason: change.reason ?? null,
      });
      return viewOf(tx, at);
    }),
  );
}

function momentOfDoing(tx: Tx, { startAt }: Obligation, text: string | undefined): Date {
  if (text === undefined) return tx.now;
  const moment = readMoment(text, 'start');
  const code = !moment ? 'integrations.bad_moment' : 'integrations.done_in_future';
  if (!moment || moment > tx.now || moment < startAt)
    throw new Refusal('http.invalid_input', 422, { fields: { at: code } });
  return moment;
}

async function viewOf(tx: Tx, { source, key }: At): Promise<ObligationView> {
  const known = await findRegistration(tx.db, source, key);
  const engine = known && (await obligationOf(tx, source, key));
  if (!known || !engine) throw new Refusal('integrations.unknown_obligation', 404);
  const [agency, follower] = [
    await getAgency(tx, engine.agencyId),
    engine.followerAgencyId === null ? null : await getAgency(tx, engine.followerAgencyId),
  ];
  const ref = ({ id, code, name }: { id: string; code: string; name: string }) => ({ id, code, name });
  const iso = (moment: Date | null) => moment && toVietnamIso(moment);
  const { sent } = known;
  return {
    source,
    key,
    version: known.version,
    state: engine.state,
    kind: engine.kind,
    title: engine.title,
    agency: ref(agency),
    personId: engine.personId,
    followerAgency: follower && ref(follower),
    startAt: toVietnamIso(engine.startAt),
    dueAt: iso(engine.dueAt),
    urgency: engine.urgency,
    url: known.url,
    action: engine.action,
    doneWhen: sent.doneWhen,
    explanation: [...sent.explanation],
    document: sent.document,
    page: engine.link,
    planVersion: engine.planVersion,
    nextReminderAt: iso(engine.nextAt),
    noReminderBecause: engine.noNextReason === null ? null : noNextVi(engine.noNextReason),
    acknowledgedAt: iso(engine.acknowledgedAt),
    closedAt: iso(engine.closedAt),
    changedAt: toVietnamIso(known.changedAt),
  };
}

async function audit(tx: Tx, action: string, { source, key }: At, data: Record<string, unknown>): Promise<void> {
  const keyId = tx.actor.application?.keyId ?? null;
  await record(tx, {
    action,
    subject: { kind: 'application-obligation', id: `${source}/${key}` },
    reach: 'auditor',
    data: { keyId, ...data },
  });
}
