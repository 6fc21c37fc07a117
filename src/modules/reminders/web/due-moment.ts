import { dayOf, timeOf } from '#web/format.ts';

/** A due moment to be shown: the last minute of a day stands for the day without an hour. */
export function dueMoment(dueAt: string | null): string | undefined {
  if (dueAt === null) return undefined;
  return timeOf(dueAt) === '23:59' ? dayOf(dueAt) : dueAt;
}
