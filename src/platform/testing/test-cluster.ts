import { closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startCluster } from '../db/embedded/cluster.ts';

const FOLDER = resolve(import.meta.dirname, '../../../.cache/test-postgres');

/**
 * The PostgreSQL all tests share, started by whichever needs it first and left running for the next; a full
 * run stops it at its end (scripts/check.ts). It gives up durability for speed.
 */
export async function testClusterUrl(): Promise<string> {
  const given = process.env['DUNGHEN_TEST_DATABASE_URL'];
  if (given) return given;
  return withLock(async () => (await startCluster(FOLDER, { durable: false, maxConnections: 200 })).url);
}

export async function stopTestCluster(): Promise<void> {
  await (await startCluster(FOLDER, { durable: false, maxConnections: 200 })).stop();
}

/** One starter at a time among the test files, which run as separate processes. */
async function withLock<T>(start: () => Promise<T>): Promise<T> {
  mkdirSync(FOLDER, { recursive: true });
  const lock = join(FOLDER, 'starting.lock');
  for (;;) {
    try {
      closeSync(openSync(lock, 'wx'));
      break;
    } catch {
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > 60_000) rmSync(lock, { force: true }); // its owner was killed
      await wait(50);
    }
  }
  try {
    return await start();
  } finally {
    rmSync(lock, { force: true });
  }
}
