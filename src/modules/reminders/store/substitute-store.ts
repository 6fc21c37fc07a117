import { sql } from 'kysely';
import type { LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';

interface SubstituteRow {
  id: string;
  agency_id: string;
  person_id: string;
  substitute_id: string;
  from_on: LocalDate;
  to_on: LocalDate;
  note: string;
  set_by: string | null;
  set_at: Date;
  ended_at: Date | null;
  ended_by: string | null;
}

type Tables = { reminder_substitute: SubstituteRow };

/** Somebody stands in for somebody (người làm thay), from-to, both days included. */
export interface Substitution {
  readonly id: string;
  readonly agencyId: string;
  readonly personId: string;
  readonly substituteId: string;
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate;
  readonly note: string;
  readonly setBy: string | null;
  readonly setAt: Date;
  readonly endedAt: Date | null;
}

function toSubstitution(row: SubstituteRow): Substitution {
  return {
    id: row.id,
    agencyId: row.agency_id,
    personId: row.person_id,
    substituteId: row.substitute_id,
    fromOn: row.from_on,
    toOn: row.to_on,
    note: row.note,
    setBy: row.set_by,
    setAt: row.set_at,
    endedAt: row.ended_at,
  };
}

/** Those in force on a day, of the whole province. */
export async function substitutionsOn(db: Db, on: LocalDate): Promise<Substitution[]> {
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_substitute')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('to_on', '>=', on)
    .where('from_on', '<=', on)
    .orderBy('from_on')
    .orderBy('id')
    .execute();
  return rows.map(toSubstitution);
}

/** Those of an agency that have not run out by `on`, and those that ended lately, newest first. */
export async function substitutionsOfAgencies(
  db: Db,
  agencyIds: readonly string[],
  { since, limit }: { since: LocalDate; limit: number },
): Promise<Substitution[]> {
  if (agencyIds.length === 0) return [];
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_substitute')
    .selectAll()
    .where('agency_id', 'in', [...agencyIds])
    .where('to_on', '>=', since)
    .orderBy('from_on', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toSubstitution);
}

/** One that runs at some day of the given time, of the person as absent or as standing in for somebody. */
export async function overlapping(
  db: Db,
  who: { readonly personId: string } | { readonly substituteId: string },
  fromOn: LocalDate,
  toOn: LocalDate,
): Promise<Substitution | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_substitute')
    .selectAll()
    .where('personId' in who ? 'person_id' : 'substitute_id', '=', 'personId' in who ? who.personId : who.substituteId)
    .where('ended_at', 'is', null)
    .where('from_on', '<=', toOn)
    .where('to_on', '>=', fromOn)
    .orderBy('from_on')
    .limit(1)
    .executeTakeFirst();
  return row && toSubstitution(row);
}

export async function insertSubstitution(db: Db, one: Omit<Substitution, 'endedAt'>): Promise<void> {
  await db
    .$extendTables<Tables>()
    .insertInto('reminder_substitute')
    .values({
      id: one.id,
      agency_id: one.agencyId,
      person_id: one.personId,
      substitute_id: one.substituteId,
      from_on: one.fromOn,
      to_on: one.toOn,
      note: one.note,
      set_by: one.setBy,
      set_at: one.setAt,
      ended_at: null,
      ended_by: null,
    })
    .execute();
}

/** Holds one that has not ended until the transaction ends. */
export async function lockSubstitution(db: Db, id: string): Promise<Substitution | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_substitute')
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row && toSubstitution(row);
}

/** Ends one early: its last day, and who said so. A start that lies ahead is taken back whole. */
export async function endSubstitution(db: Db, id: string, { at, by }: { at: Date; by: string | null }): Promise<void> {
  await sql`update reminder_substitute set ended_at = ${at}, ended_by = ${by} where id = ${id}`.execute(db);
}

/** Two settings for one person wait for each other, so that they cannot both find the time free. */
export async function holdPerson(db: Db, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reminder_substitute:${personId}`}, 0))`.execute(db);
}
