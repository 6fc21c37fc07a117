import { newId } from '#kernel/id.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { obligationOf } from '#modules/reminders/public.ts';
import { asProgram, sendAsProgram, type Tx } from '#platform/db/province.ts';
import type { WebhookEvent } from './domain/webhook-events.ts';
import { insertDeliveries, listening, type NewDelivery, type Webhook } from './store/webhook-store.ts';

/** One fact about an obligation of a source; `data` adds to what is told of the obligation itself. */
export interface Told {
  readonly type: WebhookEvent;
  readonly source: string;
  readonly key: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * Writes messages for those who asked to be told, in the transaction of the fact: both are kept or neither. Where
 * nobody of the sources listens this is one look-up.
 */
export async function tell(tx: Tx, facts: readonly Told[]): Promise<void> {
  const sources = [...new Set(facts.map(({ source }) => source))];
  if (sources.length === 0) return;
  await asProgram(tx, async () => {
    const webhooks = await listening(tx.db, sources);
    if (webhooks.length === 0) return;
    const made: NewDelivery[] = [];
    for (const fact of facts) {
      const wanting = webhooks.filter(({ source, events }) => source === fact.source && events.includes(fact.type));
      if (wanting.length === 0) continue;
      const data = await obligationData(tx, fact);
      made.push(...wanting.map((webhook) => messageTo(tx, webhook, fact.type, data)));
    }
    await insertDeliveries(tx.db, made);
  });
}

/** Asks early who listens to a source. */
export function foreseeListening(tx: Tx, source: string): void {
  sendAsProgram(tx, () => void listening(tx.db, [source]).catch(() => undefined));
}

/** A message that tells nothing but that messages arrive. */
export async function tellTest(tx: Tx, webhook: Webhook): Promise<string> {
  const message = messageTo(tx, webhook, 'webhook.test', { source: webhook.source });
  await asProgram(tx, () => insertDeliveries(tx.db, [message]));
  return message.id;
}

/** Thin on purpose: names and states. Titles and people are read with a key, where it is known who reads. */
async function obligationData(tx: Tx, { source, key, data }: Told): Promise<Record<string, unknown>> {
  const known = await obligationOf(tx, source, key);
  return {
    source,
    key,
    state: known?.state ?? null,
    dueAt: known?.dueAt ? toVietnamIso(known.dueAt) : null,
    planVersion: known?.planVersion ?? null,
    ...data,
  };
}

function messageTo(tx: Tx, webhook: Webhook, type: WebhookEvent, data: Record<string, unknown>): NewDelivery {
  return {
    id: newId(),
    webhookId: webhook.id,
    source: webhook.source,
    type,
    payload: JSON.stringify({ type, timestamp: tx.now.toISOString(), data }),
    madeAt: tx.now,
  };
}
