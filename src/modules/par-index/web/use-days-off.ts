import { useQueries } from '@tanstack/react-query';
import type { YearView } from '#modules/calendar/schema.ts';
import { addDays, type LocalDate, weekday } from '#kernel/local-date.ts';
import { getJson } from '#web/api.ts';

/** What the working calendar says of days, for the years asked for. */
export interface DaysOff {
  readonly isDayOff: (day: LocalDate) => boolean;
  /** "Giỗ Tổ Hùng Vương"; '' for a plain weekend. */
  readonly nameOf: (day: LocalDate) => string;
  /** Working days after `from` up to and with `to`; undefined while a year between them is not known. */
  readonly workingDays: (from: LocalDate, to: LocalDate) => number | undefined;
}

/** @param years read from the province's calendar; a year nobody has entered has weekends alone */
export function useDaysOff(years: readonly number[]): DaysOff {
  const found = useQueries({
    queries: years.map((year) => ({
      queryKey: ['calendar', 'year', year],
      queryFn: ({ signal }: { signal: AbortSignal }) => getJson<YearView>(`/api/calendar/year/${year}`, { signal }),
      staleTime: 300_000,
    })),
  });
  const known = new Map(
    found.flatMap(({ data }) =>
      (data?.days ?? []).filter(({ scope }) => scope !== 'agency').map((day) => [day.date, day] as const),
    ),
  );
  const counted = new Set(found.flatMap(({ data }) => (data?.hasData ? [String(data.year)] : [])));
  const isDayOff = (day: LocalDate): boolean => {
    const kind = known.get(day)?.kind;
    if (kind !== undefined) return kind !== 'make-up';
    return weekday(day) >= 6;
  };
  return {
    isDayOff,
    nameOf: (day) => known.get(day)?.name ?? '',
    workingDays: (from, to) => {
      let days = 0;
      for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
        if (!counted.has(day.slice(0, 4))) return undefined;
        if (!isDayOff(day)) days += 1;
      }
      return days;
    },
  };
}
