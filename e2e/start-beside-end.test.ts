import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { stopCluster } from '../src/platform/db/embedded/cluster.ts';
import { freePort, removeDataDir, type RunningProgram, startProgram } from './support/program.ts';

const running: RunningProgram[] = [];
after(async () => {
  for (const program of running) if (program.process.exitCode === null) await program.stop();
  for (const { dataDir } of running.slice(0, 1)) {
    await stopCluster(dataDir);
    removeDataDir(dataDir);
  }
});

test('who starts on the port of a program that is still ending waits for the port, says so, and then serves', async () => {
  const port = await freePort();
  const first = await startProgram({ port });
  running.push(first);
  const { dataDir } = first;
  // What its worker is at cannot end while somebody holds this table.
  const lock = await ownerOf(dataDir);
  await lock.query('begin');
  await lock.query('lock table reminder_obligation in access exclusive mode');
  const stuck = `select 1 from pg_locks where not granted and relation = 'reminder_obligation'::regclass`;
  while (!(await lock.query(stuck)).rowCount) await wait(20);
  const ended = first.stop();
  while (!(await saysEnding(first.address))) await wait(20);

  const heard = Promise.withResolvers<void>();
  const next = startProgram({
    dataDir,
    port,
    heard: (output) => {
      if (output.includes(`còn giữ cổng ${port}`)) heard.resolve();
    },
  });
  await Promise.race([heard.promise, next]);
  await lock.query('rollback');
  await lock.end();
  const second = await next;
  running.push(second);
  assert.equal(await ended, 0);
  assert.match(second.output(), new RegExp(`Đúng Hẹn chạy lần trước còn giữ cổng ${port} và đang dừng`));
  assert.equal((await fetch(`${second.address}/readyz`)).status, 200);
  assert.equal(await second.stop(), 0);
});

async function saysEnding(address: string): Promise<boolean> {
  const reply = await fetch(`${address}/readyz`);
  return reply.status === 503 && ((await reply.json()) as { status: string }).status === 'ending';
}

async function ownerOf(dataDir: string): Promise<pg.Client> {
  const password = readFileSync(join(dataDir, 'postgres.secret'), 'utf8').trim();
  const port = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
  const client = new pg.Client({
    connectionString: `postgres://postgres:${password}@127.0.0.1:${port}/dunghen`,
    options: '-c search_path=p_khanh_hoa_2018,public',
  });
  client.on('error', () => undefined); // the server goes down with the program
  await client.connect();
  return client;
}
