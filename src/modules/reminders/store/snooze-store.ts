import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { Audience } from '../domain/policy.ts';

interface SnoozeRow {
  id: string;
  obligation_id: string;
  person_id: string;
  audience: Audience;
  until_at: Date;
  made_at: Date;
  ended_at: Date | null;
  ended: 'woken' | 'replaced' | 'due-changed' | 'closed' | 'no-longer-due' | null;
}

type Tables = { reminder_snooze: SnoozeRow };

/** A person's pause that runs: due-soon reminders pass him by until then, and then he is told once. */
export interface Snooze {
  readonly id: string;
  readonly obligationId: string;
  readonly personId: string;
  /** As what he is told. */
  readonly audience: Audience;
  readonly untilAt: Date;
}

const toSnooze = (row: SnoozeRow): Snooze => ({
  id: row.id,
  obligationId: row.obligation_id,
  personId: row.person_id,
  audience: row.audience,
  untilAt: row.until_at,
});

/** Begins a pause and lets its obligation know. The person's earlier one must have ended. */
export async function insertSnooze(db: Db, one: Snooze, at: Date): Promise<void> {
  await db
    .$extendTables<Tables>()
    .insertInto('reminder_snooze')
    .values({
      id: one.id,
      obligation_id: one.obligationId,
      person_id: one.personId,
      audience: one.audience,
      until_at: one.untilAt,
      made_at: at,
      ended_at: null,
      ended: null,
    })
    .execute();
  await remember(db, one.obligationId);
}

/** Ends the pauses of an obligation that run, or one person's. @returns how many ended */
export async function endSnoozes(
  db: Db,
  obligationId: string,
  because: NonNullable<SnoozeRow['ended']>,
  at: Date,
  personId?: string,
): Promise<number> {
  const result = await db
    .$extendTables<Tables>()
    .updateTable('reminder_snooze')
    .set({ ended_at: at, ended: because })
    .where('obligation_id', '=', obligationId)
    .where('ended_at', 'is', null)
    .$if(personId !== undefined, (query) => query.where('person_id', '=', personId ?? ''))
    .executeTakeFirst();
  await remember(db, obligationId);
  return Number(result.numUpdatedRows);
}

/** The obligation keeps the latest moment of its pauses, so that firing need not ask for each. */
async function remember(db: Db, obligationId: string): Promise<void> {
  await sql`
    update reminder_obligation set snoozed_until = (
      select max(until_at) from reminder_snooze s where s.obligation_id = ${obligationId} and s.ended_at is null)
    where id = ${obligationId}`.execute(db);
}

/** The pauses over by `now`, the earliest first. Not held: its obligation is held before a pause is. */
export async function listOver(db: Db, now: Date, limit: number): Promise<Snooze[]> {
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_snooze')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('until_at', '<=', now)
    .orderBy('until_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toSnooze);
}

/** Holds a pause that is over by `now`; undefined when another process has seen to it, or it was set anew. */
export async function lockOver(db: Db, id: string, now: Date): Promise<Snooze | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_snooze')
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('until_at', '<=', now)
    .forUpdate()
    .executeTakeFirst();
  return row && toSnooze(row);
}

/** Holds a pause over until a moment at which people may be told. */
export async function postpone(db: Db, { id, obligationId }: Snooze, until: Date): Promise<void> {
  await db
    .$extendTables<Tables>()
    .updateTable('reminder_snooze')
    .set({ until_at: until })
    .where('id', '=', id)
    .execute();
  await remember(db, obligationId);
}

/** When the next pause is over; null when none runs. */
export async function nextWake(db: Db): Promise<Date | null> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_snooze')
    .select('until_at')
    .where('ended_at', 'is', null)
    .orderBy('until_at')
    .limit(1)
    .executeTakeFirst();
  return row?.until_at ?? null;
}

/** A person's own pauses among these obligations. */
export async function snoozedBy(
  db: Db,
  personId: string,
  obligationIds: readonly string[],
): Promise<Map<string, Date>> {
  if (obligationIds.length === 0) return new Map();
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_snooze')
    .select(['obligation_id', 'until_at'])
    .where('person_id', '=', personId)
    .where('obligation_id', 'in', [...obligationIds])
    .where('ended_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.obligation_id, row.until_at]));
}
