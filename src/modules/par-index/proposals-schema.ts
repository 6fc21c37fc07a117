import { z } from 'zod';
import { type Ask, ENTRY_KINDS, PROPOSAL_STATES } from './domain/proposal.ts';
import { FACTS, type Reading } from './domain/proposal-reading.ts';
import { RuleShape, VariableName } from './domain/set-json.ts';
import { BLOCKS } from './domain/criteria-set.ts';

const Instant = z.string();
const Day = z.iso.date();
const Points = z.number().int().min(0).max(100_000);
const words = (max: number) => z.string().trim().min(1).max(max);
const both = <T extends z.ZodType>(shape: T) => z.object({ before: shape, after: shape });

const FactShape = z.union([
  z.enum(FACTS),
  z.templateLiteral(['var:', VariableName], { error: 'Biến viết dạng var:tên biến.' }),
]);
const LeastShape = z.object({ fact: FactShape, atLeast: z.number().min(-1_000_000_000).max(1_000_000_000) });
const ReadingShape: z.ZodType<Reading> = z
  .object({
    conditions: z.array(LeastShape.nullable()).max(50),
    timeliness: z.object({ onTime: LeastShape, late: LeastShape }),
    variables: z.record(VariableName, FactShape),
  })
  .partial()
  .strict();

export const AskShape: z.ZodType<Ask> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('drop') }),
  z.object({ kind: z.literal('reweight'), max: Points }),
  z.object({ kind: z.literal('replace-rule'), max: Points, rule: RuleShape, reading: ReadingShape.optional() }),
  z.object({ kind: z.literal('bonus'), max: Points }),
  z.object({ kind: z.literal('penalty'), max: Points }),
]);
export const ContentShape = z.object({
  ask: AskShape,
  name: z.string().trim().max(500),
  ruleWords: z.string().trim().max(2000),
  reasons: z.array(words(2000)).max(20),
  precedents: z.array(z.object({ source: words(300), what: words(1000) })).max(20),
});
export type ContentShape = z.infer<typeof ContentShape>;

/** What the asking would have done to every unit of the round; bonus and penalty points left out. */
export const EffectView = z.object({
  units: z.array(
    z.object({
      agency: z.object({ id: z.uuid(), name: z.string() }),
      points: both(z.number().int()),
      indexHundredths: both(z.number().int().nullable()),
      rank: both(z.number().int()),
      places: z.number().int(),
    }),
  ),
  moved: z.number().int(),
  meanPlaces: z.number(),
  /** Whether the figures speak against the criterion, and whether they still would. */
  speaksAgainst: both(z.boolean()),
  /** Units scored again from their figures, and units whose points were carried over. */
  exact: z.number().int(),
  scaled: z.number().int(),
});
export type EffectView = z.infer<typeof EffectView>;

export const ProposalSummary = z.object({
  id: z.uuid(),
  roundId: z.uuid(),
  roundTitle: z.string(),
  year: z.number().int(),
  block: z.enum(BLOCKS),
  label: z.string().nullable(),
  leaf: z.string(),
  leafName: z.string(),
  ask: z.enum(['drop', 'reweight', 'replace-rule', 'bonus', 'penalty']),
  state: z.enum(PROPOSAL_STATES),
  writtenBy: z.string(),
  writtenAt: Instant,
  sent: z.object({ number: z.string(), day: Day }).nullable(),
  answer: z
    .object({ number: z.string(), day: Day, decision: z.enum(['accepted', 'partly', 'declined']), text: z.string() })
    .nullable(),
});
export type ProposalSummary = z.infer<typeof ProposalSummary>;
export const ProposalList = z.object({ proposals: z.array(ProposalSummary) });
export type ProposalList = z.infer<typeof ProposalList>;

export const ProposalDetail = ProposalSummary.extend({
  /** Number of the last entry: sent back with the next act. */
  last: z.number().int(),
  max: Points,
  rule: RuleShape.nullable(),
  /** The present rule in words. */
  presentRule: z.string(),
  /** Figures the units' present entries hold, by which another rule can be tried. */
  facts: z.array(FactShape),
  /** How present figures are read under the rule of the kept wording, as the letter says it. */
  reading: z.array(z.string()),
  content: ContentShape,
  effect: EffectView,
  /** Why the figures speak against the criterion, as the letter says it; null where they do not. */
  finding: z.string().nullable(),
  history: z.array(
    z.object({
      seq: z.number().int(),
      kind: z.enum(ENTRY_KINDS),
      number: z.string().nullable(),
      day: Day.nullable(),
      text: z.string().nullable(),
      by: z.string(),
      at: Instant,
    }),
  ),
  can: z.array(z.enum(ENTRY_KINDS)),
});
export type ProposalDetail = z.infer<typeof ProposalDetail>;

const after = z.number().int().min(1);
export const ProposalStart = z.object({ roundId: z.uuid(), leaf: words(30) });
export const WriteBody = z.object({ after, content: ContentShape });
export const EffectBody = z.object({ ask: AskShape });
/** Submitting and approving take nothing but the entry they answer. */
export const ApproveProposalBody = z.object({ after });
const number = z
  .string()
  .trim()
  .regex(/^\d{1,6}\/[\p{L}\d.-]{1,60}$/u, 'Số văn bản viết dạng số/ký hiệu, ví dụ 12/TTr-SNV.');
export const SendBody = z.object({ after, number, day: Day });
export const AnswerProposalBody = z.object({
  after,
  number,
  day: Day,
  decision: z.enum(['accepted', 'partly', 'declined']),
  text: words(5000),
});
export const WithdrawBody = z.object({ after, reason: words(2000) });
export const ReturnBody = WithdrawBody;
export const ByProposalForm = z.object({ id: z.uuid(), form: z.enum(['docx', 'pdf']) });
