import { z } from 'zod';
import { BLOCKS } from './domain/criteria-set.ts';
import { CriteriaSetShape, LeafEditShape } from './domain/set-json.ts';

const Instant = z.string();

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
  /** Agencies are or were asked for comments on it, so it stays as they read it. */
  underComment: z.boolean(),
  canReplace: z.boolean(),
  /** Take the next version or another year from it, ask for comments, map it. */
  canManage: z.boolean(),
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
/** What a file of either form holds, before anything is kept. */
export const FileCheck = z.object({
  /** null where the file could not be read whole. */
  set: CriteriaSetShape.nullable(),
  keepable: z.boolean(),
  adoptable: z.boolean(),
  faults: z.array(FaultView),
  /** The newest version of the same set, to be compared with. */
  former: z
    .object({
      id: z.uuid(),
      version: z.number().int(),
      state: z.enum(['draft', 'adopted']),
      revision: z.number().int(),
    })
    .nullable(),
});
export type FileCheck = z.infer<typeof FileCheck>;

/** A set for a year from another one. Where its code is used already, it says which version it is to follow. */
export const CopyBody = z.object({
  code: z
    .string()
    .trim()
    .regex(
      /^[a-z0-9][a-z0-9.-]{1,80}$/,
      'Mã bộ tiêu chí gồm 2 đến 81 chữ thường không dấu, chữ số, dấu chấm và gạch nối.',
    ),
  year: z.number().int().min(2000).max(2100),
  title: z.string().trim().min(1).max(500),
  /** The last version with that code, as the caller saw it; null: none, a set of its own begins. */
  follows: z.number().int().min(1).nullable().default(null),
});
export type CopyBody = z.infer<typeof CopyBody>;

/** Another name, maximum, evidence, rule… of one leaf; what is left out stays. */
export const EditLeafBody = z.object({
  revision: z.number().int().min(1),
  code: z.string().min(1).max(30),
  leaf: LeafEditShape,
});
export type EditLeafBody = z.infer<typeof EditLeafBody>;

/** One more leaf of a draft under a branch, or a field with its first criterion; rule and evidence are written after. */
export const AddNodeBody = z
  .object({
    revision: z.number().int().min(1),
    /** '' = a field of its own. */
    parent: z.string().max(30),
    name: z.string().trim().min(1).max(1000),
    first: z.string().trim().min(1).max(1000).nullable(),
    method: z.enum(['appraised', 'survey-citizens', 'survey-officials', 'statistics']),
    max: z.number().int().min(0).max(1_000_000).nullable(),
  })
  .refine(({ parent, first }) => parent !== '' || first !== null, {
    path: ['first'],
    error: 'Lĩnh vực mới cần tên tiêu chí đầu tiên.',
  });
export type AddNodeBody = z.infer<typeof AddNodeBody>;

export const RemoveNodeBody = z.object({ revision: z.number().int().min(1), code: z.string().min(1).max(30) });
export type RemoveNodeBody = z.infer<typeof RemoveNodeBody>;

/** The draft with the code of the leaf that was added. */
export const AddedNode = SetDetail.extend({ added: z.string() });
export type AddedNode = z.infer<typeof AddedNode>;

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

/** The index over the years, cut where rules changed. */
export const SeriesView = z.object({
  /** The first year of new rules, and whether a person confirmed how the sets map. */
  breaks: z.array(z.object({ year: z.number().int(), confirmed: z.boolean() })),
  units: z.array(
    z.object({
      agency: z.object({ id: z.uuid(), name: z.string() }),
      segments: z.array(
        z.object({
          points: z.array(
            z.object({ year: z.number().int(), indexHundredths: z.number().int(), backCast: z.boolean() }),
          ),
        }),
      ),
    }),
  ),
});
export type SeriesView = z.infer<typeof SeriesView>;

export const ById = z.object({ id: z.uuid() });
export const ByPair = z.object({ id: z.uuid(), otherId: z.uuid() });
