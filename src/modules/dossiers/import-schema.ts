import { z } from 'zod';
import { ImportMapping } from './domain/exchange/mapping.ts';
import { CHANNELS } from './domain/words.ts';

/** The wire of the import page and of the push interface. Instants are ISO 8601. */

const Count = z.int().min(0);
const Counts = z.object({
  read: Count,
  created: Count,
  updated: Count,
  unchanged: Count,
  rejected: Count,
  byInstant: z.object({ onTime: Count, late: Count }).optional(),
  byDate: z.object({ onTime: Count, late: Count }).optional(),
  open: z.object({ inTime: Count, overdue: Count }).optional(),
  noDue: z.object({ finished: Count, open: Count }).optional(),
  notJudged: z.object({ withdrawn: Count, denied: Count, finishedWithoutEnd: Count }).optional(),
  remarks: z.record(z.string(), Count).optional(),
  unmatchedAgencies: z.array(z.object({ name: z.string(), dossiers: Count })).optional(),
});

export const ImportRunView = z.object({
  id: z.uuid(),
  source: z.string(),
  fileName: z.string(),
  format: z.string().nullable(),
  dryRun: z.boolean(),
  asOf: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cut-off']),
  share: z.number().nullable(),
  failure: z.string().nullable(),
  counts: Counts,
  startedAt: z.string(),
  startedBy: z.string(),
  finishedAt: z.string().nullable(),
});
export type ImportRunView = z.infer<typeof ImportRunView>;

export const ImportRunDetail = ImportRunView.extend({
  rejects: z.array(z.object({ row: z.int(), code: z.string().nullable(), message: z.string() })),
});
export type ImportRunDetail = z.infer<typeof ImportRunDetail>;
export const ImportRunList = z.object({ runs: z.array(ImportRunView) });
export type ImportRunList = z.infer<typeof ImportRunList>;

export const UploadView = z.object({
  id: z.uuid(),
  fileName: z.string(),
  format: z.enum(['csv', 'xlsx', 'xes']),
  /** Columns of a book, or keys met in the first cases of a log. */
  columns: z.array(z.string()),
  headerRow: z.int().nullable(),
  /** The first records, a cell for each column. */
  sample: z.array(z.array(z.string())),
  guess: z.record(z.string(), z.string()),
});
export type UploadView = z.infer<typeof UploadView>;

export const RunInput = z.object({
  mapping: ImportMapping,
  dryRun: z.boolean(),
  asOf: z.iso.datetime({ offset: true }).optional(),
});
export type RunInput = z.infer<typeof RunInput>;

export const MappingList = z.object({
  mappings: z.array(
    z.object({ name: z.string(), mapping: ImportMapping, changedAt: z.string(), changedBy: z.string() }),
  ),
});
export type MappingList = z.infer<typeof MappingList>;

const Instant = z.iso.datetime({ offset: true });
const words = (max: number) => z.string().trim().min(1).max(max);

/** One line of a push: a dossier as it stands in the other software, whole. */
export const PushedDossier = z.strictObject({
  source: words(80),
  code: words(100),
  procedureCode: words(60).nullish(),
  procedure: words(500).nullish(),
  applicant: words(300).nullish(),
  owner: words(300).nullish(),
  receivedAt: Instant,
  dueAt: Instant.nullish(),
  finishedAt: Instant.nullish(),
  returnedAt: Instant.nullish(),
  channel: z.enum(CHANNELS).nullish(),
  agency: words(300).nullish(),
  officer: words(200).nullish(),
  status: z.enum(['open', 'stopped', 'finished', 'returned', 'withdrawn', 'denied', 'closed']).nullish(),
  note: words(1000).nullish(),
  events: z
    .array(
      z.strictObject({
        activity: words(500),
        at: Instant,
        resource: words(200).nullish(),
        transition: words(60).nullish(),
      }),
    )
    .max(1000)
    .optional(),
});
export type PushedDossier = z.infer<typeof PushedDossier>;

/** A step that happened to a dossier pushed before, and what it changed. */
export const PushedTransition = z.strictObject({
  type: z.literal('transition'),
  source: words(80),
  code: words(100),
  activity: words(500),
  at: Instant,
  resource: words(200).nullish(),
  transition: words(60).nullish(),
  dueAt: Instant.nullish(),
  finishedAt: Instant.nullish(),
  returnedAt: Instant.nullish(),
  status: PushedDossier.shape.status,
});
export type PushedTransition = z.infer<typeof PushedTransition>;
