import { createHash, timingSafeEqual } from 'node:crypto';
import { agenciesById } from '#modules/org/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam, toVietnamIso } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import { secondFacts } from './domain/identity.ts';
import { trackingVi } from './domain/tracking.ts';
import type { Tracking } from './schema.ts';
import { type DossierRow, factsOfRow } from './store/rows.ts';
import { countTry, findByCode, findByToken, triesOf } from './store/tracking.ts';

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
    await refuseGuessers(tx, buckets);
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
  const [counter] = await agenciesById(tx, [row.receiving_agency_id]);
  const dueOn = row.due_at && dateInVietnam(row.due_at);
  const facts = factsOfRow(row);
  return {
    code: row.code ?? '',
    procedureName: row.procedure_name,
    state: row.state,
    ...trackingVi(facts, dueOn, tx.now),
    dueOn: facts.clock === 'running' ? dueOn : null,
    firstDueOn: row.first_due_at && dateInVietnam(row.first_due_at),
    receivedOn: row.received_at && dateInVietnam(row.received_at),
    call: { agency: counter?.name ?? 'Bộ phận Một cửa nơi đã nộp hồ sơ', phone: null },
    asOf: toVietnamIso(tx.now),
  };
}
