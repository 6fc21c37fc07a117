import type { LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';
import type { Ending } from '../domain/extension.ts';

export type TaskKind = 'concrete' | 'routine' | 'request';
export type Urgency = 'normal' | 'urgent' | 'very-urgent' | 'express';
export type Recurrence = 'weekly' | 'monthly' | 'quarterly' | 'half-yearly' | 'yearly' | 'continuous';
export type Role = 'lead' | 'cooperating';

export type TaskRecord = {
  id: string;
  proposal_id: string;
  document_id: string;
  document_number: string | null;
  document_kind: string | null;
  document_subject: string | null;
  document_issued_on: LocalDate | null;
  position: number;
  item_path: string[];
  text: string;
  span_from: number;
  span_to: number;
  kind: TaskKind;
  product: string;
  giver: string;
  signer: string | null;
  follower_agency_id: string;
  follower_name: string;
  due_on: LocalDate | null;
  due_time: string | null;
  deadline_text: string | null;
  start_on: LocalDate | null;
  recurrence: Recurrence | null;
  recurrence_day: string | null;
  recurs_until: LocalDate | null;
  next_period_on: LocalDate | null;
  urgency: Urgency;
  report_via: string | null;
  search: string;
  issued_at: Date;
  issued_by: string | null;
  issued_by_name: string;
  withdrawn_at: Date | null;
  withdrawn_by_name: string | null;
  withdrawn_reason: string | null;
  version: number;
};

export type AssignmentRecord = {
  id: string;
  task_id: string;
  document_id: string;
  agency_id: string;
  agency_name: string;
  first_agency_id: string;
  role: Role;
  counted: boolean;
  period_key: string;
  period_label: string | null;
  period_from: LocalDate | null;
  period_to: LocalDate | null;
  due_on: LocalDate | null;
  due_at: Date | null;
  /** Null while the due date has never moved. */
  original_due_on: LocalDate | null;
  original_due_at: Date | null;
  extended_times: number;
  explanation: string[];
  opened_at: Date;
  received_at: Date | null;
  officer_id: string | null;
  officer_name: string | null;
  assigned_at: Date | null;
  progressed_at: Date | null;
  percent: number | null;
  reported_at: Date | null;
  confirmed_at: Date | null;
  returned_at: Date | null;
  return_reason: string | null;
  withdrawn_at: Date | null;
  superseded_at: Date | null;
  superseded_by: string | null;
  handed_over_from: string | null;
  version: number;
  changed_at: Date;
  changed_by: string | null;
  changed_by_name: string;
  last_action: string;
};

export type PartyRecord = { task_id: string; agency_id: string; role: Role; ended_on: LocalDate | null };

export type ReportRecord = {
  id: string;
  assignment_id: string;
  task_id: string;
  text: string;
  document_number: string | null;
  document_on: LocalDate | null;
  reported_at: Date;
  reported_by: string | null;
  reported_by_name: string;
  agency_name: string;
  decision: 'confirmed' | 'returned' | null;
  decided_at: Date | null;
  decided_by_name: string | null;
  decision_note: string | null;
};

export type ReportFileRecord = {
  id: string;
  report_id: string;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  bytes: Buffer;
};

export type NoteRecord = {
  id: string;
  assignment_id: string;
  task_id: string;
  text: string;
  percent: number | null;
  at: Date;
  by_id: string | null;
  by_name: string;
};

export type ExtensionRecord = {
  id: string;
  assignment_id: string;
  task_id: string;
  from_due_on: LocalDate;
  from_due_at: Date;
  asked_due_on: LocalDate;
  asked_due_at: Date;
  reason: string;
  document_number: string | null;
  document_on: LocalDate | null;
  past_lead: boolean;
  asked_at: Date;
  asked_by: string | null;
  asked_by_name: string;
  agency_name: string;
  answer_due_at: Date;
  decision: 'granted' | 'declined' | null;
  decided_at: Date | null;
  decided_by: string | null;
  decided_by_name: string | null;
  decision_note: string | null;
  decision_document: string | null;
  granted_due_on: LocalDate | null;
  granted_due_at: Date | null;
  ended_at: Date | null;
  ended_by_name: string | null;
  ended_because: Ending | null;
};

export type ExtensionFileRecord = {
  id: string;
  extension_id: string;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  bytes: Buffer;
};

type Tables = {
  directive_task: TaskRecord;
  directive_assignment: AssignmentRecord;
  directive_party: PartyRecord;
  directive_report: ReportRecord;
  directive_report_file: ReportFileRecord;
  directive_note: NoteRecord;
  directive_extension: ExtensionRecord;
  directive_extension_file: ExtensionFileRecord;
};

export const tables = (db: Db) => db.$extendTables<Tables>();

/** Lists go to jsonb columns as text: the driver would write a list as an array. */
export function json<T>(value: T): T {
  return JSON.stringify(value) as T;
}
