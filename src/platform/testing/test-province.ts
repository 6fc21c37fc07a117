import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import pg from 'pg';
import type { Clock } from '#kernel/clock.ts';
import { parseInstant } from '#kernel/vietnam-time.ts';
import { migrateProvince, migrationsFingerprint } from '../db/migrate.ts';
import { prepareDatabase } from '../db/prepare.ts';
import { openProvince, type Province, type ProvinceInfo } from '../db/province.ts';
import { testClusterUrl } from './test-cluster.ts';

/** A clock a test sets by hand. */
export interface TestClock extends Clock {
  set(instant: Date | string): void;
}

export function testClock(at: string): TestClock {
  const read = (text: string): Date => {
    const instant = parseInstant(text);
    if (!instant) throw new Error(`not a moment: ${text}`);
    return instant;
  };
  let now = read(at);
  return { now: () => new Date(now), set: (to) => (now = typeof to === 'string' ? read(to) : to) };
}

export interface TestProvince extends Province {
  readonly clock: TestClock;
  readonly ownerUrl: string;
  readonly appUrl: string;
}

export const TEST_PROVINCE: ProvinceInfo = {
  code: 'test',
  schema: 'p_test',
  name: 'Tỉnh thử nghiệm',
  isDemonstration: false,
};

/** Fills a fresh template once; its name changes with `key` so that a changed seed makes a new one. */
export interface Seed {
  readonly key: string;
  fill(province: Province): Promise<void>;
}

/**
 * A province of its own for one test file, on the real database, migrated and dropped at the end. With a
 * `seed` it begins filled (agencies, people, calendar); the filled template is made once and cloned.
 */
export async function testProvince(options: { at?: string; seed?: Seed } = {}): Promise<TestProvince> {
  const cluster = await testClusterUrl();
  const template = await ensureTemplate(cluster, options.seed);
  const name = `t_${randomBytes(6).toString('hex')}`;
  await onCluster(cluster, (client) => client.query(`create database ${name} template ${template}`));
  const ownerUrl = databaseUrl(cluster, name);
  const { appUrl, appRole } = await prepareDatabase(ownerUrl);
  await regrant(ownerUrl, appRole);
  const clock = testClock(options.at ?? '2018-02-26T15:00');
  const province = openProvince(appUrl, TEST_PROVINCE, { clock, poolSize: 8 });
  after(async () => {
    await province.close();
    await onCluster(cluster, (client) => client.query(`drop database ${name} with (force)`));
    await onCluster(cluster, (client) => client.query(`drop role if exists ${appRole}`));
  });
  return { ...province, clock, ownerUrl, appUrl };
}

/** A clone has its own role; it inherits what the migrations granted to the template's. */
async function regrant(ownerUrl: string, appRole: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(`grant dunghen_test_template to ${appRole}`);
  await client.end();
}

async function ensureTemplate(cluster: string, seed: Seed | undefined): Promise<string> {
  const name = `tpl_${migrationsFingerprint()}${seed ? `_${seed.key}` : ''}`.slice(0, 60);
  await onCluster(cluster, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('dunghen.test-template'))");
    if ((await client.query('select 1 from pg_database where datname = $1', [name])).rowCount) return;
    const role = 'dunghen_test_template';
    if (!(await client.query('select 1 from pg_roles where rolname = $1', [role])).rowCount)
      await client.query(`create role ${role} nologin`);
    const building = `${name}_b`;
    await client.query(`drop database if exists ${building} with (force)`);
    await client.query(`create database ${building}`);
    const url = databaseUrl(cluster, building);
    const access = await prepareDatabase(url);
    await migrateProvince(url, TEST_PROVINCE.schema, role);
    if (seed) {
      await regrant(url, access.appRole);
      const province = openProvince(access.appUrl, TEST_PROVINCE, {
        clock: testClock('2018-02-26T15:00'),
        poolSize: 4,
      });
      await seed.fill(province);
      await province.close();
    }
    await client.query(`alter database ${building} rename to ${name}`);
  });
  return name;
}

function databaseUrl(cluster: string, database: string): string {
  const url = new URL(cluster);
  url.pathname = `/${database}`;
  return url.href;
}

async function onCluster<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
