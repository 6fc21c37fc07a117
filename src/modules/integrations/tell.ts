import { newId } from '#kernel/id.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { type ObligationName, obligationNames } from '#modules/reminders/public.ts';
import { asProgram, sendAsProgram, type Tx } from '#platform/db/province.ts';
import type { WebhookEvent } from './domain/webhook-events.ts';
import { insertDeliveries, type NewDelivery } from './store/delivery-store.ts';
import { listening, type Webhook } from './store/webhook-store.ts';

/** One fact about some obligations of a source; `data` adds to what is told of each obligation itself. */
export interface Told {
  readonly type: WebhookEvent;
  readonly source: string;
  readonly obligationIds: readonly string[];
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * Writes messages for those who asked to be told, in the transaction of the fact: both are kept or neither. However
 * many obligations it is about, this is one look-up where nobody of the sources listens, else three statements.
 */
export async function tell(tx: Tx, facts: readonly Told[]): Promise<void> {
  const sources = [...new Set(facts.map(({ source }) => source))];
  if (sources.length === 0) return;
  await asProgram(tx, async () => {
    const webhooks = await listening(tx.db, sources);
    const wanted = facts.flatMap((fact) =>
      webhooks
        .filter(({ source, events }) => source === fact.source && events.includes(fact.type))
        .map((webhook) => ({ fact, webhook })),
    );
    if (wanted.length === 0) return;
    const known = await obligationNames(tx, [...new Set(wanted.flatMap(({ fact }) => fact.obligationIds))]);
    await insertDeliveries(
      tx.db,
      wanted.flatMap(({ fact, webhook }) =>
        fact.obligationIds.flatMap((id) => {
          const obligation = known.get(id);
          return obligation ? [messageTo(tx, webhook, fact.type, { ...toldOf(obligation), ...fact.data })] : [];
        }),
      ),
    );
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
function toldOf({ source, key, state, dueAt, planVersion }: ObligationName): Record<string, unknown> {
  return { source, key, state, dueAt: dueAt && toVietnamIso(dueAt), planVersion };
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
