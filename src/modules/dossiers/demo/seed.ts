import { record } from '#modules/audit/public.ts';
import type { Tx } from '#platform/db/province.ts';
import { beginFilling, type DemoYear } from './filling.ts';
import { saveContact } from '../store/contacts.ts';
import type { DemoDossier, DemoWorld } from './world.ts';
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
  await writeContacts(tx, filling.world);
  await record(tx, {
    action: 'dossiers.demo_seeded',
    subject: { kind: 'province', id: tx.province.code },
    data: { count: written, seed: year.seed },
  });
  return written;
}

/** Whom citizens call: numbers of no network and places that are none, so that the tracking page is whole. */
async function writeContacts(tx: Tx, { desks }: DemoWorld): Promise<void> {
  const counters = [...new Set(desks.map(({ counterAgencyId }) => counterAgencyId))];
  for (const [at, agency_id] of counters.entries())
    await saveContact(tx.db, {
      agency_id,
      phone: `0000 000 ${String(at + 1).padStart(3, '0')}`,
      place: 'Bộ phận Một cửa (địa chỉ mẫu)',
      hours: null,
      changed_at: tx.now,
      changed_by_name: tx.actor.name,
    });
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
