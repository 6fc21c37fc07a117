import { z } from 'zod';
import { CHANNELS } from './domain/channel.ts';
import { DIFFERENCES } from './domain/differences.ts';
import { FIGURES } from './domain/figures.ts';

/** Instants are ISO 8601 with +07:00. */
const Instant = z.string();
const Count = z.number().int();

/** Whole days, today included. */
const Days = z.coerce.number().int().min(1, 'Ít nhất 1 ngày.').max(366, 'Nhiều nhất 366 ngày.').default(30);

export const MeasuresQuery = z.object({ days: Days });
export type MeasuresQuery = z.infer<typeof MeasuresQuery>;

/** The page of figures. */
export const Measures = z.object({
  days: Count,
  since: Instant,
  asOf: Instant,
  /** What the reconciler found last; null before its first run. */
  check: z
    .object({
      at: Instant,
      open: Count,
      tookMs: Count,
      differences: z.array(z.object({ kind: z.enum(DIFFERENCES), count: Count, obligationIds: z.array(z.string()) })),
    })
    .nullable(),
  figures: z.record(z.enum(FIGURES), Count),
  /** Steps by how late they were recorded: up to so many seconds, null for more. */
  lateness: z.array(z.object({ upToSeconds: z.number().nullable(), count: Count })),
  /** Of the reminders told under each rule, how many were acknowledged or done within a working day. */
  effects: z.array(
    z.object({
      policyId: z.string(),
      policy: z.string(),
      version: Count,
      rule: z.string(),
      text: z.string(),
      told: Count,
      acted: Count,
      heed: z.enum(['too-few', 'unheeded', 'heeded']),
    }),
  ),
});
export type Measures = z.infer<typeof Measures>;

export const MeasureEntriesQuery = z.object({
  figure: z.enum(FIGURES),
  days: Days,
  /** Of `fired`: the place of the bar in the histogram. */
  bucket: z.coerce.number().int().min(0).max(10).optional(),
  /** Of `told`, `acted` and `ignored`: one rule of one version of a policy. */
  policyId: z.uuid().optional(),
  rule: z.string().max(60).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type MeasureEntriesQuery = z.infer<typeof MeasureEntriesQuery>;

export const MeasureEntry = z.object({
  id: z.string(),
  at: Instant,
  obligationId: z.string().nullable(),
  /** null where the reader may not see the matter. */
  title: z.string().nullable(),
  agencyName: z.string().nullable(),
  dueAt: Instant.nullable(),
  step: z.string().nullable(),
  lateSeconds: z.number().nullable(),
  recipient: z.string().nullable(),
  channel: z.enum(CHANNELS).nullable(),
  actedAt: Instant.nullable(),
});
export type MeasureEntry = z.infer<typeof MeasureEntry>;

export const MeasureEntries = z.object({
  /** All there are, whatever page this is. */
  total: Count,
  since: Instant,
  ruleText: z.string().nullable(),
  entries: z.array(MeasureEntry),
  next: z.string().nullable(),
});
export type MeasureEntries = z.infer<typeof MeasureEntries>;
