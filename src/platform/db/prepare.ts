import { createHmac } from 'node:crypto';
import pg from 'pg';
import type { ProvinceInfo } from './province.ts';
import { SetupError } from './setup-error.ts';
import { whyUnreachable } from './unreachable.ts';

/** The two ways into one database: its owner, for migrations only, and the program's own role. */
export interface DatabaseAccess {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly appRole: string;
}

/**
 * Makes a database ready: extensions, the register of provinces, and the role the program runs under.
 * That role can sign in and own nothing; its password follows from the owner's, so that a restart and a
 * second program agree without a file between them.
 * @throws SetupError when PostgreSQL is too old or the owner may not do this
 */
export async function prepareDatabase(ownerUrl: string): Promise<DatabaseAccess> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'dunghen prepare' });
  client.on('error', () => undefined); // a server that goes down: the question it was in the middle of tells it
  try {
    await client.connect();
  } catch (error) {
    throw new SetupError(`Không kết nối được cơ sở dữ liệu: ${whyUnreachable(error)}.`, { cause: error });
  }
  try {
    await client.query("select pg_advisory_lock(hashtext('dunghen.prepare'))");
    const { version, database } = await identify(client);
    if (version < 150_000)
      throw new SetupError(`Cần PostgreSQL 15 đến 18; máy chủ này là bản ${Math.floor(version / 10_000)}.`);
    const appRole = `dunghen_app_${database.replace(/[^a-z0-9_]/g, '_')}`.slice(0, 63);
    const password = createHmac('sha256', decodeURIComponent(new URL(ownerUrl).password))
      .update(`dunghen ${database}`)
      .digest('base64url');
    try {
      await createRole(client, appRole, password);
      await client.query(SHARED_TABLES.replaceAll('$app', appRole));
    } catch (error) {
      throw new SetupError(
        `Người dùng cơ sở dữ liệu không đủ quyền chuẩn bị cho Đúng Hẹn (cần CREATEROLE và CREATE): ${(error as Error).message}.`,
      );
    }
    const appUrl = new URL(ownerUrl);
    appUrl.username = appRole;
    appUrl.password = password;
    return { ownerUrl, appUrl: appUrl.href, appRole };
  } finally {
    await client.end();
  }
}

async function identify(client: pg.Client): Promise<{ version: number; database: string }> {
  const { rows } = await client.query<{ version: number; database: string }>(
    "select current_setting('server_version_num')::int as version, current_database() as database",
  );
  const row = rows[0];
  if (!row) throw new Error('PostgreSQL did not say its version');
  return row;
}

async function createRole(client: pg.Client, role: string, password: string): Promise<void> {
  const exists = (await client.query('select 1 from pg_roles where rolname = $1', [role])).rowCount;
  const word = exists ? 'alter' : 'create';
  await client.query(`${word} role ${role} login nosuperuser nocreatedb nocreaterole password '${password}'`);
}

const SHARED_TABLES = `
  create extension if not exists unaccent;
  create extension if not exists pg_trgm;
  revoke create on schema public from public;
  create table if not exists public.province (
    code             text primary key,
    schema           text not null unique,
    name             text not null,
    is_demonstration boolean not null,
    created_at       timestamptz not null default now()
  );
  grant select on public.province to $app;
`;

/** The provinces this database holds, oldest first. */
export async function listProvinces(ownerUrl: string): Promise<ProvinceInfo[]> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<ProvinceRow>(
      'select code, schema, name, is_demonstration from public.province order by created_at, code',
    );
    return rows.map((row) => ({
      code: row.code,
      schema: row.schema,
      name: row.name,
      isDemonstration: row.is_demonstration,
    }));
  });
}

interface ProvinceRow {
  code: string;
  schema: string;
  name: string;
  is_demonstration: boolean;
}

/** Enters a province into the register; it counts as made only from here on, so this is the last step of making one. */
export async function registerProvince(ownerUrl: string, info: ProvinceInfo): Promise<void> {
  await withClient(ownerUrl, (client) =>
    client.query(
      'insert into public.province (code, schema, name, is_demonstration) values ($1, $2, $3, $4) on conflict (code) do nothing',
      [info.code, info.schema, info.name, info.isDemonstration],
    ),
  );
}

/** The schema a province's code stands for: 'khanh-hoa-2018' lives in `p_khanh_hoa_2018`. */
export function schemaOf(code: string): string {
  if (!/^[a-z][a-z0-9-]{1,48}$/.test(code))
    throw new SetupError(`Mã tỉnh "${code}" không hợp lệ: chỉ gồm chữ thường không dấu, số và dấu gạch nối.`);
  return `p_${code.replaceAll('-', '_')}`;
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
