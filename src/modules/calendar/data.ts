import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isLocalDate, weekday } from '#kernel/local-date.ts';
import { buildCalendar, type WorkCalendar } from './domain/calendar.ts';
import {
  type CalendarData,
  DEFAULT_HOURS,
  type DayKind,
  type OfficeHours,
  type Source,
  type SpecialDay,
} from './domain/types.ts';

const FILE = new URL('../../../data/holidays-vn.json', import.meta.url);

const Day = z.string().refine(isLocalDate, 'no such day');
const Weekday = z.enum(['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN']);
const SourceCodes = z.array(z.string()).min(1);

const DayOff = z.object({
  date: Day,
  weekday: Weekday,
  type: z.enum(['le', 'nghi_bu', 'hoan_doi']),
  holiday: z.string(),
  name: z.string().min(1),
  sources: SourceCodes,
  work_on: Day.optional(),
});

const MakeUp = z.object({
  date: Day,
  weekday: Weekday,
  instead_of: Day,
  holiday: z.string(),
  sources: SourceCodes,
});

const HolidayFile = z.object({
  meta: z.object({
    weekly_rest: z.array(Weekday),
    counts: z.object({ years: z.number(), days_off: z.number(), make_up_workdays: z.number() }),
  }),
  years: z.array(
    z.object({
      year: z.number().int(),
      days_off: z.array(DayOff),
      make_up_workdays: z.array(MakeUp),
      sources: SourceCodes,
    }),
  ),
  sources: z.record(z.string(), z.object({ title: z.string(), url: z.string().optional() })),
});

/** Days off of the whole country, year by year, without any office's hours. */
export interface NationalDays {
  readonly years: readonly number[];
  readonly days: readonly SpecialDay[];
  /** What the days of a year rest on, decisions first. */
  readonly sourcesOf: (year: number) => readonly Source[];
}

const KINDS: Readonly<Record<z.infer<typeof DayOff>['type'], DayKind>> = {
  le: 'statutory',
  nghi_bu: 'compensatory',
  hoan_doi: 'exchanged',
};

/**
 * Reads the text of holidays-vn.json into domain values. Proposals (`pending`) and forecasts are left out: they are
 * no decisions.
 * @throws Error naming the first entry that contradicts itself: an unknown day, a wrong weekday, a date named
 *   twice, an exchange with one half, a count that differs
 */
export function parseHolidays(json: unknown): NationalDays {
  const file = HolidayFile.parse(json);
  const source = (code: string): Source => {
    const known = file.sources[code];
    if (!known) throw new Error(`holidays: unknown source ${code}`);
    return { code, title: known.title, ...(known.url && { url: known.url }) };
  };
  const holidayNames = new Map<string, string>();
  const days: SpecialDay[] = [];
  for (const year of file.years) {
    for (const off of year.days_off) {
      if (Number(off.date.slice(0, 4)) !== year.year) throw new Error(`holidays: ${off.date} stands in ${year.year}`);
      if (off.type === 'le') holidayNames.set(`${year.year}.${off.holiday}`, off.name);
      days.push({
        date: off.date,
        kind: KINDS[off.type],
        name: off.name,
        sources: documentsFirst(off.sources).map(source),
        ...(off.work_on && { pairedWith: off.work_on }),
      });
    }
  }
  for (const year of file.years) {
    for (const work of year.make_up_workdays) {
      // The make-up day of 31/12/2018 belongs to the New Year of 2019.
      const inYear = (date: string) => holidayNames.get(`${date.slice(0, 4)}.${work.holiday}`);
      const name = inYear(work.date) ?? inYear(work.instead_of) ?? work.holiday;
      days.push({
        date: work.date,
        kind: 'make-up',
        name: `Làm bù cho ngày ${vietnameseDate(work.instead_of)} (${name})`,
        sources: documentsFirst(work.sources).map(source),
        pairedWith: work.instead_of,
      });
    }
  }
  checkDays(file, days);
  return {
    years: file.years.map(({ year }) => year),
    days,
    sourcesOf: (year) => {
      const codes = file.years.find((each) => each.year === year)?.sources ?? [];
      return documentsFirst(codes).map(source);
    },
  };
}

/** An open data set and the law in general are told after the decision or announcement itself. */
function documentsFirst(codes: readonly string[]): string[] {
  const rank = (code: string) => ['BLLD', 'VACANZA'].indexOf(code);
  return [...codes].sort((a, b) => rank(a) - rank(b));
}

function checkDays(file: z.infer<typeof HolidayFile>, days: readonly SpecialDay[]): void {
  const names = ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'];
  const byDate = new Map<string, SpecialDay>();
  for (const day of days) {
    if (byDate.has(day.date)) throw new Error(`holidays: ${day.date} is named twice`);
    byDate.set(day.date, day);
  }
  for (const each of file.years.flatMap((year) => [...year.days_off, ...year.make_up_workdays])) {
    if (names[weekday(each.date) - 1] !== each.weekday) throw new Error(`holidays: ${each.date} is no ${each.weekday}`);
  }
  for (const day of days) {
    const other = day.pairedWith && byDate.get(day.pairedWith);
    const needed = day.kind === 'exchanged' ? 'make-up' : day.kind === 'make-up' ? 'exchanged' : undefined;
    if (needed && (other?.kind !== needed || other.pairedWith !== day.date)) {
      throw new Error(`holidays: the exchange of ${day.date} lacks its other half`);
    }
  }
  const { counts } = file.meta;
  const off = days.filter(({ kind }) => kind !== 'make-up').length;
  if (counts.years !== file.years.length || counts.days_off !== off || counts.make_up_workdays !== days.length - off) {
    throw new Error('holidays: the counts in meta differ from the entries');
  }
}

function vietnameseDate(date: string): string {
  return `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

let national: NationalDays | undefined;

/** The days off of record, read once from data/holidays-vn.json. */
export function nationalDays(): NationalDays {
  national ??= parseHolidays(JSON.parse(readFileSync(FILE, 'utf8')));
  return national;
}

let standard: WorkCalendar | undefined;

/**
 * The national calendar with the given office hours; without any, with the assumed default ones, built once.
 * @param extra days of a province or an agency, which win over the national ones
 */
export function nationalCalendar(hours?: readonly OfficeHours[], extra: readonly SpecialDay[] = []): WorkCalendar {
  if (hours === undefined && extra.length === 0) {
    standard ??= buildCalendar(dataOf([DEFAULT_HOURS], []));
    return standard;
  }
  return buildCalendar(dataOf(hours ?? [DEFAULT_HOURS], extra));
}

function dataOf(hours: readonly OfficeHours[], extra: readonly SpecialDay[]): CalendarData {
  const { years, days } = nationalDays();
  return { years, days: [...days, ...extra], hours };
}
