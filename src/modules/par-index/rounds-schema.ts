import { z } from 'zod';
import { BLOCKS } from './domain/criteria-set.ts';
import { MOVES, ROUND_STATES } from './domain/round-flow.ts';
import { AgencyView, Day, Instant, words } from './parts-schema.ts';

export const RoundView = z.object({
  id: z.uuid(),
  title: z.string(),
  year: z.number().int(),
  block: z.enum(BLOCKS),
  setId: z.uuid(),
  /** Shown on every screen and export of a demonstration. */
  label: z.string().nullable(),
  isDemonstration: z.boolean(),
  periodFrom: Day,
  periodTo: Day,
  /** Data after this day does not count. */
  cutOffOn: Day,
  selfDueOn: Day,
  appraisal1DueOn: Day,
  explanationDueOn: Day,
  appraisal2DueOn: Day,
  publishOn: Day,
  replyUntil: Day.nullable(),
  state: z.enum(ROUND_STATES),
  openedBy: z.string(),
  openedAt: Instant,
  closedBy: z.string().nullable(),
  closedAt: Instant.nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: Instant.nullable(),
  decision: z.string().nullable(),
  publishedAt: Instant.nullable(),
  revision: z.number().int(),
});
export type RoundView = z.infer<typeof RoundView>;

export const RoundList = z.object({ rounds: z.array(RoundView) });
export type RoundList = z.infer<typeof RoundList>;

/** How far a sheet is. */
export const SheetRow = z.object({
  id: z.uuid(),
  agency: AgencyView,
  /** The successor that answers for the sheet since its unit was merged. */
  answeredBy: AgencyView.nullable(),
  lockedAt: Instant.nullable(),
  lockedBecause: z.enum(['unit', 'deadline']).nullable(),
  explainedAt: Instant.nullable(),
  /** Leaves the unit scores, and how many of them have a value. */
  toScore: z.number().int(),
  scored: z.number().int(),
  toAppraise: z.number().int(),
  appraised: z.number().int(),
  flagged: z.number().int(),
  explained: z.number().int(),
  appraisedAgain: z.number().int(),
  missing: z.number().int(),
});
export type SheetRow = z.infer<typeof SheetRow>;

export const RoundDetail = RoundView.extend({
  sheets: z.array(SheetRow),
  /** The agencies named for each leaf, in order. */
  monitors: z.array(z.object({ leaf: z.string(), agencies: z.array(AgencyView) })),
  /** How deadlines were moved, the last first: [before, after] by name of the date. */
  dateMoves: z.array(
    z.object({
      dates: z.record(z.string(), z.tuple([Day.nullable(), Day])),
      reason: z.string(),
      by: z.string(),
      at: Instant,
    }),
  ),
  /** Leaves in the sample for a second score; null before it is drawn. Told to those who see the whole round. */
  sample: z.number().int().nullable(),
  /** Moves the caller may make now, and what stands in the way. */
  moves: z.array(
    z.object({
      move: z.enum(MOVES),
      obstacle: z.object({ what: z.string(), count: z.number().int() }).nullable(),
    }),
  ),
});
export type RoundDetail = z.infer<typeof RoundDetail>;

export const OpenRoundBody = z
  .object({
    title: words(300),
    setId: z.uuid(),
    periodFrom: Day,
    periodTo: Day,
    cutOffOn: Day,
    selfDueOn: Day,
    appraisal1DueOn: Day,
    explanationDueOn: Day,
    appraisal2DueOn: Day,
    publishOn: Day,
    /** The units scored; left out: every agency of the set's block in force today. */
    agencyIds: z.array(z.uuid()).min(1).max(500).optional(),
    /** Who appraises: a code of the table and the agencies for everything below it, in order; the longest code wins. */
    monitors: z
      .array(z.object({ code: z.string().max(30), agencyIds: z.array(z.uuid()).min(2).max(5) }))
      .min(1)
      .max(200),
  })
  .strict();
export type OpenRoundBody = z.infer<typeof OpenRoundBody>;

/** What the form for opening a round begins with. */
export const OpeningProposal = z.object({
  units: z.array(AgencyView),
  fields: z.array(
    z.object({ code: z.string(), name: z.string(), isAppraised: z.boolean(), monitors: z.array(AgencyView) }),
  ),
  /** The round the appraisers are taken from. */
  monitorsFrom: z.string().nullable(),
  /** The round of this block and year there is already. */
  existing: z.string().nullable(),
});
export type OpeningProposal = z.infer<typeof OpeningProposal>;

const Revision = z.number().int().min(1);

export const MoveBody = z.object({ revision: Revision });

export const CloseBody = z.object({ revision: Revision, replyUntil: Day });

/** New days of deadlines of steps that are not over; those left out stay. */
export const MoveDatesBody = z
  .object({
    revision: Revision,
    reason: words(2000),
    dates: z
      .object({
        selfDueOn: Day,
        appraisal1DueOn: Day,
        explanationDueOn: Day,
        appraisal2DueOn: Day,
        publishOn: Day,
        replyUntil: Day,
      })
      .partial()
      .strict(),
  })
  .strict();
export type MoveDatesBody = z.infer<typeof MoveDatesBody>;

export const ApproveBody = z.object({ revision: Revision, decision: words(200) });

export const CancelBody = z.object({ revision: Revision, reason: words(2000) });
