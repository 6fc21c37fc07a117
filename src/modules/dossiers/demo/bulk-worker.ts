import { setImmediate as breath } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { systemActor } from '#platform/auth/actor.ts';
import { openProvince } from '#platform/db/province.ts';
import { BulkLoad, openLoad } from '../store/bulk-load.ts';
import { CHUNK, type LaneData, type LaneWord, personId } from './bulk-words.ts';
import { beginFilling } from './filling.ts';
import { generateDossiers } from './year.ts';

/** One lane of a filling by the million: its own thread, its own connection, every so many-th chunk. */

const { access, year, source, people, firstPerson, now, done, last, at, of } = workerData as LaneData;
const tell = (word: LaneWord) => parentPort?.postMessage(word);
/** So many are made up before the connection may send on what it has. */
const BREATH = 50;

const province = openProvince(access.appUrl, access.info, { poolSize: 1, clock: { now: () => new Date(now) } });
const client = await openLoad(access.ownerUrl, access.info.schema);
try {
  const idOf = (number: number) => personId(people, number - firstPerson);
  const { filling, today } = await province.as(systemActor('Dữ liệu trình diễn')).run(async (tx) => {
    const begun = await beginFilling(tx, year, { at, of, firstPerson, last, idOf });
    await begun?.findUnits(tx);
    return { filling: begun, today: tx.today };
  });
  if (filling) {
    const load = await BulkLoad.on(client);
    const mine = (index: number): boolean => {
      const chunk = Math.floor(index / CHUNK);
      return chunk % of === at && !done.has(chunk);
    };
    let writing = Promise.resolve();
    let chunk = -1;
    const write = async () => {
      await writing;
      const [number, bulk] = [chunk, filling.take()];
      if (bulk.dossier.length === 0) return;
      writing = load.write(source, number, bulk).then(() => tell({ written: bulk.dossier.length }));
    };
    for (const made of generateDossiers(filling.world, mine)) {
      const its = Math.floor(made.index / CHUNK);
      if (its !== chunk) await write();
      chunk = its;
      filling.add(made, source);
      if (made.index % BREATH === 0) await breath();
    }
    await write();
    await writing;
    tell({ numbers: filling.numbersOf(today) });
  }
} finally {
  await client.end();
  await province.close();
}
