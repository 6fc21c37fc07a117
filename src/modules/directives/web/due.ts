import { dayOf, timeOf } from '#web/format.ts';

/** A due moment to be shown: the last minute of a day stands for the day without an hour. */
export function shownDue(dueAt: string | null): string | undefined {
  if (dueAt === null) return undefined;
  return timeOf(dueAt) === '23:59' ? dayOf(dueAt) : dueAt;
}

/** The first words of an order, cut between words; an ellipsis tells of more. */
export function opening(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const at = line.lastIndexOf(' ', most - 1);
  return `${line.slice(0, at > most / 2 ? at : most).replace(/[\s,;:.–-]+$/, '')}…`;
}
