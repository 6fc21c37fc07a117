import { z } from 'zod';
import { CELLS } from './domain/indicators.ts';
import { MonthQuery } from './month-schema.ts';

const Score = z.number().nullable();
const Part = z.object({
  counts: z.record(z.enum(CELLS), z.number().int()),
  /** By the number of the indicator; only those that can be measured. */
  scores: z.object({ 1: Score, 2: Score, 3: Score, 9: Score }),
  onlinePercent: z.number().nullable(),
  sum: z.number(),
  most: z.number(),
});
export const IndicatorQuery = MonthQuery.omit({ cutOff: true });
export type IndicatorQuery = z.infer<typeof IndicatorQuery>;

/** The indicators of TT 01/2018/TT-VPCP of a month, by agency. */
export const IndicatorTable = z.object({
  month: z.string(),
  from: z.iso.date(),
  lastDay: z.iso.date(),
  closed: z.boolean(),
  agencies: z.array(Part.extend({ agency: z.object({ id: z.uuid(), name: z.string() }) })),
  total: Part,
});
export type IndicatorTable = z.infer<typeof IndicatorTable>;

export const IndicatorCellQuery = IndicatorQuery.extend({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Tháng viết dạng NĂM-THÁNG, ví dụ 2018-02.'),
  cell: z.enum(CELLS),
  after: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
export type IndicatorCellQuery = z.infer<typeof IndicatorCellQuery>;
