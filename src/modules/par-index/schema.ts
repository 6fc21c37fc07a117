import { z } from 'zod';
import { MOVES, ROUND_STATES, STAGES } from './domain/round-flow.ts';
import { InputShape } from './domain/set-json.ts';
import { BLOCKS } from './domain/criteria-set.ts';

/** Instants are ISO 8601 with +07:00, days YYYY-MM-DD, points whole hundredths. */
const Instant = z.string();
const Day = z.iso.date();
const words = (max: number) => z.string().trim().min(1).max(max);
const AgencyView = z.object({ id: z.uuid(), name: z.string() });
const RatioView = z.object({ numerator: z.number().int(), denominator: z.number().int() });

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

/** What a live value was read from; the ids lead to the things counted. */
export const MeasureView = z.object({
  measureId: z.string(),
  from: Day,
  to: Day,
  asOf: z.string(),
  numerator: z.number().int(),
  denominator: z.number().int().nullable(),
  numeratorIds: z.array(z.string()),
  denominatorIds: z.array(z.string()),
  isComplete: z.boolean(),
  remarks: z.array(z.string()),
});

export const ValueView = z.object({
  id: z.uuid(),
  leaf: z.string(),
  stage: z.enum(STAGES),
  seq: z.number().int(),
  input: InputShape.nullable(),
  points: z.number().int().nullable(),
  reason: z.string().nullable(),
  evidence: z.array(z.uuid()),
  author: z.string(),
  at: Instant,
  measure: MeasureView.nullable(),
});
export type ValueView = z.infer<typeof ValueView>;

export const ScoreView = z.object({
  points: z.number().int(),
  max: z.number().int(),
  bonus: z.number().int(),
  penalty: z.number().int(),
  total: z.number().int(),
  indexHundredths: z.number().int().nullable(),
  missing: z.number().int(),
  className: z.string().nullable(),
  /** Points and maximum of every field, criterion and leaf by code. */
  nodes: z.record(z.string(), z.tuple([z.number().int(), z.number().int()])),
});
export type ScoreView = z.infer<typeof ScoreView>;

export const EvidenceView = z.object({
  id: z.uuid(),
  number: z.string(),
  issuedOn: Day,
  issuer: z.string(),
  subject: z.string(),
  file: z.object({ name: z.string(), mediaType: z.string(), size: z.number().int() }).nullable(),
  addedBy: z.string(),
  addedAt: Instant,
  leaves: z.array(z.object({ leaf: z.string(), fact: z.string() })),
  /** What a check found, in words. */
  warnings: z.array(z.string()),
  /** Whether the register of documents knows it with this number, day and issuer. */
  register: z.object({ state: z.enum(['found', 'differs', 'not-found']), text: z.string() }),
});
export type EvidenceView = z.infer<typeof EvidenceView>;

export const SheetDetail = z.object({
  id: z.uuid(),
  round: RoundView,
  agency: AgencyView,
  /** The successor that answers for the sheet since its unit was merged. */
  answeredBy: AgencyView.nullable(),
  /** When the unit said that it has read its result and does not reply. */
  resultSeenAt: Instant.nullable(),
  resultSeenBy: z.string().nullable(),
  lockedAt: Instant.nullable(),
  lockedBy: z.string().nullable(),
  lockedBecause: z.enum(['unit', 'deadline']).nullable(),
  explainedAt: Instant.nullable(),
  leaves: z.array(
    z.object({
      code: z.string(),
      /** The newest value of each stage the caller may see. */
      values: z.array(ValueView),
      flag: z.object({ reason: z.string(), by: z.string(), at: Instant }).nullable(),
      /** Who appraises this leaf of this unit. */
      appraiser: AgencyView.nullable(),
      /** What the caller may do on it now. */
      can: z.array(z.enum(['self', 'appraisal-1', 'blind', 'explanation', 'appraisal-2', 'flag', 'reply', 'survey'])),
    }),
  ),
  /** Sums by what the unit says, the first appraisal, and in the end; only of stages the caller sees whole. */
  scores: z.object({ self: ScoreView.nullable(), appraisal1: ScoreView.nullable(), final: ScoreView.nullable() }),
  evidence: z.array(EvidenceView),
  /** Leaves of the unit that ask for evidence and have none. */
  withoutEvidence: z.array(z.string()),
  surveys: z.array(
    z.object({
      leaf: z.string(),
      answers: z.number().int().nullable(),
      indexHundredths: z.number().int().nullable(),
      marginHundredths: z.number().int().nullable(),
      fieldworkFrom: Day.nullable(),
      fieldworkTo: Day.nullable(),
      source: z.string(),
    }),
  ),
  replies: z.array(
    z.object({
      id: z.uuid(),
      leaf: z.string(),
      text: z.string(),
      sentBy: z.string(),
      sentAt: Instant,
      decision: z.enum(['accepted', 'kept']).nullable(),
      answer: z.string().nullable(),
      answeredBy: z.string().nullable(),
    }),
  ),
  canLock: z.boolean(),
  canLockExplanation: z.boolean(),
  canSeeResult: z.boolean(),
});
export type SheetDetail = z.infer<typeof SheetDetail>;

export const ValueHistory = z.object({ values: z.array(ValueView) });
export type ValueHistory = z.infer<typeof ValueHistory>;

/** A value given; `after` is the number of the last value of that leaf and stage the caller saw, 0 for none. */
export const ValueBody = z.object({
  leaf: z.string().min(1).max(30),
  stage: z.enum(['self', 'appraisal-1', 'blind', 'explanation', 'appraisal-2']),
  input: InputShape.nullable(),
  reason: words(5000).nullable().default(null),
  evidence: z.array(z.uuid()).max(50).default([]),
  after: z.number().int().min(0),
});
export type ValueBody = z.infer<typeof ValueBody>;
export const FlagBody = z.object({ leaf: z.string().min(1).max(30), reason: words(5000) });
export const ReplyBody = z.object({ leaf: z.string().min(1).max(30), text: words(5000) });
export const ReplyAnswerBody = z.object({
  decision: z.enum(['accepted', 'kept']),
  answer: words(5000),
  /** The corrected points when accepted; null = does not apply. */
  points: z.number().int().min(0).nullable().optional(),
});
export type ReplyAnswerBody = z.infer<typeof ReplyAnswerBody>;

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

export const EvidenceBody = z.object({
  number: words(100),
  issuedOn: Day,
  issuer: words(300),
  subject: words(1000),
  leaf: z.string().min(1).max(30),
  fact: words(2000),
});
export type EvidenceBody = z.infer<typeof EvidenceBody>;
export const EvidenceLinkBody = z.object({ leaf: z.string().min(1).max(30), fact: words(2000) });
export const EvidenceUnlinkBody = z.object({ leaf: z.string().min(1).max(30) });

export const LiveResult = z.object({
  written: z.number().int(),
  unchanged: z.number().int(),
  /** Figures that were not taken because their parts do not add up. */
  refused: z.array(z.object({ agency: AgencyView, leaf: z.string(), why: z.array(z.string()) })),
});
export type LiveResult = z.infer<typeof LiveResult>;

export const LiveCheck = z.object({
  checked: z.number().int(),
  /** Kept values the raw history does not give again. */
  different: z.array(
    z.object({
      agency: AgencyView,
      leaf: z.string(),
      asOf: z.string(),
      kept: z.number().int().nullable(),
      found: z.number().int().nullable(),
    }),
  ),
});
export type LiveCheck = z.infer<typeof LiveCheck>;

export const ByEvidence = z.object({ id: z.uuid(), evidenceId: z.uuid() });
export const ByReply = z.object({ id: z.uuid(), replyId: z.uuid() });
export const LeafQuery = z.object({ leaf: z.string().min(1).max(30) });
export const NameQuery = z.object({ name: words(500) });
