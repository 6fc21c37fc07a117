import { readFileSync } from 'node:fs';
import type { LocalDate } from '#kernel/local-date.ts';
import { buildCalendar } from '#modules/calendar/domain/calendar.ts';
import { addWorkingDays, nextWorkingDay } from '#modules/calendar/domain/days.ts';
import type { SpecialDay } from '#modules/calendar/domain/types.ts';
import type { ReadOptions } from '../domain/types.ts';

interface HolidayFile {
  readonly years: readonly {
    readonly year: number;
    readonly days_off: readonly { readonly date: LocalDate; readonly name: string }[];
    readonly make_up_workdays: readonly { readonly date: LocalDate }[];
  }[];
}

const SOURCE = { title: 'data/holidays-vn.json' };
const HOURS = [
  { from: 7 * 60 + 30, to: 11 * 60 + 30 },
  { from: 13 * 60, to: 17 * 60 },
];

/** Counting of working days on the national days off alone, as the gold answers were counted. */
export function nationalCounting(): Pick<ReadOptions, 'addWorkingDays' | 'rollToWorkingDay'> {
  const file = JSON.parse(
    readFileSync(new URL('../../../../data/holidays-vn.json', import.meta.url), 'utf8'),
  ) as HolidayFile;
  const days = file.years.flatMap(({ days_off, make_up_workdays }): SpecialDay[] => [
    ...days_off.map(({ date, name }) => ({ date, kind: 'statutory' as const, name, sources: [SOURCE] })),
    ...make_up_workdays.map(({ date }) => ({ date, kind: 'make-up' as const, name: 'làm bù', sources: [SOURCE] })),
  ]);
  const calendar = buildCalendar({
    years: file.years.map(({ year }) => year),
    days,
    hours: [
      { validFrom: null, validTo: null, weekdays: [1, 2, 3, 4, 5], periods: HOURS, assumed: true, source: SOURCE },
    ],
  });
  return {
    addWorkingDays: (from, count) => addWorkingDays(calendar, from, count),
    rollToWorkingDay: (date) => nextWorkingDay(calendar, date),
  };
}
