import { record } from '#modules/audit/public.ts';
import type { Tx } from '#platform/db/province.ts';
import { beginFilling, type DemoYear } from './filling.ts';
import type { DemoDossier } from './world.ts';
import { generateDossiers } from './year.ts';

const BATCH = 1000;

/**
 * Fills a demonstration province with a year of made-up dossiers up to now, in the caller's transaction.
 * @returns how many were made
 * @throws Error in a real province
 */
export async function seedDossiers(tx: Tx, year: DemoYear): Promise<number> {
  const filling = await beginFilling(tx, year);
  if (!filling) return 0;
  let written = 0;
  for (const batch of batchesOf(generateDossiers(filling.world), BATCH)) {
    await filling.write(tx, batch);
    written += batch.length;
  }
  await record(tx, {
    action: 'dossiers.demo_seeded',
    subject: { kind: 'province', id: tx.province.code },
    data: { count: written, seed: year.seed },
  });
  return written;
}

export function* batchesOf(all: Iterable<DemoDossier>, size: number): Generator<DemoDossier[]> {
  let batch: DemoDossier[] = [];
  for (const one of all) {
    batch.push(one);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
