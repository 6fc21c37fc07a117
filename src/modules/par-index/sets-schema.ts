import { z } from 'zod';
import { CriteriaSetShape } from './domain/set-json.ts';

const Instant = z.string();
export const BLOCKS = ['province', 'so-ban-nganh', 'nganh-doc', 'don-vi-su-nghiep', 'huyen', 'xa'] as const;

/** A version of a criteria set without its table. */
export const SetSummary = z.object({
  id: z.uuid(),
  code: z.string(),
  version: z.number().int(),
  state: z.enum(['draft', 'adopted']),
  year: z.number().int(),
  block: z.enum(BLOCKS),
  title: z.string(),
  isDemonstration: z.boolean(),
  madeAt: Instant,
  madeBy: z.string(),
  adoptedAt: Instant.nullable(),
  adoptedBy: z.string().nullable(),
  /** Số quyết định ban hành. */
  decision: z.string().nullable(),
  revision: z.number().int(),
});
export type SetSummary = z.infer<typeof SetSummary>;

export const SetList = z.object({ sets: z.array(SetSummary) });
export type SetList = z.infer<typeof SetList>;

/** What is wrong, where, in words. */
export const FaultView = z.object({
  place: z.string(),
  code: z.string(),
  text: z.string(),
  blocksKeeping: z.boolean(),
});

export const SetDetail = SetSummary.extend({
  set: CriteriaSetShape,
  faults: z.array(FaultView),
  canReplace: z.boolean(),
  canAdopt: z.boolean(),
});
export type SetDetail = z.infer<typeof SetDetail>;

/** The text of an exported file. */
export const ImportBody = z.object({ file: z.string().min(2).max(900_000) });
export const ReplaceBody = ImportBody.extend({ revision: z.number().int().min(1) });
export const CheckResult = z.object({
  readable: z.boolean(),
  keepable: z.boolean(),
  adoptable: z.boolean(),
  faults: z.array(FaultView),
});
export type CheckResult = z.infer<typeof CheckResult>;
export const AdoptBody = z.object({
  revision: z.number().int().min(1),
  decision: z.string().trim().min(1).max(200).nullable().default(null),
});

export const LinkView = z.object({
  change: z.enum(['same', 'renamed', 'split', 'merged', 'new', 'dropped']),
  from: z.array(z.string().max(30)).max(100),
  to: z.array(z.string().max(30)).max(100),
  note: z.string().max(1000).optional(),
});
export const MappingBody = z.object({ links: z.array(LinkView).max(1000) });
export const MappingView = z.object({
  fromSetId: z.uuid(),
  toSetId: z.uuid(),
  links: z.array(LinkView),
  /** false: proposed by the program, nobody has looked at it yet. */
  confirmed: z.boolean(),
  madeBy: z.string().nullable(),
  /** Whether years scored by the two may be joined by a line. */
  breaksSeries: z.boolean(),
});
export type MappingView = z.infer<typeof MappingView>;

const RatioView = z.object({ numerator: z.number().int(), denominator: z.number().int() });
export const BackCastView = z.object({
  roundId: z.uuid(),
  toSetId: z.uuid(),
  confirmedMapping: z.boolean(),
  units: z.array(
    z.object({
      agency: z.object({ id: z.uuid(), name: z.string() }),
      points: z.number().int(),
      max: z.number().int(),
      index: RatioView,
      /** Share of the newer maximum the old year says something about, and of it exactly. */
      covered: RatioView,
      exact: RatioView,
      /** What came out in its own year. */
      original: RatioView,
      leaves: z.array(
        z.object({
          code: z.string(),
          points: z.number().int().nullable(),
          basis: z.enum(['rule', 'scaled', 'unknown', 'not-applicable']),
        }),
      ),
    }),
  ),
});
export type BackCastView = z.infer<typeof BackCastView>;

export const ById = z.object({ id: z.uuid() });
export const ByPair = z.object({ id: z.uuid(), otherId: z.uuid() });
