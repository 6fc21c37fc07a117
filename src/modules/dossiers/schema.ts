import { z } from 'zod';
import { ACTIONS } from './domain/actions.ts';
import { CAUSES } from './domain/events.ts';
import { PUNCTUALITY } from './domain/punctuality.ts';
import { STATES } from './domain/states.ts';
import { CHANNELS, URGENCIES } from './domain/words.ts';
import { SearchedAs } from './search-schema.ts';

/** Instants are ISO 8601 with +07:00, days YYYY-MM-DD. */
const Instant = z.string();
const Day = z.iso.date();
const words = (max: number) => z.string().trim().min(1).max(max);
const Version = z.number().int().min(1);
const Named = z.object({ id: z.uuid(), name: z.string() });

/** Somebody who brings a dossier or whom it is about (người nộp, chủ hồ sơ). */
export const PersonInput = z.object({
  kind: z.enum(['citizen', 'organisation', 'enterprise']).default('citizen'),
  name: words(300),
  /** 12 digits of the identity number, 9 of an old card, or a tax number for an organisation. */
  identityNumber: z.string().trim().max(20).optional(),
  birthOn: Day.optional(),
  phone: z.string().trim().max(30).optional(),
  email: z.email().max(200).optional(),
  address: z.string().trim().max(500).optional(),
});
export type PersonInput = z.infer<typeof PersonInput>;
export const PersonView = z.object({
  kind: z.enum(['citizen', 'organisation', 'enterprise']),
  name: z.string(),
  identityNumber: z.string().nullable(),
  birthOn: Day.nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address: z.string().nullable(),
});
export type PersonView = z.infer<typeof PersonView>;

export const PaperInput = z.object({
  key: z.string().max(100).optional(),
  name: words(500),
  originals: z.number().int().min(0).max(99).default(0),
  copies: z.number().int().min(0).max(99).default(0),
  received: z.boolean().default(true),
});
export type PaperInput = z.infer<typeof PaperInput>;

const DocumentRef = z.object({ number: words(100), on: Day });

/** Reception (tiếp nhận). The same `submissionId` never makes a second dossier, however often it is sent. */
export const ReceptionInput = z.object({
  submissionId: z.uuid(),
  procedureVersionId: z.uuid(),
  channel: z.enum(CHANNELS),
  /** The counter; needed when the caller serves several. */
  agencyId: z.uuid().optional(),
  applicantId: z.uuid().optional(),
  applicant: PersonInput,
  /** The owner when somebody else brings it, with what authorises him. */
  owner: PersonInput.optional(),
  authorisation: z.string().trim().max(500).optional(),
  content: z.string().trim().max(2000).optional(),
  papers: z.array(PaperInput).max(100).default([]),
  sets: z.number().int().min(1).max(99).default(1),
  returnWay: z.enum(CHANNELS).default('counter'),
  /**
   * submit: only registered (online, waiting); accept: complete, the clock begins; request-completion and deny with
   * `reason`; on-spot: received, settled and handed over at once.
   */
  decision: z.enum(['submit', 'accept', 'request-completion', 'deny', 'on-spot']).default('accept'),
  reason: z.string().trim().max(2000).optional(),
  /** For request-completion: every paper that is missing, told once. */
  missing: z.array(PaperInput).max(100).default([]),
});
export type ReceptionInput = z.infer<typeof ReceptionInput>;

/** One action. Which of the fields it needs is said by domain/actions.ts. */
export const ActionInput = z.object({
  action: z.enum(ACTIONS),
  version: Version,
  reason: words(2000).optional(),
  text: words(5000).optional(),
  document: DocumentRef.optional(),
  cause: z.enum(CAUSES).optional(),
  causeAgencyId: z.uuid().optional(),
  /** hand-over, ask-opinion */
  agencyId: z.uuid().optional(),
  /** assign, hand-over, forward, advance */
  officerId: z.uuid().optional(),
  /** advance: the named case; send-back: the step it goes back to */
  when: z.string().max(100).optional(),
  stepKey: z.string().max(100).optional(),
  /** forward, advance, send-back, assign, hand-over, finish: the part it is done in; absent: the caller's first */
  part: z.string().max(40).optional(),
  /** ask-opinion: by when; draft-apology: the new promise, absent when only an apology */
  dueOn: Day.optional(),
  /** answer-opinion */
  opinionId: z.uuid().optional(),
  /** draft-supplement, request-completion */
  papers: z.array(PaperInput).max(100).optional(),
  /** note-fault */
  period: z.object({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) }).optional(),
  /** correct: which field, and what it should say */
  field: z.enum(['receivedAt', 'finishedAt', 'applicantName', 'ownerName', 'phone', 'address', 'content']).optional(),
  value: z.string().trim().max(2000).optional(),
  /** require-payment */
  amountVnd: z.number().int().min(0).max(1e13).optional(),
  /** hand-over-result, post-result: who took it, number of the parcel */
  receiver: z.string().trim().max(300).optional(),
});
export type ActionInput = z.infer<typeof ActionInput>;

export const DossierSummary = z.object({
  id: z.uuid(),
  code: z.string().nullable(),
  procedureName: z.string(),
  applicantName: z.string(),
  ownerName: z.string(),
  state: z.enum(STATES),
  stateLabel: z.string(),
  stepName: z.string().nullable(),
  agency: Named,
  officer: Named.nullable(),
  channel: z.enum(CHANNELS),
  submittedAt: Instant,
  receivedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  firstDueAt: Instant.nullable(),
  stepDueAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  urgency: z.enum(URGENCIES),
  /** "còn 2 ngày làm việc", "quá hạn 3 ngày làm việc", "đang chờ bổ sung". */
  remaining: z.string(),
  reappointed: z.boolean(),
  origin: z.enum(['counter', 'import', 'demo']),
  version: z.number().int(),
});
export type DossierSummary = z.infer<typeof DossierSummary>;

export const EventView = z.object({
  seq: z.number().int(),
  at: Instant,
  action: z.string(),
  /** "tiếp nhận hồ sơ" */
  label: z.string(),
  state: z.enum(STATES),
  stateLabel: z.string(),
  clock: z.enum(['none', 'running', 'stopped', 'ended']),
  actor: z.string(),
  agency: z.string(),
  stepName: z.string().nullable(),
  dueAt: Instant.nullable(),
  cause: z.enum(CAUSES).nullable(),
  causeAgency: z.string().nullable(),
  reason: z.string().nullable(),
  text: z.string().nullable(),
  document: z.object({ number: z.string(), on: Day }).nullable(),
  undoes: z.number().int().nullable(),
  undone: z.boolean(),
});
export type EventView = z.infer<typeof EventView>;

export const IntervalView = z.object({
  kind: z.enum(['running', 'stopped']),
  restarted: z.boolean(),
  from: Instant,
  to: Instant.nullable(),
  workingMinutes: z.number().int(),
  reason: z.string().nullable(),
  cause: z.enum(CAUSES).nullable(),
  actor: z.string(),
  document: z.object({ number: z.string(), on: Day }).nullable(),
});
export type IntervalView = z.infer<typeof IntervalView>;

export const LegView = z.object({
  agency: Named,
  stepName: z.string().nullable(),
  officer: z.string().nullable(),
  enteredAt: Instant,
  leftAt: Instant.nullable(),
  budgetMinutes: z.number().int().nullable(),
  elapsedMinutes: z.number().int(),
  faultMinutes: z.number().int(),
  dueAt: Instant.nullable(),
  late: z.boolean(),
  /** Others worked at the same time, each in a part of his own. */
  sideBySide: z.boolean(),
  part: z.string(),
});
export type LegView = z.infer<typeof LegView>;

export const PaperView = z.object({
  id: z.uuid(),
  key: z.string().nullable(),
  name: z.string(),
  originals: z.number().int(),
  copies: z.number().int(),
  received: z.boolean(),
  round: z.number().int(),
});
export type PaperView = z.infer<typeof PaperView>;
export const FileView = z.object({
  id: z.uuid(),
  kind: z.enum(['scan', 'result', 'other']),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  addedAt: Instant,
  addedBy: z.string(),
});
export type FileView = z.infer<typeof FileView>;

export const OpinionView = z.object({
  id: z.uuid(),
  agency: Named,
  branch: z.boolean(),
  content: z.string(),
  askedAt: Instant,
  askedBy: z.string(),
  dueAt: Instant.nullable(),
  answeredAt: Instant.nullable(),
  answer: z.string().nullable(),
  late: z.boolean(),
});
export type OpinionView = z.infer<typeof OpinionView>;
export const SupplementView = z.object({
  id: z.uuid(),
  atReception: z.boolean(),
  papers: z.array(PaperInput),
  reason: z.string(),
  status: z.enum(['draft', 'issued', 'taken', 'closed']),
  draftedAt: Instant,
  draftedBy: z.string(),
  issuedAt: Instant.nullable(),
  expiresOn: Day.nullable(),
  takenAt: Instant.nullable(),
});
export type SupplementView = z.infer<typeof SupplementView>;
export const ApologyView = z.object({
  id: z.uuid(),
  reason: z.string(),
  cause: z.enum(CAUSES),
  causeAgency: z.string().nullable(),
  dueBefore: Instant.nullable(),
  newDueAt: Instant.nullable(),
  status: z.enum(['draft', 'approved', 'dropped']),
  draftedAt: Instant,
  draftedBy: z.string(),
  approvedAt: Instant.nullable(),
  approvedBy: z.string().nullable(),
  /** Drafted by the program; nobody has worded it anew. */
  byProgram: z.boolean(),
});
export type ApologyView = z.infer<typeof ApologyView>;

/** What the applicant was told, or would have been. */
export const LetterView = z.object({
  id: z.uuid(),
  /** The line of the history it tells of. */
  seq: z.number().int(),
  label: z.string(),
  channel: z.enum(['email', 'sms', 'none']),
  state: z.enum(['queued', 'sent', 'failed', 'dead', 'no-gateway', 'no-address']),
  stateLabel: z.string(),
  subject: z.string().nullable(),
  text: z.string(),
  madeAt: Instant,
  sentAt: Instant.nullable(),
});
export type LetterView = z.infer<typeof LetterView>;

export const NextStep = z.object({
  key: z.string(),
  name: z.string(),
  when: z.string().nullable(),
  agency: Named,
  minutes: z.number().int().nullable(),
  /** Begun at the same moment elsewhere. */
  besides: z.array(z.object({ name: z.string(), agency: Named })),
  /** Nothing begins: the part waits for the others. */
  waits: z.boolean(),
});
export type NextStep = z.infer<typeof NextStep>;

/** What the caller may do in one part, where it can lead, and to whom it can be given. */
const PartActs = z.object({
  actions: z.array(z.enum(ACTIONS)),
  nextSteps: z.array(NextStep),
  officers: z.array(Named),
});

/** One of several parts done side by side (phần việc song song). */
export const PartView = z.object({
  id: z.string(),
  agency: Named,
  stepName: z.string().nullable(),
  officer: z.string().nullable(),
  enteredAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  minutes: z.number().int().nullable(),
  late: z.boolean(),
  /** Its own work is done; it waits for the others before this step. */
  waitsFor: z.string().nullable(),
  /** For a part the caller has beside the one the dossier's own `actions` are about. */
  acts: PartActs.nullable(),
});
export type PartView = z.infer<typeof PartView>;

export const DossierDetail = DossierSummary.extend({
  procedure: z.object({
    id: z.uuid(),
    versionId: z.uuid(),
    code: z.string(),
    sector: z.string(),
    limitText: z.string(),
  }),
  law: z.object({ id: z.string(), title: z.string() }),
  receivingAgency: Named,
  competentAgency: Named,
  applicant: PersonView,
  owner: PersonView,
  authorisation: z.string().nullable(),
  content: z.string().nullable(),
  sets: z.number().int(),
  returnWay: z.enum(CHANNELS),
  outcome: z.enum(['granted', 'refused']).nullable(),
  returnedAt: Instant.nullable(),
  lawfulDueAt: Instant.nullable(),
  status: z.enum(PUNCTUALITY),
  statusLabel: z.string(),
  lateByMoment: z.boolean(),
  lateByDate: z.boolean(),
  latenessMinutes: z.number().int(),
  elapsedMinutes: z.number().int(),
  totalMinutes: z.number().int(),
  stoppedMinutes: z.number().int(),
  faultMinutes: z.number().int(),
  /** "Vì sao là ngày này?" */
  explanation: z.array(z.string()),
  events: z.array(EventView),
  intervals: z.array(IntervalView),
  legs: z.array(LegView),
  papers: z.array(PaperView),
  files: z.array(FileView),
  opinions: z.array(OpinionView),
  supplements: z.array(SupplementView),
  apologies: z.array(ApologyView),
  /** Messages to the applicant, in the order of the history. */
  messages: z.array(LetterView),
  /** What the caller may do now, and where the next step can lead. */
  ...PartActs.shape,
  /** The part `actions` are about, and all parts where several are done side by side. */
  part: z.string(),
  parts: z.array(PartView),
  /** What is waited for from the applicant, and the closing as it is prepared; null when nothing is. */
  waiting: z
    .object({
      until: Day,
      isOver: z.boolean(),
      by: z.enum(['rule', 'proposal', 'office']),
      source: z.string(),
      closingReason: z.string(),
    })
    .nullable(),
  /** The last act can be taken back by the caller until then (real time). */
  undoUntil: Instant.nullable(),
  /** The last day on which a new date may lawfully be promised; null when none may. */
  reappointUntil: Day.nullable(),
  /** Address of the tracking page behind the QR code. */
  trackingPath: z.string(),
  asOf: Instant,
});
export type DossierDetail = z.infer<typeof DossierDetail>;

/** What a queue needs after one key: how the dossier stands, and until when the step can be taken back. */
export const TransitionResult = z.object({
  id: z.uuid(),
  code: z.string().nullable(),
  version: z.number().int(),
  state: z.enum(STATES),
  stateLabel: z.string(),
  stepName: z.string().nullable(),
  agencyId: z.uuid(),
  dueAt: Instant.nullable(),
  stepDueAt: Instant.nullable(),
  undoable: z.boolean(),
});
export type TransitionResult = z.infer<typeof TransitionResult>;

/** What a queue shows: the work of a desk, by what it waits for. */
export const QUEUES = ['mine', 'agency', 'counter', 'opinions', 'apologies', 'supplements', 'results', 'all'] as const;

export const DossiersQuery = z.object({
  queue: z.enum(QUEUES).default('all'),
  state: z.enum(STATES).optional(),
  urgency: z.enum(URGENCIES).optional(),
  agency: z.uuid().optional(),
  procedure: z.uuid().optional(),
  channel: z.enum(CHANNELS).optional(),
  q: z.string().max(200).optional(),
  open: z.stringbool().optional(),
  receivedFrom: Day.optional(),
  receivedTo: Day.optional(),
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type DossiersQuery = z.infer<typeof DossiersQuery>;
export const DossierPage = z.object({
  dossiers: z.array(DossierSummary),
  next: z.string().nullable(),
  asOf: Instant,
  search: SearchedAs.nullable(),
});
export type DossierPage = z.infer<typeof DossierPage>;

/** The badges of a desk. */
export const QueueCounts = z.object({
  queues: z.record(z.enum(QUEUES), z.number().int()),
  urgency: z.record(z.enum(URGENCIES), z.number().int()),
  asOf: Instant,
});
export type QueueCounts = z.infer<typeof QueueCounts>;

export const DuePreviewInput = z.object({
  procedureVersionId: z.uuid(),
  agencyId: z.uuid().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
});
export const DuePreview = z.object({
  from: Instant,
  dueAt: Instant.nullable(),
  limitText: z.string(),
  explanation: z.array(z.string()),
});
export type DuePreview = z.infer<typeof DuePreview>;

export const ApplicantQuery = z.object({ q: z.string().trim().min(2).max(400) });
export const ApplicantHit = PersonView.extend({
  id: z.uuid(),
  dossiers: z.number().int(),
  lastProcedure: z.string().nullable(),
});
/** `card` is what the text of an identity card's QR code says, when that is what was typed. */
export const ApplicantList = z.object({
  applicants: z.array(ApplicantHit),
  card: PersonView.nullable(),
  /** Why a number or a QR text cannot be right, in a sentence. */
  warning: z.string().nullable(),
});
export type ApplicantList = z.infer<typeof ApplicantList>;

export const TrackingQuery = z.object({
  code: z.string().trim().max(60).optional(),
  fact: z.string().trim().max(20).optional(),
  token: z.string().trim().max(100).optional(),
});
/** What anybody with the code and a second fact may know: no name, no number, no address. */
export const Tracking = z.object({
  code: z.string(),
  procedureName: z.string(),
  state: z.enum(STATES),
  /** A plain sentence for the applicant. */
  sentence: z.string(),
  /** What he should do, if anything. */
  next: z.string().nullable(),
  /** The same in English. */
  sentenceEn: z.string(),
  nextEn: z.string().nullable(),
  /** The promise while the clock runs; null when there is none now. */
  dueOn: Day.nullable(),
  dueAt: Instant.nullable(),
  /** The promised day has passed and the result is not ready. */
  overdue: z.boolean(),
  /** Working days left, negative when overdue; null without a promise or without calendar data. */
  workingDaysLeft: z.number().int().nullable(),
  /** Promised first, where that is another day than now. */
  firstDueOn: Day.nullable(),
  receivedOn: Day.nullable(),
  finishedOn: Day.nullable(),
  /** Where the dossier is now. */
  holder: z.string(),
  /** Made up for the demonstration: nobody's dossier. */
  isSample: z.boolean(),
  /** Taken in from other software, with the dates that software told. */
  isImported: z.boolean(),
  call: z.object({
    agency: z.string(),
    phone: z.string().nullable(),
    place: z.string().nullable(),
    hours: z.string().nullable(),
  }),
  asOf: Instant,
});
export type Tracking = z.infer<typeof Tracking>;

export const ById = z.object({ id: z.uuid() });
export const ByFile = z.object({ id: z.uuid(), fileId: z.uuid() });
export const AsOfQuery = z.object({ at: z.iso.datetime({ offset: true }).optional() });
