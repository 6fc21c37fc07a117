import { momentVi } from '#modules/calendar/domain/explain-vi.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { sentenceOf } from '#platform/http/problem.ts';
import { headProblemsOf, type Problem, problemsOf } from './domain/completeness.ts';
import { HEAD_FIELDS } from './domain/head-fields.ts';
import { noticesMessages } from './messages.vi.ts';
import type {
  DocumentDetail,
  DocumentSummary,
  HeadFieldView,
  ProblemView,
  ProposalList,
  ProposalView,
} from './schema.ts';
import type { SummaryRow } from './store/documents.ts';
import type { ChangeRow, DocumentRow, FieldRow, FileRow, KeptWarning, ProposalRow } from './store/rows.ts';

/** "15:04 thứ Hai, 26/02/2018" */
export function momentText(at: Date): string {
  return momentVi(toVietnamIso(at));
}

export function problemView(problem: Problem): ProblemView {
  return { ...problem, text: sentenceOf(noticesMessages, `notices.problem.${problem.code}`) };
}

/** A proposal as problems are judged by it. */
export function problemsOfRow(row: ProposalRow, issuedOn: string | null): Problem[] {
  return problemsOf(
    {
      leads: row.leads,
      cooperating: row.cooperating,
      deadlineOn: row.deadline_on,
      noDeadline: row.no_deadline,
      startOn: row.start_on,
      recurrence: row.recurrence,
      product: row.product,
    },
    issuedOn,
  );
}

export function proposalView(row: ProposalRow, issuedOn: string | null): ProposalView {
  return {
    id: row.id,
    position: row.position,
    state: row.state,
    origin: row.origin,
    itemPath: row.item_path,
    kind: row.kind,
    text: row.text,
    span: [row.span_from, row.span_to],
    leads: row.leads,
    cooperating: row.cooperating,
    deadlineOn: row.deadline_on,
    deadlineTime: row.deadline_time,
    deadlineText: row.deadline_text,
    noDeadline: row.no_deadline,
    startOn: row.start_on,
    recurrence: row.recurrence,
    recurrenceDay: row.recurrence_day,
    urgency: row.urgency,
    product: row.product,
    productAssumed: row.product_assumed,
    reportVia: row.report_via,
    evidence: Object.fromEntries(
      Object.entries(row.evidence).map(([name, { span, confidence }]) => [name, { span: [...span], confidence }]),
    ),
    confidence: row.confidence,
    warnings: row.warnings.filter((warning) => !row.settled.includes(warning.code)).map(warningView),
    problems: row.state === 'dropped' ? [] : problemsOfRow(row, issuedOn).map(problemView),
    edited: row.edited,
    mergedInto: row.merged_into,
    version: row.version,
    changedBy: row.changed_by_name,
    changedAt: toVietnamIso(row.changed_at),
  };
}

function warningView(warning: KeptWarning) {
  return {
    code: warning.code,
    text: noticesMessages[`notices.warning.${warning.code}`] ?? noticesMessages[`notices.note.${warning.code}`] ?? '',
    words: warning.text,
    span: warning.span ? ([...warning.span] as [number, number]) : null,
  };
}

const CHANGES: Readonly<Record<ChangeRow['action'], string>> = {
  accept: 'chấp nhận',
  edit: 'sửa',
  split: 'tách',
  merge: 'gộp',
  drop: 'bỏ',
  restore: 'lấy lại',
  add: 'thêm',
};

export function proposalList(
  document: DocumentRow,
  proposals: readonly ProposalRow[],
  last: ChangeRow | undefined,
): ProposalList {
  return {
    documentId: document.id,
    state: document.state,
    version: document.version,
    problems: headProblemsOf({ issuedOn: document.issued_on, issuer: document.issuer }).map(problemView),
    proposals: proposals.map((row) => proposalView(row, document.issued_on)),
    undo: last && document.state !== 'issued' ? `Hoàn tác: ${CHANGES[last.action]} (${last.actor_name})` : null,
  };
}

export function documentDetail(
  document: DocumentRow,
  parts: {
    fields: readonly FieldRow[];
    proposals: readonly ProposalRow[];
    file: Omit<FileRow, 'bytes'> | undefined;
    last: ChangeRow | undefined;
  },
): DocumentDetail {
  const { file } = parts;
  return {
    ...proposalList(document, parts.proposals, parts.last),
    id: document.id,
    number: document.number,
    kind: document.kind,
    issuedOn: document.issued_on,
    issuer: document.issuer,
    signer: document.signer,
    authority: document.authority,
    signerPosition: document.signer_position,
    subject: document.subject,
    urgency: document.urgency,
    recipients: document.recipients,
    text: document.text,
    fields: fieldViews(parts.fields),
    warnings: document.warnings.map(warningView),
    file: file ? { name: file.name, mediaType: file.media_type, size: file.size } : null,
    source: document.source,
    takenInAt: toVietnamIso(document.taken_in_at),
    takenInBy: document.taken_in_by_name,
    changedAt: toVietnamIso(document.changed_at),
    changedBy: document.changed_by_name,
    issuedAt: document.issued_at && toVietnamIso(document.issued_at),
    issuedBy: document.issued_by_name,
    droppedReason: document.dropped_reason,
  };
}

function spanOf(row: FieldRow | undefined): [number, number] | null {
  if (!row || row.span_from === null || row.span_to === null) return null;
  return [row.span_from, row.span_to];
}

function fieldViews(rows: readonly FieldRow[]): HeadFieldView[] {
  return HEAD_FIELDS.map((name) => {
    const row = rows.find((field) => field.name === name);
    return {
      name,
      readValue: row?.read_value ?? null,
      span: spanOf(row),
      words: row?.words ?? null,
      confidence: row?.confidence ?? null,
      corrected: row?.corrected_at
        ? { value: row.corrected_value, by: row.corrected_by_name ?? '', at: toVietnamIso(row.corrected_at) }
        : null,
    };
  });
}

export function summaryView(row: SummaryRow): DocumentSummary {
  return {
    id: row.id,
    state: row.state,
    number: row.number,
    kind: row.kind,
    issuedOn: row.issued_on,
    issuer: row.issuer,
    signer: row.signer,
    subject: row.subject,
    urgency: row.urgency,
    takenInAt: toVietnamIso(row.taken_in_at),
    takenInBy: row.taken_in_by_name,
    proposals: { open: row.open, accepted: row.accepted, dropped: row.dropped },
  };
}
