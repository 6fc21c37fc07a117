import { randomBytes } from 'node:crypto';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { record } from '#modules/audit/public.ts';
import type { SecretBox } from '#platform/secrets/secret-box.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { isAllowed, readTarget } from '#platform/net/address.ts';
import { addressRefusal } from './domain/address-refusal.ts';
import { deliveryErrorVi } from './domain/webhook-events.ts';
import { killQueued } from './store/delivery-store.ts';
import { listAllowed } from './store/host-store.ts';
import { findApplication } from './store/key-store.ts';
import * as store from './store/webhook-store.ts';
import { tellTest } from './tell.ts';
import type { MadeWebhook, NewWebhook, WebhookChange, WebhookList, WebhookView } from './webhook-schema.ts';

const HOUR_MS = 3_600_000;

/** Real time, and what seals secrets before they are kept. */
export interface Means {
  readonly now: Date;
  readonly secrets: SecretBox;
}

/**
 * Subscribes an address to facts about a source. The secret is told here and nowhere else. Whether anybody answers
 * there is asked before (`reach.ts`).
 * @throws Refusal `integrations.webhook_bad_address`, `integrations.webhook_not_https` (422), the latter unless it was let in
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
    if (!target) throw addressRefusal('bad-address', wanted.url);
    const allowed = await asProgram(tx, () => listAllowed(tx.db));
    if (!target.isSecure && !isAllowed(target, allowed)) throw addressRefusal('not-https', wanted.url);
    const webhook: store.Webhook = {
      id: newId(),
      source,
      name: wanted.name ?? new URL(wanted.url).host,
      url: wanted.url,
      events: [...new Set(wanted.events)],
      state: 'active',
      madeAt: now,
    };
    await store.insertWebhook(tx.db, webhook);
    const secret = newSecret();
    await asProgram(tx, () => store.changeSecret(tx.db, secrets, { webhookId: webhook.id, secret, now, until: now }));
    const { name, url, events } = webhook;
    await recordOf(tx, 'integrations.webhook_added', webhook, { name, url, events });
    return { ...view(webhook), secret };
  });
}

/** The subscriptions of one source, or of all, with how they fare. @param now real time */
export async function listWebhooks(work: Work, now: Date, source?: string): Promise<WebhookList> {
  return work.run(async (tx) => {
    const webhooks = await store.listWebhooks(tx.db, source);
    const ids = webhooks.map(({ id }) => id);
    const fared = await asProgram(tx, () => store.standings(tx.db, ids, now));
    return { webhooks: webhooks.map((one) => view(one, fared.get(one.id))) };
  });
}

/**
 * Changes the name, what is told, or the state: paused (what is told meanwhile waits) or taken up again, also after the
 * receiver had asked for no more.
 */
export async function changeWebhook(work: Work, id: string, { name, events, state }: WebhookChange): Promise<void> {
  await work.run(async (tx) => {
    const webhook = await getWebhook(tx, id);
    const change = {
      ...(name !== undefined && name !== webhook.name ? { name } : {}),
      ...(events !== undefined && events.join() !== webhook.events.join() ? { events: [...new Set(events)] } : {}),
      ...(state !== undefined && state !== webhook.state ? { state } : {}),
    };
    if (Object.keys(change).length === 0) return;
    await store.updateWebhook(tx.db, id, change);
    await recordOf(tx, 'integrations.webhook_changed', webhook, change);
  });
}

/** Ends a subscription; what waits for it is not sent any more. */
export async function removeWebhook(work: Work, id: string, now: Date): Promise<void> {
  await work.run(async (tx) => {
    const webhook = await getWebhook(tx, id);
    await killQueued(tx.db, id, 'removed');
    await store.updateWebhook(tx.db, id, { removed_at: now });
    await recordOf(tx, 'integrations.webhook_removed', webhook, { url: webhook.url });
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
    await recordOf(tx, 'integrations.webhook_secret_rotated', webhook, { overlapHours });
    return { secret };
  });
}

/** Queues a message that says only that messages arrive. */
export async function testWebhook(work: Work, id: string): Promise<{ messageId: string }> {
  return work.run(async (tx) => ({ messageId: `msg_${await tellTest(tx, await getWebhook(tx, id))}` }));
}

/** 256 bits: within the 192 to 512 the specification asks for. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** Row-level security leaves an application its own alone. */
export async function getWebhook(tx: Tx, id: string): Promise<store.Webhook> {
  const found = await store.lockWebhook(tx.db, id);
  if (!found) throw new Refusal('integrations.unknown_webhook', 404);
  return found;
}

function view({ madeAt, events, ...rest }: store.Webhook, fared?: store.Standing): WebhookView {
  return {
    ...rest,
    events: [...events],
    madeAt: toVietnamIso(madeAt),
    queued: fared?.queued ?? 0,
    dead: fared?.dead ?? 0,
    last: fared?.triedAt
      ? {
          at: toVietnamIso(fared.triedAt),
          status: fared.status,
          errorText: fared.error === null ? null : deliveryErrorVi(fared.error),
        }
      : null,
    oldSecretUntil: fared?.oldSecretUntil ? toVietnamIso(fared.oldSecretUntil) : null,
  };
}

/** Writes into the log what was done about a subscription, and with which key where an application did it. */
export async function recordOf(
  tx: Tx,
  action: string,
  webhook: store.Webhook,
  data: Record<string, unknown>,
): Promise<void> {
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
