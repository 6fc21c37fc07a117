import { z } from 'zod';
import { CAUSES } from './domain/events.ts';
import { PaperInput } from './reception-schema.ts';
import { Day, Instant, Named } from './schema.ts';

export const PaperView = z.object({
  id: z.uuid(),
  key: z.string().nullable(),
  name: z.string(),
  originals: z.number().int(),
  certified: z.number().int(),
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
