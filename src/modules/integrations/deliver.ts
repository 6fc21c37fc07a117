import { type Clock, systemClock } from '#kernel/clock.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Province } from '#platform/db/province.ts';
import type { SecretBox } from '#platform/secrets/secret-box.ts';
import { nextAttempt, readRetryAfter, signedHeaders } from './domain/signature.ts';
import { type Resolve, send } from './send.ts';
import { claimDeliveries, type Delivery, killQueued, settleDelivery } from './store/delivery-store.ts';
import { listAllowed } from './store/host-store.ts';
import { lockWebhook, SecretLost, secretsOf, updateWebhook } from './store/webhook-store.ts';

export const CARRIER = systemActor('Gửi tin cho ứng dụng kết nối');

const AT_ONCE = 20;
const AT_ONCE_PER_WEBHOOK = 4;
/** Longer than an attempt may take: a message is not taken up by two processes while one is at it. */
const LEASE_MS = 60_000;

export interface DeliverOptions {
  /** Opens the secrets messages are signed with. */
  readonly secrets: SecretBox;
  readonly realTime?: Clock;
  readonly timeoutMs?: number;
  readonly resolve?: Resolve;
  /** 0 to 1; spreads attempts. */
  readonly chance?: () => number;
}

/**
 * One attempt at what is due, some at a time and few to each address. Nothing is held in the database while an answer
 * is waited for. At least once: a process that dies after the receiver took a message sends it again, under its id.
 * @returns how many attempts were made
 */
export async function deliverWebhooks(province: Province, options: DeliverOptions): Promise<number> {
  const { realTime = systemClock } = options;
  const now = realTime.now();
  const work = province.as(CARRIER);
  const { claimed, allowed } = await work.run(async (tx) => ({
    claimed: await claimDeliveries(tx.db, now, new Date(now.getTime() + LEASE_MS), {
      limit: AT_ONCE,
      perWebhook: AT_ONCE_PER_WEBHOOK,
    }),
    allowed: await listAllowed(tx.db),
  }));
  await Promise.all(claimed.map((delivery) => attempt(province, delivery, allowed, options)));
  return claimed.length;
}

/** Nothing leaves without a signature; a person changes the secret, and the attempts that remain go by the new one. */
const UNSIGNED = { status: null, error: 'secret-lost', retryAfter: undefined };

async function attempt(
  province: Province,
  delivery: Delivery & { url: string },
  allowed: Awaited<ReturnType<typeof listAllowed>>,
  { secrets: box, realTime = systemClock, timeoutMs, resolve, chance = Math.random }: DeliverOptions,
): Promise<void> {
  const work = province.as(CARRIER);
  const at = realTime.now();
  const secrets = await work
    .run((tx) => secretsOf(tx.db, box, delivery.webhookId, at))
    .catch((error: unknown) => {
      if (error instanceof SecretLost) return undefined;
      throw error;
    });
  const answer = secrets
    ? await send(delivery.url, signedHeaders(`msg_${delivery.id}`, at, delivery.payload, secrets), delivery.payload, {
        allowed,
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
        ...(resolve ? { resolve } : {}),
      })
    : UNSIGNED;
  const now = realTime.now();
  await work.run(async (tx) => {
    const gone = answer.status === 410;
    // The subscription before its messages, as whoever removes it does: several 410s at once would wait for each other.
    if (gone) await lockWebhook(tx.db, delivery.webhookId);
    const next =
      answer.error === null || gone
        ? null
        : nextAttempt(delivery.attempts + 1, now, chance(), readRetryAfter(answer.retryAfter, now));
    await settleDelivery(tx.db, delivery.id, {
      at: now,
      status: answer.status,
      error: gone ? 'gone' : answer.error,
      next,
    });
    if (!gone) return;
    await updateWebhook(tx.db, delivery.webhookId, { state: 'gone' });
    await killQueued(tx.db, delivery.webhookId, 'gone');
  });
}
