import { dayNumber, fromDayNumber, type LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CalendarData, OfficeHours, SpecialDay, WorkPeriod } from './types.ts';

/** The working periods of one kind of day, with the minutes worked before each of them. */
export interface DayPattern {
  readonly periods: readonly WorkPeriod[];
  readonly before: readonly number[];
  readonly total: number;
}

/**
 * Consecutive years that have data, counted once so that every question is answered by a look-up. Days are
 * numbered from the first day of the run; `…Before[d]` counts what lies before day `d`, with one entry more
 * than there are days.
 */
export interface Run {
  readonly firstYear: number;
  readonly lastYear: number;
  readonly firstDay: number;
  readonly length: number;
  readonly dates: readonly LocalDate[];
  readonly patternOf: Uint16Array;
  readonly hoursOf: Uint16Array;
  readonly daysBefore: Int32Array;
  readonly minutesBefore: Int32Array;
  /** Day of the k-th working day of the run. */
  readonly workDays: Int32Array;
  /** Minutes of every working day when they are all equally long, else 0. */
  readonly uniformMinutes: number;
  readonly totalMinutes: number;
}

/** A compiled working calendar (lịch làm việc) of one agency. Build it once, ask it millions of times. */
export interface WorkCalendar {
  readonly runs: readonly Run[];
  readonly patterns: readonly DayPattern[];
  readonly hours: readonly OfficeHours[];
  readonly special: ReadonlyMap<number, SpecialDay>;
}

/** The refusal for a year whose days off nobody has announced or imported: it is never guessed. */
export function yearWithoutData(year: number): Refusal {
  return new Refusal('calendar.year_without_data', 422, { year });
}

/** What the calendar says, or something else where it would need a year without data; for what may do without its answer. */
export function whereKnown<T, U>(ask: () => T, otherwise: U): T | U {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.year_without_data') return otherwise;
    throw error;
  }
}

/**
 * Compiles days off, make-up days and office hours into a calendar.
 *
 * A day is worked when it is a make-up day, or a weekday of the pattern in force that is not a day off; where
 * several entries speak of one date, the last one decides.
 *
 * @throws RangeError on data no calendar can be made of: no hours in force on some day, periods that overlap or
 *   lie outside the day, a year named twice
 */
export function buildCalendar(data: CalendarData): WorkCalendar {
  for (const hours of data.hours) checkHours(hours);
  const special = new Map<number, SpecialDay>();
  for (const day of data.days) {
    if (day.periods) checkPeriods(day.periods, day.date);
    special.set(dayNumber(day.date), day);
  }
  const patterns = new PatternTable();
  const runs = runsOf(data.years).map((years) => compileRun(years, data.hours, special, patterns));
  return { runs, patterns: patterns.list, hours: data.hours, special };
}

/** The run that holds a day (counted from 1970-01-01). @throws Refusal `calendar.year_without_data` */
export function runOf(calendar: WorkCalendar, day: number): Run {
  for (const run of calendar.runs) {
    const offset = day - run.firstDay;
    if (offset >= 0 && offset < run.length) return run;
  }
  throw yearWithoutData(Number(fromDayNumber(day).slice(0, 4)));
}

/** The years a calendar can answer for, ascending. */
export function coveredYears(calendar: WorkCalendar): number[] {
  return calendar.runs.flatMap((run) =>
    Array.from({ length: run.lastYear - run.firstYear + 1 }, (_, index) => run.firstYear + index),
  );
}

/** The pattern of a day of a run; a day off has the empty one. */
export function patternAt(calendar: WorkCalendar, run: Run, day: number): DayPattern {
  return calendar.patterns[run.patternOf[day] ?? 0] ?? EMPTY;
}

/** The office hours in force on a day. @throws Refusal `calendar.year_without_data` */
export function hoursOn(calendar: WorkCalendar, date: LocalDate): OfficeHours {
  const day = dayNumber(date);
  const run = runOf(calendar, day);
  const hours = calendar.hours[run.hoursOf[day - run.firstDay] ?? 0];
  if (!hours) throw new RangeError(`no office hours on ${date}`);
  return hours;
}

/** The working periods of a day, none on a day off. @throws Refusal `calendar.year_without_data` */
export function periodsOn(calendar: WorkCalendar, date: LocalDate): readonly WorkPeriod[] {
  const day = dayNumber(date);
  const run = runOf(calendar, day);
  return patternAt(calendar, run, day - run.firstDay).periods;
}

/** What makes a day special, undefined on an ordinary weekday or weekend. */
export function specialDay(calendar: WorkCalendar, date: LocalDate): SpecialDay | undefined {
  return calendar.special.get(dayNumber(date));
}

const EMPTY: DayPattern = { periods: [], before: [], total: 0 };

/** Gives equal lists of periods one number; number 0 is the day off. */
class PatternTable {
  readonly list: DayPattern[] = [EMPTY];
  readonly #numbers = new Map<string, number>([['', 0]]);

  numberOf(periods: readonly WorkPeriod[]): number {
    const key = periods.map(({ from, to }) => `${from}-${to}`).join();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    let total = 0;
    const before = periods.map(({ from, to }) => {
      const passed = total;
      total += to - from;
      return passed;
    });
    this.#numbers.set(key, this.list.length);
    this.list.push({ periods: [...periods], before, total });
    return this.list.length - 1;
  }
}

function runsOf(years: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const year of [...years].sort((a, b) => a - b)) {
    const current = runs.at(-1);
    const last = current?.at(-1);
    if (last === year) throw new RangeError(`year named twice: ${year}`);
    if (current && last === year - 1) current.push(year);
    else runs.push([year]);
  }
  return runs;
}

function compileRun(
  years: readonly number[],
  hours: readonly OfficeHours[],
  special: ReadonlyMap<number, SpecialDay>,
  patterns: PatternTable,
): Run {
  const firstYear = years[0] ?? 0;
  const lastYear = years.at(-1) ?? 0;
  const firstDay = dayNumber(`${firstYear}-01-01`);
  const length = dayNumber(`${lastYear}-12-31`) - firstDay + 1;
  const dates = Array.from({ length }, (_, day) => fromDayNumber(firstDay + day));
  const patternOf = new Uint16Array(length);
  const hoursOf = new Uint16Array(length);
  const daysBefore = new Int32Array(length + 1);
  const minutesBefore = new Int32Array(length + 1);
  const workDays: number[] = [];
  const lengths = new Set<number>();
  for (let day = 0; day < length; day += 1) {
    const date = dates[day] ?? '';
    const inForce = hours.findLastIndex((each) => isValidOn(each, date));
    const entry = hours[inForce];
    if (!entry) throw new RangeError(`no office hours on ${date}`);
    hoursOf[day] = inForce;
    const number = patterns.numberOf(periodsOf(entry, special.get(firstDay + day), firstDay + day));
    patternOf[day] = number;
    const minutes = patterns.list[number]?.total ?? 0;
    if (minutes > 0) {
      workDays.push(day);
      lengths.add(minutes);
    }
    daysBefore[day + 1] = workDays.length;
    minutesBefore[day + 1] = (minutesBefore[day] ?? 0) + minutes;
  }
  return {
    firstYear,
    lastYear,
    firstDay,
    length,
    dates,
    patternOf,
    hoursOf,
    daysBefore,
    minutesBefore,
    workDays: Int32Array.from(workDays),
    uniformMinutes: lengths.size === 1 ? ([...lengths][0] ?? 0) : 0,
    totalMinutes: minutesBefore[length] ?? 0,
  };
}

function isValidOn(hours: OfficeHours, date: LocalDate): boolean {
  return (hours.validFrom === null || hours.validFrom <= date) && (hours.validTo === null || date <= hours.validTo);
}

function periodsOf(hours: OfficeHours, special: SpecialDay | undefined, day: number): readonly WorkPeriod[] {
  if (special?.kind === 'make-up') return special.periods ?? hours.periods;
  // 1970-01-01 was a Thursday, ISO weekday 4.
  const worked = hours.weekdays.includes(((((day + 3) % 7) + 7) % 7) + 1);
  if (!special) return worked ? hours.periods : [];
  return worked && special.kind === 'local' ? (special.periods ?? []) : [];
}

function checkHours(hours: OfficeHours): void {
  const name = `hours from ${hours.validFrom ?? 'ever'}`;
  checkPeriods(hours.periods, name);
  if (hours.periods.length === 0) throw new RangeError(`${name}: no working period`);
  if (hours.weekdays.length === 0) throw new RangeError(`${name}: no working weekday`);
  for (const weekday of hours.weekdays) {
    if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7) throw new RangeError(`${name}: weekday ${weekday}`);
  }
}

function checkPeriods(periods: readonly WorkPeriod[], where: string): void {
  let last = 0;
  for (const { from, to } of periods) {
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < last || to <= from || to > 1440) {
      throw new RangeError(`${where}: periods must be whole minutes, in order and apart: ${from}-${to}`);
    }
    last = to;
  }
}
