import type { AuditEntry } from '#modules/audit/public.ts';
import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { workingDaysBetween } from '#modules/calendar/domain/days.ts';
import { dateVi } from '#modules/calendar/domain/explain-vi.ts';
import { dayNumber } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam, toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { factsOf, partiesOf, seesInside } from './acting.ts';
import { extensionActs, extensionDenial, waitingOf } from './domain/extension.ts';
import { allowedActions } from './domain/lifecycle.ts';
import { atOriginal, type Facts, statusOf, stepOf } from './domain/status.ts';
import { extensionView } from './extension-views.ts';
import type { AssignmentView, ReportView, TaskRow, TimelineEntry } from './schema.ts';
import type { ListedRow } from './store/list.ts';
import type {
  AssignmentRecord,
  ExtensionFileRecord,
  ExtensionRecord,
  NoteRecord,
  ReportFileRecord,
  ReportRecord,
} from './store/rows.ts';

const iso = (at: Date | null): string | null => at && toVietnamIso(at);

/**
 * Working days from the due day to the report, or to `now` while the work is open; a part of a day counts as one.
 * 0 when it is not late. Years without days-off data are counted in calendar days.
 */
export function lateDaysOf(facts: Facts, now: Date, calendar: WorkCalendar): number {
  const status = statusOf(facts, now);
  if (facts.dueAt === null || (status !== 'DONE_LATE' && status !== 'OPEN_OVERDUE')) return 0;
  const from = dateInVietnam(facts.dueAt);
  const to = dateInVietnam(facts.reportedAt ?? now);
  try {
    return Math.max(1, workingDaysBetween(calendar, from, to));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return Math.max(1, dayNumber(to) - dayNumber(from));
  }
}

/**
 * Working days from today to the due day, negative when overdue. Null when the clock stands (reported, done, withdrawn),
 * without a due date, and in years without days-off data.
 */
export function workingDaysLeftOf(facts: Facts, now: Date, calendar: WorkCalendar): number | null {
  const status = statusOf(facts, now);
  if (facts.dueAt === null || facts.reportedAt || status === null) return null;
  if (status === 'OPEN_OVERDUE') return -lateDaysOf(facts, now, calendar);
  try {
    return workingDaysBetween(calendar, dateInVietnam(now), dateInVietnam(facts.dueAt));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return null;
  }
}

export function taskRow(row: ListedRow, now: Date, calendar: WorkCalendar): TaskRow {
  const facts = factsOf(row);
  return {
    assignmentId: row.id,
    taskId: row.task_id,
    text: row.text,
    product: row.product,
    kind: row.kind,
    role: row.role,
    agency: { id: row.agency_id, name: row.agency_name },
    officer: officerOf(row),
    document: {
      id: row.document_id,
      number: row.document_number,
      kind: row.document_kind,
      issuedOn: row.document_issued_on,
    },
    period: row.period_label,
    urgency: row.urgency,
    issuedAt: toVietnamIso(row.issued_at),
    dueOn: row.due_on,
    dueAt: iso(row.due_at),
    originalDueOn: row.original_due_on,
    originalDueAt: iso(row.original_due_at),
    extendedTimes: row.extended_times,
    asksExtension: row.asks_extension,
    status: statusOf(facts, now),
    step: stepOf(facts),
    percent: row.percent,
    reportedAt: iso(row.reported_at),
    lateDays: lateDaysOf(facts, now, calendar),
    workingDaysLeft: workingDaysLeftOf(facts, now, calendar),
    version: row.version,
  };
}

function officerOf(row: AssignmentRecord): { id: string; name: string } | null {
  return row.officer_id && row.officer_name ? { id: row.officer_id, name: row.officer_name } : null;
}

export interface Written {
  readonly reports: readonly ReportRecord[];
  readonly files: readonly Omit<ReportFileRecord, 'bytes' | 'sha256'>[];
  readonly notes: readonly NoteRecord[];
  readonly extensions: readonly ExtensionRecord[];
  /** Answers that wait to be read, by request. */
  readonly unread: ReadonlyMap<string, string>;
  readonly extensionFiles: readonly Omit<ExtensionFileRecord, 'bytes' | 'sha256'>[];
  /** Obligations of the reminder engine by assignment. */
  readonly obligations: ReadonlyMap<string, string>;
}

/** An assignment for one reader: what was written in it only for those who may read it. */
export function assignmentView(
  row: AssignmentRecord,
  written: Written,
  actor: Actor,
  now: Date,
  calendar: WorkCalendar,
): AssignmentView {
  const facts = factsOf(row);
  const inside = seesInside(actor, row);
  const parties = partiesOf(actor, row);
  const isOwn = parties.includes('agency') || parties.includes('officer');
  const requests = written.extensions.filter((request) => request.assignment_id === row.id);
  const open = requests.find(({ decided_at, ended_at }) => decided_at === null && ended_at === null);
  const waiting = waitingOf(open, actor.personId);
  const denial = extensionDenial('ask', parties, facts, waiting, now);
  return {
    id: row.id,
    agency: { id: row.agency_id, name: row.agency_name },
    role: row.role,
    counted: row.counted,
    period:
      row.period_from && row.period_to
        ? { key: row.period_key, label: row.period_label ?? '', from: row.period_from, to: row.period_to }
        : null,
    dueOn: row.due_on,
    dueAt: iso(row.due_at),
    originalDueOn: row.original_due_on,
    originalDueAt: iso(row.original_due_at),
    extendedTimes: row.extended_times,
    originalStatus: row.original_due_at && statusOf(atOriginal(facts, row.original_due_at), now),
    explanation: row.explanation,
    status: statusOf(facts, now),
    step: stepOf(facts),
    lateDays: lateDaysOf(facts, now, calendar),
    workingDaysLeft: workingDaysLeftOf(facts, now, calendar),
    percent: row.percent,
    officer: inside ? officerOf(row) : null,
    openedAt: toVietnamIso(row.opened_at),
    receivedAt: iso(row.received_at),
    reportedAt: iso(row.reported_at),
    confirmedAt: iso(row.confirmed_at),
    returnedAt: iso(row.returned_at),
    returnReason: inside ? row.return_reason : null,
    withdrawnAt: iso(row.withdrawn_at),
    handedOverFrom: row.handed_over_from,
    superseded: row.superseded_at !== null,
    version: row.version,
    changedBy: row.changed_by_name,
    changedAt: toVietnamIso(row.changed_at),
    obligationId: inside ? (written.obligations.get(row.id) ?? null) : null,
    actions: allowedActions(parties, facts),
    extensionActs: extensionActs(parties, facts, waiting, now),
    extensionBar: denial === 'overdue' || denial === 'no-due' ? denial : null,
    extensions: inside
      ? requests.map((one) =>
          extensionView(one, written.extensionFiles, calendar, isOwn ? (written.unread.get(one.id) ?? null) : null),
        )
      : [],
    reports: inside ? written.reports.filter((report) => report.assignment_id === row.id).map(reportView(written)) : [],
    notes: inside
      ? written.notes
          .filter((note) => note.assignment_id === row.id)
          .map(({ id, text, percent, at, by_name }) => ({ id, text, percent, at: toVietnamIso(at), by: by_name }))
      : [],
  };
}

function reportView(written: Written) {
  return (report: ReportRecord): ReportView => ({
    id: report.id,
    text: report.text,
    documentNumber: report.document_number,
    documentOn: report.document_on,
    reportedAt: toVietnamIso(report.reported_at),
    reportedBy: report.reported_by_name,
    agencyName: report.agency_name,
    files: written.files
      .filter((file) => file.report_id === report.id)
      .map(({ id, name, media_type, size }) => ({ id, name, mediaType: media_type, size })),
    decision: report.decision,
    decidedAt: iso(report.decided_at),
    decidedBy: report.decided_by_name,
    decisionNote: report.decision_note,
  });
}

/** A line of the timeline (diễn biến) in words. */
export function timelineEntry(entry: AuditEntry): TimelineEntry {
  const word = (name: string) => {
    const value = entry.data[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const day = (name: string) => (word(name) === '' ? '' : dateVi(word(name)));
  const period = word('period') ? ` (${word('period')})` : '';
  const list = (name: string) => (Array.isArray(entry.data[name]) ? (entry.data[name] as string[]) : []);
  const say: Readonly<Record<string, () => string>> = {
    'directives.issued': () => `Giao việc cho ${someOf(list('leads'))}${cooperators(list('cooperating'))}`,
    'directives.period_opened': () => `Mở kỳ ${word('period')} cho ${word('agencies')} phần việc`,
    'directives.received': () => `${word('agency')} đã nhận việc${period}`,
    'directives.assigned': () => `${word('agency')} phân công ${word('officer')}${period}`,
    'directives.noted': () => `${word('agency')} ghi tiến độ${word('percent') ? ` ${word('percent')} %` : ''}${period}`,
    'directives.reported': () =>
      `${word('agency')} báo cáo kết quả${word('number') ? `, văn bản số ${word('number')}` : ''}${period}`,
    'directives.confirmed': () => `Xác nhận kết quả của ${word('agency')}${period}`,
    'directives.returned': () => `Trả lại báo cáo của ${word('agency')}${period}`,
    'directives.withdrawn': () => 'Rút nhiệm vụ',
    'directives.extension_asked': () => `${word('agency')} đề nghị gia hạn đến ${day('dueOn')}${period}`,
    'directives.extended': () =>
      `Gia hạn lần ${word('times')} cho ${word('agency')}: từ ${day('from')} đến ${day('dueOn')}${word('document') ? `, văn bản số ${word('document')}` : ''}${period}`,
    'directives.extension_declined': () => `Không gia hạn cho ${word('agency')}${period}`,
    'directives.extension_taken_back': () => `${word('agency')} rút đề nghị gia hạn${period}`,
    'directives.extension_lapsed': () =>
      `Đề nghị gia hạn của ${word('agency')} không còn cần trả lời: ${LAPSED[word('because')] ?? ''}${period}`,
    'directives.handed_over': () =>
      word('joined') || entry.data['joined'] === true
        ? `Phần việc của ${word('from')} nhập vào phần ${word('to')} đang làm${period}`
        : `Phần việc của ${word('from')} chuyển sang ${word('to')}${period}`,
  };
  return {
    seq: entry.seq,
    at: toVietnamIso(entry.at),
    actor: entry.actorName,
    action: entry.action,
    text: say[entry.action]?.() ?? entry.action,
    note: word('reason') || word('text') || null,
  };
}

const LAPSED: Readonly<Record<string, string>> = {
  'task-withdrawn': 'nhiệm vụ đã rút',
  'handed-over': 'phần việc chuyển cơ quan khác',
  merged: 'phần việc đã nhập vào phần khác',
  'in-time': 'kết quả báo cáo trong hạn được xác nhận',
};

function someOf(names: readonly string[]): string {
  if (names.length <= 3) return names.join(', ');
  return `${names.slice(0, 2).join(', ')} và ${names.length - 2} cơ quan khác chủ trì`;
}

function cooperators(names: readonly string[]): string {
  return names.length === 0 ? '' : `; phối hợp: ${names.length <= 3 ? names.join(', ') : `${names.length} cơ quan`}`;
}
