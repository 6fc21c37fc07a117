import { z } from 'zod';

/** The shapes on the wire. Days are 'YYYY-MM-DD', clock times 'HH:MM', moments ISO 8601 with +07:00. */

const Day = z.iso.date();
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Giờ viết dạng 07:30; hết ngày là 24:00.');
const Reason = z.string().trim().min(5).max(500);
const Name = z.string().trim().min(1).max(200);

export const DayKindName = z.enum(['statutory', 'compensatory', 'exchanged', 'local', 'make-up']);

export const SourceView = z.object({
  code: z.string().max(60).optional(),
  title: z.string().trim().min(1).max(400),
  url: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .optional(),
  verified: z.boolean().optional(),
});

export const PeriodView = z.object({ from: Clock, to: Clock });

export const DayView = z.object({
  id: z.uuid(),
  scope: z.enum(['national', 'province', 'agency']),
  agencyId: z.uuid().nullable(),
  date: Day,
  kind: DayKindName,
  name: z.string(),
  sources: z.array(SourceView),
  pairedWith: Day.optional(),
  periods: z.array(PeriodView).optional(),
});
export type DayView = z.infer<typeof DayView>;

export const HoursView = z.object({
  id: z.uuid(),
  agencyId: z.uuid().nullable(),
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
  weekdays: z.array(z.number().int().min(1).max(7)),
  periods: z.array(PeriodView),
  assumed: z.boolean(),
  source: SourceView,
});
export type HoursView = z.infer<typeof HoursView>;

export const YearQuery = z.object({ agencyId: z.uuid().optional() });
export const YearParams = z.object({ year: z.coerce.number().int().min(1976).max(2200) });

export const YearView = z.object({
  year: z.number(),
  /** false: nobody has announced or imported this year, so nothing in it can be counted. */
  hasData: z.boolean(),
  sources: z.array(SourceView),
  days: z.array(DayView),
  hours: z.array(HoursView),
  /** Working days of the year, null without data. */
  workingDays: z.number().nullable(),
});
export type YearView = z.infer<typeof YearView>;

export const DueQuery = z.object({
  from: z.string().max(40),
  amount: z.coerce.number(),
  unit: z.enum(['working-day', 'working-hour', 'working-minute', 'calendar-day', 'month', 'same-day']),
  agencyId: z.uuid().optional(),
});

/** `explanation` has the steps of domain/steps.ts, each with its sentence; `sentences` tells them joined. */
export const DueView = z.object({
  dueAt: z.string(),
  explanation: z.array(z.looseObject({ type: z.string(), text: z.string() })),
  sentences: z.array(z.string()),
});
export type DueView = z.infer<typeof DueView>;

/** An exchanged day off names its make-up day in `pairedWith`; the make-up day is entered with it. */
export const DayBody = z.object({
  date: Day,
  kind: DayKindName,
  name: Name,
  source: SourceView,
  pairedWith: Day.optional(),
  periods: z.array(PeriodView).min(1).max(6).optional(),
  reason: Reason,
});
export const NewDayBody = DayBody.extend({ agencyId: z.uuid().optional() });
export type NewDayBody = z.infer<typeof NewDayBody>;

export const YearBody = z.object({
  sources: z.array(SourceView).min(1).max(20),
  days: z
    .array(
      z.object({
        date: Day,
        kind: z.enum(['statutory', 'compensatory', 'exchanged']),
        name: Name,
        sources: z.array(SourceView).max(20).optional(),
        pairedWith: Day.optional(),
      }),
    )
    .min(1)
    .max(100),
  reason: Reason,
});
export type YearBody = z.infer<typeof YearBody>;

export const HoursBody = z.object({
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  periods: z.array(PeriodView).min(1).max(6),
  assumed: z.boolean().default(false),
  source: SourceView,
  reason: Reason,
});
export const NewHoursBody = HoursBody.extend({ agencyId: z.uuid().optional() });
export type NewHoursBody = z.infer<typeof NewHoursBody>;

export const ReasonBody = z.object({ reason: Reason });
export const IdParams = z.object({ id: z.uuid() });

/** What an import of a year changed, by dates. */
export const YearChangeView = z.object({
  year: z.number(),
  isNew: z.boolean(),
  added: z.array(Day),
  removed: z.array(Day),
  altered: z.array(Day),
});
