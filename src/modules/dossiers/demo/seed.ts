import { loadCalendar } from '#modules/calendar/public.ts';
import { listAgencies } from '#modules/org/public.ts';
import { record } from '#modules/audit/public.ts';
import { codePatternOf, dossierCode, lawOn } from '#modules/procedures/domain/law.ts';
import { addDays, type LocalDate } from '#kernel/local-date.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { syncObligations } from '../obligations.ts';
import { insertBulk, raiseNumber } from '../store/bulk.ts';
import { factsOfRow } from '../store/rows.ts';
import { unitOf } from '../units.ts';
import { placesOf } from './desks.ts';
import { RowMaker } from './rows.ts';
import type { DemoDossier, DemoWorld } from './world.ts';
import { generateDossiers } from './year.ts';

export interface DemoYear {
  readonly count: number;
  readonly seed: number;
  /** Told after each batch: how many are written. */
  readonly onProgress?: (written: number) => void;
}

const BATCH = 1000;

/**
 * Fills a demonstration province with a year of made-up dossiers up to now, in the caller's transaction; what is open
 * then is owed and reminded of like any other. Agencies of a new structure have no longer past than themselves.
 * @returns how many were made
 * @throws Error in a real province
 */
export async function seedDossiers(tx: Tx, { count, seed, onProgress }: DemoYear): Promise<number> {
  if (!tx.province.isDemonstration) throw new Error('made-up dossiers belong to a demonstration');
  const places = await placesOf(tx);
  if (places.desks.length === 0) return 0;
  const begin = await structureSince(tx);
  const yearAgo = addDays(tx.today, -364);
  const world: DemoWorld = {
    seed,
    from: begin !== null && begin > yearAgo ? begin : yearAgo,
    to: tx.today,
    until: tx.now,
    count,
    calendar: await loadCalendar(tx),
    lawOn,
    desks: places.desks,
    codeOf: places.codeOf,
    staffOf: places.staffOf,
  };
  const rows = new RowMaker((versionId) => {
    const procedure = places.procedures.get(versionId);
    if (!procedure) throw new Error(`no procedure ${versionId}`);
    return procedure;
  });
  const codes = new Codes(tx);
  const open: { readonly made: DemoDossier; readonly row: ReturnType<RowMaker['add']> }[] = [];
  let written = 0;
  const write = async (): Promise<void> => {
    const bulk = rows.take();
    await insertBulk(tx.db, bulk);
    written += bulk.dossier.length;
    onProgress?.(written);
  };
  for (const made of generateDossiers(world)) {
    const row = rows.add(made, await codes.of(made));
    if (made.facts.clock === 'running') open.push({ made, row });
    if (rows.size >= BATCH) await write();
  }
  await write();
  await codes.keep();
  for (const { made, row } of open) {
    const explanation = made.events.findLast(({ data }) => data.explanation)?.data.explanation;
    await syncObligations(tx, row, null, factsOfRow(row), explanation ?? []);
  }
  await record(tx, {
    action: 'dossiers.demo_seeded',
    subject: { kind: 'province', id: tx.province.code },
    data: { count: written, seed },
  });
  return written;
}

/** Since when there are agencies of today's structure; null where some were always there as far as is known. */
async function structureSince(tx: Tx): Promise<LocalDate | null> {
  const starts = (await listAgencies(tx, { on: tx.today })).map(({ validFrom }) => validFrom);
  return starts.reduce(
    (first, start) => (first === null || start === null ? null : start < first ? start : first),
    tx.today,
  );
}

/** The codes of a unit and day in order, as reception would have given them. */
class Codes {
  readonly #last = new Map<string, { agencyId: string; day: LocalDate; last: number }>();
  readonly #tx: Tx;

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  async of({ desk, events, facts }: DemoDossier): Promise<string | null> {
    const accepted = facts.receivedAt ?? events.find(({ action }) => action === 'complete-on-spot')?.at;
    if (!accepted) return null;
    const day = dateInVietnam(accepted);
    const agencyId = desk.counterAgencyId;
    const key = `${agencyId} ${day}`;
    const counter = this.#last.get(key) ?? { agencyId, day, last: 0 };
    counter.last += 1;
    this.#last.set(key, counter);
    const unit = await unitOf(this.#tx, agencyId);
    return dossierCode(codePatternOf(lawOn(day)), unit, day, counter.last);
  }

  /** Only today's: on other days nobody is received any more. */
  async keep(): Promise<void> {
    for (const { agencyId, day, last } of this.#last.values())
      if (day >= this.#tx.today) await raiseNumber(this.#tx.db, agencyId, day, last);
  }
}
