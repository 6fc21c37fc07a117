import { z } from 'zod';

/** Instants are ISO 8601 with +07:00, days YYYY-MM-DD, points whole hundredths. */
const words = (max: number) => z.string().trim().min(1).max(max);

/** Khó khăn, vướng mắc và kiến nghị of a unit. */
export const DifficultyView = z.object({
  id: z.uuid(),
  /** The criterion it is about; null for the work as a whole. */
  leaf: z.string().nullable(),
  difficulty: z.string(),
  cause: z.string().nullable(),
  request: z.string(),
  /** Who can grant it. */
  to: z.string(),
  writtenBy: z.string(),
  writtenAt: z.string(),
});
export type DifficultyView = z.infer<typeof DifficultyView>;

export const DifficultyList = z.object({
  difficulties: z.array(DifficultyView),
  canWrite: z.boolean(),
});
export type DifficultyList = z.infer<typeof DifficultyList>;

export const DifficultyBody = z.object({
  leaf: z.string().min(1).max(30).nullable().default(null),
  difficulty: words(5000),
  cause: words(5000).nullable().default(null),
  request: words(5000),
  to: words(300),
  /** The one this takes the place of. */
  replaces: z.uuid().optional(),
});
export type DifficultyBody = z.infer<typeof DifficultyBody>;

export const ByDifficulty = z.object({ id: z.uuid(), difficultyId: z.uuid() });

/** Evidence a unit will need and does not have yet. */
export const ForesightView = z.object({
  year: z.number().int(),
  missing: z.array(
    z.object({
      leaf: z.string(),
      name: z.string(),
      /** The evidence the set asks for. */
      asked: z.string().nullable(),
      /** 'usual': last year's had been issued by this day; 'later': it came later in the year; 'unknown': none known. */
      expected: z.enum(['usual', 'later', 'unknown']),
      /** Last year's document for it. */
      before: z.object({ number: z.string(), issuedOn: z.string(), subject: z.string() }).nullable(),
    }),
  ),
});
export type ForesightView = z.infer<typeof ForesightView>;
