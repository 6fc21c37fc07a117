import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { record } from '#modules/audit/public.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import { registerObligations } from '#modules/reminders/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { openProvince, type Work } from '#platform/db/province.ts';
import type { ExplanationStep } from '#modules/calendar/domain/steps.ts';
import { dropIndexes, makeIndexes, takeFilling } from '../store/bulk-indexes.ts';
import { beginRun, endRun, openLoad, raiseNumbers } from '../store/bulk-load.ts';
import { explanationsOf, lastNumbers, openOfSource, unansweredOf } from '../store/bulk.ts';
import { findDossiers } from '../store/dossiers.ts';
import { type LaneData, type LaneWord, type ProvinceAccess } from './bulk-words.ts';
import type { Generation } from './generate.ts';
import { owedOfMadeUp } from './owed.ts';
import { numberAfter } from './people.ts';

const WORKER = new URL('./bulk-worker.ts', import.meta.url);
const OWED_AT_ONCE = 1_000;

/** What goes on after the last dossier is written, in words of the command. */
export type Afterwork = (what: 'indexes' | 'reminders', left: number) => void;

/**
 * Adds made-up dossiers by the million to a demonstration province: written by the owner of its tables with COPY, several
 * lanes side by side, without the indexes that only questions need; those are made again at the end. Questions are slow
 * meanwhile. Cut off and asked for again with the same count and seed, it goes on where it was.
 * @returns how many were made now, and how many of this count and seed there are
 * @throws Refusal `dossiers.demo_only` (409) in a real province; `dossiers.generate_running` (409) while another does it
 */
export async function generateMillions(
  access: ProvinceAccess,
  { count, seed, onProgress }: Generation,
  onAfterwork?: Afterwork,
): Promise<{ made: number; there: number }> {
  if (!access.info.isDemonstration) throw new Refusal('dossiers.demo_only', 409);
  const source = `demo:${seed}:${count}`;
  const province = openProvince(access.appUrl, access.info, { poolSize: 2 });
  const client = await openLoad(access.ownerUrl, access.info.schema);
  try {
    if (!(await takeFilling(client))) throw new Refusal('dossiers.generate_running', 409);
    const work = province.as(systemActor('Dữ liệu trình diễn'));
    const run = await beginRun(client, source, newId(), numberAfter);
    let there = run.dossiers;
    onProgress?.(there);
    const moment = await work.run(async (tx) => ({ now: tx.now, today: tx.today, last: await lastNumbers(tx.db) }));
    await dropIndexes(client);
    try {
      const lanes = Math.max(1, Math.min(4, availableParallelism()));
      await Promise.all(
        Array.from({ length: lanes }, (_, at) => {
          const { people, firstPerson, chunks: done } = run;
          const year = { count, seed };
          const { last } = moment;
          const data = {
            access,
            year,
            source,
            people,
            firstPerson,
            now: moment.now.toISOString(),
            done,
            at,
            of: lanes,
            last,
          };
          return lane(data, async (word) => {
            if ('numbers' in word) return raiseNumbers(client, moment.today, word.numbers);
            there += word.written;
            onProgress?.(there);
          });
        }),
      );
    } finally {
      await makeIndexes(client, { onProgress: (left) => onAfterwork?.('indexes', left) });
    }
    if (!run.owed) {
      await oweOpen(work, source, onAfterwork);
      await endRun(client, source);
    }
    const made = there - run.dossiers;
    await work.run((tx) =>
      record(tx, {
        action: 'dossiers.demo_generated',
        subject: { kind: 'province', id: tx.province.code },
        data: { made, count, seed },
      }),
    );
    return { made, there };
  } finally {
    await client.end();
    await province.close();
  }
}

/** Runs a lane to its end, in a thread of its own. */
async function lane(data: LaneData, hear: (word: LaneWord) => Promise<void>): Promise<void> {
  const worker = new Worker(WORKER, { workerData: data });
  const heard: Promise<void>[] = [];
  await new Promise<void>((done, fail) => {
    worker.on('message', (word: LaneWord) => heard.push(hear(word)));
    worker.on('error', fail);
    worker.on('exit', (code) => (code === 0 ? done() : fail(new Error(`a lane ended with ${code}`))));
  });
  await Promise.all(heard);
}

/** What is open is owed like any other; what is known already stays as it is. */
async function oweOpen(work: Work, source: string, onAfterwork?: Afterwork): Promise<void> {
  const ids = await work.run((tx) => openOfSource(tx.db, source));
  for (let at = 0; at < ids.length; at += OWED_AT_ONCE) {
    onAfterwork?.('reminders', ids.length - at);
    await work.run(async (tx) => {
      const batch = ids.slice(at, at + OWED_AT_ONCE);
      const rows = await findDossiers(tx.db, batch);
      const explained = await explanationsOf<readonly ExplanationStep[]>(tx.db, batch);
      const asked = await unansweredOf(tx.db, batch);
      const calendar = await loadCalendar(tx);
      const owed = rows.flatMap((row) => {
        const questions = asked.filter((one) => one.dossier_id === row.id);
        return owedOfMadeUp(row, { told: explained.get(row.id) ?? [], questions }, calendar);
      });
      await registerObligations(tx, owed);
    });
  }
}
