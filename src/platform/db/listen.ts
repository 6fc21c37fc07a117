import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** What is heard on a channel. */
export interface Ear {
  /** Something was told; at most 8000 bytes. */
  onNotice(payload: string): void;
  /** The connection was lost and is back: what was told in between was not heard. */
  onGap(): void;
}

export interface Listening {
  close(): Promise<void>;
}

const LONGEST_WAIT_MS = 30_000;

/**
 * Listens on one channel (LISTEN) over a connection of its own, which is made again whenever it breaks. Resolves when it
 * listens for the first time.
 * @throws Error when the database cannot be reached at the start
 */
export async function listen(url: string, channel: string, ear: Ear): Promise<Listening> {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(channel)) throw new Error(`not a channel: ${channel}`);
  const end = new AbortController();
  let current: pg.Client | undefined;
  const connect = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: url, application_name: 'dunghen listen', keepAlive: true });
    client.on('notification', ({ payload }) => ear.onNotice(payload ?? ''));
    // 'end' follows every error of a connection that stood; one that never stood throws from connect().
    client.on('error', () => undefined);
    await client.connect();
    client.once('end', () => {
      if (!end.signal.aborted) void again();
    });
    await client.query(`listen ${channel}`);
    current = client;
  };
  const again = async (): Promise<void> => {
    for (let pause = 250; !end.signal.aborted; pause = Math.min(pause * 2, LONGEST_WAIT_MS)) {
      await wait(pause, undefined, { signal: end.signal, ref: false }).catch(() => undefined); // closed meanwhile
      if (end.signal.aborted) return;
      try {
        await connect();
        ear.onGap();
        return;
      } catch {
        // Still away; asked again after a longer pause.
      }
    }
  };
  await connect();
  return {
    close: async () => {
      end.abort();
      await current?.end();
    },
  };
}
