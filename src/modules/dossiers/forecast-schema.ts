import { z } from 'zod';
import { RISKS } from './domain/forecast/risk.ts';
import { DossierSummary, DossiersQuery } from './list-schema.ts';

/** Dự báo trễ hạn of one open dossier. */
export const ForecastView = z.object({
  id: z.uuid(),
  /** 0 to 1: that it will not be finished by its lawful day. */
  probability: z.number().min(0).max(1),
  low: z.number(),
  high: z.number(),
  /** The same in a word; lists are marked with `likely` and `possible` alone. */
  risk: z.enum(RISKS),
  /** Why, in sentences. */
  explanation: z.array(z.string()),
});
export type ForecastView = z.infer<typeof ForecastView>;

/** From how many dossiers it was learned, and until when; null before anything was. */
const Learned = z.object({ dossiers: z.number().int(), asOf: z.string() }).nullable();

/** Dossiers that are not running, have no due day or are overdue already have no forecast and are left out. */
export const ForecastList = z.object({ forecasts: z.array(ForecastView), learned: Learned });
export type ForecastList = z.infer<typeof ForecastList>;

export const ForecastQuery = z.object({
  /** Up to 100 ids, parted by commas. */
  ids: z
    .string()
    .max(4000)
    .transform((text) => text.split(',').filter((id) => id !== ''))
    .pipe(z.array(z.uuid()).min(1).max(100)),
});

/** The filters of the list; there is one page. */
export const RiskQuery = DossiersQuery.omit({ cursor: true, open: true });
export type RiskQuery = z.infer<typeof RiskQuery>;

/** Running dossiers at risk, the most probable first, in the shape of a list. */
export const RiskPage = z.object({
  dossiers: z.array(DossierSummary),
  forecasts: z.array(ForecastView),
  learned: Learned,
  /** So many running dossiers were looked at, those due first; `more` when others had to be left out. */
  considered: z.number().int(),
  more: z.boolean(),
  next: z.null(),
  asOf: z.string(),
});
export type RiskPage = z.infer<typeof RiskPage>;
