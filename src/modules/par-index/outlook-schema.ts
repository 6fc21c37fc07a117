import { z } from 'zod';

/** Evidence a unit will need and does not have yet. */
export const ForesightView = z.object({
  year: z.number().int(),
  missing: z.array(
    z.object({
      leaf: z.string(),
      name: z.string(),
      /** The evidence the set asks for. */
      asked: z.string().nullable(),
      /** 'usual': last year's had been issued by this day; 'later': it came later in the year; 'unknown': none known. */
      expected: z.enum(['usual', 'later', 'unknown']),
      /** Last year's document for it. */
      before: z.object({ number: z.string(), issuedOn: z.string(), subject: z.string() }).nullable(),
    }),
  ),
});
export type ForesightView = z.infer<typeof ForesightView>;

const Expectation = z.object({ expected: z.number().int(), low: z.number().int(), high: z.number().int() });

/** A leaf that is read from the system's own figures. */
export const LiveLeafView = z.object({
  leaf: z.string(),
  name: z.string(),
  max: z.number().int(),
  measure: z.object({ id: z.string(), name: z.string(), numerator: z.string(), denominator: z.string().nullable() }),
  dataAt: z.string(),
  numerator: z.number().int(),
  denominator: z.number().int().nullable(),
  points: z.number().int().nullable(),
  isComplete: z.boolean(),
  remarks: z.array(z.string()),
  /** Why the figures were not taken: their parts do not add up. null when they do. */
  refused: z.array(z.string()).nullable(),
  /** How it ends if nothing more is done, and how many things are open; null when its module does not say. */
  atEnd: z.object({ numerator: z.number().int(), denominator: z.number().int(), open: z.number().int() }).nullable(),
});
export type LiveLeafView = z.infer<typeof LiveLeafView>;

export const GainItemView = z.object({
  id: z.string(),
  title: z.string(),
  link: z.string(),
  /** The last moment at which doing it still counts. */
  doBy: z.string(),
  /** Quarters of a working day. */
  effort: z.number().int(),
  leaves: z.array(z.string()),
  person: z.string().nullable(),
  waits: z.boolean(),
});
export type GainItemView = z.infer<typeof GainItemView>;

export const GainPlanView = z.object({
  kind: z.enum(['fastest', 'most']),
  items: z.array(GainItemView),
  /** In hundredths of a point. */
  gain: z.number().int(),
  /** Quarters of a working day. */
  effort: z.number().int(),
});
export type GainPlanView = z.infer<typeof GainPlanView>;

export const OutlookView = z.object({
  cutOffOn: z.string(),
  /** Working days left until the cut-off, and how many people do them. */
  workingDays: z.number().int(),
  people: z.number().int(),
  live: z.array(LiveLeafView),
  forecast: Expectation.extend({
    max: z.number().int(),
    leaves: z.array(
      Expectation.extend({
        code: z.string(),
        max: z.number().int(),
        basis: z.enum(['live', 'final', 'appraised', 'self', 'last-year', 'unknown']),
      }),
    ),
  }),
  openItems: z.number().int(),
  /** Empty when nothing open buys a point in the time there is. */
  plans: z.array(GainPlanView),
  taken: z.array(
    z.object({
      item: z.string(),
      title: z.string(),
      link: z.string(),
      person: z.string().nullable(),
      dueAt: z.string(),
      state: z.enum(['open', 'undone', 'done']),
    }),
  ),
  canTake: z.boolean(),
});
export type OutlookView = z.infer<typeof OutlookView>;

export const OutlookQuery = z.object({ people: z.coerce.number().int().min(1).max(100).default(1) });

export const TakeUpBody = z.object({ items: z.array(z.string().min(1).max(100)).min(1).max(500) });

export const TakenUpResult = z.object({ changed: z.number().int(), items: z.array(z.string()) });
export type TakenUpResult = z.infer<typeof TakenUpResult>;

/** The things behind a live figure. */
export const ThingsView = z.object({
  things: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      link: z.string(),
      state: z.string(),
      dueAt: z.string().nullable(),
      /** Whether it stands in the numerator, or in the denominator alone. */
      counts: z.boolean(),
    }),
  ),
  /** Ids the reader may not see, or whose module does not tell. */
  hidden: z.number().int(),
});
export type ThingsView = z.infer<typeof ThingsView>;

export const ByLiveLeaf = z.object({ id: z.uuid(), leaf: z.string().min(1).max(30) });
