import type pg from 'pg';
import { FILLED_TABLES } from './bulk-load.ts';

/**
 * One filling by the million at a time, and nobody making its indexes beside it. Held by the connection: it is free the
 * moment whoever has it is gone, however he went.
 * @returns whether it is this connection's now
 */
export async function takeFilling(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    `select pg_try_advisory_lock(hashtext('dunghen.filling'), hashtext(current_schema())) as taken`,
  );
  return rows[0]?.taken ?? false;
}

/** Takes the indexes away that no key and no promise of uniqueness needs; what was taken is written down first. */
export async function dropIndexes(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = any ($1::regclass[]) and not i.indisunique`,
    [[...FILLED_TABLES]],
  );
  await client.query('begin');
  for (const { name, definition } of rows) {
    await client.query('insert into dossier_demo_index values ($1, $2) on conflict do nothing', [name, definition]);
    await client.query(`drop index ${name}`);
  }
  await client.query('commit');
}

/** How many indexes were taken away and are not there again. */
export async function countOfMissing(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: string }>('select count(*) as count from dossier_demo_index');
  return Number(rows[0]?.count ?? 0);
}

interface Making {
  /** Others write the tables meanwhile and must not wait: takes longer. */
  readonly beside?: boolean;
  /** Told before each: how many are left. */
  readonly onProgress?: ((left: number) => void) | undefined;
}

/**
 * Makes the indexes again that were taken away, now or by a filling that was cut off. Cut off itself, it goes on the
 * next time; the caller holds `takeFilling`.
 * @returns how many were written down as taken away
 */
export async function makeIndexes(client: pg.Client, { beside = false, onProgress }: Making = {}): Promise<number> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    'select name, definition from dossier_demo_index order by name',
  );
  for (const [at, { name, definition }] of rows.entries()) {
    onProgress?.(rows.length - at);
    // Outside a transaction: `concurrently` allows none. One that was cut off in the making stands there and is not valid.
    const valid = await isValid(client, name);
    if (valid === false) await client.query(`drop index concurrently ${name}`);
    if (valid !== true)
      await client.query(beside ? definition.replace('CREATE INDEX', 'CREATE INDEX CONCURRENTLY') : definition);
    await client.query('delete from dossier_demo_index where name = $1', [name]);
  }
  for (const table of FILLED_TABLES) await client.query(`vacuum (analyze, truncate off) ${table}`);
  return rows.length;
}

/** Whether an index stands there whole; undefined: it does not stand there. */
async function isValid(client: pg.Client, name: string): Promise<boolean | undefined> {
  const { rows } = await client.query<{ valid: boolean }>(
    'select indisvalid as valid from pg_index where indexrelid = to_regclass($1)',
    [name],
  );
  return rows[0]?.valid;
}
