import { z } from 'zod';
import { RankingView } from './ranking-schema.ts';
import { RoundView } from './rounds-schema.ts';
import { BLOCKS } from './domain/criteria-set.ts';

/** A published ranking as everybody may read it: agencies and numbers, no person. */
export const PublicRanking = RankingView.extend({
  round: RoundView.pick({
    id: true,
    title: true,
    year: true,
    block: true,
    label: true,
    isDemonstration: true,
    cutOffOn: true,
    decision: true,
    publishedAt: true,
  }),
  fields: z.array(z.object({ code: z.string(), name: z.string(), max: z.number().int() })),
  /** The earlier published years of the same block, newest first. */
  earlier: z.array(
    z.object({
      roundId: z.uuid(),
      year: z.number().int(),
      /** Whether the same table of criteria scored it; where not, the numbers are not to be joined. */
      sameTable: z.boolean(),
      units: z.array(
        z.object({
          agencyId: z.uuid(),
          rank: z.number().int(),
          indexHundredths: z.number().int().nullable(),
          className: z.string().nullable(),
        }),
      ),
    }),
  ),
}).omit({ version: true });
export type PublicRanking = z.infer<typeof PublicRanking>;
export const PublicRankingList = z.object({
  rankings: z.array(
    z.object({
      id: z.uuid(),
      title: z.string(),
      year: z.number().int(),
      block: z.enum(BLOCKS),
      label: z.string().nullable(),
      /** ISO 8601 with +07:00. */
      publishedAt: z.string(),
    }),
  ),
});
export type PublicRankingList = z.infer<typeof PublicRankingList>;
