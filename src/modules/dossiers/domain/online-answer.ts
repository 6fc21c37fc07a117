import { whereKnown, type WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { addWorkingHours } from '#modules/calendar/domain/moments.ts';
import { lawById } from '#modules/procedures/domain/law.ts';
import { dateInVietnam, minuteOfDay } from '#kernel/vietnam-time.ts';
import type { State } from './states.ts';
import type { Channel } from './words.ts';

/** Where the rules of the day name no number: that of the general rule as it is known, which nobody here has read. */
export const PROPOSED_ANSWER_HOURS = 8;

/** Until when the counter answers what was submitted over the network, and what that rests on. */
export interface OnlineAnswer {
  /** Null where the days off of the year are not entered. */
  readonly dueAt: Date | null;
  readonly hours: number;
  readonly source: string;
  /** The rule was read in the law's text. */
  readonly verified: boolean;
}

/** Nobody has looked at it yet: neither received, nor refused, nor sent back. */
export const awaitsAnswer = (one: { readonly state: State; readonly channel: Channel }): boolean =>
  one.state === 'submitted' && one.channel === 'online';

/** The answer that is owed to an online submission: so many working hours after it came in. */
export function onlineAnswer(lawId: string, calendar: WorkCalendar, submittedAt: Date): OnlineAnswer {
  const { value, source, trust } = lawById(lawId).facts.onlineAnswerWorkingHours;
  const hours = value ?? PROPOSED_ANSWER_HOURS;
  return {
    dueAt: whereKnown(() => addWorkingHours(calendar, submittedAt, hours), null),
    hours,
    source: value === null ? 'Mốc do phần mềm đề xuất; quy định của giai đoạn này chưa đọc' : source,
    verified: value !== null && trust === 'V',
  };
}

export const UNVERIFIED = 'chưa kiểm chứng';

/** Short, for a badge in a list on a phone; null where no moment is known. */
export function answerVi({ dueAt }: OnlineAnswer, now: Date): string | null {
  if (!dueAt) return null;
  const minute = minuteOfDay(dueAt);
  const hour = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const day = dateInVietnam(dueAt);
  const on = day === dateInVietnam(now) ? 'hôm nay' : `${day.slice(8, 10)}/${day.slice(5, 7)}`;
  return now > dueAt ? `quá giờ trả lời ${hour} ${on}` : `trả lời trước ${hour} ${on}`;
}

/** Why this moment, in sentences. */
export function answerExplained({ hours, source, verified }: OnlineAnswer): string[] {
  return [
    `Hồ sơ nộp trực tuyến được trả lời trong ${hours} giờ làm việc.`,
    `Căn cứ: ${source}${verified ? '' : ` (${UNVERIFIED})`}.`,
  ];
}
