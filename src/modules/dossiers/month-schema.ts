import { z } from 'zod';
import { CAUSES } from './domain/events.ts';
import { ALL_COLUMNS } from './domain/month.ts';
import { FORM_FILES } from './domain/forms.ts';
import { URGED } from './domain/words.ts';

const Instant = z.string();
const Day = z.iso.date();
const Named = z.object({ id: z.uuid(), name: z.string() });
const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Tháng viết dạng NĂM-THÁNG, ví dụ 2018-02.');

export const MonthQuery = z.object({
  /** This month unless told. */
  month: Month.optional(),
  agency: z.uuid().optional(),
  /** Day on which a period ends and the next begins; 1 is the calendar month. */
  cutOff: z.coerce.number().int().min(1).max(28).default(1),
});
export type MonthQuery = z.infer<typeof MonthQuery>;

const Counts = z.record(z.enum(ALL_COLUMNS), z.number().int());
const Check = z.object({
  key: z.enum(['received', 'solved', 'pending', 'balance', 'carried']),
  label: z.string(),
  left: z.number().int(),
  right: z.number().int(),
  holds: z.boolean(),
  note: z.string().nullable(),
});
const MonthPart = z.object({ counts: Counts, checks: z.array(Check), onTimePercent: z.number().nullable() });

/** Table II.06a of a month: by agency, each by sector. */
export const MonthTable = z.object({
  month: z.string(),
  previousMonth: z.string(),
  from: Day,
  lastDay: Day,
  closed: z.boolean(),
  asOf: Instant,
  agencies: z.array(
    MonthPart.extend({ agency: Named, sectors: z.array(z.object({ name: z.string(), counts: Counts })) }),
  ),
  total: MonthPart,
  /** Who receives dossiers and so has a book, the caller's own first. */
  books: z.array(Named),
  /** On time in per cent of the month before, to compare. */
  previousOnTimePercent: z.number().nullable(),
});
export type MonthTable = z.infer<typeof MonthTable>;

export const MonthCellQuery = MonthQuery.extend({
  month: Month,
  column: z.enum(ALL_COLUMNS),
  sector: z.string().max(300).optional(),
  after: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
export type MonthCellQuery = z.infer<typeof MonthCellQuery>;

/** The dossiers behind one number, as they stood at the end of the period. */
export const MonthCell = z.object({
  total: z.number().int(),
  /** Whose number it is; null for all that the caller sees. */
  agencyName: z.string().nullable(),
  sector: z.string().nullable(),
  dossiers: z.array(
    z.object({
      id: z.uuid(),
      code: z.string().nullable(),
      procedureName: z.string(),
      ownerName: z.string(),
      agency: Named,
      sector: z.string(),
      stateLabel: z.string(),
      receivedAt: Instant.nullable(),
      dueAt: Instant.nullable(),
      endedAt: Instant.nullable(),
    }),
  ),
  next: z.number().int().nullable(),
});
export type MonthCell = z.infer<typeof MonthCell>;

export const Format = z.object({ format: z.enum(['xlsx', 'docx', 'pdf']) });
export const FormParams = z.object({ id: z.uuid(), file: z.enum(FORM_FILES) });
/** The sheet in the printer: A5 as the forms are, or A4 where an office has no other. */
export const FormQuery = z.object({ paper: z.enum(['A5', 'A4']).default('A5') });

export const UrgingView = z.object({
  id: z.uuid(),
  /** Who answers. */
  agency: Named,
  /** Who was asked, where the agency was merged since. */
  askedAgency: Named.nullable(),
  note: z.string().nullable(),
  sentAt: Instant,
  sentBy: z.string(),
  answerDueAt: Instant,
  answeredAt: Instant.nullable(),
  answeredBy: z.string().nullable(),
  cause: z.enum(CAUSES).nullable(),
  plan: z.string().nullable(),
  promisedOn: Day.nullable(),
});
export type UrgingView = z.infer<typeof UrgingView>;

export const BacklogQuery = z.object({
  /** As it stood at the end of this month; now, unless told or for the month that runs. */
  month: Month.optional(),
  agency: z.uuid().optional(),
  urged: z.enum(URGED).optional(),
  after: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
export type BacklogQuery = z.infer<typeof BacklogQuery>;

/** Tồn đọng: open and past the lawful due day, oldest first. */
export const Backlog = z.object({
  total: z.number().int(),
  /** Who holds what is overdue, most first, whatever is filtered. */
  agencies: z.array(Named.extend({ count: z.number().int() })),
  lines: z.array(
    z.object({
      id: z.uuid(),
      code: z.string().nullable(),
      procedureName: z.string(),
      ownerName: z.string(),
      agency: Named,
      stateLabel: z.string(),
      stepName: z.string().nullable(),
      officerName: z.string().nullable(),
      lawfulDueAt: Instant.nullable(),
      overdueDays: z.number().int().nullable(),
      reappointed: z.boolean(),
      /** As last recorded in the history of the dossier. */
      cause: z.enum(CAUSES).nullable(),
      reason: z.string().nullable(),
      urgings: z.array(UrgingView),
      /** The caller may answer the open question. */
      mayAnswer: z.boolean(),
    }),
  ),
  next: z.number().int().nullable(),
  mayUrge: z.boolean(),
  asOf: Instant,
  /** The last day of the month asked for, where that is over. */
  closedOn: Day.nullable(),
});
export type Backlog = z.infer<typeof Backlog>;

export const UrgeBody = z.object({
  dossierIds: z.array(z.uuid()).min(1).max(100),
  note: z.string().trim().max(2000).optional(),
  answerDueOn: Day,
});
export type UrgeBody = z.infer<typeof UrgeBody>;
export const UrgeResult = z.object({ sent: z.number().int(), agencies: z.number().int() });

export const AnswerBody = z.object({
  cause: z.enum(CAUSES),
  plan: z.string().trim().min(1).max(2000),
  promisedOn: Day.optional(),
});
export type AnswerBody = z.infer<typeof AnswerBody>;
export const ById = z.object({ id: z.uuid() });
