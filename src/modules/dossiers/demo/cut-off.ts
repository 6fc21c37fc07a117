import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { log } from '../log.ts';
import { countOfMissing, makeIndexes, takeFilling } from '../store/bulk-indexes.ts';
import { openLoad, unfinishedRuns } from '../store/bulk-load.ts';
import type { ProvinceAccess } from './bulk-words.ts';

/** Work that goes on beside the program. */
export interface Mending {
  /** How many indexes it made again; known when it is over, or was stopped. */
  readonly made: Promise<number>;
  /** Ends it at once; what it leaves undone the next start does. */
  stop(): Promise<void>;
}

/** A filling that runs has its indexes off for good reason: it is waited for, this long between two looks. */
const LOOK_AGAIN_MS = 15_000;
/** Less than a filling takes: the program answers people meanwhile. */
const MEMORY_MB = 256;

/**
 * Makes the indexes again that a filling by the million took away and, cut off (kill, power), never made: without them
 * every list reads whole tables. As the owner of the tables, since nobody else may make an index; one after the other
 * and `concurrently`, so that nobody who writes waits. Told in the log. Does nothing in a real province.
 */
export function mendCutOff({ ownerUrl, info }: Pick<ProvinceAccess, 'ownerUrl' | 'info'>): Mending {
  const end = new AbortController();
  let client: pg.Client | undefined;
  const mend = async (owner: pg.Client): Promise<number> => {
    for (;;) {
      const missing = await countOfMissing(owner);
      if (missing === 0 || end.signal.aborted) return 0;
      if (await takeFilling(owner)) break;
      await wait(LOOK_AGAIN_MS, undefined, { signal: end.signal, ref: false });
    }
    for (const { source, dossiers } of await unfinishedRuns(owner))
      log('warn', 'a filling was cut off; asked for again it goes on', { source, dossiers });
    log('warn', 'indexes that a filling took away are made again', { indexes: await countOfMissing(owner) });
    const made = await makeIndexes(owner, { beside: true });
    log('warn', 'all indexes are there again', { made });
    return made;
  };
  const tryIt = async (): Promise<number> => {
    if (!info.isDemonstration) return 0;
    try {
      client = await openLoad(ownerUrl, info.schema, MEMORY_MB);
      // A connection that breaks fails the statement it is in; without a listener it would end the program.
      client.on('error', () => undefined);
      return await mend(client);
    } catch (error) {
      if (!end.signal.aborted)
        log('error', 'indexes were not made again; the next start tries it', { fault: (error as Error).name });
      return 0;
    } finally {
      await client?.end();
    }
  };
  const made = tryIt();
  return {
    made,
    stop: async () => {
      end.abort();
      // In the middle of a statement this closes the line. The index it makes is made to its end, and found whole next time.
      await client?.end();
      await made;
    },
  };
}
