import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';

export interface BookRow {
  readonly id: string;
  readonly number: number;
  readonly code: string | null;
  readonly procedure_name: string;
  readonly sets: number;
  readonly owner: { name: string; address: string | null; phone: string | null };
  readonly received_at: Date | null;
  readonly due_at: Date | null;
  readonly finished_at: Date | null;
  readonly returned_at: Date | null;
  readonly state: string;
  readonly receiver: string | null;
  readonly officer: string | null;
}

/** Every unit that ever received a dossier or gave it a code. */
export async function receivingUnits(db: Db): Promise<string[]> {
  // From one unit to the next along the index: the dossiers between them are not read.
  const { rows } = await sql<{ id: string }>`
    with recursive unit as (
      (select receiving_agency_id as id from dossier order by receiving_agency_id limit 1)
      union all
      select (select d.receiving_agency_id from dossier d where d.receiving_agency_id > unit.id
              order by d.receiving_agency_id limit 1)
      from unit where unit.id is not null
    )
    select id from unit where id is not null union select agency_id from dossier_unit`.execute(db);
  return rows.map((row) => row.id);
}

/** The book of a unit and a year, or one month of it. */
export interface Book {
  readonly agencyId: string;
  readonly year: number;
  readonly month?: number | undefined;
}

/** The years a unit's books can be of: from its first dossier's to that of `now`. */
export async function firstYearOf(db: Db, agencyId: string): Promise<number | undefined> {
  const { rows } = await sql<{ year: number }>`
    select extract(year from submitted_at at time zone 'Asia/Ho_Chi_Minh')::integer as year from dossier
    where receiving_agency_id = ${agencyId} order by submitted_at, id limit 1`.execute(db);
  return rows[0]?.year;
}

/** Days of the year in Việt Nam, as instants. */
export interface YearSpan {
  readonly from: Date;
  readonly to: Date;
}

/** How long before the year a dossier may have been submitted that a page still looks for. */
const WAITED_DAYS = 92;

/**
 * Writes what was received in the year and stands in no book yet behind the last line, in the order of reception. One
 * book is written by one at a time; a line keeps its number for ever.
 *
 * @param look `quick` looks among what was submitted since the autumn before, for a book that is read by pages; `all`,
 *   and the first look into a book, among everything the unit ever received
 */
export async function enterLines(
  db: Db,
  { agencyId, year }: Book,
  { from, to }: YearSpan,
  { now, look }: { readonly now: Date; readonly look: 'quick' | 'all' },
): Promise<void> {
  const isNew = async () =>
    (await sql`select 1 from dossier_book where agency_id = ${agencyId} and year = ${year} limit 1`.execute(db)).rows
      .length === 0;
  const since =
    look === 'all' || (await isNew())
      ? sql`'-infinity'::timestamptz`
      : sql`${new Date(from.getTime() - WAITED_DAYS * 86_400_000)}::timestamptz`;
  const missing = sql`dossier_not_in_book(${agencyId}::uuid, ${since}, ${from}::timestamptz, ${to}::timestamptz)`;
  // Whoever only reads does not wait for whoever writes.
  if ((await sql`select 1 from ${missing} limit 1`.execute(db)).rows.length === 0) return;
  await sql`select pg_advisory_xact_lock(hashtext(${`dossiers.book ${agencyId} ${year}`}))`.execute(db);
  await sql`
    insert into dossier_book (agency_id, year, month, number, dossier_id, entered_at)
    select ${agencyId}, ${year}, extract(month from d.received_at at time zone 'Asia/Ho_Chi_Minh'), (
        select coalesce(max(number), 0) from dossier_book where agency_id = ${agencyId} and year = ${year}
      ) + row_number() over (order by d.received_at, d.code, d.id), d.id, ${now}
    from ${missing} as missing (id) join dossier d on d.id = missing.id`.execute(db);
}

const linesOf = ({ agencyId, year, month }: Book): RawBuilder<boolean> =>
  month === undefined
    ? sql<boolean>`b.agency_id = ${agencyId} and b.year = ${year}`
    : sql<boolean>`b.agency_id = ${agencyId} and b.year = ${year} and b.month = ${month}`;

/** Which lines of a book. */
export interface Lines {
  /** From this number on; from the first unless told. */
  readonly from?: number | undefined;
  readonly limit?: number | undefined;
  /** Only those of these dossiers. */
  readonly dossierIds?: readonly string[] | undefined;
}

/** The lines of a book in their order. */
export async function bookLines(db: Db, book: Book, { from = 1, limit, dossierIds }: Lines = {}): Promise<BookRow[]> {
  const { rows } = await sql<BookRow>`
    select d.id, b.number, d.code, d.procedure_name, d.sets, d.owner, d.received_at,
           coalesce(d.first_due_at, d.due_at) as due_at, d.finished_at, d.returned_at, d.state,
           (select e.data->>'receiver' from dossier_event e
            where e.dossier_id = d.id and e.action in ('hand-over-result', 'post-result') order by e.seq desc limit 1
           ) as receiver,
           (select e.actor_name from dossier_event e
            where e.dossier_id = d.id and e.at = d.received_at order by e.seq limit 1) as officer
    from (
      select b.number, b.dossier_id from dossier_book b
      where ${linesOf(book)} and b.number >= ${from}
        and ${dossierIds ? sql`b.dossier_id = any (${[...dossierIds]}::uuid[])` : sql`true`}
      order by b.number limit ${limit ?? null}::integer
    ) b join dossier d on d.id = b.dossier_id
    order by b.number`.execute(db);
  return rows;
}

/** How many lines, and the highest number. */
export async function bookExtent(
  db: Db,
  { agencyId, year, month }: Book,
): Promise<{ readonly total: number; readonly last: number }> {
  const { rows } = await sql<{ total: number | null; last: number | null }>`
    select total, last from dossier_book_extent(${agencyId}::uuid, ${year}::integer, ${month ?? null}::integer)`.execute(
    db,
  );
  const { total = null, last = null } = rows[0] ?? {};
  if (total === null || last === null) throw new Error('the extent of a book is asked as the program');
  return { total, last };
}

/** The number with which the page of `size` lines before `from` begins; undefined where none is before. */
export async function pageBefore(db: Db, book: Book, from: number, size: number): Promise<number | undefined> {
  const { rows } = await sql<{ number: number | null }>`
    select min(number) as number from (
      select b.number from dossier_book b where ${linesOf(book)} and b.number < ${from}
      order by b.number desc limit ${size}
    ) as before`.execute(db);
  return rows[0]?.number ?? undefined;
}

/** Numbers that are missing between 1 and the last line. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** The first gaps of a book, at most `most`. Asked where the count is not the last number. */
export async function gapsOf(db: Db, { agencyId, year }: Book, most: number): Promise<Gap[]> {
  const { rows } = await sql<Gap>`
    select before + 1 as "from", number - 1 as "to" from (
      select b.number, lag(b.number, 1, 0) over (order by b.number) as before from dossier_book b
      where b.agency_id = ${agencyId} and b.year = ${year}
    ) as line where number > before + 1 order by number limit ${most}`.execute(db);
  return rows;
}

/** Of these dossiers those with a line in the book. */
export async function inBook(db: Db, book: Book, dossierIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select b.dossier_id as id from dossier_book b
    where ${linesOf(book)} and b.dossier_id = any (array(select unnest(${[...dossierIds]}::uuid[])))`.execute(db);
  return rows.map(({ id }) => id);
}
