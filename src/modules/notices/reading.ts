import { createHash } from 'node:crypto';
import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { addWorkingDays, nextWorkingDay } from '#modules/calendar/domain/days.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import { type BodyResolution, bodyResolver } from '#modules/org/public.ts';
import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { modernTonePlacement, searchKey } from '#kernel/vietnamese.ts';
import type { Tx } from '#platform/db/province.ts';
import type { HeadField } from './domain/head-fields.ts';
import { readDocument } from './domain/read-document.ts';
import type { BodyRef, DocumentReading, Field, ReadOptions, TaskReading } from './domain/types.ts';
import type { PartyView } from './schema.ts';
import type { Evidence, FieldRow, KeptWarning, ProposalRow } from './store/rows.ts';

/** What we propose as the result when the document names none: the feedback every directive asks for. */
export const DEFAULT_PRODUCT = 'Báo cáo kết quả thực hiện';

/**
 * Reads a text on the province's calendar. A term that runs into a year without days-off data is left for the clerk,
 * with the reader's own warning, instead of stopping the intake.
 */
export async function readOnCalendar(tx: Tx, text: string, issuedOn: LocalDate | null): Promise<DocumentReading> {
  const calendar = await loadCalendar(tx);
  const known = issuedOn ? { issuedOn } : {};
  try {
    return readDocument(text, { ...known, ...countingOn(calendar) });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.year_without_data') return readDocument(text, known);
    throw error;
  }
}

function countingOn(calendar: WorkCalendar): Pick<ReadOptions, 'addWorkingDays' | 'rollToWorkingDay'> {
  return {
    addWorkingDays: (from, days) => addWorkingDays(calendar, from, days),
    rollToWorkingDay: (date) => nextWorkingDay(calendar, date),
  };
}

/** More orders than any paper gives; what lies beyond is told, not proposed. */
export const MOST_PROPOSALS = 500;
/** Longer than any order; the rest of the passage stays in the document. */
export const LONGEST_ORDER = 20_000;

/** A proposal as the reader found it, before any person has looked at it. */
export async function proposalOf(
  tx: Tx,
  reading: TaskReading,
  place: { documentId: string; position: number; documentUrgency: ProposalRow['urgency'] },
  resolve: Resolver,
): Promise<ProposalRow> {
  return {
    id: newId(),
    document_id: place.documentId,
    position: place.position,
    state: 'proposed',
    origin: 'read',
    item_path: [...reading.itemPath],
    kind: reading.kind,
    text: reading.text.normalize('NFC').slice(0, LONGEST_ORDER),
    span_from: reading.span[0],
    span_to: Math.min(reading.span[1], reading.span[0] + LONGEST_ORDER),
    leads: await partiesOf(reading.lead, resolve),
    cooperating: await partiesOf(reading.cooperating, resolve),
    ...timesOf(reading),
    no_deadline: false,
    urgency: reading.urgent && place.documentUrgency === 'normal' ? 'urgent' : place.documentUrgency,
    product: reading.product?.value ?? DEFAULT_PRODUCT,
    product_assumed: reading.product === null,
    report_via: reading.reportVia?.name ?? null,
    evidence: evidenceOf(reading),
    confidence: reading.confidence,
    warnings: reading.warnings.map(kept),
    settled: [],
    edited: [],
    merged_into: null,
    version: 1,
    changed_at: tx.now,
    changed_by: tx.actor.personId,
    changed_by_name: tx.actor.name,
  };
}

/** The part of a reading that depends on the day of issue: read again when that day is corrected. */
export function timesOf(
  reading: TaskReading,
): Pick<ProposalRow, 'deadline_on' | 'deadline_time' | 'deadline_text' | 'start_on' | 'recurrence' | 'recurrence_day'> {
  return {
    deadline_on: reading.deadline?.value ?? null,
    deadline_time: reading.deadline ? reading.deadlineTime : null,
    deadline_text: reading.deadlineText?.value ?? null,
    start_on: reading.start?.value ?? null,
    recurrence: reading.recurrence?.value ?? null,
    recurrence_day: reading.recurrenceDay,
  };
}

export function evidenceOf(reading: TaskReading): Evidence {
  const found: [keyof Evidence, Field<unknown> | null][] = [
    ['deadline', reading.deadline],
    ['deadlineText', reading.deadlineText],
    ['start', reading.start],
    ['recurrence', reading.recurrence],
    ['urgency', reading.urgent],
    ['product', reading.product],
  ];
  return Object.fromEntries(
    found.flatMap(([name, field]) => (field ? [[name, { span: field.span, confidence: field.confidence }]] : [])),
  );
}

export type Resolver = (name: string) => Promise<BodyResolution>;

/**
 * The day whose agencies can be given work: today, or the day of issue when that lies ahead. A notice of 2018 that is
 * read after a merger goes to the successor, and the register's remark says so.
 */
export function registerDay(tx: Tx, issuedOn: LocalDate): LocalDate {
  return issuedOn > tx.today ? issuedOn : tx.today;
}

/** Looks names up in the register of that day, each once however often a document says it. */
export async function resolverOn(tx: Tx, issuedOn: LocalDate): Promise<Resolver> {
  const resolve = await bodyResolver(tx, registerDay(tx, issuedOn));
  const known = new Map<string, BodyResolution>();
  return async (name) => {
    const found = known.get(name) ?? (await resolve(name));
    known.set(name, found);
    return found;
  };
}

/** The bodies of a reading with the agencies of the register they stand for. */
export async function partiesOf(bodies: readonly BodyRef[], resolve: Resolver): Promise<PartyView[]> {
  const parties: PartyView[] = [];
  for (const body of bodies) {
    const { headNamed, origin, confidence } = body;
    const place = { headNamed, origin, confidence, span: [...body.span] as [number, number] };
    parties.push({ name: body.name, ...foundIn(await resolve(body.name)), ...place });
  }
  return parties;
}

/** What the register says to a name: its agencies when nobody has to be asked, else whom to choose from. */
export function foundIn(found: BodyResolution): Pick<PartyView, 'agencyIds' | 'group' | 'note' | 'candidates'> {
  return {
    agencyIds: found.certain ? [...found.agencyIds] : [],
    group: found.group,
    note: found.note,
    candidates: found.candidates.map(({ id, name }) => ({ id, name })),
  };
}

export function kept(warning: {
  code: string;
  text: string | null;
  span: readonly [number, number] | null;
}): KeptWarning {
  return { code: warning.code, text: warning.text, span: warning.span };
}

/** The head of the document as it goes into its row. */
export function headOf(reading: DocumentReading, issuedOn: LocalDate | null) {
  const head = {
    number: reading.number?.value ?? null,
    kind: reading.kind?.value ?? null,
    issued_on: issuedOn ?? reading.date?.value ?? null,
    issuer: reading.issuer?.value ?? null,
    signer: reading.signer?.value ?? null,
    authority: reading.authority.map((field) => `${field.value}.`).join(' ') || null,
    signer_position: reading.position?.value ?? null,
    subject: reading.subject?.value ?? null,
  };
  return {
    ...head,
    urgency: reading.urgency?.value ?? ('normal' as const),
    recipients: reading.recipients.map((field) => field.value),
    ...keysOf(head),
  };
}

interface HeadWords {
  readonly number: string | null;
  readonly kind: string | null;
  readonly issuer: string | null;
  readonly signer: string | null;
  readonly subject: string | null;
}

/** What the same paper is recognised by, and what search looks in. */
export function keysOf(head: HeadWords): { number_key: string | null; issuer_key: string | null; search: string } {
  return {
    number_key: head.number ? searchKey(head.number).replace(/[^a-z0-9/]/g, '') : null,
    issuer_key: head.issuer ? issuerKey(head.issuer) : null,
    search: searchKey([head.number, head.kind, head.subject, head.issuer, head.signer].filter(Boolean).join(' ')),
  };
}

function issuerKey(issuer: string): string {
  return searchKey(modernTonePlacement(issuer))
    .replace(/uy ban nhan dan/g, 'ubnd')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** One row for each field that was read, with its place in the text. */
export function fieldsOf(reading: DocumentReading, text: string): Omit<FieldRow, 'document_id'>[] {
  const authority = reading.authority[0];
  const recipients = reading.recipients[0];
  const read: [HeadField, Field<string> | null, string?][] = [
    ['number', reading.number],
    ['kind', reading.kind],
    ['issuedOn', reading.date],
    ['issuer', reading.issuer],
    ['subject', reading.subject],
    ['urgency', reading.urgency],
    ['signer', reading.signer],
    ['authority', authority ?? null, reading.authority.map((field) => `${field.value}.`).join(' ')],
    ['signerPosition', reading.position],
    ['recipients', recipients ?? null, reading.recipients.map((field) => field.value).join('\n')],
  ];
  return read.flatMap(([name, field, value]) =>
    field
      ? [
          {
            name,
            read_value: value ?? field.value,
            span_from: field.span[0],
            span_to: field.span[1],
            words: text.slice(field.span[0], field.span[1]),
            confidence: field.confidence,
            corrected_value: null,
            corrected_at: null,
            corrected_by: null,
            corrected_by_name: null,
          },
        ]
      : [],
  );
}

/** Of the letters and digits alone: line breaks, marks and layout do not make another paper. */
export function textHash(text: string): string {
  return createHash('sha256')
    .update(searchKey(text).replace(/[^\p{L}\p{N}]/gu, ''))
    .digest('hex');
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
