import { sql } from 'kysely';
import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { askOnce, forgetForeseen } from '#platform/db/foreseen.ts';
import type { Db, DbTransaction } from '#platform/db/pool.ts';
import { valueIn } from '#platform/db/statement.ts';
import type { DayKind, OfficeHours, Source, SpecialDay, WorkPeriod } from '../domain/types.ts';

/** Whose calendar an entry belongs to; the later in this list wins. */
export type Scope = 'national' | 'province' | 'agency';

/** A day as it is kept. */
export interface StoredDay extends SpecialDay {
  readonly id: string;
  readonly scope: Scope;
  readonly agencyId: string | null;
}

/** Office hours as they are kept; without an agency they are the province's. */
export interface StoredHours extends OfficeHours {
  readonly id: string;
  readonly agencyId: string | null;
}

type DayRow = {
  id: string;
  scope: Scope;
  agency_id: string | null;
  on_date: LocalDate;
  kind: DayKind;
  name: string;
  sources: Source[];
  paired_with: LocalDate | null;
  periods: WorkPeriod[] | null;
};
type HoursRow = {
  id: string;
  agency_id: string | null;
  valid_from: LocalDate | null;
  valid_to: LocalDate | null;
  weekdays: number[];
  periods: WorkPeriod[];
  assumed: boolean;
  source: Source;
};
type Tables = {
  calendar_version: { only_row: boolean; id: string };
  calendar_year: { year: number; sources: Source[] };
  calendar_day: DayRow;
  calendar_hours: HoursRow;
};

const tables = (db: Db) => db.$extendTables<Tables>();
const json = <T>(value: T) => sql<T>`${JSON.stringify(value)}::jsonb`;

const KNOWN = 'calendar.version';

/** The version of the calendar the transaction sees, asked for once in it; undefined before the first seed. */
export async function findVersion(db: DbTransaction): Promise<string | undefined> {
  return (await askOnce(db, KNOWN, () => valueIn<string | null>(db, '(select id from calendar_version)'))) ?? undefined;
}

/** Makes a new version and holds it until the transaction ends, so that changes take turns. */
export async function renewVersion(db: DbTransaction): Promise<string> {
  const id = newId();
  forgetForeseen(db, KNOWN);
  await tables(db)
    .insertInto('calendar_version')
    .values({ only_row: true, id })
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet({ id }))
    .execute();
  return id;
}

export async function listYears(db: Db): Promise<{ year: number; sources: Source[] }[]> {
  return tables(db).selectFrom('calendar_year').selectAll().orderBy('year').execute();
}

export async function saveYear(db: Db, year: number, sources: readonly Source[]): Promise<void> {
  const values = { year, sources: json([...sources]) };
  await tables(db)
    .insertInto('calendar_year')
    .values(values)
    .onConflict((conflict) => conflict.column('year').doUpdateSet({ sources: values.sources }))
    .execute();
}

/** All days, the ones that win last: national, provincial, agencies'. */
export async function listDays(db: Db): Promise<StoredDay[]> {
  const rows = await tables(db)
    .selectFrom('calendar_day')
    .selectAll()
    .orderBy(sql`array_position(array['national', 'province', 'agency'], scope)`)
    .orderBy('on_date')
    .execute();
  return rows.map(toDay);
}

export async function findDay(db: Db, id: string): Promise<StoredDay | undefined> {
  const row = await tables(db).selectFrom('calendar_day').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toDay(row);
}

/** The entry of one calendar for one date. */
export async function findDayOn(
  db: Db,
  scope: Scope,
  agencyId: string | null,
  date: LocalDate,
): Promise<StoredDay | undefined> {
  const row = await tables(db)
    .selectFrom('calendar_day')
    .selectAll()
    .where('scope', '=', scope)
    .where('agency_id', 'is not distinct from', agencyId)
    .where('on_date', '=', date)
    .executeTakeFirst();
  return row && toDay(row);
}

/** Adds days in one statement; `on_date` must be free in its calendar. */
export async function insertDays(db: Db, days: readonly StoredDay[]): Promise<void> {
  if (days.length === 0) return;
  await tables(db)
    .insertInto('calendar_day')
    .values(
      days.map((day) => ({
        id: day.id,
        scope: day.scope,
        agency_id: day.agencyId,
        on_date: day.date,
        kind: day.kind,
        name: day.name,
        sources: json([...day.sources]),
        paired_with: day.pairedWith ?? null,
        periods: day.periods ? json([...day.periods]) : null,
      })),
    )
    .execute();
}

export async function deleteDay(db: Db, id: string): Promise<void> {
  await tables(db).deleteFrom('calendar_day').where('id', '=', id).execute();
}

/** Hours in the order in which the later wins: the province's by date, then the agencies' by date. */
export async function listHours(db: Db): Promise<StoredHours[]> {
  const rows = await tables(db)
    .selectFrom('calendar_hours')
    .selectAll()
    .orderBy(sql`agency_id is not null`)
    .orderBy('agency_id')
    .orderBy('valid_from', (order) => order.asc().nullsFirst())
    .execute();
  return rows.map(toHours);
}

export async function findHours(db: Db, id: string): Promise<StoredHours | undefined> {
  const row = await tables(db).selectFrom('calendar_hours').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toHours(row);
}

/** Adds hours, or replaces the row of that id. */
export async function saveHours(db: Db, hours: StoredHours): Promise<void> {
  const row = {
    agency_id: hours.agencyId,
    valid_from: hours.validFrom,
    valid_to: hours.validTo,
    weekdays: [...hours.weekdays],
    periods: json([...hours.periods]),
    assumed: hours.assumed,
    source: json(hours.source),
  };
  await tables(db)
    .insertInto('calendar_hours')
    .values({ id: hours.id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

export async function deleteHours(db: Db, id: string): Promise<void> {
  await tables(db).deleteFrom('calendar_hours').where('id', '=', id).execute();
}

function toDay(row: DayRow): StoredDay {
  return {
    id: row.id,
    scope: row.scope,
    agencyId: row.agency_id,
    date: row.on_date,
    kind: row.kind,
    name: row.name,
    sources: row.sources,
    ...(row.paired_with && { pairedWith: row.paired_with }),
    ...(row.periods && { periods: row.periods }),
  };
}

function toHours(row: HoursRow): StoredHours {
  return {
    id: row.id,
    agencyId: row.agency_id,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    weekdays: row.weekdays,
    periods: row.periods,
    assumed: row.assumed,
    source: row.source,
  };
}
