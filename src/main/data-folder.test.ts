import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { setImmediate as breath } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from '#platform/db/embedded/binaries.ts';
import { stopCluster } from '#platform/db/embedded/cluster.ts';
import { postgresUser } from '#platform/db/embedded/system-user.ts';
import { prepareDatabase } from '#platform/db/prepare.ts';
import { openDatabase } from './data-folder.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'dunghen-folder-'));
test.after(async () => {
  const folder = await stopCluster(dataDir);
  for (const path of [dataDir, dirname(folder)]) rmSync(path, { recursive: true, force: true });
});

const answers = async (url: string): Promise<unknown> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('select 1 as one');
  await client.end();
  return rows[0];
};

test('who starts while an earlier program ends waits for it and says so; beside one that works he is refused', async () => {
  const first = await openDatabase({ dataDir, databaseUrl: undefined });
  await assert.rejects(openDatabase({ dataDir, databaseUrl: undefined }), /đang được một Đúng Hẹn khác dùng/);
  await first.sayEnding();
  const said: string[] = [];
  const waiting = Promise.withResolvers<void>();
  const second = openDatabase({ dataDir, databaseUrl: undefined }, (sentence) => {
    said.push(sentence);
    waiting.resolve();
  });
  await waiting.promise;
  await first.end();
  const held = await second;
  assert.deepEqual(said, ['Đúng Hẹn chạy lần trước đang dừng; đợi nó dừng xong rồi khởi động…']);
  assert.deepEqual(await answers(held.runtime.appUrl), { one: 1 });
  await held.end();
});

test('a server that is going down is waited for, and started again; meanwhile no raw word of it is told', async () => {
  const first = await openDatabase({ dataDir, databaseUrl: undefined });
  await stopGently(first.runtime.cluster?.folder ?? '');
  const { ownerUrl } = first.runtime;
  await assert.rejects(prepareDatabase(ownerUrl), /: cơ sở dữ liệu đang khởi động hoặc đang dừng, hãy thử lại/);
  const second = openDatabase({ dataDir, databaseUrl: undefined });
  await first.end();
  const held = await second;
  assert.deepEqual(await answers(held.runtime.ownerUrl), { one: 1 });
  await held.end();
});

/** Asks the server to end when all have left; until then it lets nobody in. */
async function stopGently(folder: string): Promise<void> {
  const user = postgresUser();
  const { pgCtl } = await findBinaries(user);
  const args = ['stop', '-D', folder, '-m', 'smart', '-W'];
  spawnSync(pgCtl, args, { cwd: '/', ...(user ? { uid: user.uid, gid: user.gid } : {}) });
  while (!readFileSync(join(folder, 'postmaster.pid'), 'utf8').includes('stopping')) await breath();
}
