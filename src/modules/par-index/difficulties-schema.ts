import { z } from 'zod';
import { words } from './parts-schema.ts';

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
