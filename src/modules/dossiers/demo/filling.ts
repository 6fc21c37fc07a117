import { loadCalendar } from '#modules/calendar/public.ts';
import { listAgencies } from '#modules/org/public.ts';
import { codePatternOf, dossierCode, lawOn, type UnitIdentifier } from '#modules/procedures/domain/law.ts';
import { registerObligations } from '#modules/reminders/public.ts';
import { addDays, type LocalDate } from '#kernel/local-date.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { owedOf } from '../obligations.ts';
import { insertBulk, knownApplicants, lastNumbers } from '../store/bulk.ts';
import { takeNumber } from '../store/dossiers.ts';
import { factsOfRow } from '../store/rows.ts';
import { unitOf } from '../units.ts';
import { placesOf, type DemoPlaces } from './desks.ts';
import { RowMaker } from './rows.ts';
import type { DemoDossier, DemoWorld } from './world.ts';

export interface DemoYear {
  readonly count: number;
  readonly seed: number;
}

/**
 * The world of a year of made-up dossiers up to now. Agencies of a new structure have no longer past than themselves.
 * @returns undefined where there is nothing to make dossiers of
 * @throws Error in a real province
 */
export async function beginFilling(tx: Tx, { count, seed }: DemoYear): Promise<Filling | undefined> {
  if (!tx.province.isDemonstration) throw new Error('made-up dossiers belong to a demonstration');
  const places = await placesOf(tx);
  if (places.desks.length === 0) return undefined;
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
  return new Filling(world, places, await lastNumbers(tx.db));
}

/** Since when there are agencies of today's structure; null where some were always there as far as is known. */
async function structureSince(tx: Tx): Promise<LocalDate | null> {
  const starts = (await listAgencies(tx, { on: tx.today })).map(({ validFrom }) => validFrom);
  return starts.reduce(
    (first, start) => (first === null || start === null ? null : start < first ? start : first),
    tx.today,
  );
}

/** Writes made-up dossiers with all that hangs on them, batch by batch; what is open is owed like any other. */
export class Filling {
  readonly world: DemoWorld;
  readonly #rows: RowMaker;
  /** The last number of each counter and day, by `agency YYMMDD`; goes on after what is there. */
  readonly #last: Map<string, number>;
  readonly #units = new Map<string, UnitIdentifier>();

  constructor(world: DemoWorld, places: DemoPlaces, last: Map<string, number>) {
    this.world = world;
    this.#last = last;
    this.#rows = new RowMaker((versionId) => {
      const procedure = places.procedures.get(versionId);
      if (!procedure) throw new Error(`no procedure ${versionId}`);
      return procedure;
    });
  }

  /** @param source names what made them, so that an interrupted filling knows how far it came */
  async write(tx: Tx, batch: readonly DemoDossier[], source: string | null = null): Promise<void> {
    const open = [];
    for (const made of batch) {
      const code = await this.#codeOf(tx, made);
      const row = this.#rows.add(made, code, source);
      if (made.facts.clock !== 'running') continue;
      const explanation = made.events.findLast(({ data }) => data.explanation)?.data.explanation;
      open.push(...owedOf(row, factsOfRow(row), explanation ?? []));
    }
    const bulk = this.#rows.take();
    const ids = await knownApplicants(tx.db, bulk.dossier_applicant);
    await insertBulk(tx.db, {
      ...bulk,
      dossier: bulk.dossier.map((row) => ({
        ...row,
        applicant_id: ids.get(row.applicant.identityNumber ?? '') ?? row.applicant_id,
      })),
    });
    await registerObligations(tx, open);
  }

  /** As reception would have given it. */
  async #codeOf(tx: Tx, { desk, events, facts }: DemoDossier): Promise<string | null> {
    const accepted = facts.receivedAt ?? events.find(({ action }) => action === 'complete-on-spot')?.at;
    if (!accepted) return null;
    const day = dateInVietnam(accepted);
    const agencyId = desk.counterAgencyId;
    const number = day < tx.today ? this.#next(agencyId, day) : await takeNumber(tx.db, agencyId, day);
    const unit = this.#units.get(agencyId) ?? (await unitOf(tx, agencyId));
    this.#units.set(agencyId, unit);
    return dossierCode(codePatternOf(lawOn(day)), unit, day, number);
  }

  /** On a day that is over nobody else takes numbers. */
  #next(agencyId: string, day: LocalDate): number {
    const key = `${agencyId} ${day.slice(2).replaceAll('-', '')}`;
    const number = (this.#last.get(key) ?? 0) + 1;
    this.#last.set(key, number);
    return number;
  }
}
