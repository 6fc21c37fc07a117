import { z } from 'zod';

/** Shapes the others are made of. Instants are ISO 8601 with +07:00, days YYYY-MM-DD, points whole hundredths. */
export const Instant = z.string();
export const Day = z.iso.date();
/** What a person typed: at least one letter, no blanks around it. */
export const words = (max: number) => z.string().trim().min(1).max(max);
export const AgencyView = z.object({ id: z.uuid(), name: z.string() });
export const RatioView = z.object({ numerator: z.number().int(), denominator: z.number().int() });
