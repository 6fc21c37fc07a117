import { sql } from 'kysely';
import type { Scope } from '#platform/auth/actor.ts';
import type { Db } from '#platform/db/pool.ts';

export interface ApplicationRow {
  source: string;
  name: string;
  contact: string;
  base_url: string | null;
  made_at: Date;
  made_by: string | null;
  disabled_at: Date | null;
}

export interface KeyRow {
  id: string;
  source: string;
  label: string;
  hint: string;
  hash: Buffer;
  scopes: string[];
  rate_per_minute: number;
  made_at: Date;
  made_by: string | null;
  expires_at: Date;
  revoked_at: Date | null;
  revoked_by: string | null;
  replaces: string | null;
}

type Tables = {
  integration_application: ApplicationRow;
  integration_key: KeyRow;
  integration_key_use: { key_id: string; last_used_at: Date | null; uses: number; full_at: Date };
};

/** An application outside (ứng dụng kết nối). */
export interface Application {
  readonly source: string;
  readonly name: string;
  readonly contact: string;
  readonly baseUrl: string | null;
  readonly madeAt: Date;
  readonly disabledAt: Date | null;
}

/** A key as people see it: never its secret. */
export interface Key {
  readonly id: string;
  readonly source: string;
  readonly label: string;
  readonly hint: string;
  readonly scopes: readonly Scope[];
  readonly ratePerMinute: number;
  readonly madeAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly replaces: string | null;
}

function toApplication(row: ApplicationRow): Application {
  return {
    source: row.source,
    name: row.name,
    contact: row.contact,
    baseUrl: row.base_url,
    madeAt: row.made_at,
    disabledAt: row.disabled_at,
  };
}

function toKey(row: KeyRow): Key {
  return {
    id: row.id,
    source: row.source,
    label: row.label,
    hint: row.hint,
    scopes: row.scopes as Scope[],
    ratePerMinute: row.rate_per_minute,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    replaces: row.replaces,
  };
}

/** @returns false when the source is taken */
export async function insertApplication(db: Db, row: ApplicationRow): Promise<boolean> {
  const made = await db
    .$extendTables<Tables>()
    .insertInto('integration_application')
    .values(row)
    .onConflict((conflict) => conflict.column('source').doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

export async function listApplications(db: Db): Promise<Application[]> {
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('integration_application')
    .selectAll()
    .orderBy('name')
    .execute();
  return rows.map(toApplication);
}

/** Holds the row when `lock`: what is made under an application waits for its closing. */
export async function findApplication(db: Db, source: string, { lock = false } = {}): Promise<Application | undefined> {
  const query = db
    .$extendTables<Tables>()
    .selectFrom('integration_application')
    .selectAll()
    .where('source', '=', source);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toApplication(row);
}

export async function updateApplication(
  db: Db,
  source: string,
  change: Partial<Pick<ApplicationRow, 'name' | 'contact' | 'base_url' | 'disabled_at'>>,
): Promise<void> {
  await db
    .$extendTables<Tables>()
    .updateTable('integration_application')
    .set(change)
    .where('source', '=', source)
    .execute();
}

export async function insertKey(db: Db, row: KeyRow): Promise<void> {
  const tables = db.$extendTables<Tables>();
  await tables.insertInto('integration_key').values(row).execute();
  await tables
    .insertInto('integration_key_use')
    .values({ key_id: row.id, last_used_at: null, uses: 0, full_at: row.made_at })
    .execute();
}

export async function listKeys(db: Db): Promise<(Key & { lastUsedAt: Date | null; uses: number })[]> {
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('integration_key')
    .innerJoin('integration_key_use', 'key_id', 'id')
    .selectAll()
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({ ...toKey(row), lastUsedAt: row.last_used_at, uses: row.uses }));
}

export async function lockKey(db: Db, id: string): Promise<Key | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('integration_key')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && toKey(row);
}

export async function updateKey(
  db: Db,
  id: string,
  change: Partial<Pick<KeyRow, 'expires_at' | 'revoked_at' | 'revoked_by'>>,
): Promise<void> {
  await db.$extendTables<Tables>().updateTable('integration_key').set(change).where('id', '=', id).execute();
}

/** The key of a hash with its application and its allowance, whose row is held: calls of one key are counted one by one. */
export async function takeUp(
  db: Db,
  hash: Buffer,
): Promise<{ key: Key; application: Application; fullAt: Date } | undefined> {
  const tables = db.$extendTables<Tables>();
  const row = await tables.selectFrom('integration_key').selectAll().where('hash', '=', hash).executeTakeFirst();
  if (!row) return undefined;
  const application = await findApplication(db, row.source);
  const use = await tables
    .selectFrom('integration_key_use')
    .select('full_at')
    .where('key_id', '=', row.id)
    .forUpdate()
    .executeTakeFirst();
  return application && use && { key: toKey(row), application, fullAt: use.full_at };
}

export async function noteUse(db: Db, keyId: string, at: Date, fullAt: Date): Promise<void> {
  await db
    .$extendTables<Tables>()
    .updateTable('integration_key_use')
    .set({ last_used_at: at, full_at: fullAt, uses: sql<number>`uses + 1` })
    .where('key_id', '=', keyId)
    .execute();
}

/** A use is no record: losing the last instants of it in a crash harms nobody, and no call waits for the disk. */
export async function withoutWaitingForDisk(db: Db): Promise<void> {
  await sql`set local synchronous_commit = off`.execute(db);
}
