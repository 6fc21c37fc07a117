import type { LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';
import type { HeadField } from '../domain/head-fields.ts';
import type { Recurrence, Span, TaskKind } from '../domain/types.ts';
import type { DocumentState, PartyView, ProposalState, UrgencyLevel } from '../schema.ts';

/** A warning of the reader as it is kept. */
export interface KeptWarning {
  readonly code: string;
  readonly text: string | null;
  readonly span: Span | null;
}

export type EvidenceField = 'deadline' | 'deadlineText' | 'start' | 'recurrence' | 'urgency' | 'product';
export type Evidence = Partial<Record<EvidenceField, { readonly span: Span; readonly confidence: number }>>;

export type DocumentRow = {
  id: string;
  state: DocumentState;
  source: 'upload' | 'paste';
  text: string;
  text_hash: string;
  sha256: string;
  number: string | null;
  number_key: string | null;
  kind: string | null;
  issued_on: LocalDate | null;
  issuer: string | null;
  issuer_key: string | null;
  signer: string | null;
  authority: string | null;
  signer_position: string | null;
  subject: string | null;
  urgency: UrgencyLevel;
  recipients: string[];
  warnings: KeptWarning[];
  search: string;
  version: number;
  taken_in_at: Date;
  taken_in_by: string | null;
  taken_in_by_name: string;
  changed_at: Date;
  changed_by_name: string;
  issued_at: Date | null;
  issued_by_name: string | null;
  dropped_reason: string | null;
};

export type FileRow = { document_id: string; name: string; media_type: string; size: number; bytes: Buffer };

export type FieldRow = {
  document_id: string;
  name: HeadField;
  read_value: string | null;
  span_from: number | null;
  span_to: number | null;
  words: string | null;
  confidence: number | null;
  corrected_value: string | null;
  corrected_at: Date | null;
  corrected_by: string | null;
  corrected_by_name: string | null;
};

export type ProposalRow = {
  id: string;
  document_id: string;
  position: number;
  state: ProposalState;
  origin: 'read' | 'split' | 'added';
  item_path: string[];
  kind: TaskKind;
  text: string;
  span_from: number;
  span_to: number;
  leads: PartyView[];
  cooperating: PartyView[];
  deadline_on: LocalDate | null;
  deadline_time: string | null;
  deadline_text: string | null;
  no_deadline: boolean;
  start_on: LocalDate | null;
  recurrence: Recurrence | null;
  recurrence_day: string | null;
  urgency: UrgencyLevel;
  product: string | null;
  product_assumed: boolean;
  report_via: string | null;
  evidence: Evidence;
  confidence: number;
  warnings: KeptWarning[];
  settled: string[];
  edited: string[];
  merged_into: string | null;
  version: number;
  changed_at: Date;
  changed_by: string | null;
  changed_by_name: string;
};

export type ChangeRow = {
  id: string;
  document_id: string;
  action: ChangeAction;
  at: Date;
  actor_id: string | null;
  actor_name: string;
  before: StoredProposal[];
  after: { id: string; version: number }[];
  taken_back_at: Date | null;
};

export type ChangeAction = 'accept' | 'edit' | 'split' | 'merge' | 'drop' | 'restore' | 'add';

/** A proposal inside a kept change: the same row with its moment as text. */
export type StoredProposal = Omit<ProposalRow, 'changed_at'> & { changed_at: string };

type Tables = {
  notice_document: DocumentRow;
  notice_file: FileRow;
  notice_audience: { document_id: string; agency_id: string };
  notice_field: FieldRow;
  notice_proposal: ProposalRow;
  notice_change: ChangeRow;
};

export const tables = (db: Db) => db.$extendTables<Tables>();

/** Objects and lists go to jsonb columns as text: the driver would write a list as an array. */
export function json<T>(value: T): T {
  return JSON.stringify(value) as T;
}
