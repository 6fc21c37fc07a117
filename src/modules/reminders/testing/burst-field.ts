import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { startCluster } from '#platform/db/embedded/cluster.ts';
import { migrateProvince } from '#platform/db/migrate.ts';
import { prepareDatabase } from '#platform/db/prepare.ts';
import { openProvince, type Province } from '#platform/db/province.ts';
import { TEST_PROVINCE, type TestClock } from '#platform/testing/test-province.ts';

const NAME = 'burst';

/** A PostgreSQL of its own, as durable as the product's, which may fall over, with one province in it. */
export interface BurstField {
  readonly province: Province;
  /** Where the workers find it now; another port after every crash. */
  appUrl(name?: string): string;
  /** PostgreSQL is gone at once, as by a power cut, and comes back by recovering what was committed. */
  crash(): Promise<void>;
  /** A copy of the database as it stands, as a backup that will be brought back. Nobody may be working. */
  backUp(name: string): Promise<void>;
  /** The copy, opened. */
  restored(name: string): Province;
  close(): Promise<void>;
}

export async function openBurstField(clock: TestClock): Promise<BurstField> {
  const folder = mkdtempSync(join(tmpdir(), 'dunghen-burst-'));
  chmodSync(folder, 0o755); // PostgreSQL does not run as root: its user must reach it
  let cluster = await startCluster(folder);
  const opened: Province[] = [];
  const at = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const own = async (text: string): Promise<void> => {
    const client = new pg.Client({ connectionString: cluster.url });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  };
  const open = (url: string): Province => {
    const province = openProvince(url, TEST_PROVINCE, { clock, poolSize: 4 });
    opened.push(province);
    return province;
  };
  await own(`create database ${NAME}`);
  const { appUrl, appRole } = await prepareDatabase(at(cluster.url, NAME));
  await migrateProvince(at(cluster.url, NAME), TEST_PROVINCE.schema, appRole);
  const appUrlNow = (name = NAME): string =>
    Object.assign(new URL(at(appUrl, name)), { port: new URL(cluster.url).port }).href;
  const field = {
    province: open(appUrl),
    appUrl: appUrlNow,
    crash: async () => {
      await field.province.close();
      opened.length = 0;
      const lines = readFileSync(join(cluster.folder, 'postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(lines[0]), 'SIGQUIT');
      await gone(Number(lines[0]));
      cluster = await startCluster(folder);
      field.province = open(appUrlNow());
    },
    backUp: async (name: string) => {
      await own(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${NAME}'`);
      await own(`create database ${name} template ${NAME}`);
    },
    restored: (name: string) => open(appUrlNow(name)),
    close: async () => {
      for (const province of opened) await province.close();
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return field;
}

/** Until a process is no more: there is nothing to wait on that is not our child. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await wait(20);
  }
}

/** Workers on the same database, each by a clock of its own, killed and begun again until nothing is due by any. */
export async function workUnderFire(
  file: string,
  appUrl: () => string,
  clocks: readonly string[],
  everyMs: number,
  crash?: () => Promise<void>,
): Promise<number> {
  let kills = 0;
  let crashed = crash === undefined;
  for (;;) {
    const workers = clocks.map((moment) => start(file, [appUrl(), moment]));
    const ended = Promise.all(workers.map((worker) => once(worker, 'exit')));
    // Counted from when all are at work: on a busy machine starting takes long.
    await Promise.race([ended, Promise.all(workers.map((worker) => once(worker, 'message')))]);
    const first = await Promise.race([ended, wait(everyMs, undefined)]);
    if (first) {
      if (!workers.every(({ exitCode }) => exitCode === 0)) throw new Error('a worker failed by itself');
      if (crashed) return kills;
    }
    if (!crashed && crash) {
      await crash();
      crashed = true;
    }
    for (const worker of workers) {
      if (worker.exitCode !== null || worker.signalCode !== null) continue;
      worker.kill('SIGKILL');
      kills += 1;
    }
    await ended;
  }
}

function start(file: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
}
