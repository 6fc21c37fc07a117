import { dateInVietnam, toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Reckoning } from './reckoning.ts';
import { dueVi } from './words.ts';

/** A moment until which somebody may put his reminders off (tạm hoãn nhắc). */
export interface SnoozeChoice {
  readonly until: Date;
  /** "Sáng ngày làm việc tới (07:00, thứ Ba, 27/03/2018)". */
  readonly text: string;
}

const OFFERED: readonly [text: string, days: number][] = [
  ['Ngày làm việc tới', 1],
  ['2 ngày làm việc nữa', 2],
  ['3 ngày làm việc nữa', 3],
  ['5 ngày làm việc nữa', 5],
];

/** The moments offered: mornings of working days to come, all before the due moment. */
export function snoozeChoices(reckoning: Reckoning, now: Date, dueAt: Date | null): SnoozeChoice[] {
  if (!dueAt || dueAt <= now) return [];
  const dueDay = dateInVietnam(dueAt);
  return OFFERED.flatMap(([text, days]) => {
    const day = reckoning.after(dateInVietnam(now), days);
    // The due day has its own reminder, which nothing puts off.
    if (day >= dueDay) return [];
    const until = reckoning.morningOf(day);
    return until > now && until < dueAt ? [{ until, text: `${text} (${dueVi(toVietnamIso(until))})` }] : [];
  });
}
