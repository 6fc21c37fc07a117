import { sql } from 'kysely';
import { addDays, type LocalDate } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import type { Db } from '#platform/db/pool.ts';
import { type Counted, countsAt, statusIs, stepIs } from './list.ts';
import type { Step } from '../domain/status.ts';
import { tables } from './rows.ts';

export type AgencyCounts = Counted & { id: string; name: string; longest: Date | null };
export type OriginalCounts = Counted & { id: string; extended: number };

/** Counted work by agency; `longest` is the earliest due moment among its overdue work. */
export async function countByAgency(db: Db, now: Date): Promise<AgencyCounts[]> {
  return tables(db)
    .selectFrom('directive_assignment as a')
    .select(['a.agency_id as id', sql<string>`max(a.agency_name)`.as('name'), ...countsAt(now)])
    .select(sql<Date | null>`min(a.due_at) filter (where ${statusIs('OPEN_OVERDUE', now)})`.as('longest'))
    .where('a.counted', '=', true)
    .where('a.withdrawn_at', 'is', null)
    .where('a.superseded_at', 'is', null)
    .groupBy('a.agency_id')
    .execute();
}

/** The same by the due dates first given, for agencies of which one was moved; `extended` counts the parts moved. */
export async function countByAgencyOriginal(db: Db, now: Date): Promise<OriginalCounts[]> {
  return tables(db)
    .selectFrom('directive_assignment as a')
    .select(['a.agency_id as id', ...countsAt(now, 'original')])
    .select(sql<number>`(count(*) filter (where a.extended_times > 0))::int`.as('extended'))
    .where('a.counted', '=', true)
    .where('a.withdrawn_at', 'is', null)
    .where('a.superseded_at', 'is', null)
    .where(sql<boolean>`a.agency_id in (select agency_id from directive_assignment where extended_times > 0)`)
    .groupBy('a.agency_id')
    .execute();
}

/** How many requests for more time wait for an answer. */
export async function countRequests(db: Db): Promise<number> {
  const { n } = await tables(db)
    .selectFrom('directive_extension')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('decided_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  return n;
}

/** The four counts of work that does not enter the rates. */
export async function countNotCounted(db: Db, now: Date): Promise<Counted> {
  return tables(db)
    .selectFrom('directive_assignment as a')
    .select(countsAt(now))
    .where('a.counted', '=', false)
    .executeTakeFirstOrThrow();
}

/** Counted work that waits for somebody: at the steps where nothing happens by itself. */
export async function countWaiting(db: Db): Promise<{ notReceived: number; returned: number; toConfirm: number }> {
  const at = (step: Step) => sql<number>`count(*) filter (where ${stepIs(step)})::int`;
  return tables(db)
    .selectFrom('directive_assignment as a')
    .select([at('new').as('notReceived'), at('returned').as('returned'), at('reported').as('toConfirm')])
    .where('a.counted', '=', true)
    .executeTakeFirstOrThrow();
}

export type WeekCounts = Counted & { from: LocalDate };

/** Counted work by the week (Monday to Sunday in Việt Nam) it was due in, for weeks beginning from `first` on. */
export async function countByWeek(db: Db, first: LocalDate, weeks: number, now: Date): Promise<WeekCounts[]> {
  const week = sql<LocalDate>`date_trunc('week', a.due_at at time zone 'Asia/Ho_Chi_Minh')::date`;
  return tables(db)
    .selectFrom('directive_assignment as a')
    .select([week.as('from'), ...countsAt(now)])
    .where('a.counted', '=', true)
    .where('a.withdrawn_at', 'is', null)
    .where('a.superseded_at', 'is', null)
    .where('a.due_at', '>=', instantAt(first))
    .where('a.due_at', '<', instantAt(addDays(first, 7 * weeks)))
    .groupBy(sql`1`)
    .orderBy(sql`1`)
    .execute();
}

/** Due moments of the counted overdue work, for its age bands. */
export async function listOverdueDue(db: Db, now: Date): Promise<{ dueOn: LocalDate; count: number }[]> {
  const day = sql<LocalDate>`(a.due_at at time zone 'Asia/Ho_Chi_Minh')::date`;
  return tables(db)
    .selectFrom('directive_assignment as a')
    .select([day.as('dueOn'), sql<number>`count(*)::int`.as('count')])
    .where('a.counted', '=', true)
    .where(statusIs('OPEN_OVERDUE', now))
    .groupBy(sql`1`)
    .execute();
}
