import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { SetupError } from './setup-error.ts';

const SOURCE = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** A step of a schema's history: plain SQL, forward only. `$app` stands for the program's database role. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** All migrations of the province schemas, platform first, then the modules', in order of their names. */
export function provinceMigrations(): Migration[] {
  const files = [
    ...globSync('platform/*/migrations/*.sql', { cwd: SOURCE }),
    ...globSync('modules/*/migrations/*.sql', { cwd: SOURCE }),
  ];
  return files.map((file) => read(resolve(SOURCE, file))).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function read(path: string): Migration {
  if (!existsSync(path)) throw new Error(`no migration ${path}`);
  const text = readFileSync(path, 'utf8');
  return { name: basename(path, '.sql'), sql: text, checksum: createHash('sha256').update(text).digest('hex') };
}

/** Changes whenever any migration does: names a test template. */
export function migrationsFingerprint(): string {
  const hash = createHash('sha256');
  for (const migration of provinceMigrations()) hash.update(migration.name).update(migration.checksum);
  return hash.digest('hex').slice(0, 16);
}

/**
 * Brings a province's schema up to date, making it when it is missing. Each step is one transaction; two
 * programs that start together take turns.
 * @returns the names of the steps taken now
 * @throws SetupError when a step that was taken has since been altered, or this program is older than the data
 */
export async function migrateProvince(ownerUrl: string, schema: string, appRole: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'dunghen migrate' });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('dunghen.migrate'))");
    await client.query(`create schema if not exists ${schema}; grant usage on schema ${schema} to ${appRole}`);
    await client.query(
      `create table if not exists ${schema}.schema_migration (name text primary key, checksum text not null, taken_at timestamptz not null default now())`,
    );
    const taken = new Map(
      (
        await client.query<{ name: string; checksum: string }>(`select name, checksum from ${schema}.schema_migration`)
      ).rows.map((row) => [row.name, row.checksum]),
    );
    const known = provinceMigrations();
    const unknown = [...taken.keys()].filter((name) => !known.some((migration) => migration.name === name));
    if (unknown.length > 0)
      throw new SetupError(
        `Dữ liệu đã được một bản Đúng Hẹn mới hơn nâng cấp (${unknown.join(', ')}). Hãy dùng bản đó.`,
      );
    const done: string[] = [];
    for (const migration of known) {
      const before = taken.get(migration.name);
      if (before === undefined) {
        await take(client, schema, appRole, migration);
        done.push(migration.name);
      } else if (before !== migration.checksum) {
        throw new SetupError(
          `Bước nâng cấp ${migration.name} đã bị sửa sau khi chạy trên dữ liệu này. Hãy dùng đúng bản cài đặt hoặc một thư mục dữ liệu mới (--data).`,
        );
      }
    }
    return done;
  } finally {
    await client.end();
  }
}

async function take(client: pg.Client, schema: string, appRole: string, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(`set local search_path = ${schema}, public`);
    await client.query(migration.sql.replaceAll('$app', appRole));
    await client.query('insert into schema_migration (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
  }
}
