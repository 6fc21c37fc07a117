import { record } from '#modules/audit/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Work } from '#platform/db/province.ts';
import { countOfSource } from '../store/bulk.ts';
import { beginFilling, type DemoYear } from './filling.ts';
import { batchesOf } from './seed.ts';
import type { DemoDossier } from './world.ts';
import { generateDossiers } from './year.ts';

export interface Generation extends DemoYear {
  /** Told after each batch: how many of the wanted ones are there. */
  readonly onProgress?: (there: number) => void;
}

const BATCH = 2000;

/**
 * Adds made-up dossiers by the thousand or the million to a demonstration province, each batch in a transaction of its
 * own: cut off and asked for again with the same count and seed, it goes on where it was.
 * @returns how many were made now, and how many of this count and seed there are
 * @throws Refusal `dossiers.demo_only` (409) in a real province
 */
export async function generateInto(
  work: Work,
  { count, seed, onProgress }: Generation,
): Promise<{ made: number; there: number }> {
  const source = `demo:${seed}:${count}`;
  const { filling, before } = await work.run(async (tx) => {
    if (!tx.province.isDemonstration) throw new Refusal('dossiers.demo_only', 409);
    return { filling: await beginFilling(tx, { count, seed }), before: await countOfSource(tx.db, source) };
  });
  if (!filling) return { made: 0, there: before };
  let there = before;
  onProgress?.(there);
  const write = async (batch: readonly DemoDossier[]): Promise<void> => {
    await work.run((tx) => filling.write(tx, batch, source));
    there += batch.length;
    onProgress?.(there);
  };
  let writing = Promise.resolve();
  try {
    // While the database takes one batch in, the next is thought up.
    for (const batch of batchesOf(
      generateDossiers(filling.world, (index) => index >= before),
      BATCH,
    )) {
      await writing;
      writing = write(batch);
    }
  } finally {
    await writing;
  }
  await work.run((tx) =>
    record(tx, {
      action: 'dossiers.demo_generated',
      subject: { kind: 'province', id: tx.province.code },
      data: { made: there - before, count, seed },
    }),
  );
  return { made: there - before, there };
}
