import type { Province } from '#platform/db/province.ts';
import { letterOf } from './domain/letter.ts';
import { FIRING_ACTOR } from './fire.ts';
import { log } from './log.ts';
import { metrics } from './metrics.ts';
import { claimLetters, giveBack, markDead, markFailed, markSent, type QueuedLetter } from './store/queue-store.ts';
import type { Delivery, MailTransport } from './transport.ts';

export interface DeliveryResult {
  readonly sent: number;
  readonly failed: number;
  readonly dead: number;
  /** No mail server answered; the rest waits. */
  readonly down: boolean;
}

/** Seconds of real time to wait after the n-th attempt; after the last a person has to look at it. */
const BACK_OFF = [30, 120, 600, 1800, 3600, 3600, 3600, 7200, 7200, 14_400];
const WHEN_DOWN = 30;

/**
 * Hands waiting letters to the mail server until none is due. A letter is recorded as taken before it is sent and as
 * sent after, so it is sent at least once, a repeat under the same Message-ID. A server that says no for good puts the
 * letter on the list of dead ones; a slow or silent one delays letters and nothing else.
 */
export async function deliverMessages(
  province: Province,
  transport: MailTransport,
  { batch = 30 }: { batch?: number } = {},
): Promise<DeliveryResult> {
  const total = { sent: 0, failed: 0, dead: 0 };
  if (!transport.isConfigured) return { ...total, down: true };
  const work = province.as(FIRING_ACTOR);
  for (;;) {
    const letters = await work.run((tx) => claimLetters(tx.db, batch));
    if (letters.length === 0) return { ...total, down: false };
    const waiting: QueuedLetter[] = [];
    let reason: string | undefined;
    const lane = async (queue: QueuedLetter[]) => {
      for (let letter = queue.shift(); letter; letter = queue.shift()) {
        const delivery = reason === undefined ? await transport.send(mailOf(letter, province, transport)) : undefined;
        if (delivery === undefined || delivery.outcome === 'down') {
          reason ??= delivery?.error;
          waiting.push(letter);
        } else {
          total[await settle(province, letter, delivery)] += 1;
        }
      }
    };
    await Promise.all(lanesOf(letters).map(lane));
    if (reason !== undefined) {
      const error = reason;
      await work.run((tx) =>
        giveBack(
          tx.db,
          waiting.map(({ id }) => id),
          error,
          WHEN_DOWN,
        ),
      );
      log('warn', 'mail server down', { error, waiting: waiting.length });
      return { ...total, failed: total.failed + waiting.length, down: true };
    }
  }
}

/** Letters are handed over side by side, but those to one person in their order, one after the other. */
const LANES = 3;

function lanesOf(letters: readonly QueuedLetter[]): QueuedLetter[][] {
  const lanes: QueuedLetter[][] = Array.from({ length: LANES }, () => []);
  const laneOf = new Map<string, QueuedLetter[]>();
  for (const letter of letters) {
    const shortest = lanes.reduce((best, lane) => (lane.length < best.length ? lane : best));
    const lane = laneOf.get(letter.address) ?? shortest;
    laneOf.set(letter.address, lane);
    lane.push(letter);
  }
  return lanes;
}

async function settle(
  province: Province,
  letter: QueuedLetter,
  delivery: Exclude<Delivery, { outcome: 'down' }>,
): Promise<'sent' | 'failed' | 'dead'> {
  const work = province.as(FIRING_ACTOR);
  const wait = BACK_OFF[letter.attempts - 1];
  if (delivery.outcome === 'sent') {
    await work.run((tx) => markSent(tx.db, letter.id, tx.now));
    metrics.delivered.labels('sent').inc();
    return 'sent';
  }
  if (delivery.outcome === 'later' && wait !== undefined) {
    await work.run((tx) => markFailed(tx.db, letter.id, delivery.error, wait));
    metrics.delivered.labels('failed').inc();
    return 'failed';
  }
  await work.run((tx) => markDead(tx.db, letter.id, delivery.error));
  metrics.delivered.labels('dead').inc();
  log('warn', 'letter dead', { letter: letter.id, error: delivery.error, attempts: letter.attempts });
  return 'dead';
}

function mailOf(letter: QueuedLetter, province: Province, { publicUrl }: MailTransport) {
  const { id, address, firedAt, recipientId, items } = letter;
  const written = letterOf(items, { recipientId, publicUrl, demonstration: province.info.isDemonstration });
  return { ...written, id, to: address, date: firedAt };
}
