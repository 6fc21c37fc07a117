import { z } from 'zod';
import { InputShape } from './domain/set-json.ts';
import { AgencyView, Day, words } from './parts-schema.ts';

export const SurveyBody = z.object({
  source: words(500),
  fieldworkFrom: Day.nullable().default(null),
  fieldworkTo: Day.nullable().default(null),
  results: z
    .array(
      z.object({
        agencyId: z.uuid(),
        leaf: z.string().min(1).max(30),
        /** A survey's index and answers, or the figures of official statistics. */
        input: InputShape,
      }),
    )
    .min(1)
    .max(5000),
});
export type SurveyBody = z.infer<typeof SurveyBody>;

/** What a table of results would give, row by row, and what is wrong with it. */
export const SurveyCheck = z.object({
  rows: z.array(
    z.object({
      row: z.number().int(),
      agency: AgencyView,
      leaf: z.string(),
      leafName: z.string(),
      input: InputShape,
      points: z.number().int().nullable(),
    }),
  ),
  faults: z.array(z.object({ row: z.number().int(), column: z.string().nullable(), text: z.string() })),
});
export type SurveyCheck = z.infer<typeof SurveyCheck>;

export const SurveyResults = z.object({
  results: z.array(
    z.object({
      agency: AgencyView,
      sheetId: z.uuid(),
      leaf: z.string(),
      leafName: z.string(),
      input: InputShape.nullable(),
      points: z.number().int().nullable(),
      max: z.number().int().nullable(),
      marginHundredths: z.number().int().nullable(),
      fieldworkFrom: Day.nullable(),
      fieldworkTo: Day.nullable(),
      source: z.string(),
      importedBy: z.string(),
    }),
  ),
  /** Figures that have to come from outside and have not. */
  missing: z.number().int(),
});
export type SurveyResults = z.infer<typeof SurveyResults>;

export const Imported = z.object({ imported: z.number().int() });

export const NameQuery = z.object({ name: words(500) });
