import { createHash, timingSafeEqual } from 'node:crypto';
import { workingDaysBetween } from '#modules/calendar/domain/days.ts';
import { whereKnown } from '#modules/calendar/domain/calendar.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import { agenciesById } from '#modules/org/public.ts';
import { lawById } from '#modules/procedures/domain/law.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam, toVietnamIso } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import { isOverdue } from './domain/facts.ts';
import { secondFacts } from './domain/identity.ts';
import { waitOf } from './domain/waits.ts';
import { trackingEn, trackingVi } from './domain/tracking.ts';
import type { Tracking } from './tracking-schema.ts';
import { type DossierRow, factsOfRow } from './store/rows.ts';
import { findContact } from './store/contacts.ts';
import { listEvents } from './store/dossiers.ts';
import { countTry, findByCode, findByToken, triesOf } from './store/tracking.ts';
import { iso } from './views.ts';

/** Wrong guesses in a quarter of an hour: at one code, and from one address. */
const MOST_AT_CODE = 5;
const MOST_FROM_ADDRESS = 20;

export interface TrackingQuestion {
  readonly code?: string | undefined;
  /** Last four of the phone or identity number given at the counter. */
  readonly fact?: string | undefined;
  /** What the QR code of the receipt holds: 128 random bits. */
  readonly token?: string | undefined;
  readonly address: string;
}

/**
 * Tracking without sign-in (tra cứu hồ sơ). A code that does not exist and a second fact that does not fit get the same
 * answer and are counted alike, so that nobody learns which codes exist.
 *
 * @throws Refusal `dossiers.tracking_unknown` (404), `dossiers.tracking_slow` (429, with `retryAfterSeconds`)
 */
export async function trackDossier(province: Province, question: TrackingQuestion): Promise<Tracking> {
  const code = (question.code ?? '').replace(/\s/g, '').toUpperCase();
  const buckets = [`address:${hashOf(question.address)}`, ...(code ? [`code:${hashOf(code)}`] : [])];
  const work = province.as(systemActor('Tra cứu hồ sơ'));
  const found = await work.run(async (tx) => {
    // A token cannot be guessed: whoever holds the receipt is not kept out by others behind the same address.
    if (!question.token) await refuseGuessers(tx, buckets);
    const row = await lookUp(tx, code, question);
    if (!row) await countTry(tx.db, buckets);
    return row && viewOf(tx, row);
  });
  if (!found) throw new Refusal('dossiers.tracking_unknown', 404);
  return found;
}

async function refuseGuessers(tx: Tx, buckets: readonly string[]): Promise<void> {
  for (const [bucket, { tries, seconds }] of await triesOf(tx.db, buckets)) {
    if (tries >= (bucket.startsWith('code:') ? MOST_AT_CODE : MOST_FROM_ADDRESS))
      throw new Refusal('dossiers.tracking_slow', 429, { retryAfterSeconds: Math.ceil(seconds) });
  }
}

async function lookUp(tx: Tx, code: string, { fact, token }: TrackingQuestion): Promise<DossierRow | undefined> {
  if (token) return findByToken(tx.db, token);
  if (!code) return undefined;
  const row = await findByCode(tx.db, code);
  const [given = ''] = secondFacts(fact);
  return row?.second_facts.some((known) => sameText(known, given)) ? row : undefined;
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** Nothing that tells who: a receipt may be found in the street. */
async function viewOf(tx: Tx, row: DossierRow): Promise<Tracking> {
  const known = await agenciesById(tx, [row.receiving_agency_id, row.agency_id]);
  const nameOf = (id: string) => known.find((agency) => agency.id === id)?.name ?? 'Bộ phận Một cửa nơi đã nộp hồ sơ';
  const contact = await findContact(tx.db, row.receiving_agency_id);
  const dueOn = row.due_at && dateInVietnam(row.due_at);
  const facts = factsOfRow(row);
  const running = facts.clock === 'running';
  const days = { dueOn, waitUntil: await lastDayOfWait(tx, row) };
  const english = trackingEn(facts, days, tx.now);
  return {
    code: row.code ?? '',
    procedureName: row.procedure_name,
    state: row.state,
    ...trackingVi(facts, days, tx.now),
    sentenceEn: english.sentence,
    nextEn: english.next,
    dueOn: running ? dueOn : null,
    dueAt: running ? iso(row.due_at) : null,
    overdue: running && isOverdue(facts, tx.now),
    workingDaysLeft: running && dueOn ? await daysLeft(tx, row.competent_agency_id, dueOn) : null,
    firstDueOn: row.first_due_at && dateInVietnam(row.first_due_at),
    receivedOn: row.received_at && dateInVietnam(row.received_at),
    finishedOn: row.finished_at && dateInVietnam(row.finished_at),
    holder: nameOf(row.agency_id),
    isSample: row.origin === 'demo',
    isImported: row.origin === 'import',
    call: {
      agency: nameOf(row.receiving_agency_id),
      phone: contact?.phone ?? null,
      place: contact?.place ?? null,
      hours: contact?.hours ?? null,
    },
    asOf: toVietnamIso(tx.now),
  };
}

/** Nobody is told a limit that no rule and no office set. */
async function lastDayOfWait(tx: Tx, { id, law_id: lawId, state, wait_until }: DossierRow): Promise<string | null> {
  if (!wait_until) return null;
  const wait = waitOf(lawById(lawId), await listEvents(tx.db, id), { state, waitUntil: wait_until });
  return wait && wait.by !== 'proposal' ? wait.until : null;
}

async function daysLeft(tx: Tx, agencyId: string, dueOn: string): Promise<number | null> {
  const calendar = await loadCalendar(tx, agencyId);
  // In a year whose days off are not entered the promised day is told all the same.
  return whereKnown(() => workingDaysBetween(calendar, tx.today, dueOn), null);
}
