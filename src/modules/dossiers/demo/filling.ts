import { loadCalendar } from '#modules/calendar/public.ts';
import { listAgencies } from '#modules/org/public.ts';
import { codePatternOf, dossierCode, lawOn, type UnitIdentifier } from '#modules/procedures/domain/law.ts';
import type { Procedure } from '#modules/procedures/domain/procedure.ts';
import { registerObligations } from '#modules/reminders/public.ts';
import { addDays, type LocalDate } from '#kernel/local-date.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { type Bulk, insertBulk, knownApplicants, lastNumbers } from '../store/bulk.ts';
import { takeNumber } from '../store/dossiers.ts';
import { unitOf } from '../units.ts';
import { placesOf, type DemoPlaces } from './desks.ts';
import { owedOfMadeUp } from './owed.ts';
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
export async function beginFilling(
  tx: Tx,
  { count, seed }: DemoYear,
  lane: Lane = WHOLE,
): Promise<Filling | undefined> {
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
    firstPerson: lane.firstPerson,
    calendar: await loadCalendar(tx),
    lawOn,
    desks: places.desks,
    codeOf: places.codeOf,
    staffOf: places.staffOf,
  };
  return new Filling(world, places, lane, new Map(lane.last ?? (await lastNumbers(tx.db))));
}

/** One of several that fill a province side by side, each with numbers and people the others do not give. */
export interface Lane {
  readonly at: number;
  readonly of: number;
  readonly firstPerson: number;
  /** The last number of each counter and day before any lane began, by `agency YYMMDD`; else looked up. */
  readonly last?: ReadonlyMap<string, number>;
  /** The id of a person by his number; without it people are looked up. */
  readonly idOf?: (number: number) => string;
}

const WHOLE: Lane = { at: 0, of: 1, firstPerson: 0 };

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
  readonly #lane: Lane;
  /** The last number of each counter and day, by `agency YYMMDD`; goes on after what is there. */
  readonly #last: Map<string, number>;
  readonly #units = new Map<string, UnitIdentifier>();

  constructor(world: DemoWorld, places: DemoPlaces, lane: Lane, last: Map<string, number>) {
    this.world = world;
    this.#lane = lane;
    this.#last = last;
    const procedureOf = (versionId: string): Procedure => {
      const procedure = places.procedures.get(versionId);
      if (!procedure) throw new Error(`no procedure ${versionId}`);
      return procedure;
    };
    this.#rows = new RowMaker({ procedureOf, staffOf: places.staffOf }, lane.idOf);
  }

  /** @param source names what made them, so that an interrupted filling knows how far it came */
  async write(tx: Tx, batch: readonly DemoDossier[], source: string | null = null): Promise<void> {
    await this.findUnits(tx);
    const open = [];
    for (const made of batch) {
      const day = acceptedOn(made);
      const today = day === tx.today ? await takeNumber(tx.db, made.desk.counterAgencyId, day) : undefined;
      const row = this.#rows.add(made, this.#codeOf(made, day, today), source);
      const told = made.events.findLast(({ data }) => data.explanation)?.data.explanation ?? [];
      if (row.clock !== 'ended') open.push({ row, told });
    }
    const bulk = this.#rows.take();
    const asked = bulk.dossier_opinion.filter((one) => one.answered_at === null);
    const ids = await knownApplicants(tx.db, bulk.dossier_applicant);
    await insertBulk(tx.db, {
      ...bulk,
      dossier: bulk.dossier.map((row) => ({
        ...row,
        applicant_id: ids.get(row.applicant.identityNumber ?? '') ?? row.applicant_id,
      })),
    });
    const owed = open.flatMap(({ row, told }) => {
      const questions = asked.filter((one) => one.dossier_id === row.id);
      return owedOfMadeUp(row, { told, questions }, this.world.calendar);
    });
    await registerObligations(tx, owed);
  }

  /** The unit of each counter, for codes. */
  async findUnits(tx: Tx): Promise<void> {
    for (const { counterAgencyId: id } of this.world.desks)
      if (!this.#units.has(id)) this.#units.set(id, await unitOf(tx, id));
  }

  /** Puts a dossier among the rows that `take` gives, with a number that no other lane gives; `findUnits` first. */
  add(made: DemoDossier, source: string): void {
    this.#rows.add(made, this.#codeOf(made, acceptedOn(made)), source);
  }

  take(): Bulk {
    return this.#rows.take();
  }

  /** The last numbers given on a day, of each counter. */
  numbersOf(day: LocalDate): { agencyId: string; last: number }[] {
    return [...this.#units.keys()].flatMap((agencyId) => {
      const last = this.#last.get(keyOf(agencyId, day));
      return last === undefined ? [] : [{ agencyId, last }];
    });
  }

  /** As reception would have given it. */
  #codeOf({ desk }: DemoDossier, day: LocalDate | undefined, taken?: number): string | null {
    if (day === undefined) return null;
    const unit = this.#units.get(desk.counterAgencyId);
    if (!unit) throw new Error(`no unit of ${desk.counterAgencyId}`);
    return dossierCode(codePatternOf(lawOn(day)), unit, day, taken ?? this.#next(desk.counterAgencyId, day));
  }

  #next(agencyId: string, day: LocalDate): number {
    const key = keyOf(agencyId, day);
    const { at, of } = this.#lane;
    const before = this.#last.get(key) ?? 0;
    // The first number of a lane stands behind all that were given before it began; from there on its own.
    const number = this.#begun.has(key) ? before + of : before + 1 + at;
    this.#begun.add(key);
    this.#last.set(key, number);
    return number;
  }

  readonly #begun = new Set<string>();
}

const keyOf = (agencyId: string, day: LocalDate): string => `${agencyId} ${day.slice(2).replaceAll('-', '')}`;

/** The day from which a code is; undefined for what was never accepted. */
function acceptedOn({ events, facts }: DemoDossier): LocalDate | undefined {
  const at = facts.receivedAt ?? events.find(({ action }) => action === 'complete-on-spot')?.at;
  return at && dateInVietnam(at);
}
