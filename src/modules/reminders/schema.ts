import { z } from 'zod';
import { OUTWARD } from './domain/channel.ts';
import { STEP_KINDS } from './domain/policy.ts';

/** Instants are ISO 8601 with +07:00, days YYYY-MM-DD. */
const Instant = z.string();

export const URGENCIES = ['normal', 'urgent', 'very-urgent', 'express'] as const;
export const GROUPS = ['overdue', 'today', 'thisWeek', 'later'] as const;
export type Group = (typeof GROUPS)[number];

const Origin = z.object({ document: z.string(), number: z.string().nullable() });

/** One thing to be done (việc), as every list shows it. */
export const WorkItem = z.object({
  id: z.string(),
  source: z.string(),
  kind: z.string(),
  title: z.string(),
  link: z.string(),
  /** What the one button of the row says. */
  action: z.string(),
  agency: z.object({ id: z.string(), name: z.string() }),
  /** The person in charge; null when the agency as a whole is. */
  personId: z.string().nullable(),
  /** The person on leave in whose place it is the reader's work; null where it is not. */
  insteadOf: z.string().nullable(),
  urgency: z.enum(URGENCIES),
  startAt: Instant,
  dueAt: Instant.nullable(),
  dueOn: z.string().nullable(),
  /** Working days left, negative when overdue; null without a due date or without calendar data for it. */
  workingDaysLeft: z.number().int().nullable(),
  status: z.enum(['overdue', 'due-today', 'due-soon', 'in-time', 'no-due-date']),
  /** The status as it is read aloud: "quá hạn 2 ngày làm việc". */
  statusText: z.string(),
  statusTextEn: z.string(),
  /** Who waits for the result. */
  waitingFor: z.string().nullable(),
  explanation: z.array(z.string()),
  origin: Origin.nullable(),
  acknowledgedAt: Instant.nullable(),
  /** Until when the reader has put his own reminders of it off; null where he has not. */
  snoozedUntil: Instant.nullable(),
  nextReminderAt: Instant.nullable(),
});
export type WorkItem = z.infer<typeof WorkItem>;

/** `count` and `items` come from one query; `next` asks for the rest of a long group. */
export const WorkGroup = z.object({ count: z.number().int(), items: z.array(WorkItem), next: z.string().nullable() });
export type WorkGroup = z.infer<typeof WorkGroup>;

export const MyWorkQuery = z.object({
  scope: z.enum(['mine', 'agency']).default('mine'),
  agencyId: z.uuid().optional(),
  group: z.enum(GROUPS).optional(),
  cursor: z.string().max(400).optional(),
  /** Only what was given from this moment on: 2018-03-27T07:30+07:00. */
  since: z.string().max(40).optional(),
  /** Only what this morning's letter of one's own did not list. */
  letter: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type MyWorkQuery = z.infer<typeof MyWorkQuery>;

export const MyWork = z.object({
  asOf: Instant,
  todayOn: z.string(),
  scope: z.enum(['mine', 'agency']),
  /** The morning of the letter whose matters are left out; null where none are. */
  letterOn: z.string().nullable(),
  total: z.number().int(),
  overdue: WorkGroup,
  today: WorkGroup,
  thisWeek: WorkGroup,
  later: WorkGroup,
});
export type MyWork = z.infer<typeof MyWork>;

const Told = z.object({ personId: z.string(), name: z.string(), title: z.string(), reason: z.string() });

/** One reminder as its recipient reads it. */
export const Reminder = z.object({
  id: z.string(),
  obligationId: z.string(),
  kind: z.enum(STEP_KINDS),
  kindText: z.string(),
  title: z.string(),
  /** What the template of the program's own channel said when it was fired. */
  text: z.string(),
  agencyName: z.string(),
  link: z.string(),
  action: z.string(),
  firedAt: Instant,
  dueAt: Instant.nullable(),
  dueText: z.string(),
  leftText: z.string(),
  leftTextEn: z.string(),
  waitingFor: z.string().nullable(),
  /** "Vì sao tôi nhận được?": the rule, the calendar, the document. */
  why: z.array(z.string()),
  told: z.array(Told),
  readAt: Instant.nullable(),
  acknowledgedAt: Instant.nullable(),
  /** The newest of the reader's reminders about the matter: older ones ask for nothing any more. */
  latest: z.boolean(),
  /** "Đã biết" would be taken now and spare the reader something. */
  canAcknowledge: z.boolean(),
  /** open, done or cancelled now; null when the reader no longer sees the matter. */
  state: z.enum(['open', 'done', 'cancelled']).nullable(),
});
export type Reminder = z.infer<typeof Reminder>;

export const RemindersQuery = z.object({
  /** `others`: unread, about open work that is not on one's own list. */
  filter: z.enum(['all', 'unread', 'others']).default('all'),
  /** Without the matters this morning's letter of one's own listed. */
  letter: z.uuid().optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type RemindersQuery = z.infer<typeof RemindersQuery>;

export const ReminderList = z.object({
  reminders: z.array(Reminder),
  unread: z.number().int(),
  others: z.number().int(),
  /** The morning of the letter whose matters are left out; null where none are. */
  letterOn: z.string().nullable(),
  next: z.string().nullable(),
});
export type ReminderList = z.infer<typeof ReminderList>;

/** The plan of one obligation: what was said and what will be. */
export const ObligationPlan = z.object({
  item: WorkItem,
  state: z.enum(['open', 'done', 'cancelled']),
  closedAt: Instant.nullable(),
  policy: z.object({ name: z.string(), version: z.number().int(), source: z.string() }),
  fired: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(STEP_KINDS),
      text: z.string(),
      plannedAt: Instant,
      firedAt: Instant,
      outcome: z.enum(['told', 'acknowledged-before', 'snoozed', 'nobody', 'before-restore']),
      folded: z.array(z.string()),
      told: z.array(Told),
    }),
  ),
  coming: z.array(
    z.object({ key: z.string(), kind: z.enum(STEP_KINDS), text: z.string(), at: Instant, to: z.array(z.string()) }),
  ),
  /** Why nothing more will come, in a sentence; null while something does. */
  noFurther: z.string().nullable(),
  reactions: z.array(z.object({ personName: z.string(), text: z.string(), at: Instant })),
});
export type ObligationPlan = z.infer<typeof ObligationPlan>;

export const DeadLetter = z.object({
  id: z.string(),
  /** null for a morning's letter, which is about no single matter. */
  obligationId: z.string().nullable(),
  title: z.string(),
  recipientId: z.string(),
  channel: z.enum(OUTWARD),
  /** null where it went to the devices a person has. */
  address: z.string().nullable(),
  firedAt: Instant,
  attempts: z.number().int(),
  error: z.string(),
});
export const DeadLetterList = z.object({
  letters: z.array(DeadLetter),
  waiting: z.number().int(),
  stalled: z.number().int(),
});
export type DeadLetterList = z.infer<typeof DeadLetterList>;

export const Done = z.object({ ok: z.literal(true) });
export const ById = z.object({ id: z.uuid() });
