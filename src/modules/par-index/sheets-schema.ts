import { z } from 'zod';
import { STAGES } from './domain/round-flow.ts';
import { InputShape } from './domain/set-json.ts';
import { EvidenceView } from './evidence-schema.ts';
import { AgencyView, Day, Instant, words } from './parts-schema.ts';
import { RoundView } from './rounds-schema.ts';

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

export const ByReply = z.object({ id: z.uuid(), replyId: z.uuid() });

export const LeafQuery = z.object({ leaf: z.string().min(1).max(30) });
