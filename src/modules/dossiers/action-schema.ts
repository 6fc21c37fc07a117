import { z } from 'zod';
import { ACTIONS } from './domain/actions.ts';
import { CAUSES, CORRECTABLE } from './domain/events.ts';
import { STATES } from './domain/states.ts';
import { PaperInput } from './reception-schema.ts';
import { Day, DocumentRef, Instant, Version, words } from './schema.ts';

/** One action. Which of the fields it needs is said by domain/actions.ts. */
export const ActionInput = z.object({
  action: z.enum(ACTIONS),
  version: Version,
  reason: words(2000).optional(),
  text: words(5000).optional(),
  document: DocumentRef.optional(),
  cause: z.enum(CAUSES).optional(),
  causeAgencyId: z.uuid().optional(),
  /** hand-over, ask-opinion */
  agencyId: z.uuid().optional(),
  /** assign, hand-over, forward, advance */
  officerId: z.uuid().optional(),
  /** advance: the named case; send-back: the step it goes back to */
  when: z.string().max(100).optional(),
  stepKey: z.string().max(100).optional(),
  /** forward, advance, send-back, assign, hand-over, finish: the part it is done in; absent: the caller's first */
  part: z.string().max(40).optional(),
  /** ask-opinion: by when; draft-apology: the new promise, absent when only an apology */
  dueOn: Day.optional(),
  /** answer-opinion */
  opinionId: z.uuid().optional(),
  /** draft-supplement, request-completion */
  papers: z.array(PaperInput).max(100).optional(),
  /** record-verification: when, where and before whom; what was found is the text */
  verification: z
    .object({ at: z.iso.datetime({ offset: true }), place: words(300), participants: words(1000) })
    .optional(),
  /** note-fault */
  period: z.object({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) }).optional(),
  /** correct: which field, and what it should say */
  field: z.enum(CORRECTABLE).optional(),
  value: z.string().trim().max(2000).optional(),
  /** correct, of the applicant: the same person written down wrongly, or another person's name or number */
  person: z.enum(['same', 'other']).optional(),
  /** require-payment */
  amountVnd: z.number().int().min(0).max(1e13).optional(),
  /** hand-over-result, post-result: who took it, number of the parcel */
  receiver: z.string().trim().max(300).optional(),
});
export type ActionInput = z.infer<typeof ActionInput>;

/** What a queue needs after one key: how the dossier stands, and until when the step can be taken back. */
export const TransitionResult = z.object({
  id: z.uuid(),
  code: z.string().nullable(),
  version: z.number().int(),
  state: z.enum(STATES),
  stateLabel: z.string(),
  stepName: z.string().nullable(),
  agencyId: z.uuid(),
  dueAt: Instant.nullable(),
  stepDueAt: Instant.nullable(),
  undoable: z.boolean(),
});
export type TransitionResult = z.infer<typeof TransitionResult>;
