import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';

interface DeliveryRow {
  id: string;
  webhook_id: string;
  source: string;
  type: string;
  payload: string;
  made_at: Date;
  state: 'queued' | 'delivered' | 'dead';
  attempts: number;
  next_attempt_at: Date | null;
  attempted_at: Date | null;
  status: number | null;
  error: string | null;
  delivered_at: Date | null;
}
type Tables = {
  integration_delivery: DeliveryRow;
  integration_webhook: { id: string; name: string; url: string; removed_at: Date | null };
};

/** A message to one address. */
export interface Delivery {
  readonly id: string;
  readonly webhookId: string;
  readonly source: string;
  readonly type: string;
  readonly payload: string;
  readonly madeAt: Date;
  readonly state: DeliveryRow['state'];
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly attemptedAt: Date | null;
  readonly status: number | null;
  readonly error: string | null;
}

/** A message with where it goes. */
export interface ListedDelivery extends Delivery {
  readonly url: string;
  readonly webhookName: string;
}

const toDelivery = (row: DeliveryRow): Delivery => ({
  id: row.id,
  webhookId: row.webhook_id,
  source: row.source,
  type: row.type,
  payload: row.payload,
  madeAt: row.made_at,
  state: row.state,
  attempts: row.attempts,
  nextAttemptAt: row.next_attempt_at,
  attemptedAt: row.attempted_at,
  status: row.status,
  error: row.error,
});

export type NewDelivery = Pick<Delivery, 'id' | 'webhookId' | 'source' | 'type' | 'payload' | 'madeAt'>;

/** One statement for any number. Due at once: from the beginning of time, whatever clock the province goes by. */
export async function insertDeliveries(db: Db, made: readonly NewDelivery[]): Promise<void> {
  if (made.length === 0) return;
  const of = <T>(value: (one: NewDelivery) => T): T[] => made.map(value);
  await sql`
    insert into integration_delivery (id, webhook_id, source, type, payload, made_at, state, attempts, next_attempt_at)
    select id, webhook, source, type, payload, made, 'queued', 0, 'epoch'
    from unnest(${of(({ id }) => id)}::uuid[], ${of(({ webhookId }) => webhookId)}::uuid[],
      ${of(({ source }) => source)}::text[], ${of(({ type }) => type)}::text[],
      ${of(({ payload }) => payload)}::text[], ${of(({ madeAt }) => madeAt)}::timestamptz[])
      as d (id, webhook, source, type, payload, made)`.execute(db);
}

/**
 * Takes what is due, at most `perWebhook` of each address so that a slow one holds up itself alone. Taken ones are
 * not due again before `leaseUntil`: should this process die, another takes them up then.
 */
export async function claimDeliveries(
  db: Db,
  now: Date,
  leaseUntil: Date,
  { limit, perWebhook }: { limit: number; perWebhook: number },
): Promise<(Delivery & { url: string })[]> {
  const { rows } = await sql<DeliveryRow & { url: string }>`
    with due as (
      select d.id from integration_webhook w
      cross join lateral (
        select id from integration_delivery
        where webhook_id = w.id and state = 'queued' and next_attempt_at <= ${now}
        order by next_attempt_at, id limit ${perWebhook} for update skip locked) d
      where w.removed_at is null and w.state = 'active'
      limit ${limit})
    update integration_delivery set next_attempt_at = ${leaseUntil}
    from due, integration_webhook w
    where integration_delivery.id = due.id and w.id = integration_delivery.webhook_id
    returning integration_delivery.*, w.url`.execute(db);
  return rows.map((row) => ({ ...toDelivery(row), url: row.url }));
}

/** Writes down what became of an attempt, unless the message was settled meanwhile. */
export async function settleDelivery(
  db: Db,
  id: string,
  result: { at: Date; status: number | null; error: string | null; next: Date | null },
): Promise<void> {
  const { at, status, error, next } = result;
  const state = error === null ? 'delivered' : next ? 'queued' : 'dead';
  await db
    .$extendTables<Tables>()
    .updateTable('integration_delivery')
    .set({
      state,
      attempts: sql<number>`attempts + 1`,
      next_attempt_at: state === 'queued' ? next : null,
      attempted_at: at,
      status,
      error,
      delivered_at: state === 'delivered' ? at : null,
    })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute();
}

/** Gives up what waits for an address that wants no more. */
export async function killQueued(db: Db, webhookId: string, error: string): Promise<void> {
  await db
    .$extendTables<Tables>()
    .updateTable('integration_delivery')
    .set({ state: 'dead', next_attempt_at: null, error })
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'queued')
    .execute();
}

/**
 * Removes messages that arrived before a moment, the oldest first. The newest of each address that was tried stays:
 * the page tells by it when the address was reached last.
 * @returns how many
 */
export async function deleteArrived(db: Db, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from integration_delivery where state = 'delivered' and id in (
      select d.id from integration_delivery d
      where d.state = 'delivered' and d.delivered_at < ${before} and exists (
        select 1 from integration_delivery n
        where n.webhook_id = d.webhook_id and n.id > d.id and n.attempted_at is not null)
      order by d.delivered_at limit ${limit} for update of d skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Subscriptions that were not removed: nobody would send what waits for one that was. */
const STANDING = sql<string>`(select id from integration_webhook where removed_at is null)`;

/** Puts messages given up back into the queue, with all their attempts before them. @returns how many */
export async function requeue(db: Db, of: { id: string } | { webhookId: string }, now: Date): Promise<number> {
  let query = db
    .$extendTables<Tables>()
    .updateTable('integration_delivery')
    .set({ state: 'queued', attempts: 0, next_attempt_at: now, delivered_at: null })
    .where('state', '=', 'dead')
    .where('webhook_id', 'in', STANDING);
  query = 'id' in of ? query.where('id', '=', of.id) : query.where('webhook_id', '=', of.webhookId);
  return Number((await query.executeTakeFirst()).numUpdatedRows);
}

/** Which messages to list; `before` is the id of the last one already shown. */
export interface DeliveryFilter {
  readonly id?: string | undefined;
  readonly webhookId?: string | undefined;
  readonly state?: DeliveryRow['state'] | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Messages to subscriptions that stand, newest first. */
export async function listDeliveries(db: Db, filter: DeliveryFilter): Promise<ListedDelivery[]> {
  let query = db
    .$extendTables<Tables>()
    .selectFrom('integration_delivery')
    .innerJoin('integration_webhook', 'integration_webhook.id', 'integration_delivery.webhook_id')
    .selectAll('integration_delivery')
    .select(['integration_webhook.url', 'integration_webhook.name'])
    .where('integration_webhook.removed_at', 'is', null);
  if (filter.id !== undefined) query = query.where('integration_delivery.id', '=', filter.id);
  if (filter.webhookId !== undefined) query = query.where('webhook_id', '=', filter.webhookId);
  if (filter.state !== undefined) query = query.where('integration_delivery.state', '=', filter.state);
  if (filter.before !== undefined) query = query.where('integration_delivery.id', '<', filter.before);
  const rows = await query.orderBy('integration_delivery.id', 'desc').limit(filter.limit).execute();
  return rows.map((row) => ({ ...toDelivery(row), url: row.url, webhookName: row.name }));
}
