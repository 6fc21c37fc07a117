import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { record } from '#modules/audit/public.ts';
import type { Work } from '#platform/db/province.ts';
import { deliveryErrorVi } from './domain/webhook-events.ts';
import * as store from './store/delivery-store.ts';
import type { DeliveryList, DeliveryQuery, DeliveryView } from './webhook-schema.ts';
import { getWebhook, recordOf } from './webhooks.ts';

/** Messages, newest first: of one subscription, or of all the actor may see. */
export async function listDeliveries(
  work: Work,
  { limit, ...query }: DeliveryQuery,
  webhookId = query.webhookId,
): Promise<DeliveryList> {
  return work.run(async (tx) => {
    if (webhookId !== undefined) await getWebhook(tx, webhookId);
    const found = await store.listDeliveries(tx.db, { ...query, limit: limit + 1, webhookId });
    const page = found.slice(0, limit);
    return { deliveries: page.map(view), next: found.length > limit ? (page.at(-1)?.id ?? null) : null };
  });
}

/** One message. @throws Refusal `integrations.unknown_delivery` (404) */
export async function getDelivery(work: Work, id: string): Promise<DeliveryView> {
  return work.run(async (tx) => {
    const [found] = await store.listDeliveries(tx.db, { id, limit: 1 });
    if (!found) throw new Refusal('integrations.unknown_delivery', 404);
    return view(found);
  });
}

function view(one: store.ListedDelivery): DeliveryView {
  const iso = (moment: Date | null) => moment && toVietnamIso(moment);
  return {
    ...one,
    messageId: `msg_${one.id}`,
    madeAt: toVietnamIso(one.madeAt),
    attemptedAt: iso(one.attemptedAt),
    nextAttemptAt: one.attempts === 0 ? null : iso(one.nextAttemptAt),
    errorText: one.error === null ? null : deliveryErrorVi(one.error),
  };
}

/**
 * Sends a message again that had been given up, under its old id, with all attempts before it.
 * @throws Refusal `integrations.not_dead` (404), also where the subscription was removed
 */
export async function resend(work: Work, id: string, now: Date): Promise<void> {
  await work.run(async (tx) => {
    if ((await store.requeue(tx.db, { id }, now)) === 0) throw new Refusal('integrations.not_dead', 404);
    await record(tx, { action: 'integrations.delivery_resent', subject: { kind: 'delivery', id }, reach: 'auditor' });
  });
}

/** Sends everything again that one subscription did not take. @returns how many messages */
export async function resendAll(work: Work, webhookId: string, now: Date): Promise<{ queued: number }> {
  return work.run(async (tx) => {
    const webhook = await getWebhook(tx, webhookId);
    const queued = await store.requeue(tx.db, { webhookId }, now);
    if (queued > 0) await recordOf(tx, 'integrations.deliveries_resent', webhook, { queued });
    return { queued };
  });
}
