import type { DbTransaction } from '#platform/db/pool.ts';
import type { Tx } from '#platform/db/province.ts';
import { newId } from '#kernel/id.ts';
import { nationalDays } from './data.ts';
import { buildCalendar, type WorkCalendar } from './domain/calendar.ts';
import { DEFAULT_HOURS } from './domain/types.ts';
import {
  findVersion,
  insertDays,
  listDays,
  listHours,
  listYears,
  renewVersion,
  saveHours,
  saveYear,
  type StoredDay,
  type StoredHours,
} from './store/calendar-store.ts';

/** One version of a province's calendar, and what was compiled from it so far. */
interface Compiled {
  readonly years: readonly number[];
  readonly days: readonly StoredDay[];
  readonly hours: readonly StoredHours[];
  readonly agencies: Map<string, WorkCalendar>;
}

/** Version ids are unique over all provinces, so one cache serves them all; the oldest goes first. */
const cache = new Map<string, Compiled>();
const KEPT_VERSIONS = 16;
const PROVINCE = '';

/**
 * The working calendar of an agency, or of the province without one: its days, hours and closures as this
 * transaction sees them. Compiled once for each version, so asking again costs one small read.
 */
export async function loadCalendar(tx: Tx, agencyId?: string | null): Promise<WorkCalendar> {
  return calendarIn(await loadCompiled(tx), agencyId);
}

/** The calendars of all agencies as this transaction sees them, in one small read: for work on many at once. */
export async function loadCalendars(tx: Tx): Promise<(agencyId: string | null) => WorkCalendar> {
  const compiled = await loadCompiled(tx);
  return (agencyId) => calendarIn(compiled, agencyId);
}

/** Which calendar this transaction sees: another name after every change of any of its days, hours or closures. */
export async function calendarVersion(tx: Tx): Promise<string> {
  const version = await findVersion(tx.db);
  if (version === undefined) throw new Error(`${tx.province.schema} has no calendar: seedCalendar was not run`);
  return version;
}

/** Asks which calendar holds, for whoever will need it in this transaction. */
export function foreseeCalendar(db: DbTransaction): void {
  void findVersion(db).catch(() => undefined);
}

async function loadCompiled(tx: Tx): Promise<Compiled> {
  const version = await calendarVersion(tx);
  return cache.get(version) ?? (await compile(tx, version));
}

function calendarIn(compiled: Compiled, agencyId?: string | null): WorkCalendar {
  const own = agencyId && hasOwn(compiled, agencyId) ? agencyId : PROVINCE;
  let calendar = compiled.agencies.get(own);
  if (!calendar) {
    calendar = buildCalendar({
      years: compiled.years,
      days: compiled.days.filter((day) => day.agencyId === null || day.agencyId === own),
      hours: compiled.hours.filter((hours) => hours.agencyId === null || hours.agencyId === own),
    });
    compiled.agencies.set(own, calendar);
  }
  return calendar;
}

async function compile(tx: Tx, version: string): Promise<Compiled> {
  const years = await listYears(tx.db);
  const compiled: Compiled = {
    years: years.map(({ year }) => year),
    days: await listDays(tx.db),
    hours: await listHours(tx.db),
    agencies: new Map(),
  };
  cache.set(version, compiled);
  for (const oldest of cache.keys()) {
    if (cache.size <= KEPT_VERSIONS) break;
    cache.delete(oldest);
  }
  return compiled;
}

function hasOwn({ days, hours }: Compiled, agencyId: string): boolean {
  return days.some((day) => day.agencyId === agencyId) || hours.some((each) => each.agencyId === agencyId);
}

/**
 * Fills the calendar of record from data/holidays-vn.json; part of making the province. Run again after an update of
 * the program it adds the years that are new and touches nothing else.
 * @returns the years added
 */
export async function seedCalendar(tx: Tx): Promise<number[]> {
  const known = new Set((await listYears(tx.db)).map(({ year }) => year));
  const { years, days, sourcesOf } = nationalDays();
  const added = years.filter((year) => !known.has(year));
  if (added.length === 0) return [];
  await renewVersion(tx.db);
  for (const year of added) await saveYear(tx.db, year, sourcesOf(year));
  const taken = new Set((await listDays(tx.db)).filter(({ scope }) => scope === 'national').map(({ date }) => date));
  // A make-up day belongs to the year of its exchange, though it may fall into the next one.
  const belongsTo = (day: (typeof days)[number]) =>
    Number((day.kind === 'make-up' ? (day.pairedWith ?? day.date) : day.date).slice(0, 4));
  const fresh = days.filter((day) => added.includes(belongsTo(day)) && !taken.has(day.date));
  await insertDays(
    tx.db,
    fresh.map((day) => ({ ...day, id: newId(), scope: 'national', agencyId: null })),
  );
  if ((await listHours(tx.db)).length === 0) await saveHours(tx.db, { ...DEFAULT_HOURS, id: newId(), agencyId: null });
  return added;
}
