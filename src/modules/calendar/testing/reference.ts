import fc from 'fast-check';
import { addDays, fromDayNumber, type LocalDate, weekday } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import type { CalendarData, DayKind, OfficeHours, SpecialDay, WorkPeriod } from '../domain/types.ts';

/*
 * A second calendar that is slow and plain: it looks at one minute or one day after another and keeps no sums.
 * What it says is compared with the fast one over generated calendars.
 */

export class SlowCalendar {
  readonly #data: CalendarData;
  readonly #periods = new Map<LocalDate, readonly WorkPeriod[]>();
  readonly #periodsOfDay = new Map<number, readonly WorkPeriod[] | undefined>();

  constructor(data: CalendarData) {
    this.#data = data;
  }

  /** undefined for a day of a year without data. */
  periodsOn(date: LocalDate): readonly WorkPeriod[] | undefined {
    if (!this.#data.years.includes(Number(date.slice(0, 4)))) return undefined;
    const known = this.#periods.get(date);
    if (known) return known;
    const periods = this.#decide(date);
    this.#periods.set(date, periods);
    return periods;
  }

  #decide(date: LocalDate): readonly WorkPeriod[] {
    let hours: OfficeHours | undefined;
    for (const each of this.#data.hours) {
      const begun = each.validFrom === null || each.validFrom <= date;
      const over = each.validTo !== null && each.validTo < date;
      if (begun && !over) hours = each;
    }
    let entry: SpecialDay | undefined;
    for (const each of this.#data.days) if (each.date === date) entry = each;
    if (!hours) throw new Error(`no hours on ${date}`);
    if (entry?.kind === 'make-up') return entry.periods ?? hours.periods;
    if (!hours.weekdays.includes(weekday(date))) return [];
    if (entry?.kind === 'local') return entry.periods ?? [];
    return entry ? [] : hours.periods;
  }

  isWorkingDay(date: LocalDate): boolean | undefined {
    const periods = this.periodsOn(date);
    return periods && periods.length > 0;
  }

  /** Whether the minute that begins at the instant is worked. */
  isWorkingMinute(instant: Date): boolean | undefined {
    const sinceEpoch = Math.floor(instant.getTime() / 60_000) + 7 * 60;
    const day = Math.floor(sinceEpoch / 1440);
    if (!this.#periodsOfDay.has(day)) this.#periodsOfDay.set(day, this.periodsOn(fromDayNumber(day)));
    const minute = sinceEpoch - day * 1440;
    return this.#periodsOfDay.get(day)?.some(({ from, to }) => from <= minute && minute < to);
  }

  addWorkingDays(start: LocalDate, count: number): LocalDate | undefined {
    let date = start;
    for (let passed = 0; passed < count; ) {
      date = addDays(date, 1);
      const worked = this.isWorkingDay(date);
      if (worked === undefined) return undefined;
      if (worked) passed += 1;
    }
    return date;
  }

  /** Minute by minute; `minutes` above 0. */
  addWorkingMinutes(start: Date, minutes: number): Date | undefined {
    let instant = floorToMinute(start);
    for (let passed = 0; passed < minutes; ) {
      const worked = this.isWorkingMinute(instant);
      if (worked === undefined) return undefined;
      if (worked) passed += 1;
      instant = new Date(instant.getTime() + 60_000);
    }
    return instant;
  }

  subtractWorkingMinutes(end: Date, minutes: number): Date | undefined {
    let instant = floorToMinute(end);
    for (let passed = 0; passed < minutes; ) {
      instant = new Date(instant.getTime() - 60_000);
      const worked = this.isWorkingMinute(instant);
      if (worked === undefined) return undefined;
      if (worked) passed += 1;
    }
    return instant;
  }

  workingMinutesBetween(from: Date, to: Date): number | undefined {
    let minutes = 0;
    for (let at = floorToMinute(from); at < floorToMinute(to); at = new Date(at.getTime() + 60_000)) {
      const worked = this.isWorkingMinute(at);
      if (worked === undefined) return undefined;
      if (worked) minutes += 1;
    }
    return minutes;
  }
}

export function floorToMinute(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 60_000) * 60_000);
}

const YEAR = 2018;

/** Days of the generated calendars' middle, so that short counts stay inside the years with data. */
export const someDay = fc.integer({ min: 0, max: 320 }).map((offset) => addDays(`${YEAR}-01-20`, offset));

/** Instants with seconds, at any time of day. */
export const someMoment = fc
  .tuple(someDay, fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 59_999 }))
  .map(([date, minute, rest]) => new Date(instantAt(date, minute).getTime() + rest));

const somePeriods = fc
  .uniqueArray(fc.integer({ min: 6 * 12, max: 21 * 12 }), { minLength: 2, maxLength: 6 })
  .map((marks) => {
    const sorted = marks.map((mark) => mark * 5).sort((a, b) => a - b);
    const periods: WorkPeriod[] = [];
    for (let index = 0; index + 1 < sorted.length; index += 2) {
      periods.push({ from: sorted[index] ?? 0, to: sorted[index + 1] ?? 0 });
    }
    return periods;
  });

const someHours = (validFrom: LocalDate | null): fc.Arbitrary<OfficeHours> =>
  fc.record({
    validFrom: fc.constant(validFrom),
    validTo: fc.constant(null),
    weekdays: fc.constantFrom([1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6], [2, 4]),
    periods: somePeriods,
    assumed: fc.boolean(),
    source: fc.constant({ title: 'generated' }),
  });

const someSpecialDay: fc.Arbitrary<SpecialDay> = fc
  .record({
    date: fc.integer({ min: 0, max: 364 }).map((offset) => addDays(`${YEAR}-01-01`, offset)),
    kind: fc.constantFrom<DayKind>('statutory', 'compensatory', 'exchanged', 'local', 'make-up'),
    periods: fc.option(somePeriods, { nil: undefined, freq: 4 }),
  })
  .map(({ date, kind, periods }) => ({
    date,
    kind,
    name: `${kind} ${date}`,
    sources: [],
    ...(periods && (kind === 'local' || kind === 'make-up') && { periods }),
  }));

/** A run of days off such as Tết, anywhere in the year. */
const someBreak: fc.Arbitrary<SpecialDay[]> = fc
  .tuple(fc.integer({ min: 0, max: 350 }), fc.integer({ min: 1, max: 12 }))
  .map(([offset, length]) =>
    Array.from({ length }, (_, index) => {
      const date = addDays(`${YEAR}-01-01`, offset + index);
      return { date, kind: 'statutory' as const, name: 'Tết', sources: [] };
    }),
  );

/** Calendars with breaks, make-up days, storm mornings, and hours that change in the middle of the year. */
export const someCalendarData: fc.Arbitrary<CalendarData> = fc
  .record({
    years: fc.constantFrom([YEAR], [YEAR, YEAR + 1], [YEAR - 1, YEAR, YEAR + 2]),
    days: fc.tuple(fc.array(someBreak, { maxLength: 3 }), fc.array(someSpecialDay, { maxLength: 40 })),
    first: someHours(null),
    later: fc.option(someHours(`${YEAR}-06-15`), { nil: undefined }),
  })
  .map(({ years, days, first, later }) => ({
    years,
    days: [...days[0].flat(), ...days[1]],
    hours: later ? [first, later] : [first],
  }));

/** Calendars whose working days all have eight hours in the same two periods, as offices do. */
export const someOfficeCalendarData: fc.Arbitrary<CalendarData> = fc
  .record({
    data: someCalendarData,
    periods: fc.constantFrom(
      [
        { from: 420, to: 690 },
        { from: 810, to: 1020 },
      ],
      [
        { from: 480, to: 720 },
        { from: 780, to: 1020 },
      ],
    ),
  })
  .map(({ data, periods }) => ({
    years: data.years,
    days: data.days.map(({ periods: _own, ...day }) => day),
    hours: data.hours.slice(0, 1).map((hours) => ({ ...hours, periods })),
  }));
