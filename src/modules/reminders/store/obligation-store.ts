import { type Selectable, sql } from 'kysely';
import { askOnce, takeForeseen } from '#platform/db/foreseen.ts';
import type { Db, DbTransaction } from '#platform/db/pool.ts';
import { statement } from '#platform/db/statement.ts';
import type { Obligation } from '../domain/obligation.ts';
import { type ClockRow, type ObligationRow, type Tables, toObligation } from './obligation-rows.ts';

const LOCK = statement<ObligationRow & ClockRow>(
  `select * from reminder_obligation join reminder_clock on obligation_id = id
   where source = $1 and key = $2 for update`,
);

const lockName = (source: string, key: string): string => `reminders.lock ${source} ${key}`;

/** Holds the row of an obligation until the transaction ends; firing waits for it and it for firing. */
export async function lockObligation(db: DbTransaction, source: string, key: string): Promise<Obligation | undefined> {
  const [row] = await (takeForeseen<(ObligationRow & ClockRow)[]>(db, lockName(source, key)) ??
    LOCK.rows(db, [source, key]));
  return row && toObligation(row);
}

/** Holds it before it is needed; `lockObligation` takes what was found. */
export function foreseeObligation(db: DbTransaction, source: string, key: string): void {
  void askOnce(db, lockName(source, key), () => LOCK.rows(db, [source, key]));
}

/** `lockObligation` of several, held in the order of their keys; unknown keys are left out. */
export async function lockObligations(
  db: Db,
  source: string,
  keys: readonly string[],
): Promise<Map<string, Obligation>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<Selectable<ObligationRow & ClockRow>>`
    select * from reminder_obligation join reminder_clock on obligation_id = id
    where source = ${source} and key = any(${[...keys]}::text[]) order by key for update`.execute(db);
  return new Map(rows.map((row) => [row.key, toObligation(row)]));
}

/** `lockObligation` by id. */
export async function lockObligationById(db: Db, id: string): Promise<Obligation | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_obligation')
    .innerJoin('reminder_clock', 'obligation_id', 'id')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && toObligation(row);
}

export async function findObligation(db: Db, id: string): Promise<Obligation | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_obligation')
    .innerJoin('reminder_clock', 'obligation_id', 'id')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toObligation(row);
}

/** Without holding the row. */
export async function findObligationByKey(db: Db, source: string, key: string): Promise<Obligation | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_obligation')
    .innerJoin('reminder_clock', 'obligation_id', 'id')
    .selectAll()
    .where('source', '=', source)
    .where('key', '=', key)
    .executeTakeFirst();
  return row && toObligation(row);
}

/** Ids of a source's obligations by their keys, as far as the reader may see them. */
export async function idsByKey(db: Db, source: string, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_obligation')
    .select(['key', 'id'])
    .where('source', '=', source)
    .where('key', 'in', [...keys])
    .execute();
  return new Map(rows.map(({ key, id }) => [key, id]));
}

/** The name a source gave an obligation, and how it stands. */
export interface ObligationName {
  readonly source: string;
  readonly key: string;
  readonly state: Obligation['state'];
  readonly dueAt: Date | null;
  readonly planVersion: number;
}

export async function namedByIds(db: Db, ids: readonly string[]): Promise<Map<string, ObligationName>> {
  const { rows } = await sql<ObligationName & { id: string }>`
    select id, source, key, state, due_at as "dueAt", plan_version as "planVersion"
    from reminder_obligation where id = any (${`{${ids.join(',')}}`}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, ...named }) => [id, named]));
}

/** The earliest planned step of the province, through the partial index. */
export async function earliestNextAt(db: Db): Promise<Date | null> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_clock')
    .select('next_at')
    .where('next_at', 'is not', null)
    .orderBy('next_at')
    .limit(1)
    .executeTakeFirst();
  return row?.next_at ?? null;
}

/** How many open obligations have no next step although one may be planned later. */
export async function countStalled(db: Db): Promise<number> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_clock')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('no_next_reason', 'is not', null)
    .where('no_next_reason', '<>', 'no-rule')
    .executeTakeFirstOrThrow();
  return row.count;
}
