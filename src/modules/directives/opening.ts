import { loadCalendar } from '#modules/calendar/public.ts';
import { dayVi } from '#modules/calendar/domain/explain-vi.ts';
import { type HandingOver, type ObligationInput, registerObligation } from '#modules/reminders/public.ts';
import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { cooperatingDueOn, cooperatingExplanation, dueMomentOf } from './domain/due.ts';
import type { Period } from './domain/periods.ts';
import type { AssignmentRecord, Role, TaskRecord } from './store/rows.ts';
import { insertAssignments } from './store/tasks.ts';

/** An agency that gets a part of a task. */
export interface Partner {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly role: Role;
}

type Due = Pick<AssignmentRecord, 'due_on' | 'due_at' | 'explanation'>;

/**
 * Opens the parts of a task, for one period when it has periods, and registers what is owed with the reminder engine
 * in the same transaction. Opened twice it is opened once.
 *
 * @param dueOn last day for the lead; null when there is none
 * @returns the assignments made now
 */
export async function openParts(
  tx: Tx,
  task: TaskRecord,
  partners: readonly Partner[],
  dueOn: LocalDate | null,
  period: Period | null,
): Promise<AssignmentRecord[]> {
  const rows: AssignmentRecord[] = [];
  for (const partner of partners) rows.push(await partOf(tx, task, partner, dueOn, period));
  const made = new Set(await insertAssignments(tx.db, rows));
  const opened = rows.filter((row) => made.has(row.id));
  for (const row of opened) await registerPart(tx, task, row);
  return opened;
}

async function partOf(
  tx: Tx,
  task: TaskRecord,
  partner: Partner,
  dueOn: LocalDate | null,
  period: Period | null,
): Promise<AssignmentRecord> {
  return {
    id: newId(),
    task_id: task.id,
    document_id: task.document_id,
    agency_id: partner.agencyId,
    agency_name: partner.agencyName,
    first_agency_id: partner.agencyId,
    role: partner.role,
    counted: partner.role === 'lead' && task.kind === 'concrete',
    period_key: period?.key ?? '',
    period_label: period?.label ?? null,
    period_from: period?.from ?? null,
    period_to: period?.to ?? null,
    ...(await dueOf(tx, task, partner, dueOn, period)),
    original_due_on: null,
    original_due_at: null,
    extended_times: 0,
    opened_at: tx.now,
    received_at: null,
    officer_id: null,
    officer_name: null,
    assigned_at: null,
    progressed_at: null,
    percent: null,
    reported_at: null,
    confirmed_at: null,
    returned_at: null,
    return_reason: null,
    withdrawn_at: null,
    superseded_at: null,
    superseded_by: null,
    handed_over_from: null,
    version: 1,
    changed_at: tx.now,
    changed_by: tx.actor.personId,
    changed_by_name: tx.actor.name,
    last_action: period ? 'directives.period_opened' : 'directives.issued',
  };
}

async function dueOf(
  tx: Tx,
  task: TaskRecord,
  partner: Partner,
  dueOn: LocalDate | null,
  period: Period | null,
): Promise<Due> {
  if (task.kind === 'request')
    return none('Đây là đề nghị, không phải nhiệm vụ được giao: theo dõi nhưng không tính quá hạn.');
  if (dueOn === null)
    return none(
      task.recurrence === 'continuous'
        ? 'Việc thường xuyên, không có hạn.'
        : 'Người giao xác nhận việc này không có hạn.',
    );
  const calendar = await loadCalendar(tx, partner.agencyId);
  const words = period ? [`Kỳ ${period.label}: từ ${dayVi(period.from)} đến ${dayVi(period.to)}.`] : [];
  const givenOn = period && period.from > tx.today ? period.from : tx.today;
  const ownDay = partner.role === 'lead' ? dueOn : cooperatingDueOn(calendar, givenOn, dueOn);
  if (ownDay !== dueOn) words.push(cooperatingExplanation(dueOn));
  const time = ownDay === dueOn ? task.due_time : null;
  const { dueAt, explanation } = dueMomentOf(calendar, ownDay, time, task.deadline_text);
  return { due_on: ownDay, due_at: dueAt, explanation: [...words, ...explanation] };
}

function none(why: string): Due {
  return { due_on: null, due_at: null, explanation: [why] };
}

/** Puts one part on the list of promises, or brings it up to date there. */
export async function registerPart(
  tx: Tx,
  task: TaskRecord,
  row: AssignmentRecord,
  handed?: HandingOver,
): Promise<void> {
  const promise: ObligationInput = {
    source: 'directives',
    key: row.id,
    kind: 'directive-task',
    title: lineOf(task, row),
    agencyId: row.agency_id,
    personId: row.officer_id,
    followerAgencyId: task.follower_agency_id,
    startAt: startOf(task, row),
    dueAt: row.due_at,
    urgency: task.urgency,
    link: `/nhiem-vu/${task.id}?phan=${row.id}`,
    action: row.role === 'lead' ? 'Báo cáo kết quả' : 'Báo cáo phần phối hợp',
    explanation: row.explanation,
    origin: { document: task.document_kind ?? 'Văn bản', number: task.document_number },
  };
  await registerObligation(tx, promise, handed);
}

/** A paper that came in after its own deadline began to run from its issue. */
function startOf(task: TaskRecord, row: AssignmentRecord): Date {
  const { due_at: dueAt, opened_at: openedAt } = row;
  if (dueAt === null || openedAt <= dueAt) return openedAt;
  const issued = task.document_issued_on ? instantAt(task.document_issued_on) : dueAt;
  return issued <= dueAt ? issued : dueAt;
}

/** The task in a line: its first words, its period, and that it is a part only. */
export function lineOf(task: Pick<TaskRecord, 'text'>, row: Pick<AssignmentRecord, 'role' | 'period_label'>): string {
  const line = task.text.replace(/\s+/g, ' ').trim();
  const short = line.length <= 140 ? line : `${line.slice(0, line.lastIndexOf(' ', 139))}…`;
  const period = row.period_label ? `[${row.period_label}] ` : '';
  return `${row.role === 'cooperating' ? 'Phối hợp: ' : ''}${period}${short}`;
}
