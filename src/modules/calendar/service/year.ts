import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Work } from '#platform/db/province.ts';
import { dateVi } from '../domain/explain-vi.ts';
import type { Source } from '../domain/types.ts';
import { deleteDay, insertDays, listDays, listYears, saveYear, type StoredDay } from '../store/calendar-store.ts';
import { changeCalendar, invalid, tidy } from './change.ts';
import { checkDay, type DayInput, rowsOf, told } from './days.ts';

export interface YearImport {
  readonly sources: readonly Source[];
  /** Days off of the year; the make-up day of an exchange is named in `pairedWith` and may lie in another year. */
  readonly days: readonly (Omit<DayInput, 'sources'> & { readonly sources?: readonly Source[] | undefined })[];
  readonly reason: string;
}

/** What an import did, by dates. */
export interface YearChange {
  readonly year: number;
  /** The year had no data before. */
  readonly isNew: boolean;
  readonly added: readonly LocalDate[];
  readonly removed: readonly LocalDate[];
  readonly altered: readonly LocalDate[];
}

/**
 * Puts the announced days off of a year in place of what was known of it. What the province and agencies entered
 * themselves stays. Entries that are the same keep their id; when nothing differs nobody is told.
 * @throws Refusal `calendar.year_repeats_day`, `calendar.year_holds_other_year`, `calendar.day_taken` and those of `checkDay`
 */
export async function importYear(work: Work, year: number, input: YearImport): Promise<YearChange> {
  const seen = new Set<LocalDate>();
  for (const day of input.days) {
    checkDay({ ...day, sources: [] });
    if (!day.date.startsWith(`${year}-`)) {
      throw invalid('calendar.year_holds_other_year', 'days', { date: dateVi(day.date), year });
    }
    for (const date of day.pairedWith ? [day.date, day.pairedWith] : [day.date]) {
      if (seen.has(date)) throw invalid('calendar.year_repeats_day', 'days', { date: dateVi(date), year });
      seen.add(date);
    }
  }
  return changeCalendar(work, input.reason, async (tx) => {
    const national = (await listDays(tx.db)).filter(({ scope }) => scope === 'national');
    const before = national.filter((day) => belongsTo(day) === year);
    const after = input.days.flatMap((day) =>
      rowsOf({ scope: 'national', agencyId: null }, { ...day, sources: day.sources ?? input.sources }, newId()),
    );
    const taken = national.find((day) => belongsTo(day) !== year && seen.has(day.date));
    if (taken) throw new Refusal('calendar.day_taken', 409, { date: dateVi(taken.date), name: taken.name });
    const isNew = !(await listYears(tx.db)).some((each) => each.year === year);
    const change = compare(year, isNew, before, after);
    const touched = new Set([...change.added, ...change.removed, ...change.altered]);
    for (const day of before) if (touched.has(day.date)) await deleteDay(tx.db, day.id);
    await insertDays(
      tx.db,
      after.filter((day) => touched.has(day.date)),
    );
    await saveYear(
      tx.db,
      year,
      input.sources.map((source) => ({ ...source, title: tidy(source.title) })),
    );
    const dates = [...touched, ...(isNew ? [`${year}-01-01`, `${year}-12-31`] : [])].sort();
    if (dates.length === 0) return { result: change };
    const event = {
      what: 'year',
      from: dates[0] ?? null,
      to: dates.at(-1) ?? null,
      before: before.filter((day) => touched.has(day.date)).map(told),
      after: after.filter((day) => touched.has(day.date)).map(told),
    } as const;
    return { result: change, event };
  });
}

/** The year whose announcement a national day stands in: a make-up day belongs to the day it makes up for. */
function belongsTo(day: StoredDay): number {
  return Number((day.kind === 'make-up' ? (day.pairedWith ?? day.date) : day.date).slice(0, 4));
}

function compare(year: number, isNew: boolean, before: readonly StoredDay[], after: readonly StoredDay[]): YearChange {
  const known = new Map(before.map((day) => [day.date, day]));
  const wanted = new Map(after.map((day) => [day.date, day]));
  const same = (a: StoredDay, b: StoredDay) => JSON.stringify(told(a)) === JSON.stringify(told(b));
  return {
    year,
    isNew,
    added: [...wanted.keys()].filter((date) => !known.has(date)).sort(),
    removed: [...known.keys()].filter((date) => !wanted.has(date)).sort(),
    altered: [...wanted.values()].flatMap((day) => {
      const old = known.get(day.date);
      return old && !same(old, day) ? [day.date] : [];
    }),
  };
}
