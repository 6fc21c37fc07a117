import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Work } from '#platform/db/province.ts';
import type { OfficeHours } from '../domain/types.ts';
import { deleteHours, findHours, listHours, saveHours, type StoredHours } from '../store/calendar-store.ts';
import { type Change, changeCalendar, checkPeriodsInOrder, invalid, tidy } from './change.ts';

export type HoursInput = OfficeHours & { readonly reason: string };

/**
 * Sets office hours of the province, or of one agency, from a day on.
 * @param view makes the answer; within the transaction because a repeated call gets the same one
 * @throws Refusal `calendar.hours_taken` when hours begin on that day already, `calendar.hours_range`,
 *   `calendar.periods_invalid`
 */
export async function addHours<View>(
  work: Work,
  { agencyId, reason, ...hours }: HoursInput & { readonly agencyId?: string | undefined },
  view: (hours: StoredHours) => View,
): Promise<View> {
  checkHours(hours);
  return changeCalendar(work, reason, async (tx) => {
    const added = stored(hours, newId(), agencyId ?? null);
    refuseTaken(await listHours(tx.db), added);
    await saveHours(tx.db, added);
    return changed(undefined, added, view(added));
  });
}

/**
 * Alters office hours.
 * @throws Refusal `calendar.hours_not_found`, `calendar.hours_needed` when the province's common hours would get an
 *   end or a beginning, and those of `addHours`
 */
export async function replaceHours(work: Work, id: string, { reason, ...hours }: HoursInput): Promise<StoredHours> {
  checkHours(hours);
  return changeCalendar(work, reason, async (tx) => {
    const before = await findHours(tx.db, id);
    if (!before) throw new Refusal('calendar.hours_not_found', 404);
    if (isCommon(before) && (hours.validFrom !== null || hours.validTo !== null)) {
      throw invalid('calendar.hours_needed', hours.validFrom === null ? 'validTo' : 'validFrom');
    }
    const after = stored(hours, id, before.agencyId);
    refuseTaken(await listHours(tx.db), after);
    await saveHours(tx.db, after);
    return changed(before, after, after);
  });
}

/** Takes office hours out. @throws Refusal `calendar.hours_not_found`, `calendar.hours_needed` for the province's common hours */
export async function removeHours(work: Work, id: string, reason: string): Promise<void> {
  await changeCalendar(work, reason, async (tx) => {
    const before = await findHours(tx.db, id);
    if (!before) throw new Refusal('calendar.hours_not_found', 404);
    if (isCommon(before)) throw new Refusal('calendar.hours_needed', 409);
    await deleteHours(tx.db, id);
    return changed(before, undefined, undefined);
  });
}

/** The hours that hold wherever no others do: without them a day could be without any. */
function isCommon(hours: StoredHours): boolean {
  return hours.agencyId === null && hours.validFrom === null;
}

function checkHours({ validFrom, validTo, periods }: OfficeHours): void {
  checkPeriodsInOrder(periods);
  if (validFrom !== null && validTo !== null && validTo < validFrom) throw invalid('calendar.hours_range', 'validTo');
}

function refuseTaken(all: readonly StoredHours[], wanted: StoredHours): void {
  const taken = all.some(
    (each) => each.id !== wanted.id && each.agencyId === wanted.agencyId && each.validFrom === wanted.validFrom,
  );
  if (taken) throw new Refusal('calendar.hours_taken', 409, { fields: { validFrom: 'calendar.hours_taken' } });
}

function stored(hours: OfficeHours, id: string, agencyId: string | null): StoredHours {
  const weekdays = [...new Set(hours.weekdays)].sort((a, b) => a - b);
  return { ...hours, id, agencyId, weekdays, source: { ...hours.source, title: tidy(hours.source.title) } };
}

function changed<Result>(
  before: StoredHours | undefined,
  after: StoredHours | undefined,
  result: Result,
): Change<Result> {
  const both = [before, after].filter((each) => each !== undefined);
  const agencyId = both[0]?.agencyId ?? undefined;
  const earlier = (a: LocalDate | null, b: LocalDate | null) => (a === null || b === null ? null : a < b ? a : b);
  const later = (a: LocalDate | null, b: LocalDate | null) => (a === null || b === null ? null : a > b ? a : b);
  return {
    result,
    event: {
      what: 'hours',
      ...(agencyId && { agencyId }),
      from: both.map(({ validFrom }) => validFrom).reduce(earlier),
      to: both.map(({ validTo }) => validTo).reduce(later),
      before: before ?? null,
      after: after ?? null,
    },
  };
}
