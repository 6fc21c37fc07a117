import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { SetupError } from '#platform/db/setup-error.ts';
import { isDatabaseGone } from '#platform/db/unreachable.ts';
import type { StartOptions } from './options.ts';
import { type Runtime, startRuntime } from './runtime.ts';

/** The database a server works on, held for it alone where it is the data folder's own. */
export interface HeldDatabase {
  readonly runtime: Runtime;
  /** Tells a program that starts meanwhile that this one ends: it waits instead of being refused. */
  sayEnding(): Promise<void>;
  /** Ends what was started, and only then lets go of the folder. */
  end(): Promise<void>;
}

/** How long a start waits for an earlier program that ends. */
const PATIENCE_MS = 75_000;
const LOOK_AGAIN_MS = 200;

/**
 * Opens the database; on a data folder where an earlier program is still ending it waits for that.
 * @throws SetupError or DataFolderError with the sentence to print
 */
export async function openDatabase(
  options: Pick<StartOptions, 'dataDir' | 'databaseUrl'>,
  say: (sentence: string) => void = console.log,
): Promise<HeldDatabase> {
  const { dataDir, databaseUrl } = options;
  if (databaseUrl) {
    const runtime = await startRuntime({ dataDir, databaseUrl, owner: true });
    return { runtime, sayEnding: async () => {}, end: () => runtime.stop() };
  }
  const until = performance.now() + PATIENCE_MS;
  for (let said = false; ; said = true) {
    const held = await tryToHold(dataDir);
    if (held) return held;
    if (performance.now() > until)
      throw new SetupError(
        `Đã đợi ${PATIENCE_MS / 1000} giây mà Đúng Hẹn chạy lần trước ở thư mục dữ liệu ${resolve(dataDir)} chưa dừng xong. Hãy đợi thêm rồi chạy lại, hoặc chọn thư mục khác bằng --data.`,
      );
    if (!said) say('Đúng Hẹn chạy lần trước đang dừng; đợi nó dừng xong rồi khởi động…');
    await wait(LOOK_AGAIN_MS);
  }
}

/** @returns undefined where an earlier program is still ending */
async function tryToHold(dataDir: string): Promise<HeldDatabase | undefined> {
  try {
    const runtime = await startRuntime({ dataDir, owner: true });
    const guard = await takeFolder(runtime, dataDir);
    if (!guard) return undefined;
    let ending = false;
    guard.on('error', (error: Error) => {
      if (!ending) console.error(`database connection lost: ${error.message}`);
    });
    const sayEnding = async () => {
      ending = true;
      // A connection that was lost says it by itself.
      await guard.query(`set application_name = '${ENDING}'`).catch(() => undefined);
    };
    return {
      runtime,
      sayEnding,
      end: async () => {
        // Held until the server is down: whoever starts now never meets one that is about to stop.
        ending = true;
        await runtime.stop();
        await guard.end();
      },
    };
  } catch (error) {
    if (isDatabaseGone(error)) return undefined;
    throw error;
  }
}

const WORKING = 'dunghen server';
const ENDING = 'dunghen server, ending';

/**
 * One server to a data folder: a session of the database holds the lock, so it is free again the moment the
 * program is gone, however it went.
 * @returns undefined where the one that has it is ending
 * @throws SetupError where it works
 */
async function takeFolder(runtime: Runtime, dataDir: string): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    connectionString: runtime.ownerUrl,
    application_name: WORKING,
    keepAlive: true,
  });
  client.on('error', () => undefined); // the question it was in the middle of tells it
  await client.connect();
  const { rows } = await client.query<{ taken: boolean; ending: boolean }>(
    `select pg_try_advisory_lock(hashtext('dunghen.server')) as taken,
            exists (select from pg_stat_activity where application_name = '${ENDING}') as ending`,
  );
  if (rows[0]?.taken) return client;
  await client.end();
  if (rows[0]?.ending) return undefined;
  throw new SetupError(
    `Thư mục dữ liệu ${resolve(dataDir)} đang được một Đúng Hẹn khác dùng. Hãy dừng nó trước, hoặc chọn thư mục khác bằng --data.`,
  );
}
