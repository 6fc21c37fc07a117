import { z } from 'zod';

export const AuditQuery = z.object({
  subjectKind: z.string().max(50).optional(),
  subjectId: z.string().max(100).optional(),
  actorId: z.uuid().optional(),
  action: z.string().max(80).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  cursor: z.string().max(300).optional(),
});

export const AuditEntryView = z.object({
  id: z.uuid(),
  seq: z.number(),
  at: z.string(),
  actorId: z.uuid().nullable(),
  actorName: z.string(),
  action: z.string(),
  /** The action in words, from the modules' catalogue of actions. */
  subjectKind: z.string(),
  subjectId: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type AuditEntryView = z.infer<typeof AuditEntryView>;

export const AuditPage = z.object({ entries: z.array(AuditEntryView), next: z.string().nullable() });
export type AuditPage = z.infer<typeof AuditPage>;

export const AuditCheck = z.object({
  chains: z.number(),
  entries: z.number(),
  seals: z.number(),
  broken: z.array(z.object({ where: z.string(), what: z.enum(['altered', 'missing', 'cut-off', 'seal']) })),
});
export type AuditCheck = z.infer<typeof AuditCheck>;
