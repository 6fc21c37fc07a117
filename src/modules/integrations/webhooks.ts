import { randomBytes } from 'node:crypto';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { record } from '#modules/audit/public.ts';
import type { SecretBox } from '#platform/secrets/secret-box.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { isAllowed, readTarget } from '#platform/net/address.ts';
import { deliveryErrorVi } from './domain/webhook-events.ts';
import { tellTest } from './tell.ts';
import { findApplication } from './store/key-store.ts';
import * as store from './store/webhook-store.ts';
import type {
  AllowedHost,
  AllowedHosts,
  DeliveryList,
  DeliveryQuery,
  MadeWebhook,
  NewWebhook,
  WebhookList,
  WebhookView,
} from './webhook-schema.ts';

const HOUR_MS = 3_600_000;

/** Real time, and what seals secrets before they are kept. */
export interface Means {
  readonly now: Date;
  readonly secrets: SecretBox;
}

/**
 * Subscribes an address to facts about a source. The secret is told here and nowhere else.
 * @throws Refusal `integrations.bad_webhook_address` (422) for what is no https address, unless it was let in
 */
export async function addWebhook(
  work: Work,
  source: string,
  wanted: NewWebhook,
  { now, secrets }: Means,
): Promise<MadeWebhook> {
  const target = readTarget(wanted.url);
  return work.run(async (tx) => {
    if (!(await findApplication(tx.db, source))) throw new Refusal('integrations.unknown_application', 404);
    const allowed = await asProgram(tx, () => store.listAllowed(tx.db));
    if (!target || (!target.isSecure && !isAllowed(target, allowed)))
      throw new Refusal('integrations.bad_webhook_address', 422, {
        fields: { url: 'integrations.bad_webhook_address' },
      });
    const webhook: store.Webhook = {
      id: newId(),
      source,
      url: wanted.url,
      events: [...new Set(wanted.events)],
      state: 'active',
      madeAt: now,
    };
    await store.insertWebhook(tx.db, webhook);
    const secret = newSecret();
    await asProgram(tx, () => store.changeSecret(tx.db, secrets, { webhookId: webhook.id, secret, now, until: now }));
    await audit(tx, 'integrations.webhook_added', webhook, { url: webhook.url, events: webhook.events });
    return { ...view(webhook), secret };
  });
}

/** The subscriptions of one source, or of all. */
export async function listWebhooks(work: Work, source?: string): Promise<WebhookList> {
  return work.run(async (tx) => ({ webhooks: (await store.listWebhooks(tx.db, source)).map(view) }));
}

/** Pauses (what is told meanwhile waits) or takes up again, also after the receiver had asked for no more. */
export async function setWebhookState(work: Work, id: string, state: 'active' | 'paused'): Promise<void> {
  await work.run(async (tx) => {
    const webhook = await getWebhook(tx, id);
    if (webhook.state === state) return;
    await store.updateWebhook(tx.db, id, { state });
    await audit(tx, 'integrations.webhook_state', webhook, { state });
  });
}

/** Ends a subscription; what waits for it is not sent any more. */
export async function removeWebhook(work: Work, id: string, now: Date): Promise<void> {
  await work.run(async (tx) => {
    const webhook = await getWebhook(tx, id);
    await store.killQueued(tx.db, id, 'removed');
    await store.updateWebhook(tx.db, id, { removed_at: now });
    await audit(tx, 'integrations.webhook_removed', webhook, { url: webhook.url });
  });
}

/** A new secret, told once; the old one signs beside it for `overlapHours`. */
export async function rotateSecret(
  work: Work,
  id: string,
  overlapHours: number,
  { now, secrets }: Means,
): Promise<{ secret: string }> {
  return work.run(async (tx) => {
    const webhook = await getWebhook(tx, id);
    const secret = newSecret();
    const until = new Date(now.getTime() + overlapHours * HOUR_MS);
    await asProgram(tx, () => store.changeSecret(tx.db, secrets, { webhookId: id, secret, now, until }));
    await audit(tx, 'integrations.webhook_secret_rotated', webhook, { overlapHours });
    return { secret };
  });
}

/** Queues a message that says only that messages arrive. */
export async function testWebhook(work: Work, id: string): Promise<{ messageId: string }> {
  return work.run(async (tx) => ({ messageId: `msg_${await tellTest(tx, await getWebhook(tx, id))}` }));
}

/** Messages, newest first: of one subscription, or of all the actor may see. */
export async function listDeliveries(work: Work, query: DeliveryQuery, webhookId?: string): Promise<DeliveryList> {
  return work.run(async (tx) => {
    if (webhookId !== undefined) await getWebhook(tx, webhookId);
    const found = await store.listDeliveries(tx.db, { ...query, webhookId });
    const iso = (moment: Date | null) => moment && toVietnamIso(moment);
    return {
      deliveries: found.map(({ webhookId: _of, ...one }) => ({
        ...one,
        messageId: `msg_${one.id}`,
        madeAt: toVietnamIso(one.madeAt),
        attemptedAt: iso(one.attemptedAt),
        nextAttemptAt: one.attempts === 0 ? null : iso(one.nextAttemptAt),
        errorText: one.error === null ? null : deliveryErrorVi(one.error),
      })),
    };
  });
}

/**
 * Sends a message again that had been given up, under its old id, with all attempts before it.
 * @throws Refusal `integrations.not_dead` (404)
 */
export async function resend(work: Work, id: string, now: Date): Promise<void> {
  await work.run(async (tx) => {
    if ((await store.requeue(tx.db, { id }, now)) === 0) throw new Refusal('integrations.not_dead', 404);
    await record(tx, { action: 'integrations.delivery_resent', subject: { kind: 'delivery', id }, reach: 'auditor' });
  });
}

/** Addresses inside private networks that webhooks may reach. */
export async function listAllowed(work: Work): Promise<AllowedHosts> {
  return work.run(async (tx) => ({
    hosts: (await store.listAllowed(tx.db)).map((one) => ({ ...one, madeAt: toVietnamIso(one.madeAt) })),
  }));
}

/** Lets a host in. Doing it twice changes nothing. */
export async function allowHost(work: Work, wanted: AllowedHost, now: Date): Promise<void> {
  await work.run(async (tx) => {
    const fresh = await store.insertAllowed(tx.db, { ...wanted, at: now, by: tx.actor.personId });
    if (fresh) await auditHost(tx, 'integrations.host_allowed', wanted, { reason: wanted.reason });
  });
}

/** @throws Refusal `integrations.unknown_host` (404) */
export async function closeHost(work: Work, host: { host: string; port: number }, now: Date): Promise<void> {
  await work.run(async (tx) => {
    if (!(await store.removeAllowed(tx.db, host, now))) throw new Refusal('integrations.unknown_host', 404);
    await auditHost(tx, 'integrations.host_closed', host, {});
  });
}

/** 256 bits: within the 192 to 512 the specification asks for. */
function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** Row-level security leaves an application its own alone. */
async function getWebhook(tx: Tx, id: string): Promise<store.Webhook> {
  const found = await store.lockWebhook(tx.db, id);
  if (!found) throw new Refusal('integrations.unknown_webhook', 404);
  return found;
}

function view({ madeAt, events, ...rest }: store.Webhook): WebhookView {
  return { ...rest, events: [...events], madeAt: toVietnamIso(madeAt) };
}

async function audit(tx: Tx, action: string, webhook: store.Webhook, data: Record<string, unknown>): Promise<void> {
  const keyId = tx.actor.application?.keyId;
  await asProgram(tx, () =>
    record(tx, {
      action,
      subject: { kind: 'application', id: webhook.source },
      reach: 'auditor',
      data: { webhookId: webhook.id, ...(keyId ? { keyId } : {}), ...data },
    }),
  );
}

async function auditHost(tx: Tx, action: string, { host, port }: { host: string; port: number }, data: object) {
  await record(tx, {
    action,
    subject: { kind: 'webhook-host', id: `${host}:${port}` },
    reach: 'auditor',
    data: { ...data },
  });
}
