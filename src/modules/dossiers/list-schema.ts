import { z } from 'zod';
import { STATES } from './domain/states.ts';
import { CHANNELS, URGENCIES } from './domain/words.ts';
import { Day, Instant, Named } from './schema.ts';
import { SearchedAs } from './search-schema.ts';

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
  returnWay: z.enum(CHANNELS),
  submittedAt: Instant,
  receivedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  firstDueAt: Instant.nullable(),
  stepDueAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  urgency: z.enum(URGENCIES),
  /** "còn 2 ngày làm việc", "quá hạn 3 ngày làm việc", "đang chờ bổ sung". */
  remaining: z.string(),
  /** What the counter owes to an online submission it has not looked at yet; null for every other dossier. */
  answer: z
    .object({
      dueAt: Instant.nullable(),
      isOver: z.boolean(),
      hours: z.number(),
      source: z.string(),
      /** Whether the rule was read in the law's text. */
      verified: z.boolean(),
    })
    .nullable(),
  reappointed: z.boolean(),
  /** Open questions to other agencies: how many, and by when the first is to be answered. */
  awaited: z.object({ count: z.number().int(), dueAt: Instant.nullable(), late: z.boolean() }).optional(),
  /** The result is a refusal in writing. */
  refused: z.literal(true).optional(),
  /** A drafted letter of apology waits for its signature. */
  letterWaits: z.literal(true).optional(),
  /** The last that happened: an agency that was asked gave its answer. */
  answered: z.literal(true).optional(),
  /** In the queue of an agency that was asked: by when its own answer is due. */
  asked: z
    .object({ count: z.number().int(), dueAt: Instant.nullable(), urgency: z.enum(URGENCIES), remaining: z.string() })
    .optional(),
  origin: z.enum(['counter', 'import', 'demo']),
  version: z.number().int(),
});
export type DossierSummary = z.infer<typeof DossierSummary>;

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
