import { z } from 'zod';

const Instant = z.string();
const Day = z.iso.date();
const words = (max: number) => z.string().trim().min(1).max(max);
const AgencyView = z.object({ id: z.uuid(), name: z.string() });

/** An answer to a comment (tiếp thu, tiếp thu một phần, giải trình). */
export const AnswerView = z.object({
  decision: z.enum(['accepted', 'partly', 'explained']),
  reason: z.string(),
  /** The version of the set and the leaf it changed. */
  change: z.object({ setId: z.uuid(), version: z.number().int(), leaf: z.string() }).nullable(),
  by: z.string(),
  at: Instant,
});
export const CommentView = z.object({
  id: z.uuid(),
  agency: AgencyView,
  leaf: z.string(),
  /** '' stands for the whole set. */
  leafName: z.string(),
  text: z.string(),
  proposal: z.string().nullable(),
  sentBy: z.string(),
  sentAt: Instant,
  /** Newest last; the last one counts. */
  answers: z.array(AnswerView),
});
export const CommentRoundView = z.object({
  id: z.uuid(),
  setId: z.uuid(),
  title: z.string(),
  openedAt: Instant,
  openedBy: z.string(),
  dueOn: Day,
  closedAt: Instant.nullable(),
});
export type CommentRoundView = z.infer<typeof CommentRoundView>;
export const CommentRoundList = z.object({ rounds: z.array(CommentRoundView) });
export type CommentRoundList = z.infer<typeof CommentRoundList>;
export const CommentRoundDetail = CommentRoundView.extend({
  label: z.string().nullable(),
  /** The version commented on, and the ones written since: where the changes go. */
  version: z.number().int(),
  later: z.array(z.object({ id: z.uuid(), version: z.number().int(), state: z.enum(['draft', 'adopted']) })),
  comments: z.array(CommentView),
  counts: z.object({
    accepted: z.number().int(),
    partly: z.number().int(),
    explained: z.number().int(),
    unanswered: z.number().int(),
  }),
  canComment: z.boolean(),
  canAnswer: z.boolean(),
  /** Bảng tổng hợp ý kiến may be taken home: by those who see all comments. */
  canExport: z.boolean(),
  /** The effect of changes on last year's figures may be tried. */
  canTry: z.boolean(),
});
export type CommentRoundDetail = z.infer<typeof CommentRoundDetail>;

export const OpenCommentsBody = z.object({ setId: z.uuid(), title: words(300), dueOn: Day });
export const CommentBody = z.object({
  agencyId: z.uuid(),
  /** '' for the whole set. */
  leaf: z.string().max(30),
  text: words(5000),
  proposal: words(5000).nullable().default(null),
});
export type CommentBody = z.infer<typeof CommentBody>;
export const AnswerBody = z.object({
  decision: z.enum(['accepted', 'partly', 'explained']),
  reason: words(5000),
  change: z
    .object({ setId: z.uuid(), leaf: z.string().min(1).max(30) })
    .nullable()
    .default(null),
});
export type AnswerBody = z.infer<typeof AnswerBody>;
export const ByComment = z.object({ id: z.uuid(), commentId: z.uuid() });

const BeforeAfter = z.object({ before: z.number().int(), after: z.number().int() });

/** Which change is tried: all between two versions, or that of one leaf with everything else as it was. */
export const EffectQuery = z.object({ leaf: z.string().max(30).default('') });
/** What a change does to last year's result of every unit. */
export const EffectView = z.object({
  pastRound: z.object({ id: z.uuid(), title: z.string(), year: z.number().int() }),
  /** '' for all changes. */
  leaf: z.string(),
  confirmedMapping: z.boolean(),
  units: z.array(
    z.object({
      agency: AgencyView,
      points: BeforeAfter,
      max: BeforeAfter,
      indexHundredths: z.object({ before: z.number().int().nullable(), after: z.number().int().nullable() }),
      rank: BeforeAfter,
      /** Places won; negative = lost. */
      places: z.number().int(),
    }),
  ),
  /** Units whose place changes, and how far a unit moves on average. */
  moved: z.number().int(),
  meanPlaces: z.number(),
  /** Share of the changed set's maximum that last year's figures say something about, and of it exactly. */
  covered: z.object({ numerator: z.number().int(), denominator: z.number().int() }),
  exact: z.object({ numerator: z.number().int(), denominator: z.number().int() }),
});
export type EffectView = z.infer<typeof EffectView>;
