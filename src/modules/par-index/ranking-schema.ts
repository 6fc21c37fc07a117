import { z } from 'zod';
import { AgencyView, RatioView } from './parts-schema.ts';
import { RoundView } from './rounds-schema.ts';

export const RankingView = z.object({
  round: RoundView,
  version: z.number().int(),
  /** The leaves in the order of the table. */
  leaves: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      max: z.number().int(),
      method: z.enum(['appraised', 'survey-citizens', 'survey-officials', 'statistics']),
      controllable: z.boolean().nullable(),
    }),
  ),
  units: z.array(
    z.object({
      sheetId: z.uuid(),
      agency: AgencyView,
      rank: z.number().int(),
      points: z.number().int(),
      max: z.number().int(),
      bonus: z.number().int(),
      penalty: z.number().int(),
      total: z.number().int(),
      index: RatioView,
      indexHundredths: z.number().int().nullable(),
      className: z.string().nullable(),
    }),
  ),
  /** Units × leaves in hundredths, row by row; null = does not apply. */
  points: z.array(z.array(z.number().int().nullable())),
  /** Standard errors of the same shape; 0 = known exactly, or not known how exactly. */
  deviations: z.array(z.array(z.number())),
  /** The appraisal's noise as a share of a leaf's maximum, from the blind second scores; null without any. */
  appraisalNoise: z.object({ pairs: z.number().int(), shareOfMaximum: z.number() }).nullable(),
});
export type RankingView = z.infer<typeof RankingView>;

export const AgreementView = z.object({
  /** Pairs of independent scores, as shares of the leaf's maximum. */
  pairs: z.number().int(),
  waiting: z.number().int(),
  /** ICC(1,1), one-way random effects, single score (Shrout & Fleiss 1979); null when it cannot be reckoned. */
  icc: z.number().nullable(),
  /** Share of the pairs that agree to the hundredth of a point. */
  identical: RatioView,
  shareOfMaximum: z.number().nullable(),
  /** By appraising agency: how often the unit's own score was taken as it was, and how often without opening evidence. */
  rubberStamps: z.array(
    z.object({
      agency: AgencyView,
      appraised: z.number().int(),
      unchanged: z.number().int(),
      unchangedWithoutEvidence: z.number().int(),
    }),
  ),
});
export type AgreementView = z.infer<typeof AgreementView>;

export const BlindBody = z.object({ percent: z.number().int().min(1).max(50), seed: z.number().int().min(0) });

export const BlindResult = z.object({ chosen: z.number().int() });

export const PrecedentList = z.object({
  precedents: z.array(
    z.object({
      year: z.number().int(),
      leaf: z.string(),
      leafName: z.string(),
      agency: z.string(),
      self: z.number().int().nullable(),
      appraisal1: z.number().int().nullable(),
      appraisal2: z.number().int().nullable(),
      final: z.number().int().nullable(),
      reason: z.string().nullable(),
      explanation: z.string().nullable(),
    }),
  ),
});
export type PrecedentList = z.infer<typeof PrecedentList>;
