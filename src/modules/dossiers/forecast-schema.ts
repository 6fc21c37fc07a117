import { z } from 'zod';

/** Dự báo trễ hạn of one open dossier. */
export const ForecastView = z.object({
  id: z.uuid(),
  /** 0 to 1: that it will not be finished by its lawful day. */
  probability: z.number().min(0).max(1),
  low: z.number(),
  high: z.number(),
  /** Why, in sentences. */
  explanation: z.array(z.string()),
});
export type ForecastView = z.infer<typeof ForecastView>;

/** Dossiers that are not running, have no due day or are overdue already have no forecast and are left out. */
export const ForecastList = z.object({
  forecasts: z.array(ForecastView),
  /** From how many dossiers it was learned, and until when; null before anything was. */
  learned: z.object({ dossiers: z.number().int(), asOf: z.string() }).nullable(),
});
export type ForecastList = z.infer<typeof ForecastList>;

export const ForecastQuery = z.object({
  /** Up to 100 ids, parted by commas. */
  ids: z
    .string()
    .max(4000)
    .transform((text) => text.split(',').filter((id) => id !== ''))
    .pipe(z.array(z.uuid()).min(1).max(100)),
});
