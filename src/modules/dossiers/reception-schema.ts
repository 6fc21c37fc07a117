import { z } from 'zod';
import { CHANNELS, FEE_WAYS } from './domain/words.ts';
import { PersonInput } from './person-schema.ts';
import { Instant, words } from './schema.ts';

export const PaperInput = z.object({
  key: z.string().max(100).optional(),
  name: words(500),
  originals: z.number().int().min(0).max(99).default(0),
  /** Certified copies (bản sao chứng thực). */
  certified: z.number().int().min(0).max(99).default(0),
  copies: z.number().int().min(0).max(99).default(0),
  received: z.boolean().default(true),
});
export type PaperInput = z.infer<typeof PaperInput>;

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
  /** When the fee is paid, as agreed at the counter. */
  feeWay: z.enum(FEE_WAYS).optional(),
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
