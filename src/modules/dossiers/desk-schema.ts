import { z } from 'zod';
import { CAUSES } from './domain/events.ts';

/** What the desks ask beside a single dossier. Instants are ISO 8601 with +07:00, days YYYY-MM-DD. */
const Instant = z.string();
const Day = z.iso.date();
const Named = z.object({ id: z.uuid(), name: z.string() });

export const ChoiceQuery = z.object({ q: z.string().trim().max(200).optional(), agency: z.uuid().optional() });

/** A procedure as the counter picks it: with its papers and fee, so that picking asks nothing more. */
export const ProcedureChoice = z.object({
  id: z.uuid(),
  versionId: z.uuid(),
  code: z.string().nullable(),
  name: z.string(),
  sector: z.string(),
  limitText: z.string(),
  feeText: z.string(),
  /** Nothing is paid for it. */
  isFree: z.boolean(),
  /** Settled while the applicant waits: the counter may hand the result over at once. */
  onSpot: z.boolean(),
  papers: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      originals: z.number().int(),
      copies: z.number().int(),
      required: z.boolean(),
    }),
  ),
  /** Dossiers among the counter's latest ones. */
  used: z.number().int(),
  isSample: z.boolean(),
});
export type ProcedureChoice = z.infer<typeof ProcedureChoice>;
export const ProcedureChoices = z.object({
  /** Where the caller receives; several when he serves several counters. */
  counters: z.array(Named),
  procedures: z.array(ProcedureChoice),
});
export type ProcedureChoices = z.infer<typeof ProcedureChoices>;

/** A letter of apology that waits for its signature. */
export const ApologyDraft = z.object({
  dossierId: z.uuid(),
  version: z.number().int(),
  code: z.string().nullable(),
  procedureName: z.string(),
  applicantName: z.string(),
  agency: Named,
  reason: z.string(),
  cause: z.enum(CAUSES),
  causeAgency: z.string().nullable(),
  draftedBy: z.string(),
  /** Nobody has worded it: whoever signs is the first to read it. */
  byProgram: z.boolean(),
  draftedAt: Instant,
  dueAt: Instant.nullable(),
  newDueAt: Instant.nullable(),
  canSign: z.boolean(),
});
export type ApologyDraft = z.infer<typeof ApologyDraft>;
export const ApologyDrafts = z.object({ apologies: z.array(ApologyDraft), asOf: Instant });
export type ApologyDrafts = z.infer<typeof ApologyDrafts>;

/** Days on which the clock does not count, from reception to the due moment or now: for the drawing. */
export const DaysOff = z.object({ daysOff: z.array(z.object({ from: Day, to: Day, name: z.string().nullable() })) });
export type DaysOff = z.infer<typeof DaysOff>;
