import { historyOf } from '#modules/audit/public.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import { obligationIds } from '#modules/reminders/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { visibleAgencies } from '#platform/auth/actor.ts';
import { can, requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts';
import type { Attachment } from '#platform/http/attachment.ts';
import { factsOf, getVisibleTask, seesInside } from './acting.ts';
import { statusOf, type StatusCounts } from './domain/status.ts';
import { unreadAnswers } from './extension-duties.ts';
import { directivesPermissions } from './permissions.ts';
import type { TaskChoices, TaskDetail, TaskPage, TasksQuery } from './schema.ts';
import {
  countRows,
  findByWords,
  listRows,
  type ListedRow,
  type Place,
  type Sort,
  type TaskFilter,
} from './store/list.ts';
import { countAgencies, countDocuments } from './store/choices.ts';
import { findExtensionFile, listExtensionFiles, listExtensions } from './store/extensions.ts';
import { findReportFile, listNotes, listReportFiles, listReports } from './store/reports.ts';
import type { AssignmentRecord } from './store/rows.ts';
import { listAssignments } from './store/tasks.ts';
import { assignmentView, taskRow, timelineEntry } from './views.ts';

/**
 * The table of tasks, one row for each agency's part. Counts and list are answered by one condition, so a number and
 * the list it opens agree. Those who do not see the whole province get the work of their own agencies.
 */
export async function listTasks(work: Work, query: TasksQuery): Promise<TaskPage> {
  requirePermission(work.actor, directivesPermissions.read);
  const seen = visibleAgencies(work.actor);
  const asked: TaskFilter = {
    status: query.status,
    step: query.step,
    agencyId: query.agency,
    documentId: query.document,
    role: query.role,
    counted: query.counted || undefined,
    extension: query.extension,
    officerId: query.mine ? (work.actor.personId ?? NOBODY) : undefined,
    q: query.q,
    dueFrom: query.dueFrom,
    dueTo: query.dueTo,
    within: seen === 'all' ? undefined : seen,
  };
  const after = query.cursor ? placeOf(query.cursor) : undefined;
  return work.run(async (tx) => {
    const filter = { ...asked, found: await findByWords(tx.db, asked) };
    const rows = await listRows(tx.db, filter, tx.now, query.sort, after, query.limit + 1);
    const calendar = await loadCalendar(tx);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const { total, ...counts } = await countRows(tx.db, filter, tx.now);
    return {
      tasks: page.map((row) => taskRow(row, tx.now, calendar)),
      next: rows.length > query.limit && last ? encodeCursor(placeAfter(last, query.sort)) : null,
      counts,
      total,
      asOf: toVietnamIso(tx.now),
    };
  });
}

/** What the table can be filtered by, each with how many parts it holds; withdrawn work left out as in the table. */
export async function listChoices(work: Work): Promise<TaskChoices> {
  requirePermission(work.actor, directivesPermissions.read);
  const seen = visibleAgencies(work.actor);
  return work.run(async (tx) => {
    const within = seen === 'all' ? undefined : seen;
    return { agencies: await countAgencies(tx.db, within), documents: await countDocuments(tx.db, within) };
  });
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
const UUID = /^[0-9a-f-]{36}$/;

function placeOf(cursor: string): Place {
  const [at, id] = decodeCursor(cursor, 2);
  if ((at !== null && typeof at !== 'number') || typeof id !== 'string' || !UUID.test(id))
    throw new Refusal('http.bad_cursor', 400);
  return [at ?? null, id];
}

function placeAfter(row: ListedRow, sort: Sort): Place {
  return [sort === '-issued' ? row.opened_at.getTime() : (row.due_at?.getTime() ?? null), row.id];
}

/** @throws Refusal `directives.not_found` (404), the same for what does not exist and what may not be seen */
export async function getTask(work: Work, id: string): Promise<TaskDetail> {
  requirePermission(work.actor, directivesPermissions.read);
  return work.run((tx) => taskDetail(tx, id));
}

/** A task as the actor may see it: its parts, what was written in those he may read, and everything that happened. */
export async function taskDetail(tx: Tx, id: string): Promise<TaskDetail> {
  const task = await getVisibleTask(tx, id);
  const rows = await listAssignments(tx.db, id);
  const reports = await listReports(tx.db, id);
  const files = await listReportFiles(
    tx.db,
    reports.map((report) => report.id),
  );
  const obligations = await obligationIds(
    tx,
    'directives',
    rows.map((row) => row.id),
  );
  const extensions = await listExtensions(tx.db, id);
  const extensionFiles = await listExtensionFiles(
    tx.db,
    extensions.map((request) => request.id),
  );
  const written = {
    reports,
    files,
    notes: await listNotes(tx.db, id),
    extensions,
    extensionFiles,
    unread: await unreadAnswers(tx, extensions),
    obligations,
  };
  const calendar = await loadCalendar(tx);
  const seen = visibleAgencies(tx.actor);
  const history = (await historyOf(tx, { kind: 'task', id })).filter(
    (entry) =>
      seen === 'all' || entry.agencyId === null || seen.includes(entry.agencyId) || OPEN_FACTS.has(entry.action),
  );
  const mayWithdraw = task.withdrawn_at === null && can(tx.actor, directivesPermissions.confirm);
  return {
    id: task.id,
    text: task.text,
    product: task.product,
    kind: task.kind,
    itemPath: task.item_path,
    urgency: task.urgency,
    document: {
      id: task.document_id,
      number: task.document_number,
      kind: task.document_kind,
      subject: task.document_subject,
      issuedOn: task.document_issued_on,
      span: [task.span_from, task.span_to],
    },
    giver: task.giver,
    signer: task.signer,
    follower: { id: task.follower_agency_id, name: task.follower_name },
    reportVia: task.report_via,
    dueOn: task.due_on,
    dueTime: task.due_time,
    deadlineText: task.deadline_text,
    startOn: task.start_on,
    recurrence: task.recurrence,
    recurrenceDay: task.recurrence_day,
    recursUntil: task.recurs_until,
    issuedAt: toVietnamIso(task.issued_at),
    issuedBy: task.issued_by_name,
    withdrawn: task.withdrawn_at && {
      at: toVietnamIso(task.withdrawn_at),
      by: task.withdrawn_by_name ?? '',
      reason: task.withdrawn_reason ?? '',
    },
    counts: countsOf(rows, tx.now),
    assignments: rows.map((row) => assignmentView(row, written, tx.actor, tx.now, calendar)),
    timeline: history.map(timelineEntry),
    canWithdraw: mayWithdraw && (task.next_period_on !== null || rows.some((row) => isOpen(row, tx.now))),
    version: task.version,
    asOf: toVietnamIso(tx.now),
  };
}

/** Facts everybody with a part in the task may know; reasons and notes stay with the agency and the Office. */
const OPEN_FACTS: ReadonlySet<string> = new Set([
  'directives.received',
  'directives.reported',
  'directives.confirmed',
  'directives.handed_over',
  'directives.extended',
]);

function isOpen(row: AssignmentRecord, now: Date): boolean {
  const status = statusOf(factsOf(row), now);
  return status === 'OPEN_IN_TIME' || status === 'OPEN_OVERDUE';
}

/** The four counts over the lead parts. */
function countsOf(rows: readonly AssignmentRecord[], now: Date): StatusCounts {
  const counts = { doneOnTime: 0, doneLate: 0, openInTime: 0, openOverdue: 0 };
  for (const row of rows) {
    const status = row.role === 'lead' ? statusOf(factsOf(row), now) : null;
    if (status) counts[FIELD[status]] += 1;
  }
  return counts;
}

const FIELD = {
  DONE_ON_TIME: 'doneOnTime',
  DONE_LATE: 'doneLate',
  OPEN_IN_TIME: 'openInTime',
  OPEN_OVERDUE: 'openOverdue',
} as const;

/** A file of a report or of a request for more time, for those who may read what it belongs to. @throws Refusal `directives.not_found` (404) */
export async function getReportFile(work: Work, taskId: string, fileId: string): Promise<Attachment> {
  requirePermission(work.actor, directivesPermissions.read);
  return work.run(async (tx) => {
    await getVisibleTask(tx, taskId);
    const file = (await findReportFile(tx.db, taskId, fileId)) ?? (await findExtensionFile(tx.db, taskId, fileId));
    if (!file || !seesInside(tx.actor, file)) throw new Refusal('directives.not_found', 404);
    return { name: file.name, mediaType: file.media_type, bytes: file.bytes };
  });
}
