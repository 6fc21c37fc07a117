import { sql } from 'kysely';
import { newId } from '#kernel/id.ts';
import { askOnce, forgetForeseen } from '#platform/db/foreseen.ts';
import type { Db, DbTransaction } from '#platform/db/pool.ts';
import { statement } from '#platform/db/statement.ts';
import type { SecretBox } from '#platform/secrets/secret-box.ts';

interface WebhookRow {
  id: string;
  source: string;
  name: string;
  url: string;
  events: string[];
  state: 'active' | 'paused' | 'gone';
  made_at: Date;
  removed_at: Date | null;
}
type Tables = {
  integration_webhook: WebhookRow;
  integration_webhook_secret: { id: string; webhook_id: string; secret: string; made_at: Date; ends_at: Date | null };
};

/** Where an application wants to be told, and of what. */
export interface Webhook {
  readonly id: string;
  readonly source: string;
  /** What people call it. */
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly state: WebhookRow['state'];
  readonly madeAt: Date;
}

const toWebhook = ({ id, source, name, url, events, state, made_at }: WebhookRow): Webhook => ({
  id,
  source,
  name,
  url,
  events,
  state,
  madeAt: made_at,
});

export async function insertWebhook(db: DbTransaction, webhook: Webhook): Promise<void> {
  forgetForeseen(db, KNOWN);
  const { id, source, name, url, events, state, madeAt } = webhook;
  await db
    .$extendTables<Tables>()
    .insertInto('integration_webhook')
    .values({ id, source, name, url, events: [...events], state, made_at: madeAt, removed_at: null })
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
  change: Partial<Pick<WebhookRow, 'name' | 'events' | 'state' | 'removed_at'>>,
): Promise<void> {
  forgetForeseen(db, KNOWN);
  await db.$extendTables<Tables>().updateTable('integration_webhook').set(change).where('id', '=', id).execute();
}

/** Makes `secret` the current one; no other signs longer than `until`. Those that are over are dropped. */
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
    .where((where) => where.or([where('ends_at', 'is', null), where('ends_at', '>', until)]))
    .execute();
  await tables
    .insertInto('integration_webhook_secret')
    .values({ id: newId(), webhook_id: webhookId, secret, made_at: now, ends_at: null })
    .execute();
}

/** A secret that no longer opens: sealed under another key of the house, or moved. */
export class SecretLost extends Error {}

/** The secrets that sign now, the current one first. @throws SecretLost */
export async function secretsOf(db: Db, box: SecretBox, webhookId: string, now: Date): Promise<string[]> {
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('integration_webhook_secret')
    .select(['secret', 'ends_at'])
    .where('webhook_id', '=', webhookId)
    .where((where) => where.or([where('ends_at', 'is', null), where('ends_at', '>', now)]))
    .orderBy('made_at', 'desc')
    .execute();
  return rows.map(({ secret }) => {
    try {
      return box.open(secret, purposeOf(webhookId));
    } catch (error) {
      throw new SecretLost(webhookId, { cause: error });
    }
  });
}

/**
 * Seals what was kept before secrets were sealed. One statement a secret, each only where it is still plain, so that
 * doing it twice, or in two processes at once, changes nothing.
 * @returns how many were sealed
 */
export async function sealPlainSecrets(db: Db, box: SecretBox): Promise<number> {
  const tables = db.$extendTables<Tables>();
  const plain = await tables
    .selectFrom('integration_webhook_secret')
    .select(['id', 'webhook_id', 'secret'])
    .where('secret', 'like', 'whsec\\_%')
    .execute();
  let sealed = 0;
  for (const { id, webhook_id, secret } of plain) {
    const { numUpdatedRows } = await tables
      .updateTable('integration_webhook_secret')
      .set({ secret: box.seal(secret, purposeOf(webhook_id)) })
      .where('id', '=', id)
      .where('secret', '=', secret)
      .executeTakeFirst();
    sealed += Number(numUpdatedRows);
  }
  return sealed;
}

/** A sealed secret opens for its own address alone: rows cannot be exchanged. */
function purposeOf(webhookId: string): string {
  return `integrations.webhook ${webhookId}`;
}

/** How a subscription fares. */
export interface Standing {
  readonly queued: number;
  readonly dead: number;
  /** The newest message that was tried. */
  readonly triedAt: Date | null;
  readonly status: number | null;
  readonly error: string | null;
  /** Until when an older secret signs beside the current one. */
  readonly oldSecretUntil: Date | null;
}

/** How subscriptions fare, by their ids; each count and look stands on an index. Acts as the program. */
export async function standings(db: Db, ids: readonly string[], now: Date): Promise<Map<string, Standing>> {
  const { rows } = await sql<{
    id: string;
    queued: number;
    dead: number;
    attempted_at: Date | null;
    status: number | null;
    error: string | null;
    old_secret_until: Date | null;
  }>`
    select w.id, q.count as queued, g.count as dead, t.attempted_at, t.status, t.error, s.old_secret_until
    from integration_webhook w
    cross join lateral (
      select count(*) from integration_delivery where webhook_id = w.id and state = 'queued') q
    cross join lateral (
      select count(*) from integration_delivery where source = w.source and state = 'dead' and webhook_id = w.id) g
    left join lateral (
      select attempted_at, status, error from integration_delivery
      where webhook_id = w.id and attempted_at is not null order by id desc limit 1) t on true
    cross join lateral (
      select max(ends_at) as old_secret_until from integration_webhook_secret
      where webhook_id = w.id and ends_at > ${now}) s
    where w.id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(
    rows.map(({ id, attempted_at, old_secret_until, ...row }) => [
      id,
      { ...row, triedAt: attempted_at, oldSecretUntil: old_secret_until },
    ]),
  );
}
