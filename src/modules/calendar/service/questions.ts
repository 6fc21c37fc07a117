import { Refusal } from '#kernel/refusal.ts';
import { parseInstant } from '#kernel/vietnam-time.ts';
import type { Work } from '#platform/db/province.ts';
import { coveredYears } from '../domain/calendar.ts';
import { isWorkingDay, workingDaysBetween } from '../domain/days.ts';
import { computeDue, type Due } from '../domain/due.ts';
import type { LegalPeriod, Source } from '../domain/types.ts';
import { loadCalendar } from '../load.ts';
import { listDays, listHours, listYears, type StoredDay, type StoredHours } from '../store/calendar-store.ts';

/** A year as the administration page shows it. */
export interface CalendarYear {
  readonly year: number;
  readonly hasData: boolean;
  readonly sources: readonly Source[];
  /** By date; for one date the entry that wins comes last. */
  readonly days: readonly StoredDay[];
  /** The hours that hold in the year or part of it. */
  readonly hours: readonly StoredHours[];
  readonly workingDays: number | null;
}

/** Everything that is known of a year for the province, or for one agency with what it inherits. */
export async function readYear(work: Work, year: number, agencyId?: string): Promise<CalendarYear> {
  return work.run(async (tx) => {
    const first = `${year}-01-01`;
    const last = `${year}-12-31`;
    const concerns = (entry: { agencyId: string | null }) => entry.agencyId === null || entry.agencyId === agencyId;
    const calendar = await loadCalendar(tx, agencyId);
    const announced = (await listYears(tx.db)).find((each) => each.year === year);
    const hasData = coveredYears(calendar).includes(year);
    const days = (await listDays(tx.db)).filter((day) => concerns(day) && first <= day.date && day.date <= last);
    const hours = (await listHours(tx.db)).filter(
      (each) => concerns(each) && (each.validFrom ?? first) <= last && (each.validTo ?? last) >= first,
    );
    return {
      year,
      hasData,
      sources: announced?.sources ?? [],
      // Stable: entries of one date keep the order in which the later wins.
      days: days.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
      hours,
      workingDays: hasData ? workingDaysBetween(calendar, first, last) + (isWorkingDay(calendar, first) ? 1 : 0) : null,
    };
  });
}

/**
 * A due moment on the calendar of the province or of an agency, explained.
 * @param question.from ISO 8601; Việt Nam time when it names no zone
 * @throws Refusal `calendar.moment_invalid`, `calendar.amount_invalid`, `calendar.year_without_data`
 */
export async function answerDue(
  work: Work,
  question: LegalPeriod & { readonly from: string; readonly agencyId?: string | undefined },
): Promise<Due> {
  const from = parseInstant(question.from);
  if (!from) {
    const code = 'calendar.moment_invalid';
    throw new Refusal(code, 422, { text: question.from, fields: { from: code } });
  }
  return work.run(async (tx) =>
    computeDue(await loadCalendar(tx, question.agencyId), { from, amount: question.amount, unit: question.unit }),
  );
}
