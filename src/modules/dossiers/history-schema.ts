import { z } from 'zod';
import { CAUSES } from './domain/events.ts';
import { STATES } from './domain/states.ts';
import { Day, Instant, Named } from './schema.ts';

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
