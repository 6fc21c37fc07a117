import { weekday } from '#kernel/local-date.ts';
import { dateInVietnam, minuteOfDay, parseInstant } from '#kernel/vietnam-time.ts';
import type { Content, Told } from './message.ts';
import type { Audience, StepKind } from './policy.ts';

/*
 * What reminders say, in the words of clerks. Used by letters, lists and pages alike, so that they say the same.
 */

export const WEEKDAYS_VI = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];
const WEEKDAYS_EN = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Last minute of a day: how a due day without an hour is kept. */
const DAY_END = 23 * 60 + 59;

/** "17:00, thứ Sáu, 30/03/2018"; a day without an hour has none: "thứ Sáu, 30/03/2018". */
export function dueVi(dueAt: string | null): string {
  const due = dueAt === null ? undefined : parseInstant(dueAt);
  if (!due) return 'chưa có hạn';
  const day = dateInVietnam(due);
  const text = `${WEEKDAYS_VI[weekday(day) - 1] ?? ''}, ${dayVi(day)}`;
  return isDayOnly(due) ? text : `${clock(due)}, ${text}`;
}

/** The same in English. */
export function dueEn(dueAt: string | null): string {
  const due = dueAt === null ? undefined : parseInstant(dueAt);
  if (!due) return 'no due date';
  const day = dateInVietnam(due);
  const text = `${WEEKDAYS_EN[weekday(day) - 1] ?? ''}, ${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
  return isDayOnly(due) ? text : `${clock(due)}, ${text}`;
}

export function isDayOnly(due: Date): boolean {
  return minuteOfDay(due) === DAY_END;
}

/** "30/03/2018". */
export function dayVi(day: string): string {
  return `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

function clock(at: Date): string {
  return clockVi(minuteOfDay(at));
}

/** Minutes since midnight as "07:30". */
export function clockVi(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Where a matter stands against its due moment; `daysLeft` in working days, null when the calendar cannot say. */
export type DueStatus = 'overdue' | 'due-today' | 'due-soon' | 'in-time' | 'no-due-date';

/** Amber from here on: the last 20 % of the term or 3 working days. */
const SOON_DAYS = 3;
const SOON_SHARE = 0.2;

export function dueStatus(
  { startAt, dueAt }: { startAt: Date; dueAt: Date | null },
  now: Date,
  daysLeft: number | null,
): DueStatus {
  if (!dueAt) return 'no-due-date';
  if (dueAt < now) return 'overdue';
  if (dateInVietnam(dueAt) === dateInVietnam(now)) return 'due-today';
  const left = (dueAt.getTime() - now.getTime()) / Math.max(1, dueAt.getTime() - startAt.getTime());
  return (daysLeft !== null && daysLeft <= SOON_DAYS) || left <= SOON_SHARE ? 'due-soon' : 'in-time';
}

/** "quá hạn 2 ngày làm việc", as it is shown and read aloud. */
export function leftVi(status: DueStatus, daysLeft: number | null): string {
  switch (status) {
    case 'no-due-date':
      return 'chưa có hạn';
    case 'due-today':
      return 'hạn trong hôm nay';
    case 'overdue':
      if (daysLeft === null) return 'quá hạn';
      return daysLeft === 0 ? 'quá hạn, chưa sang ngày làm việc khác' : `quá hạn ${-daysLeft} ngày làm việc`;
    default:
      if (daysLeft === null) return 'còn hạn; chưa có lịch nghỉ của năm đó';
      return daysLeft === 0 ? 'hạn rơi vào ngày nghỉ tới, không còn ngày làm việc' : `còn ${daysLeft} ngày làm việc`;
  }
}

export function leftEn(status: DueStatus, daysLeft: number | null): string {
  const days = (count: number) => `${count} working ${count === 1 ? 'day' : 'days'}`;
  switch (status) {
    case 'no-due-date':
      return 'no due date';
    case 'due-today':
      return 'due today';
    case 'overdue':
      return daysLeft === null || daysLeft === 0 ? 'overdue' : `${days(-daysLeft)} overdue`;
    default:
      if (daysLeft === null) return 'in time; no calendar data for that year';
      return daysLeft === 0 ? 'due on a day off, no working day left' : `${days(daysLeft)} left`;
  }
}

export const KIND_VI: Readonly<Record<StepKind, string>> = {
  assigned: 'Việc mới',
  'due-soon': 'Sắp đến hạn',
  'due-today': 'Đến hạn hôm nay',
  overdue: 'Quá hạn',
  review: 'Chưa có hạn',
};

export const AUDIENCE_VI: Readonly<Record<Audience, string>> = {
  owner: 'người được giao việc',
  substitute: 'người làm thay khi người được giao nghỉ',
  clerk: 'văn thư của cơ quan được giao',
  deputy: 'cấp phó phụ trách của cơ quan được giao',
  head: 'thủ trưởng cơ quan được giao',
  superior: 'thủ trưởng cơ quan cấp trên',
  follower: 'người theo dõi',
  'home-affairs': 'Sở Nội vụ theo dõi cải cách hành chính',
  'vice-chair': 'Phó Chủ tịch UBND tỉnh',
  chair: 'Chủ tịch UBND tỉnh',
};

/** What a step of a ladder is, in words: "Nhắc trước hạn 3 ngày làm việc". */
export function stepVi(key: string, kind: StepKind): string {
  const before = /^before-(\d+)$/.exec(key)?.[1];
  if (before) return `Nhắc trước hạn ${before} ngày làm việc`;
  const hours = /^hours-(\d+)$/.exec(key)?.[1];
  if (hours) return `Nhắc trước hạn ${hours} giờ làm việc`;
  const share = /^share-(\d+)$/.exec(key)?.[1];
  if (share) return `Nhắc khi đã qua ${share} % thời hạn`;
  if (key.startsWith('snooze-')) return 'Nhắc lại theo hẹn của người nhận';
  const overdue = /^overdue-(\d+)$/.exec(key)?.[1];
  if (overdue) return `Nhắc khi quá hạn ${overdue} ngày làm việc`;
  const week = /^week-(\d{4})-(\d{2})-(\d{2})$/.exec(key);
  if (week) return `Nhắc hằng tuần khi còn quá hạn, tuần từ ${week[3]}/${week[2]}/${week[1]}`;
  const review = /^review-(\d{4})-(\d{2})$/.exec(key);
  if (review) return `Xem lại việc chưa có hạn, tháng ${review[2]}/${review[1]}`;
  if (key === 'half') return 'Nhắc khi đã qua nửa thời hạn';
  if (key === 'four-fifths') return 'Nhắc khi đã qua bốn phần năm thời hạn';
  if (key === 'handed-over') return 'Báo việc được chuyển đến';
  if (kind === 'assigned') return 'Báo việc mới được giao';
  if (kind === 'due-today') return 'Nhắc ngày đến hạn';
  return KIND_VI[kind];
}

/** As what somebody was told: "người được giao việc", "thay Võ A đang nghỉ, người được giao việc". */
export function reasonVi({ audience, insteadOf, away }: Pick<Told, 'audience' | 'insteadOf' | 'away'>): string {
  if (insteadOf) return `thay ${insteadOf.name} đang nghỉ, ${AUDIENCE_VI[audience]}`;
  return away ? `${AUDIENCE_VI[audience]}, đang nghỉ` : AUDIENCE_VI[audience];
}

const REACTION_VI = {
  acknowledged: 'đã biết',
  snoozed: 'tạm hoãn nhắc cho mình',
  'asked-more-time': 'đề nghị gia hạn',
  'handed-over': 'chuyển việc',
} as const;

/** What somebody did: "thay Võ A: tạm hoãn nhắc cho mình đến 07:00, thứ Ba, 27/03/2018, từ liên kết trong lời nhắc". */
export function reactionVi(
  { kind, note, via }: { kind: keyof typeof REACTION_VI; note: string | null; via: 'app' | 'link' },
  insteadOf: string | null,
): string {
  const what = note ? `${REACTION_VI[kind]} ${note}` : REACTION_VI[kind];
  return `${insteadOf ? `thay ${insteadOf}: ` : ''}${what}${via === 'link' ? ', từ liên kết trong lời nhắc' : ''}`;
}

/** "Vì sao tôi nhận được?": the reader's part in it, the rule and who set it, the due date, the calendar, the document. */
export function whyVi(content: Content, audience: Audience, recipientId?: string): string[] {
  const { origin } = content;
  const instead = content.told.find(({ personId }) => personId === recipientId)?.insteadOf;
  return [
    instead
      ? `Bạn nhận thay ${instead.name} đang nghỉ, là ${AUDIENCE_VI[audience]}.`
      : `Bạn nhận với tư cách ${AUDIENCE_VI[audience]}.`,
    `Quy tắc: ${stepVi(content.stepKey, content.kind)} (${content.policyName}, bản ${content.policyVersion}).${content.policySetBy ? ` ${content.policySetBy}` : ''}`,
    ...content.explanation,
    ...(content.counted ? [content.counted] : []),
    ...(origin ? [`Văn bản: ${origin.document}${origin.number ? `, số ${origin.number}` : ''}.`] : []),
  ];
}

/** The status of a message's matter when it fired, from the facts it carries. */
export function contentStatus(content: Content): DueStatus {
  const fired = parseInstant(content.firedAt);
  const due = content.dueAt === null ? undefined : parseInstant(content.dueAt);
  if (!due || !fired) return 'no-due-date';
  if (due < fired) return 'overdue';
  return dateInVietnam(due) === dateInVietnam(fired) ? 'due-today' : 'in-time';
}

/** Who else was told, "Trần B (Chánh Văn phòng), Lê C (văn thư)". */
export function othersVi(content: Content, recipientId: string): string {
  return content.told
    .filter(({ personId }) => personId !== recipientId)
    .map(({ name, title, insteadOf }) => {
      const shown = title ? `${name} (${title})` : name;
      return insteadOf ? `${shown} thay ${insteadOf.name}` : shown;
    })
    .join(', ');
}
