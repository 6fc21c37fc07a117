import { z } from 'zod';
import { Day, Instant, words } from './parts-schema.ts';

export const EvidenceView = z.object({
  id: z.uuid(),
  number: z.string(),
  issuedOn: Day,
  issuer: z.string(),
  subject: z.string(),
  file: z.object({ name: z.string(), mediaType: z.string(), size: z.number().int() }).nullable(),
  addedBy: z.string(),
  addedAt: Instant,
  leaves: z.array(z.object({ leaf: z.string(), fact: z.string() })),
  /** What a check found, in words. */
  warnings: z.array(z.string()),
  /** Whether the register of documents knows it with this number, day and issuer. */
  register: z.object({ state: z.enum(['found', 'differs', 'not-found']), text: z.string() }),
});
export type EvidenceView = z.infer<typeof EvidenceView>;

export const EvidenceBody = z.object({
  number: words(100),
  issuedOn: Day,
  issuer: words(300),
  subject: words(1000),
  leaf: z.string().min(1).max(30),
  fact: words(2000),
});
export type EvidenceBody = z.infer<typeof EvidenceBody>;

export const EvidenceLinkBody = z.object({ leaf: z.string().min(1).max(30), fact: words(2000) });

export const EvidenceUnlinkBody = z.object({ leaf: z.string().min(1).max(30) });

export const ByEvidence = z.object({ id: z.uuid(), evidenceId: z.uuid() });
