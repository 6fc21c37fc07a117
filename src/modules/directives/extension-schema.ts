import { z } from 'zod';
import { ENDINGS, EXTENSION_STATES } from './domain/extension.ts';

const Instant = z.string();
const Day = z.iso.date();
const Version = z.number().int().min(1);
const words = (max: number) => z.string().trim().min(1).max(max);

/** One request for more time (đề nghị gia hạn) with its answer, for those who may read what the agency wrote. */
export const ExtensionView = z.object({
  id: z.uuid(),
  state: z.enum(EXTENSION_STATES),
  /** The due date in force when it was asked. */
  fromDueOn: Day,
  fromDueAt: Instant,
  askedDueOn: Day,
  askedDueAt: Instant,
  /** From one due day to the other; null in years without days-off data. */
  workingDaysMore: z.number().int().nullable(),
  reason: z.string(),
  documentNumber: z.string().nullable(),
  documentOn: Day.nullable(),
  files: z.array(z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), size: z.number().int() })),
  /** A cooperating agency asked for a date past the lead's, knowing it. */
  pastLead: z.boolean(),
  askedAt: Instant,
  askedBy: z.string(),
  agencyName: z.string(),
  answerDueAt: Instant,
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  decisionNote: z.string().nullable(),
  decisionDocument: z.string().nullable(),
  grantedDueOn: Day.nullable(),
  grantedDueAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  endedBy: z.string().nullable(),
  endedBecause: z.enum(ENDINGS).nullable(),
  /** While the answer waits for the reader's "Đã biết": POST /api/obligations/:id/acknowledge. */
  unreadId: z.uuid().nullable(),
});
export type ExtensionView = z.infer<typeof ExtensionView>;

/** Asks for more time: JSON, or a form with files. */
export const AskExtensionBody = z.object({
  version: z.coerce.number().int().min(1),
  dueOn: Day,
  reason: words(5000),
  documentNumber: words(100).optional(),
  documentOn: Day.optional(),
  /** "Tôi biết ngày này sau hạn của cơ quan chủ trì": needed where it is so. A form sends words. */
  pastLead: z.union([z.boolean(), z.stringbool()]).default(false),
});
export type AskExtensionBody = z.infer<typeof AskExtensionBody>;

export const GrantExtensionBody = z.object({
  version: Version,
  /** The asked day or another. */
  dueOn: Day,
  note: words(2000).optional(),
  documentNumber: words(100).optional(),
  pastLead: z.boolean().default(false),
});
export type GrantExtensionBody = z.infer<typeof GrantExtensionBody>;

export const DeclineExtensionBody = z.object({ version: Version, reason: words(2000) });
export const TakeBackExtensionBody = z.object({ version: Version });

export const ByExtension = z.object({ id: z.uuid(), assignmentId: z.uuid(), extensionId: z.uuid() });

/** What a day would mean as the new due date, before anybody sends it. */
export const NewDueQuery = z.object({ dueOn: Day });
export const NewDueView = z.object({
  dueOn: Day,
  dueAt: Instant,
  explanation: z.array(z.string()),
  workingDaysMore: z.number().int().nullable(),
  /** Later than the due date in force. */
  isLater: z.boolean(),
  /** The lead's due day, where this one is past it. */
  leadDueOn: Day.nullable(),
});
export type NewDueView = z.infer<typeof NewDueView>;
