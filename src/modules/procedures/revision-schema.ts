import { z } from 'zod';
import { ONLINE_LEVELS, PROCEDURE_LEVELS } from './domain/procedure.ts';

const Day = z.iso.date();
const words = (max: number) => z.string().trim().min(1).max(max);

const Paper = z.object({
  name: words(1000),
  originals: z.number().int().min(0).max(99),
  copies: z.number().int().min(0).max(99),
  required: z.boolean(),
});

const Content = z.object({
  code: z.string().trim().max(60).nullable(),
  name: words(1000),
  sector: words(300),
  level: z.enum(PROCEDURE_LEVELS),
  competent: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('receiving') }),
    z.object({ kind: z.literal('code'), code: z.string().min(1).max(60) }),
    z.object({ kind: z.literal('described'), words: words(300) }),
  ]),
  papers: z.array(Paper).max(60),
  fee: z.string().trim().max(1000),
  /** Đồng; null where it depends on the case or is not known. */
  feeAmountVnd: z.number().int().min(0).max(1e12).nullable(),
  /** As printed; read into amount and unit by the server. */
  limit: words(500),
  onlineLevel: z.enum(ONLINE_LEVELS),
  source: words(500),
  note: z.string().trim().max(2000).nullable(),
});

/** What a correction by hand begins with: the newest version, also when its day has not come. */
export const RevisionStart = z.object({
  /** The number of the newest entry; sent back, so that nobody writes over what he has not seen. */
  seen: z.number().int(),
  earliestFrom: Day,
  /** The day from which it is abolished, and by what; null while it is not. */
  ended: z.object({ from: Day, source: z.string() }).nullable(),
  isSample: z.boolean(),
  competentName: z.string().nullable(),
  content: Content,
});
export type RevisionStart = z.infer<typeof RevisionStart>;

export const RevisionBody = z.object({
  seen: z.number().int().min(1),
  validFrom: Day,
  /** The content is the province's own: no sample any more. */
  ownCatalogue: z.boolean(),
  content: Content,
});
export type RevisionBody = z.infer<typeof RevisionBody>;

export const EndBody = z.object({
  seen: z.number().int().min(1),
  validFrom: Day,
  decisionNumber: words(100),
  decisionOn: Day,
});
export type EndBody = z.infer<typeof EndBody>;
