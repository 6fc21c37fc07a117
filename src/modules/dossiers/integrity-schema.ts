import { z } from 'zod';
import { INTEGRITY_KINDS } from './domain/integrity.ts';

const Instant = z.string();
const Named = z.object({ id: z.uuid(), name: z.string() });

export const IntegrityQuery = z.object({
  /** This month unless told. */
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Tháng viết dạng NĂM-THÁNG, ví dụ 2018-02.')
    .optional(),
  kind: z.enum(INTEGRITY_KINDS).optional(),
  agency: z.uuid().optional(),
  after: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
export type IntegrityQuery = z.infer<typeof IntegrityQuery>;

/** What was put right, promised anew, excused, entered late or left out in a month. */
export const IntegrityList = z.object({
  month: z.string(),
  /** Of the month and the agency asked for, whatever the kind. */
  counts: z.array(z.object({ kind: z.enum(INTEGRITY_KINDS), count: z.number().int() })),
  /** Agencies that have findings in the month. */
  agencies: z.array(Named),
  total: z.number().int(),
  lines: z.array(
    z.object({
      kind: z.enum(INTEGRITY_KINDS),
      dossierId: z.uuid(),
      code: z.string().nullable(),
      procedureName: z.string(),
      imported: z.boolean(),
      at: Instant,
      agency: Named,
      actor: z.string().nullable(),
      reason: z.string().nullable(),
      document: z.string().nullable(),
      /** What stood before and what stands now, in words. */
      change: z.string().nullable(),
    }),
  ),
  next: z.number().int().nullable(),
});
export type IntegrityList = z.infer<typeof IntegrityList>;
