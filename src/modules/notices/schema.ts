import { z } from 'zod';
import { HEAD_FIELDS } from './domain/head-fields.ts';
import { PROBLEMS } from './domain/completeness.ts';

/** Instants are ISO 8601 with +07:00, days YYYY-MM-DD, spans count UTF-16 code units of the document's text. */
const Instant = z.string();
const Day = z.iso.date();
export const Span = z.tuple([z.number().int().min(0), z.number().int().min(0)]);

export const DOCUMENT_STATES = ['intake', 'checked', 'issued', 'dropped'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];
export const PROPOSAL_STATES = ['proposed', 'accepted', 'dropped', 'issued'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];
export const URGENCIES = ['normal', 'urgent', 'very-urgent', 'express'] as const;
export type UrgencyLevel = (typeof URGENCIES)[number];
export const RECURRENCES = ['weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly', 'continuous'] as const;
export const TASK_KINDS = ['concrete', 'routine', 'request'] as const;

/** What reading left open, with the words that raised it; `text` is the sentence shown. */
export const WarningView = z.object({
  code: z.string(),
  text: z.string(),
  words: z.string().nullable(),
  span: Span.nullable(),
});

/** What must be decided before the proposal can be given out, and at which field. */
export const ProblemView = z.object({ code: z.enum(PROBLEMS), field: z.string(), text: z.string() });
export type ProblemView = z.infer<typeof ProblemView>;

/** A field of the document's head: what was read, where, how surely, and who corrected it to what. */
export const HeadFieldView = z.object({
  name: z.enum(HEAD_FIELDS),
  readValue: z.string().nullable(),
  span: Span.nullable(),
  words: z.string().nullable(),
  confidence: z.number().nullable(),
  corrected: z.object({ value: z.string().nullable(), by: z.string(), at: Instant }).nullable(),
});
export type HeadFieldView = z.infer<typeof HeadFieldView>;

/** A body as the document names it, and the agencies of the register it stands for; none = not settled yet. */
export const PartyView = z.object({
  name: z.string(),
  agencyIds: z.array(z.uuid()),
  /** "các sở, ban, ngành": stands for all its members on the day of issue. */
  group: z.boolean(),
  headNamed: z.boolean(),
  origin: z.enum(['named', 'inherited', 'referred', 'chosen']),
  confidence: z.number(),
  span: Span.nullable(),
  /** A remark of the register: a successor was taken, nobody bears the name, several would fit. */
  note: z.string().nullable(),
  /** Where somebody has to choose: those to choose from. */
  candidates: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export type PartyView = z.infer<typeof PartyView>;

const Evidence = z.object({ span: Span, confidence: z.number() });

export const ProposalView = z.object({
  id: z.uuid(),
  position: z.number().int(),
  state: z.enum(PROPOSAL_STATES),
  origin: z.enum(['read', 'split', 'added']),
  itemPath: z.array(z.string()),
  kind: z.enum(TASK_KINDS),
  text: z.string(),
  span: Span,
  leads: z.array(PartyView),
  cooperating: z.array(PartyView),
  deadlineOn: Day.nullable(),
  /** 'HH:MM' when the document names an hour. */
  deadlineTime: z.string().nullable(),
  /** The words of the deadline, also when no date could be read out of them. */
  deadlineText: z.string().nullable(),
  /** A person said that there is no deadline (không có hạn). */
  noDeadline: z.boolean(),
  startOn: Day.nullable(),
  recurrence: z.enum(RECURRENCES).nullable(),
  recurrenceDay: z.string().nullable(),
  urgency: z.enum(URGENCIES),
  product: z.string().nullable(),
  /** The product is our default: the document names none. */
  productAssumed: z.boolean(),
  reportVia: z.string().nullable(),
  /** Where the value of a field was read: deadline, deadlineText, start, recurrence, urgency, product. */
  evidence: z.record(z.string(), Evidence),
  confidence: z.number(),
  warnings: z.array(WarningView),
  problems: z.array(ProblemView),
  /** Fields a person has changed. */
  edited: z.array(z.string()),
  mergedInto: z.uuid().nullable(),
  version: z.number().int(),
  changedBy: z.string(),
  changedAt: Instant,
});
export type ProposalView = z.infer<typeof ProposalView>;

export const DocumentSummary = z.object({
  id: z.uuid(),
  state: z.enum(DOCUMENT_STATES),
  number: z.string().nullable(),
  kind: z.string().nullable(),
  issuedOn: Day.nullable(),
  issuer: z.string().nullable(),
  signer: z.string().nullable(),
  subject: z.string().nullable(),
  urgency: z.enum(URGENCIES),
  takenInAt: Instant,
  takenInBy: z.string(),
  /** Proposals that wait for a decision, were accepted (or issued), were dropped. */
  proposals: z.object({ open: z.number().int(), accepted: z.number().int(), dropped: z.number().int() }),
});
export type DocumentSummary = z.infer<typeof DocumentSummary>;

/** The proposals of a document after a change; what the reading page keeps up to date. */
export const ProposalList = z.object({
  documentId: z.uuid(),
  state: z.enum(DOCUMENT_STATES),
  version: z.number().int(),
  /** What is missing in the head before tasks can be given out. */
  problems: z.array(ProblemView),
  proposals: z.array(ProposalView),
  /** What "Hoàn tác" would take back, in words; null when there is nothing. */
  undo: z.string().nullable(),
});
export type ProposalList = z.infer<typeof ProposalList>;

export const DocumentDetail = ProposalList.extend({
  id: z.uuid(),
  number: z.string().nullable(),
  kind: z.string().nullable(),
  issuedOn: Day.nullable(),
  issuer: z.string().nullable(),
  signer: z.string().nullable(),
  authority: z.string().nullable(),
  signerPosition: z.string().nullable(),
  subject: z.string().nullable(),
  urgency: z.enum(URGENCIES),
  recipients: z.array(z.string()),
  text: z.string(),
  fields: z.array(HeadFieldView),
  warnings: z.array(WarningView),
  file: z.object({ name: z.string(), mediaType: z.string(), size: z.number().int() }).nullable(),
  source: z.enum(['upload', 'paste']),
  takenInAt: Instant,
  takenInBy: z.string(),
  changedAt: Instant,
  changedBy: z.string(),
  issuedAt: Instant.nullable(),
  issuedBy: z.string().nullable(),
  droppedReason: z.string().nullable(),
});
export type DocumentDetail = z.infer<typeof DocumentDetail>;

/** Taking a document in answers with it, or with the same paper taken in before. */
export const IntakeResult = z.object({
  document: DocumentDetail,
  alreadyHere: z.object({ by: z.enum(['file', 'text', 'number']), text: z.string() }).nullable(),
});
export type IntakeResult = z.infer<typeof IntakeResult>;

export const PasteBody = z.object({
  text: z.string().min(1).max(500_000),
  /** The day of issue when it is known from elsewhere; relative deadlines count from it. */
  issuedOn: Day.optional(),
});
export type PasteBody = z.infer<typeof PasteBody>;

export const DocumentsQuery = z.object({
  state: z.enum(DOCUMENT_STATES).optional(),
  q: z.string().max(200).optional(),
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type DocumentsQuery = z.infer<typeof DocumentsQuery>;

export const DocumentPage = z.object({
  documents: z.array(DocumentSummary),
  next: z.string().nullable(),
  /** Of the same search, by state. */
  counts: z.record(z.enum(DOCUMENT_STATES), z.number().int()),
});
export type DocumentPage = z.infer<typeof DocumentPage>;

const Version = z.number().int().min(1);
const line = (max: number) => z.string().trim().min(1).max(max);

/** Corrections of the head; a field that is not named stays, null empties it. */
export const HeadBody = z.object({
  version: Version,
  number: line(100).nullable().optional(),
  kind: line(100).nullable().optional(),
  issuedOn: Day.nullable().optional(),
  issuer: line(300).nullable().optional(),
  signer: line(200).nullable().optional(),
  authority: line(100).nullable().optional(),
  signerPosition: line(200).nullable().optional(),
  subject: line(2000).nullable().optional(),
  urgency: z.enum(URGENCIES).optional(),
  recipients: z.array(line(500)).max(500).optional(),
});
export type HeadBody = z.infer<typeof HeadBody>;

/** A body chosen by a person: agencies of the register, or a name (a group too) to be looked up. */
export const PartyChoice = z.object({ name: line(300), agencyIds: z.array(z.uuid()).max(500).optional() });

export const ProposalBody = z.object({
  version: Version,
  text: line(20_000).optional(),
  kind: z.enum(TASK_KINDS).optional(),
  leads: z.array(PartyChoice).max(50).optional(),
  cooperating: z.array(PartyChoice).max(50).optional(),
  deadlineOn: Day.nullable().optional(),
  deadlineTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Giờ viết dạng 07:30.')
    .nullable()
    .optional(),
  noDeadline: z.boolean().optional(),
  startOn: Day.nullable().optional(),
  recurrence: z.enum(RECURRENCES).nullable().optional(),
  recurrenceDay: line(60).nullable().optional(),
  urgency: z.enum(URGENCIES).optional(),
  product: line(500).nullable().optional(),
  reportVia: line(300).nullable().optional(),
});
export type ProposalBody = z.infer<typeof ProposalBody>;

export const VersionBody = z.object({ version: Version });
export const SplitBody = z.object({ version: Version, at: z.number().int().min(1) });
export const MergeBody = z.object({ version: Version, nextVersion: Version });
export const SelectionBody = z.object({ from: z.number().int().min(0), to: z.number().int().min(1) });
export const DropDocumentBody = z.object({ version: Version, reason: line(1000) });
/** The versions the clerk saw, by proposal: all are accepted or none. */
export const AcceptBody = z.object({ versions: z.record(z.uuid(), Version) });

export const ById = z.object({ id: z.uuid() });
export const ByProposal = z.object({ id: z.uuid(), proposalId: z.uuid() });
