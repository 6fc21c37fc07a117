import { z } from 'zod';

/** Minutes before a due date at which the calendar program itself rings; null for never. */
const Alarm = z.union([z.literal(60), z.literal(1440)]).nullable();

export const FeedView = z.object({
  id: z.string(),
  /** null for the caller's own work. */
  agency: z.object({ id: z.string(), name: z.string() }).nullable(),
  alarmMinutes: Alarm,
  madeAt: z.string(),
  renewedAt: z.string().nullable(),
  /** When a calendar program last came by (real time); null when none has. */
  lastReadAt: z.string().nullable(),
});
export type FeedView = z.infer<typeof FeedView>;

export const FeedList = z.object({
  feeds: z.array(FeedView),
  /** Agencies whose work the caller may have in a calendar. */
  agencies: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type FeedList = z.infer<typeof FeedList>;

export const NewFeed = z.object({ agencyId: z.uuid().nullable(), alarmMinutes: Alarm });
export type NewFeed = z.infer<typeof NewFeed>;

/** `path` holds the secret and is told this once. */
export const MadeFeed = z.object({ feed: FeedView, path: z.string() });
export type MadeFeed = z.infer<typeof MadeFeed>;

export const FeedChange = z.object({ alarmMinutes: Alarm });
