import type { Db } from '#platform/db/pool.ts';
import type { Ending } from '../domain/extension.ts';
import { type AssignmentRecord, type ExtensionFileRecord, type ExtensionRecord, json, tables } from './rows.ts';

export async function insertExtension(
  db: Db,
  row: ExtensionRecord,
  files: readonly ExtensionFileRecord[],
): Promise<void> {
  await tables(db).insertInto('directive_extension').values(row).execute();
  if (files.length > 0)
    await tables(db)
      .insertInto('directive_extension_file')
      .values([...files])
      .execute();
}

/** Requests of a task the actor may read, oldest first. */
export async function listExtensions(db: Db, taskId: string): Promise<ExtensionRecord[]> {
  return tables(db)
    .selectFrom('directive_extension')
    .selectAll()
    .where('task_id', '=', taskId)
    .orderBy('asked_at')
    .orderBy('id')
    .execute();
}

/** Names and sizes, without the bytes. */
export async function listExtensionFiles(
  db: Db,
  extensionIds: readonly string[],
): Promise<Omit<ExtensionFileRecord, 'bytes' | 'sha256'>[]> {
  if (extensionIds.length === 0) return [];
  return tables(db)
    .selectFrom('directive_extension_file')
    .select(['id', 'extension_id', 'name', 'media_type', 'size'])
    .where('extension_id', 'in', [...extensionIds])
    .orderBy('id')
    .execute();
}

/** A file of the task's requests with the agency whose part it belongs to. */
export async function findExtensionFile(
  db: Db,
  taskId: string,
  fileId: string,
): Promise<(ExtensionFileRecord & { agency_id: string }) | undefined> {
  return tables(db)
    .selectFrom('directive_extension_file as f')
    .innerJoin('directive_extension as e', 'e.id', 'f.extension_id')
    .innerJoin('directive_assignment as a', 'a.id', 'e.assignment_id')
    .selectAll('f')
    .select('a.agency_id')
    .where('f.id', '=', fileId)
    .where('e.task_id', '=', taskId)
    .executeTakeFirst();
}

/** The request of a part that waits for its answer. Held by whoever holds the part. */
export async function findOpenExtension(db: Db, assignmentId: string): Promise<ExtensionRecord | undefined> {
  return tables(db)
    .selectFrom('directive_extension')
    .selectAll()
    .where('assignment_id', '=', assignmentId)
    .where('decided_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

/** Ids of the answered requests of a part: their answers may still wait to be read. */
export async function answeredExtensions(db: Db, assignmentId: string): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('directive_extension')
    .select('id')
    .where('assignment_id', '=', assignmentId)
    .where('decided_at', 'is not', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** Writes the answer, once. */
export async function decideExtension(
  db: Db,
  id: string,
  decision: Pick<
    ExtensionRecord,
    | 'decision'
    | 'decided_at'
    | 'decided_by'
    | 'decided_by_name'
    | 'decision_note'
    | 'decision_document'
    | 'granted_due_on'
    | 'granted_due_at'
  >,
): Promise<void> {
  await changeOne(db, id, decision);
}

/** Ends a request without an answer, once. */
export async function endExtension(
  db: Db,
  id: string,
  ended: { readonly ended_at: Date; readonly ended_by_name: string; readonly ended_because: Ending },
): Promise<void> {
  await changeOne(db, id, ended);
}

async function changeOne(db: Db, id: string, change: Partial<ExtensionRecord>): Promise<void> {
  const { numUpdatedRows } = await tables(db)
    .updateTable('directive_extension')
    .set(change)
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`request ${id} is settled already`);
}

/** Moves the due date of a part; the first one stays beside it for ever. */
export async function moveDue(
  db: Db,
  row: AssignmentRecord,
  due: Required<Pick<AssignmentRecord, 'due_on' | 'due_at' | 'explanation'>>,
): Promise<AssignmentRecord> {
  const change = {
    due_on: due.due_on,
    due_at: due.due_at,
    original_due_on: row.original_due_on ?? row.due_on,
    original_due_at: row.original_due_at ?? row.due_at,
    extended_times: row.extended_times + 1,
  };
  await tables(db)
    .updateTable('directive_assignment')
    .set({ ...change, explanation: json(due.explanation) })
    .where('id', '=', row.id)
    .execute();
  return { ...row, ...change, explanation: due.explanation };
}
