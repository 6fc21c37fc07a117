import { sql } from 'kysely';
import type { LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';
import { type AssignmentRecord, json, type PartyRecord, type TaskRecord, tables } from './rows.ts';

export async function insertTask(db: Db, row: TaskRecord): Promise<void> {
  await tables(db).insertInto('directive_task').values(row).execute();
}

export async function insertParties(db: Db, rows: readonly PartyRecord[]): Promise<void> {
  if (rows.length === 0) return;
  await tables(db)
    .insertInto('directive_party')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Writes what is not there yet. @returns the ids written: a period opened twice is opened once */
export async function insertAssignments(db: Db, rows: readonly AssignmentRecord[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const made = await tables(db)
    .insertInto('directive_assignment')
    .values(rows.map((row) => ({ ...row, explanation: json(row.explanation) })))
    .onConflict((conflict) => conflict.columns(['task_id', 'first_agency_id', 'role', 'period_key']).doNothing())
    .returning('id')
    .execute();
  return made.map(({ id }) => id);
}

export async function findTask(db: Db, id: string): Promise<TaskRecord | undefined> {
  return tables(db).selectFrom('directive_task').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function lockTask(db: Db, id: string): Promise<TaskRecord | undefined> {
  return tables(db).selectFrom('directive_task').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Tasks made of a document, in the order of its text, with how many assignments each has. */
export async function listTasksOfDocument(
  db: Db,
  documentId: string,
): Promise<(Pick<TaskRecord, 'id' | 'proposal_id' | 'text' | 'issued_at'> & { assignments: number })[]> {
  return tables(db)
    .selectFrom('directive_task as t')
    .leftJoin('directive_assignment as a', 'a.task_id', 't.id')
    .select(['t.id', 't.proposal_id', 't.text', 't.issued_at', (eb) => eb.fn.count<number>('a.id').as('assignments')])
    .where('t.document_id', '=', documentId)
    .groupBy('t.id')
    .orderBy('t.position')
    .execute();
}

export async function listAssignments(db: Db, taskId: string): Promise<AssignmentRecord[]> {
  return tables(db)
    .selectFrom('directive_assignment')
    .selectAll()
    .where('task_id', '=', taskId)
    .orderBy('period_from', (order) => order.asc().nullsFirst())
    .orderBy('period_key')
    .orderBy('role', 'desc')
    .orderBy('agency_name')
    .orderBy('id')
    .execute();
}

export async function findAssignment(db: Db, taskId: string, id: string): Promise<AssignmentRecord | undefined> {
  return tables(db)
    .selectFrom('directive_assignment')
    .selectAll()
    .where('id', '=', id)
    .where('task_id', '=', taskId)
    .executeTakeFirst();
}

export async function lockAssignment(db: Db, id: string): Promise<AssignmentRecord | undefined> {
  return tables(db).selectFrom('directive_assignment').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** All assignments of a task, held until the transaction ends. */
export async function lockAssignmentsOf(db: Db, taskId: string): Promise<AssignmentRecord[]> {
  return tables(db)
    .selectFrom('directive_assignment')
    .selectAll()
    .where('task_id', '=', taskId)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function updateAssignment(
  db: Db,
  id: string,
  change: Partial<Omit<AssignmentRecord, 'id' | 'task_id' | 'explanation'>>,
): Promise<void> {
  await tables(db).updateTable('directive_assignment').set(change).where('id', '=', id).execute();
}

export async function updateTask(
  db: Db,
  id: string,
  change: Partial<
    Pick<TaskRecord, 'withdrawn_at' | 'withdrawn_by_name' | 'withdrawn_reason' | 'next_period_on' | 'version'>
  >,
): Promise<void> {
  await tables(db).updateTable('directive_task').set(change).where('id', '=', id).execute();
}

/** Whether one of the agencies has, or had, a part in the task. */
export async function isPartyTo(db: Db, taskId: string, agencyIds: readonly string[]): Promise<boolean> {
  if (agencyIds.length === 0) return false;
  const row = await tables(db)
    .selectFrom('directive_party')
    .select('task_id')
    .where('task_id', '=', taskId)
    .where('agency_id', 'in', [...agencyIds])
    .executeTakeFirst();
  return row !== undefined;
}

export async function listParties(db: Db, taskId: string): Promise<PartyRecord[]> {
  return tables(db)
    .selectFrom('directive_party')
    .selectAll()
    .where('task_id', '=', taskId)
    .where('ended_on', 'is', null)
    .orderBy('agency_id')
    .execute();
}

/** Recurring tasks whose next period has begun by `today`; rows another process works on are left to it. */
export async function lockTasksWithPeriodDue(db: Db, today: LocalDate, limit: number): Promise<TaskRecord[]> {
  return tables(db)
    .selectFrom('directive_task')
    .selectAll()
    .where('next_period_on', '<=', today)
    .where('withdrawn_at', 'is', null)
    .orderBy('next_period_on')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** The first day on which a new period will have to be opened. */
export async function nextPeriodDay(db: Db): Promise<LocalDate | null> {
  const row = await tables(db)
    .selectFrom('directive_task')
    .select((eb) => eb.fn.min('next_period_on').as('day'))
    .where('withdrawn_at', 'is', null)
    .where('next_period_on', 'is not', null)
    .executeTakeFirst();
  return row?.day ?? null;
}

/** Work of an agency that is neither done nor withdrawn, held until the transaction ends. */
export async function lockOpenOf(db: Db, agencyId: string): Promise<AssignmentRecord[]> {
  return tables(db)
    .selectFrom('directive_assignment')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('confirmed_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('superseded_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** How many parts of these agencies are neither done nor withdrawn. */
export async function countOpenOf(db: Db, agencyIds: readonly string[]): Promise<number> {
  if (agencyIds.length === 0) return 0;
  const row = await tables(db)
    .selectFrom('directive_assignment')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('agency_id', 'in', [...agencyIds])
    .where('confirmed_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('superseded_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Another open part of the same task and period that an agency has already. */
export async function findOpenPart(
  db: Db,
  of: AssignmentRecord,
  agencyId: string,
): Promise<AssignmentRecord | undefined> {
  return tables(db)
    .selectFrom('directive_assignment')
    .selectAll()
    .where('task_id', '=', of.task_id)
    .where('agency_id', '=', agencyId)
    .where('period_key', '=', of.period_key)
    .where('id', '<>', of.id)
    .where('confirmed_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('superseded_at', 'is', null)
    .orderBy('role', 'desc')
    .forUpdate()
    .executeTakeFirst();
}

/** Until when the lead of a task has in the same period: the latest of them where there are several; null without one. */
export async function leadDueOf(db: Db, of: AssignmentRecord): Promise<Pick<AssignmentRecord, 'due_on' | 'due_at'>> {
  const lead = await tables(db)
    .selectFrom('directive_assignment')
    .select(['due_on', 'due_at'])
    .where('task_id', '=', of.task_id)
    .where('role', '=', 'lead')
    .where('period_key', '=', of.period_key)
    .where('withdrawn_at', 'is', null)
    .where('superseded_at', 'is', null)
    .where('due_at', 'is not', null)
    .orderBy('due_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return lead ?? { due_on: null, due_at: null };
}

/** Ends an agency's parts and gives the same ones to its successor, which so sees the past as well. @returns documents concerned */
export async function passParties(db: Db, fromId: string, toId: string, on: LocalDate): Promise<string[]> {
  await sql`
    insert into directive_party (task_id, agency_id, role)
    select task_id, ${toId}::uuid, role from directive_party where agency_id = ${fromId} and ended_on is null
    on conflict do nothing`.execute(db);
  await tables(db)
    .updateTable('directive_party')
    .set({ ended_on: on })
    .where('agency_id', '=', fromId)
    .where('ended_on', 'is', null)
    .execute();
  const rows = await tables(db)
    .selectFrom('directive_task as t')
    .innerJoin('directive_party as p', 'p.task_id', 't.id')
    .select('t.document_id')
    .distinct()
    .where('p.agency_id', '=', toId)
    .execute();
  return rows.map((row) => row.document_id);
}

/** The new name of an agency on its open work; what is done keeps the old one. */
export async function renameOnOpenWork(db: Db, agencyId: string, name: string): Promise<void> {
  await tables(db)
    .updateTable('directive_assignment')
    .set({ agency_name: name })
    .where('agency_id', '=', agencyId)
    .where('confirmed_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute();
}
