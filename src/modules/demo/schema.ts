import { z } from 'zod';

export const ClockView = z.object({
  /** Province time, ISO 8601 with +07:00. */
  now: z.string(),
  /** How many planned moments were passed by the last move. */
  moments: z.number().optional(),
});
export type ClockView = z.infer<typeof ClockView>;

export const ClockMoveBody = z.union([
  z.object({ by: z.enum(['hour', 'next-morning', 'week']) }),
  z.object({ to: z.string().max(40) }),
]);
export type ClockMoveBody = z.infer<typeof ClockMoveBody>;
