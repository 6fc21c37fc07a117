import type { z } from 'zod';
import { clock, parseClock } from './domain/clock-time.ts';
import type { Source, WorkPeriod } from './domain/types.ts';
import type { DayBody, DayView, HoursBody, HoursView, PeriodView, SourceView, YearBody } from './schema.ts';
import type { DayInput } from './service/days.ts';
import type { HoursInput } from './service/hours.ts';
import type { YearImport } from './service/year.ts';
import type { StoredDay, StoredHours } from './store/calendar-store.ts';

/* Between the wire ('07:30') and the domain (450 minutes). */

export function viewOfDay({ sources, periods, ...day }: StoredDay): DayView {
  return { ...day, sources: [...sources], ...(periods && { periods: periods.map(viewOfPeriod) }) };
}

export function viewOfHours({ weekdays, periods, ...hours }: StoredHours): HoursView {
  return { ...hours, weekdays: [...weekdays], periods: periods.map(viewOfPeriod) };
}

export function dayInput({ date, kind, name, source, pairedWith, periods }: z.infer<typeof DayBody>): DayInput {
  return { date, kind, name, sources: [sourceOf(source)], pairedWith, periods: periods?.map(periodOf) };
}

export function hoursInput({ periods, source, ...hours }: z.infer<typeof HoursBody>): HoursInput {
  return { ...hours, periods: periods.map(periodOf), source: sourceOf(source) };
}

export function yearInput({ sources, days, reason }: YearBody): YearImport {
  return {
    sources: sources.map(sourceOf),
    days: days.map((day) => ({ ...day, sources: day.sources?.map(sourceOf) })),
    reason,
  };
}

/** Leaves out what was not given, so that it is stored as absent. */
export function sourceOf({ code, title, url, verified }: z.infer<typeof SourceView>): Source {
  return {
    title,
    ...(code !== undefined && { code }),
    ...(url !== undefined && { url }),
    ...(verified !== undefined && { verified }),
  };
}

function viewOfPeriod({ from, to }: WorkPeriod): z.infer<typeof PeriodView> {
  return { from: clock(from), to: clock(to) };
}

function periodOf({ from, to }: z.infer<typeof PeriodView>): WorkPeriod {
  return { from: parseClock(from) ?? 0, to: parseClock(to) ?? 0 };
}
