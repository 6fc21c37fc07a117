import type { Db } from '#platform/db/pool.ts';
import { type NoteRecord, type ReportFileRecord, type ReportRecord, tables } from './rows.ts';

export async function insertReport(db: Db, row: ReportRecord, files: readonly ReportFileRecord[]): Promise<void> {
  await tables(db).insertInto('directive_report').values(row).execute();
  if (files.length > 0)
    await tables(db)
      .insertInto('directive_report_file')
      .values([...files])
      .execute();
}

/** Reports of a task the actor may read, oldest first. */
export async function listReports(db: Db, taskId: string): Promise<ReportRecord[]> {
  return tables(db)
    .selectFrom('directive_report')
    .selectAll()
    .where('task_id', '=', taskId)
    .orderBy('reported_at')
    .orderBy('id')
    .execute();
}

/** Names and sizes, without the bytes. */
export async function listReportFiles(
  db: Db,
  reportIds: readonly string[],
): Promise<Omit<ReportFileRecord, 'bytes' | 'sha256'>[]> {
  if (reportIds.length === 0) return [];
  return tables(db)
    .selectFrom('directive_report_file')
    .select(['id', 'report_id', 'name', 'media_type', 'size'])
    .where('report_id', 'in', [...reportIds])
    .orderBy('id')
    .execute();
}

/** A file of the task's reports with the agency whose work it belongs to. */
export async function findReportFile(
  db: Db,
  taskId: string,
  fileId: string,
): Promise<(ReportFileRecord & { agency_id: string }) | undefined> {
  return tables(db)
    .selectFrom('directive_report_file as f')
    .innerJoin('directive_report as r', 'r.id', 'f.report_id')
    .innerJoin('directive_assignment as a', 'a.id', 'r.assignment_id')
    .selectAll('f')
    .select('a.agency_id')
    .where('f.id', '=', fileId)
    .where('r.task_id', '=', taskId)
    .executeTakeFirst();
}

/** Writes what the Office decided on the report that waits. */
export async function decideReport(
  db: Db,
  assignmentId: string,
  decision: Pick<ReportRecord, 'decision' | 'decided_at' | 'decided_by_name' | 'decision_note'>,
): Promise<void> {
  await tables(db)
    .updateTable('directive_report')
    .set(decision)
    .where('assignment_id', '=', assignmentId)
    .where('decision', 'is', null)
    .execute();
}

export async function insertNote(db: Db, row: NoteRecord): Promise<void> {
  await tables(db).insertInto('directive_note').values(row).execute();
}

/** Notes of a task the actor may read, oldest first. */
export async function listNotes(db: Db, taskId: string): Promise<NoteRecord[]> {
  return tables(db)
    .selectFrom('directive_note')
    .selectAll()
    .where('task_id', '=', taskId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}
