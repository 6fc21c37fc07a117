import type { Delivery } from '#modules/channels/domain/delivery.ts';
import { type ChannelNews, isPaused, noteChannel } from '#modules/channels/public.ts';
import { parseInstant } from '#kernel/vietnam-time.ts';
import { GroupWriter } from '#platform/db/group-writer.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import type { SecretBox } from '#platform/secrets/secret-box.ts';
import type { Outward } from './domain/channel.ts';
import { digestLetter } from './domain/digest.ts';
import { letterOf } from './domain/letter.ts';
import { restraintOf } from './domain/restraint.ts';
import { FIRING_ACTOR } from './fire.ts';
import { addressFor, type LinkSigner, linkSigner } from './link-keys.ts';
import { log } from './log.ts';
import { metrics } from './metrics.ts';
import { claimLetters, giveBack, type QueuedLetter, type Settled, settleLetters } from './store/queue-store.ts';
import { bindLetters } from './store/letter-store.ts';
import { currentPolicy } from './store/policy-store.ts';
import { loadTemplates, type Templates } from './templates.ts';
import type { MailTransport } from './transport.ts';

export interface DeliveryResult {
  readonly sent: number;
  readonly failed: number;
  readonly dead: number;
  /** Nobody answered, or the channel is paused or not set up; the rest waits. */
  readonly down: boolean;
}

/** The way out of one channel. */
export interface Door {
  readonly channel: Outward;
  /** false where no carrier was named: messages wait in the queue. */
  readonly isConfigured: boolean;
  /** Seconds to wait after the n-th attempt; the default suits carriers that cost nothing. */
  readonly backOff?: readonly number[];
  /** Hands one letter over. Never throws for what the other side does. */
  send(letter: QueuedLetter): Promise<Delivery>;
}

/** Seconds of real time to wait after the n-th attempt; after the last a person has to look at it. */
const BACK_OFF = [30, 120, 600, 1800, 3600, 3600, 3600, 7200, 7200, 14_400];
const WHEN_DOWN = 30;
/** A carrier's "come back later" is believed up to an hour. */
const LONGEST_WAIT = 3600;
const EVERY_KIND = '*';
const BOUND_AT_ONCE = 1000;

/**
 * Hands the waiting messages of one channel to its carrier until none is due. A message is recorded as taken before it
 * is sent and as sent after, what went out meanwhile with it, so it is sent at least once, a repeat under the same id. A carrier that says no for good
 * puts it on the list of dead ones; a slow or silent one delays the messages of its own channel and nothing else.
 */
export async function deliver(
  province: Province,
  door: Door,
  { batch = 30 }: { batch?: number } = {},
): Promise<DeliveryResult> {
  const total = { sent: 0, failed: 0, dead: 0 };
  const { channel } = door;
  const work = province.as(FIRING_ACTOR);
  if (!door.isConfigured || (await work.run((tx) => isPaused(tx, channel)))) return { ...total, down: true };
  for (;;) {
    const letters = await work.run(async (tx) => {
      if (channel === 'email') await bindSome(tx);
      return claimLetters(tx.db, channel, batch);
    });
    if (letters.length === 0) return { ...total, down: false };
    const waiting: QueuedLetter[] = [];
    let down: Extract<Delivery, { outcome: 'down' }> | undefined;
    const record = new GroupWriter<Settled>((some) => work.run((tx) => settleLetters(tx.db, some, tx.now)));
    const written: Promise<void>[] = [];
    const news: ChannelNews = { sent: false, error: null, isDown: false };
    const lane = async (queue: QueuedLetter[]) => {
      for (let letter = queue.shift(); letter; letter = queue.shift()) {
        const delivery = down === undefined ? await door.send(letter) : undefined;
        if (delivery === undefined || delivery.outcome === 'down') {
          down ??= delivery;
          waiting.push(letter);
        } else {
          if (delivery.outcome === 'sent') news.sent = true;
          else news.error = delivery.error;
          const settled = settledAs(door, letter, delivery);
          written.push(record.add(settled));
          total[settled.state] += 1;
          count(channel, letter, settled);
        }
      }
    };
    await Promise.all(lanesOf(letters).map(lane));
    await Promise.all(written);
    if (down === undefined) {
      await work.run((tx) => noteChannel(tx, channel, news));
      continue;
    }
    const { error, afterSeconds = WHEN_DOWN } = down;
    await work.run(async (tx) => {
      const ids = waiting.map(({ id }) => id);
      await giveBack(tx.db, ids, error, Math.min(afterSeconds, LONGEST_WAIT));
      await noteChannel(tx, channel, { ...news, error, isDown: true });
    });
    log('warn', 'channel down', { channel, error, waiting: waiting.length });
    return { ...total, failed: total.failed + waiting.length, down: true };
  }
}

/** Puts e-mails into letters, as many as a person may get at once today. */
async function bindSome(tx: Tx): Promise<void> {
  const { dailyLimit } = restraintOf((await currentPolicy(tx.db, EVERY_KIND)).policy);
  await bindLetters(tx.db, { today: tx.today, dailyLimit, limit: BOUND_AT_ONCE });
}

/** Hands waiting letters to the mail server. */
export function deliverMessages(
  province: Province,
  transport: MailTransport,
  { secrets, ...options }: { batch?: number; secrets?: SecretBox } = {},
): Promise<DeliveryResult> {
  return deliver(province, mailDoor(province, transport, secrets), options);
}

/** E-mail as one of the channels. @param secrets opens the keys of answer addresses; without it letters have none */
export function mailDoor(province: Province, transport: MailTransport, secrets?: SecretBox): Door {
  // Read once a round, and only when there is something to send.
  let words: Promise<Templates> | undefined;
  return {
    channel: 'email',
    isConfigured: transport.isConfigured,
    send: async (letter) => {
      words ??= province.as(FIRING_ACTOR).run(loadTemplates);
      return transport.send(
        mailOf(letter, province, transport, await words, secrets && (await linkSigner(province, secrets))),
      );
    },
  };
}

/** Letters are handed over side by side, but those to one person in their order, one after the other. */
const LANES = 5;

function lanesOf(letters: readonly QueuedLetter[]): QueuedLetter[][] {
  const lanes: QueuedLetter[][] = Array.from({ length: LANES }, () => []);
  const laneOf = new Map<string, QueuedLetter[]>();
  for (const letter of letters) {
    const shortest = lanes.reduce((best, lane) => (lane.length < best.length ? lane : best));
    const lane = laneOf.get(letter.recipientId) ?? shortest;
    laneOf.set(letter.recipientId, lane);
    lane.push(letter);
  }
  return lanes;
}

function settledAs(
  { backOff = BACK_OFF }: Door,
  { id: mailId, attempts }: QueuedLetter,
  delivery: Exclude<Delivery, { outcome: 'down' }>,
): Settled {
  if (delivery.outcome === 'sent') return { mailId, state: 'sent', receiptId: delivery.receiptId ?? null };
  const wait = backOff[attempts - 1];
  if (delivery.outcome === 'never' || wait === undefined) return { mailId, state: 'dead', error: delivery.error };
  const seconds = Math.max(wait, Math.min(delivery.afterSeconds ?? 0, LONGEST_WAIT));
  return { mailId, state: 'failed', error: delivery.error, seconds };
}

function count(channel: Outward, { id, attempts }: QueuedLetter, settled: Settled): void {
  metrics.messages.labels(channel, settled.state).inc();
  if (channel === 'email') metrics.delivered.labels(settled.state).inc();
  if (settled.state !== 'dead') return;
  log('warn', 'message dead', { channel, letter: id, error: settled.error, attempts });
}

function mailOf(
  letter: QueuedLetter,
  province: Province,
  { publicUrl }: MailTransport,
  words: Templates,
  signer: LinkSigner | undefined,
) {
  const { id, address, firedAt, recipientId, items, digest } = letter;
  const demonstration = province.info.isDemonstration;
  const written = digest
    ? digestLetter(digest, {
        publicUrl,
        demonstration,
        letterId: digest.id,
        answerAt: ({ messageId, until }) => {
          const expiresAt = parseInstant(until);
          return signer && expiresAt ? signer.sign({ messageId, expiresAt }) : null;
        },
      })
    : letterOf(
        items.map((item) => ({ ...item, answerAt: addressFor(signer, { messageId: item.id, ...item }) })),
        {
          recipientId,
          publicUrl,
          demonstration,
          template: ({ kind }) => words('email', kind, id),
        },
      );
  return { ...written, id, to: address, date: firedAt };
}
