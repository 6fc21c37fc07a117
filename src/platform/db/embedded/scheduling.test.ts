import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { waitTurn } from './scheduling.ts';

const SCHED_BATCH = '3';
/** The 41st field of /proc/PID/stat (proc(5)); the name in the second may hold blanks. */
const policyOf = (pid: number): string | undefined =>
  readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[38];

test('a server is made to wait its turn where the system can do it, and goes on where it cannot', async () => {
  const server = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(server, 'spawn');
  const pid = server.pid ?? 0;
  const allowed = await waitTurn(pid);
  if (allowed) assert.equal(policyOf(pid), SCHED_BATCH);
  assert.equal(server.exitCode, null);
  server.kill();
  await once(server, 'exit');
  assert.equal(await waitTurn(pid), false, 'a server that is gone');
});
