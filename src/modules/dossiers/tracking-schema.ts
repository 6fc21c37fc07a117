import { z } from 'zod';
import { STATES } from './domain/states.ts';
import { Day, Instant } from './schema.ts';

export const TrackingQuery = z.object({
  code: z.string().trim().max(60).optional(),
  fact: z.string().trim().max(20).optional(),
  token: z.string().trim().max(100).optional(),
});

/** What anybody with the code and a second fact may know: no name, no number, no address. */
export const Tracking = z.object({
  code: z.string(),
  procedureName: z.string(),
  state: z.enum(STATES),
  /** A plain sentence for the applicant. */
  sentence: z.string(),
  /** What he should do, if anything. */
  next: z.string().nullable(),
  /** The same in English. */
  sentenceEn: z.string(),
  nextEn: z.string().nullable(),
  /** The promise while the clock runs; null when there is none now. */
  dueOn: Day.nullable(),
  dueAt: Instant.nullable(),
  /** The promised day has passed and the result is not ready. */
  overdue: z.boolean(),
  /** Working days left until the day promised last, negative when it is over; null without a promise or without calendar data. */
  workingDaysLeft: z.number().int().nullable(),
  /** Promised first, where that is another day than now. */
  firstDueOn: Day.nullable(),
  receivedOn: Day.nullable(),
  finishedOn: Day.nullable(),
  /** Where the dossier is now. */
  holder: z.string(),
  /** Made up for the demonstration: nobody's dossier. */
  isSample: z.boolean(),
  /** Taken in from other software, with the dates that software told. */
  isImported: z.boolean(),
  call: z.object({
    agency: z.string(),
    phone: z.string().nullable(),
    place: z.string().nullable(),
    hours: z.string().nullable(),
  }),
  asOf: Instant,
});
export type Tracking = z.infer<typeof Tracking>;
