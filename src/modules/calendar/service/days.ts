import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { dateVi } from '../domain/explain-vi.ts';
import type { DayKind, Source, WorkPeriod } from '../domain/types.ts';
import { deleteDay, findDay, findDayOn, insertDays, type Scope, type StoredDay } from '../store/calendar-store.ts';
import { type Change, changeCalendar, checkPeriodsInOrder, invalid, tidy } from './change.ts';

/** A day as an administrator enters it. */
export interface DayInput {
  readonly date: LocalDate;
  readonly kind: DayKind;
  readonly name: string;
  readonly sources: readonly Source[];
  /** The make-up day of an exchanged day off. */
  readonly pairedWith?: LocalDate | undefined;
  readonly periods?: readonly WorkPeriod[] | undefined;
}

/** Whose calendar a day is entered into. */
export interface Place {
  readonly scope: Scope;
  readonly agencyId: string | null;
}

/**
 * Enters a day off, a closure or a make-up day for the province, or for one agency.
 * @param view makes the answer from the entry and, for an exchange, its make-up day after it; made within the
 *   transaction because a repeated call gets the same answer
 * @throws Refusal `calendar.day_taken` (409) and those of `checkDay`
 */
export async function addDay<View>(
  work: Work,
  input: DayInput & { readonly agencyId?: string | undefined; readonly reason: string },
  view: (days: readonly StoredDay[]) => View,
): Promise<View> {
  checkDay(input);
  const place = placeOf(input.agencyId);
  return changeCalendar(work, input.reason, async (tx) => {
    const { result, ...told } = changed(place, [], await enter(tx, place, input, newId()));
    return { ...told, result: view(result) };
  });
}

/**
 * Replaces a day, with the other half of its exchange, in the same calendar.
 * @throws Refusal `calendar.day_not_found`, `calendar.day_is_national`, `calendar.day_taken`
 */
export async function replaceDay(
  work: Work,
  id: string,
  input: DayInput & { readonly reason: string },
): Promise<StoredDay[]> {
  checkDay(input);
  return changeCalendar(work, input.reason, async (tx) => {
    const removed = await remove(tx, id);
    const place = removed[0];
    if (!place) throw new Refusal('calendar.day_not_found', 404);
    return changed(place, removed, await enter(tx, place, input, id));
  });
}

/** Takes a day out, with the other half of its exchange. @throws Refusal `calendar.day_not_found`, `calendar.day_is_national` */
export async function removeDay(work: Work, id: string, reason: string): Promise<StoredDay[]> {
  return changeCalendar(work, reason, async (tx) => {
    const removed = await remove(tx, id);
    return changed(removed[0] ?? placeOf(undefined), removed, []);
  });
}

/** @throws Refusal naming the field: an exchange without its make-up day, a pair or hours where there can be none */
export function checkDay({ date, kind, pairedWith, periods }: DayInput): void {
  if (kind === 'exchanged' && !pairedWith) throw invalid('calendar.pair_missing', 'pairedWith');
  if (kind !== 'exchanged' && pairedWith) throw invalid('calendar.pair_not_exchanged', 'pairedWith');
  if (pairedWith === date) throw invalid('calendar.pair_same_day', 'pairedWith');
  if (periods && kind !== 'local' && kind !== 'make-up') throw invalid('calendar.periods_not_allowed', 'periods');
  if (periods) checkPeriodsInOrder(periods);
}

/** The rows of an entry: itself, and the make-up day of an exchange. */
export function rowsOf(place: Place, input: DayInput, id: string): StoredDay[] {
  const name = tidy(input.name);
  const sources = input.sources.map((source) => ({ ...source, title: tidy(source.title) }));
  const common = { scope: place.scope, agencyId: place.agencyId, sources };
  const { date, kind, pairedWith, periods } = input;
  const entry = { ...common, id, date, kind, name, ...(pairedWith && { pairedWith }), ...(periods && { periods }) };
  if (!pairedWith) return [entry];
  const makeUpName = `Làm bù cho ngày ${dateVi(date)} (${name})`;
  return [entry, { ...common, id: newId(), date: pairedWith, kind: 'make-up', name: makeUpName, pairedWith: date }];
}

function placeOf(agencyId: string | undefined): Place {
  return agencyId ? { scope: 'agency', agencyId } : { scope: 'province', agencyId: null };
}

async function enter(tx: Tx, place: Place, input: DayInput, id: string): Promise<StoredDay[]> {
  const rows = rowsOf(place, input, id);
  for (const row of rows) {
    const taken = await findDayOn(tx.db, place.scope, place.agencyId, row.date);
    if (taken) throw new Refusal('calendar.day_taken', 409, { date: dateVi(row.date), name: taken.name, id: taken.id });
  }
  await insertDays(tx.db, rows);
  return rows;
}

async function remove(tx: Tx, id: string): Promise<StoredDay[]> {
  const day = await findDay(tx.db, id);
  if (!day) throw new Refusal('calendar.day_not_found', 404);
  if (day.scope === 'national') throw new Refusal('calendar.day_is_national', 409);
  const other = day.pairedWith && (await findDayOn(tx.db, day.scope, day.agencyId, day.pairedWith));
  const rows = other && other.pairedWith === day.date ? [day, other] : [day];
  for (const row of rows) await deleteDay(tx.db, row.id);
  return rows;
}

function changed(place: Place, before: readonly StoredDay[], after: StoredDay[]): Change<StoredDay[]> {
  const dates = [...before, ...after].map(({ date }) => date).sort();
  const agencyId = place.agencyId ?? undefined;
  return {
    result: after,
    event: {
      what: 'day',
      ...(agencyId && { agencyId }),
      from: dates[0] ?? null,
      to: dates.at(-1) ?? null,
      before: before.map(told),
      after: after.map(told),
    },
  };
}

/** A day as the log keeps it. */
export function told({ date, kind, name, pairedWith, periods, sources }: StoredDay): Record<string, unknown> {
  return { date, kind, name, pairedWith, periods, sources: sources.map(({ title }) => title) };
}
