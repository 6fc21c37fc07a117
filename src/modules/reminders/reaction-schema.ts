import { z } from 'zod';

const Instant = z.string();
const Offer = z.object({ label: z.string(), link: z.string() });

/** What the reader can do about a matter now. */
export const ReactionsOffered = z.object({
  acknowledge: z.boolean(),
  /** The reader's own pause; null when none runs. */
  snoozedUntil: Instant.nullable(),
  snoozes: z.array(z.object({ until: Instant, text: z.string() })),
  /** The page of the owning module on which more time is asked for; null where it offers none. */
  moreTime: Offer.nullable(),
  handOver: Offer.nullable(),
});
export type ReactionsOffered = z.infer<typeof ReactionsOffered>;

export const SnoozeBody = z.object({ until: Instant });
