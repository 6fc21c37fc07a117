import { z } from 'zod';

const Ratio = z.object({ numerator: z.number().int(), denominator: z.number().int() });

/** The closed rounds of one block, oldest first. */
export const RankHistory = z.object({
  years: z.array(
    z.object({
      year: z.number().int(),
      roundId: z.uuid(),
      /** Whether it was scored otherwise than the round before it. */
      breaks: z.boolean(),
      units: z.array(
        z.object({
          agency: z.object({ id: z.uuid(), name: z.string() }),
          rank: z.number().int(),
          indexHundredths: z.number().int().nullable(),
          className: z.string().nullable(),
          index: Ratio,
          /** This year under the rules of the next round; null after the last one. */
          underNext: Ratio.nullable(),
        }),
      ),
      /** How much of the next table the figures of this year score exactly, and how much they say anything about. */
      exact: Ratio.nullable(),
      covered: Ratio.nullable(),
    }),
  ),
});
export type RankHistory = z.infer<typeof RankHistory>;

/** Measured figures of criteria with steps, for seeing who stands just above one. */
export const StepFigures = z.object({
  leaves: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      unit: z.enum(['per-cent', 'count']),
      edges: z.array(z.number()),
      values: z.array(z.object({ agencyId: z.uuid(), value: z.number() })),
    }),
  ),
});
export type StepFigures = z.infer<typeof StepFigures>;
