import { z } from 'zod';
import { AgencyView } from './parts-schema.ts';

export const LiveResult = z.object({
  written: z.number().int(),
  unchanged: z.number().int(),
  /** Figures that were not taken because their parts do not add up. */
  refused: z.array(z.object({ agency: AgencyView, leaf: z.string(), why: z.array(z.string()) })),
});
export type LiveResult = z.infer<typeof LiveResult>;

export const LiveCheck = z.object({
  checked: z.number().int(),
  /** Kept values the raw history does not give again. */
  different: z.array(
    z.object({
      agency: AgencyView,
      leaf: z.string(),
      asOf: z.string(),
      kept: z.number().int().nullable(),
      found: z.number().int().nullable(),
    }),
  ),
});
export type LiveCheck = z.infer<typeof LiveCheck>;
