import { z } from 'zod';
import { EXTENSION_ACTS } from './domain/extension.ts';
import { ACTIONS } from './domain/lifecycle.ts';
import { STATUSES, STEPS } from './domain/status.ts';
import { ExtensionView } from './extension-schema.ts';

/** Instants are ISO 8601 with +07:00, days YYYY-MM-DD. */
const Instant = z.string();
const Day = z.iso.date();
const Urgency = z.enum(['normal', 'urgent', 'very-urgent', 'express']);
const Recurrence = z.enum(['weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly', 'continuous']);

/** A share with what it is made of; `value` is null when there is nothing to divide by. */
export const RateView = z.object({ numerator: z.number(), denominator: z.number(), value: z.number().nullable() });
export type RateView = z.infer<typeof RateView>;

export const CountsView = z.object({
  doneOnTime: z.number().int(),
  doneLate: z.number().int(),
  openInTime: z.number().int(),
  openOverdue: z.number().int(),
});
export type CountsView = z.infer<typeof CountsView>;

/** One agency's part of a task (phần việc của một cơ quan), as the table of tasks shows it. */
export const TaskRow = z.object({
  assignmentId: z.uuid(),
  taskId: z.uuid(),
  text: z.string(),
  product: z.string(),
  kind: z.enum(['concrete', 'routine', 'request']),
  role: z.enum(['lead', 'cooperating']),
  agency: z.object({ id: z.uuid(), name: z.string() }),
  officer: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  document: z.object({
    id: z.uuid(),
    number: z.string().nullable(),
    kind: z.string().nullable(),
    issuedOn: Day.nullable(),
  }),
  /** "Tháng 3/2018" for one period of a recurring duty. */
  period: z.string().nullable(),
  urgency: Urgency,
  issuedAt: Instant,
  dueOn: Day.nullable(),
  dueAt: Instant.nullable(),
  /** Hạn ban đầu, where the due date was moved; null where it never was. */
  originalDueOn: Day.nullable(),
  originalDueAt: Instant.nullable(),
  /** How often the due date was moved. */
  extendedTimes: z.number().int(),
  /** A request for more time waits for its answer. */
  asksExtension: z.boolean(),
  /** Null for work that was withdrawn. */
  status: z.enum(STATUSES).nullable(),
  step: z.enum(STEPS),
  percent: z.number().int().nullable(),
  reportedAt: Instant.nullable(),
  /** Whole working days late: of the report, or until now when open; 0 otherwise. */
  lateDays: z.number().int(),
  /** While the clock runs: working days to the due day, negative when overdue. Null otherwise, or without calendar data. */
  workingDaysLeft: z.number().int().nullable(),
  version: z.number().int(),
});
export type TaskRow = z.infer<typeof TaskRow>;

export const TASK_SORTS = ['due', '-due', '-issued'] as const;

export const TasksQuery = z.object({
  status: z.enum(STATUSES).optional(),
  step: z.enum(STEPS).optional(),
  agency: z.uuid().optional(),
  document: z.uuid().optional(),
  role: z.enum(['lead', 'cooperating']).optional(),
  /** Only what was given to me by name. */
  mine: z.stringbool().optional(),
  /** Only what enters the published rates, so that a figure of the overview opens exactly what it counts. */
  counted: z.stringbool().optional(),
  /** `open`: a request for more time waits; `granted`: the due date was moved. */
  extension: z.enum(['open', 'granted']).optional(),
  q: z.string().max(200).optional(),
  dueFrom: Day.optional(),
  dueTo: Day.optional(),
  sort: z.enum(TASK_SORTS).default('due'),
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type TasksQuery = z.infer<typeof TasksQuery>;

export const TaskPage = z.object({
  tasks: z.array(TaskRow),
  next: z.string().nullable(),
  /** By status, of everything the other filters leave: what the tabs show. `total` is what the list holds in all. */
  counts: CountsView,
  total: z.number().int(),
  asOf: Instant,
});
export type TaskPage = z.infer<typeof TaskPage>;

/** What the filters of the table can be set to: agencies and documents the caller sees work of. */
export const TaskChoices = z.object({
  agencies: z.array(z.object({ id: z.uuid(), name: z.string(), count: z.number().int() })),
  documents: z.array(
    z.object({
      id: z.uuid(),
      number: z.string().nullable(),
      kind: z.string().nullable(),
      issuedOn: Day.nullable(),
      count: z.number().int(),
    }),
  ),
});
export type TaskChoices = z.infer<typeof TaskChoices>;

export const ReportView = z.object({
  id: z.uuid(),
  text: z.string(),
  documentNumber: z.string().nullable(),
  documentOn: Day.nullable(),
  reportedAt: Instant,
  reportedBy: z.string(),
  agencyName: z.string(),
  files: z.array(z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), size: z.number().int() })),
  decision: z.enum(['confirmed', 'returned']).nullable(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  decisionNote: z.string().nullable(),
});
export type ReportView = z.infer<typeof ReportView>;

export const NoteView = z.object({
  id: z.uuid(),
  text: z.string(),
  percent: z.number().int().nullable(),
  at: Instant,
  by: z.string(),
});

export const AssignmentView = z.object({
  id: z.uuid(),
  agency: z.object({ id: z.uuid(), name: z.string() }),
  role: z.enum(['lead', 'cooperating']),
  /** Enters the published rates. */
  counted: z.boolean(),
  period: z.object({ key: z.string(), label: z.string(), from: Day, to: Day }).nullable(),
  dueOn: Day.nullable(),
  dueAt: Instant.nullable(),
  /** Hạn ban đầu, where the due date was moved; null where it never was. */
  originalDueOn: Day.nullable(),
  originalDueAt: Instant.nullable(),
  extendedTimes: z.number().int(),
  /** By the original due date; null where it is the one in force. */
  originalStatus: z.enum(STATUSES).nullable(),
  /** "Vì sao là ngày này?" */
  explanation: z.array(z.string()),
  status: z.enum(STATUSES).nullable(),
  step: z.enum(STEPS),
  lateDays: z.number().int(),
  workingDaysLeft: z.number().int().nullable(),
  percent: z.number().int().nullable(),
  officer: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  openedAt: Instant,
  receivedAt: Instant.nullable(),
  reportedAt: Instant.nullable(),
  confirmedAt: Instant.nullable(),
  returnedAt: Instant.nullable(),
  returnReason: z.string().nullable(),
  withdrawnAt: Instant.nullable(),
  /** The agency the work was given to before a merger. */
  handedOverFrom: z.string().nullable(),
  superseded: z.boolean(),
  version: z.number().int(),
  changedBy: z.string(),
  changedAt: Instant,
  /** What the reminder engine knows it by (GET /api/obligations/:id); null for those who may not see its plan. */
  obligationId: z.uuid().nullable(),
  /** What the caller may do now. */
  actions: z.array(z.enum(ACTIONS)),
  /** What the caller may do now about more time. */
  extensionActs: z.array(z.enum(EXTENSION_ACTS)),
  /** Why somebody who answers for this part cannot ask for more time now. */
  extensionBar: z.enum(['overdue', 'no-due']).nullable(),
  /** Requests for more time, oldest first; like reports, only for those who may read them. */
  extensions: z.array(ExtensionView),
  /** Empty for those who may know how far the work is but not what was written. */
  reports: z.array(ReportView),
  notes: z.array(NoteView),
});
export type AssignmentView = z.infer<typeof AssignmentView>;

export const TimelineEntry = z.object({
  seq: z.number().int(),
  at: Instant,
  actor: z.string(),
  action: z.string(),
  /** The act in a sentence: "Sở Nội vụ đã nhận việc". */
  text: z.string(),
  /** A reason or a note that belongs to it. */
  note: z.string().nullable(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const TaskDetail = z.object({
  id: z.uuid(),
  text: z.string(),
  product: z.string(),
  kind: z.enum(['concrete', 'routine', 'request']),
  itemPath: z.array(z.string()),
  urgency: Urgency,
  document: z.object({
    id: z.uuid(),
    number: z.string().nullable(),
    kind: z.string().nullable(),
    subject: z.string().nullable(),
    issuedOn: Day.nullable(),
    /** Where the words of the task stand in the document's text. */
    span: z.tuple([z.number().int(), z.number().int()]),
  }),
  giver: z.string(),
  signer: z.string().nullable(),
  follower: z.object({ id: z.uuid(), name: z.string() }),
  reportVia: z.string().nullable(),
  dueOn: Day.nullable(),
  dueTime: z.string().nullable(),
  deadlineText: z.string().nullable(),
  startOn: Day.nullable(),
  recurrence: Recurrence.nullable(),
  recurrenceDay: z.string().nullable(),
  recursUntil: Day.nullable(),
  issuedAt: Instant,
  issuedBy: z.string(),
  withdrawn: z.object({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
  counts: CountsView,
  assignments: z.array(AssignmentView),
  timeline: z.array(TimelineEntry),
  canWithdraw: z.boolean(),
  version: z.number().int(),
  asOf: Instant,
});
export type TaskDetail = z.infer<typeof TaskDetail>;

const Version = z.number().int().min(1);
const words = (max: number) => z.string().trim().min(1).max(max);

/** The versions of the accepted proposals the clerk saw; absent = whatever stands now. */
export const IssueBody = z.object({ expectedVersions: z.record(z.uuid(), Version).optional() });
export const IssueResult = z.object({
  documentId: z.uuid(),
  issuedAt: Instant,
  /** True when the tasks had been given out before this call. */
  alreadyIssued: z.boolean(),
  tasks: z.array(z.object({ id: z.uuid(), proposalId: z.uuid(), text: z.string(), assignments: z.number().int() })),
});
export type IssueResult = z.infer<typeof IssueResult>;

export const ReceiveBody = z.object({ version: Version });
export const AssignBody = z.object({ version: Version, personId: z.uuid() });
export const NoteBody = z.object({
  version: Version,
  text: words(5000),
  percent: z.number().int().min(0).max(100).nullable().default(null),
});
/** As JSON, or as a form with files (the same names; `files` up to ten, 20 MB each). */
export const ReportBody = z.object({
  version: z.coerce.number().int().min(1),
  text: words(20_000),
  documentNumber: words(100).optional(),
  documentOn: Day.optional(),
});
export type ReportBody = z.infer<typeof ReportBody>;
export const ConfirmBody = z.object({ version: Version, note: words(2000).optional() });
export const ReturnBody = z.object({ version: Version, reason: words(2000) });
export const WithdrawBody = z.object({ version: Version, reason: words(2000) });
export const HandOverBody = z.object({ version: Version, agencyId: z.uuid(), reason: words(2000) });

/** Whom an agency can name for its part. */
export const OfficerList = z.object({
  officers: z.array(z.object({ id: z.uuid(), name: z.string(), title: z.string() })),
});
export type OfficerList = z.infer<typeof OfficerList>;

export const ById = z.object({ id: z.uuid() });
export const ByAssignment = z.object({ id: z.uuid(), assignmentId: z.uuid() });
export const ByFile = z.object({ id: z.uuid(), fileId: z.uuid() });

/** A leader's first screen: what is late, who is stuck, whom to call. */
export const Overview = z.object({
  asOf: Instant,
  counts: CountsView,
  rates: z.object({
    completion: RateView.extend({ formula: z.string() }),
    overdue: RateView.extend({ formula: z.string() }),
    strict: RateView.extend({ formula: z.string() }),
  }),
  /** The same counts and rates by the due dates first given, as if none had been moved. */
  original: z.object({
    counts: CountsView,
    completion: RateView,
    overdue: RateView,
    strict: RateView,
    /** Counted parts whose due date was moved. */
    extended: z.number().int(),
  }),
  /** Open work that does not move: nobody has taken it, it was sent back, the Office has yet to answer a report. */
  waiting: z.object({
    notReceived: z.number().int(),
    returned: z.number().int(),
    toConfirm: z.number().int(),
    /** Requests for more time the Office has yet to answer, of work inside and outside the rates. */
    toExtend: z.number().int(),
  }),
  /** Without a share in the rates: routine duties, requests, cooperating parts. */
  notCounted: CountsView,
  agencies: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      counts: CountsView,
      completion: RateView,
      strict: RateView,
      /** By the due dates first given. */
      strictOriginal: RateView,
      longestOverdueDays: z.number().int(),
    }),
  ),
  longestOverdue: z.array(
    z.object({
      task: TaskRow,
      overdueDays: z.number().int(),
      call: z.array(
        z.object({ name: z.string(), title: z.string(), email: z.string().nullable(), phone: z.string().nullable() }),
      ),
    }),
  ),
  /** Overdue work by age in days: 1-5, 6-15, 16-30, 31-60, 61-120, over 120. */
  ages: z.array(z.object({ from: z.number().int(), to: z.number().int().nullable(), count: z.number().int() })),
  weeks: z.array(
    z.object({
      from: Day,
      to: Day,
      doneOnTime: z.number().int(),
      doneLate: z.number().int(),
      openInTime: z.number().int(),
      openOverdue: z.number().int(),
    }),
  ),
});
export type Overview = z.infer<typeof Overview>;
