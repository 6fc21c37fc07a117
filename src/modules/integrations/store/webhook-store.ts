import { sql } from 'kysely';
import { newId } from '#kernel/id.ts';
import { askOnce, forgetForeseen } from '#platform/db/foreseen.ts';
import type { Db, DbTransaction } from '#platform/db/pool.ts';
import { statement } from '#platform/db/statement.ts';
import type { AllowedHost } from '#platform/net/address.ts';
import type { SecretBox } from '#platform/secrets/secret-box.ts';

interface WebhookRow {
  id: string;
  source: string;
  url: string;
  events: string[];
  state: 'active' | 'paused' | 'gone';
  made_at: Date;
  removed_at: Date | null;
}
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
  integration_webhook: WebhookRow;
  integration_webhook_secret: { id: string; webhook_id: string; secret: string; made_at: Date; ends_at: Date | null };
  integration_delivery: DeliveryRow;
  integration_allowed_host: {
    host: string;
    port: number;
    reason: string;
    made_at: Date;
    made_by: string | null;
    removed_at: Date | null;
  };
};

/** Where an application wants to be told, and of what. */
export interface Webhook {
  readonly id: string;
  readonly source: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly state: WebhookRow['state'];
  readonly madeAt: Date;
}

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

const toWebhook = ({ id, source, url, events, state, made_at }: WebhookRow): Webhook => ({
  id,
  source,
  url,
  events,
  state,
  madeAt: made_at,
});

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

export async function insertWebhook(db: DbTransaction, webhook: Webhook): Promise<void> {
  forgetForeseen(db, KNOWN);
  const { id, source, url, events, state, madeAt } = webhook;
  await db
    .$extendTables<Tables>()
    .insertInto('integration_webhook')
    .values({ id, source, url, events: [...events], state, made_at: madeAt, removed_at: null })
    .execute();
}

/** Those that stand, of one source or of all. */
export async function listWebhooks(db: Db, source?: string): Promise<Webhook[]> {
  let query = db.$extendTables<Tables>().selectFrom('integration_webhook').selectAll().where('removed_at', 'is', null);
  if (source !== undefined) query = query.where('source', '=', source);
  return (await query.orderBy('made_at').orderBy('id').execute()).map(toWebhook);
}

const KNOWN = 'integrations.listening ';

/** Those that want a fact of these sources told, asked for once in a transaction. */
export async function listening(db: DbTransaction, sources: readonly string[]): Promise<Webhook[]> {
  const rows = await askOnce(db, KNOWN + sources.join(), () => LISTENING.rows(db, [sources]));
  return rows.map(toWebhook);
}

const LISTENING = statement<WebhookRow>(`
  select * from integration_webhook where source = any ($1::text[]) and removed_at is null and state <> 'gone'`);

export async function lockWebhook(db: Db, id: string): Promise<Webhook | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('integration_webhook')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row && toWebhook(row);
}

export async function updateWebhook(
  db: DbTransaction,
  id: string,
  change: Partial<Pick<WebhookRow, 'state' | 'removed_at'>>,
): Promise<void> {
  forgetForeseen(db, KNOWN);
  await db.$extendTables<Tables>().updateTable('integration_webhook').set(change).where('id', '=', id).execute();
}

/** Makes `secret` the current one; the one before signs beside it until `until`. Those that are over are dropped. */
export async function changeSecret(
  db: Db,
  box: SecretBox,
  change: { readonly webhookId: string; readonly secret: string; readonly now: Date; readonly until: Date },
): Promise<void> {
  const { webhookId, now, until } = change;
  const secret = box.seal(change.secret, purposeOf(webhookId));
  const tables = db.$extendTables<Tables>();
  await tables
    .deleteFrom('integration_webhook_secret')
    .where('webhook_id', '=', webhookId)
    .where('ends_at', '<=', now)
    .execute();
  await tables
    .updateTable('integration_webhook_secret')
    .set({ ends_at: until })
    .where('webhook_id', '=', webhookId)
    .where('ends_at', 'is', null)
    .execute();
  await tables
    .insertInto('integration_webhook_secret')
    .values({ id: newId(), webhook_id: webhookId, secret, made_at: now, ends_at: null })
    .execute();
}

/** The secrets that sign now, the current one first. */
export async function secretsOf(db: Db, box: SecretBox, webhookId: string, now: Date): Promise<string[]> {
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('integration_webhook_secret')
    .select(['secret', 'ends_at'])
    .where('webhook_id', '=', webhookId)
    .where((where) => where.or([where('ends_at', 'is', null), where('ends_at', '>', now)]))
    .orderBy('made_at', 'desc')
    .execute();
  return rows.map(({ secret }) => (secret.startsWith(PLAIN) ? secret : box.open(secret, purposeOf(webhookId))));
}

/** How one began that was kept before they were sealed. */
const PLAIN = 'whsec_';

/** A sealed secret opens for its own address alone: rows cannot be exchanged. */
function purposeOf(webhookId: string): string {
  return `integrations.webhook ${webhookId}`;
}

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

/** Puts messages back into the queue, with all their attempts before them. @returns how many */
export async function requeue(db: Db, of: { id: string } | { webhookId: string }, now: Date): Promise<number> {
  let query = db
    .$extendTables<Tables>()
    .updateTable('integration_delivery')
    .set({ state: 'queued', attempts: 0, next_attempt_at: now, delivered_at: null })
    .where('state', '=', 'dead');
  query = 'id' in of ? query.where('id', '=', of.id) : query.where('webhook_id', '=', of.webhookId);
  return Number((await query.executeTakeFirst()).numUpdatedRows);
}

export async function listDeliveries(
  db: Db,
  filter: { webhookId?: string | undefined; state?: DeliveryRow['state'] | undefined; limit: number },
): Promise<(Delivery & { url: string })[]> {
  let query = db
    .$extendTables<Tables>()
    .selectFrom('integration_delivery')
    .innerJoin('integration_webhook', 'integration_webhook.id', 'integration_delivery.webhook_id')
    .selectAll('integration_delivery')
    .select('integration_webhook.url');
  if (filter.webhookId !== undefined) query = query.where('webhook_id', '=', filter.webhookId);
  if (filter.state !== undefined) query = query.where('integration_delivery.state', '=', filter.state);
  const rows = await query.orderBy('integration_delivery.id', 'desc').limit(filter.limit).execute();
  return rows.map((row) => ({ ...toDelivery(row), url: row.url }));
}

export async function listAllowed(db: Db): Promise<(AllowedHost & { reason: string; madeAt: Date })[]> {
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('integration_allowed_host')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('host')
    .orderBy('port')
    .execute();
  return rows.map(({ host, port, reason, made_at }) => ({ host, port, reason, madeAt: made_at }));
}

/** @returns false when it is let in already */
export async function insertAllowed(
  db: Db,
  row: AllowedHost & { reason: string; at: Date; by: string | null },
): Promise<boolean> {
  const { host, port, reason, at, by } = row;
  const made = await db
    .$extendTables<Tables>()
    .insertInto('integration_allowed_host')
    .values({ host, port, reason, made_at: at, made_by: by, removed_at: null })
    .onConflict((conflict) => conflict.columns(['host', 'port']).where('removed_at', 'is', null).doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

export async function removeAllowed(db: Db, { host, port }: AllowedHost, at: Date): Promise<boolean> {
  const gone = await db
    .$extendTables<Tables>()
    .updateTable('integration_allowed_host')
    .set({ removed_at: at })
    .where('host', '=', host)
    .where('port', '=', port)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return gone.numUpdatedRows === 1n;
}
