import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';

export interface BookRow {
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

/** Every unit that ever gave a dossier a code. */
export async function receivingUnits(db: Db): Promise<string[]> {
  const { rows } = await sql<{ agency_id: string }>`select agency_id from dossier_unit`.execute(db);
  return rows.map((row) => row.agency_id);
}

/** Days of the year in Việt Nam, as instants. */
export interface YearSpan {
  readonly from: Date;
  readonly to: Date;
}

/**
 * Writes what was received in the year and stands in no book yet behind the last line, in the order of reception. One
 * book is written by one at a time; a line keeps its number for ever.
 */
export async function enterLines(db: Db, agencyId: string, year: number, { from, to }: YearSpan, now: Date) {
  await sql`select pg_advisory_xact_lock(hashtext(${`dossiers.book ${agencyId} ${year}`}))`.execute(db);
  await sql`
    insert into dossier_book (agency_id, year, number, dossier_id, entered_at)
    select ${agencyId}, ${year}, (
        select coalesce(max(number), 0) from dossier_book where agency_id = ${agencyId} and year = ${year}
      ) + row_number() over (order by d.received_at, d.code, d.id), d.id, ${now}
    from dossier d
    where d.receiving_agency_id = ${agencyId} and d.received_at >= ${from} and d.received_at < ${to}
      and not exists (select 1 from dossier_book b where b.dossier_id = d.id)`.execute(db);
}

/** The lines of a book in their order. */
export async function bookLines(db: Db, agencyId: string, year: number): Promise<BookRow[]> {
  const { rows } = await sql<BookRow>`
    select b.number, d.code, d.procedure_name, d.sets, d.owner, d.received_at,
           coalesce(d.first_due_at, d.due_at) as due_at, d.finished_at, d.returned_at, d.state,
           (select e.data->>'receiver' from dossier_event e
            where e.dossier_id = d.id and e.action in ('hand-over-result', 'post-result') order by e.seq desc limit 1
           ) as receiver,
           (select e.actor_name from dossier_event e
            where e.dossier_id = d.id and e.at = d.received_at order by e.seq limit 1) as officer
    from dossier_book b join dossier d on d.id = b.dossier_id
    where b.agency_id = ${agencyId} and b.year = ${year} order by b.number`.execute(db);
  return rows;
}
