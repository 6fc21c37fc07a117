import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { workingDaysBetween } from '#modules/calendar/domain/days.ts';
import { dateInVietnam, minuteOfDay } from '#kernel/vietnam-time.ts';
import { type Facts, isOverdue } from './facts.ts';
import { STATE_FACTS } from './states.ts';

/** How a dossier came in, kept for ever: every report is split by it. */
export const CHANNELS = ['counter', 'post', 'online'] as const;
export type Channel = (typeof CHANNELS)[number];
export const CHANNEL_VI: Readonly<Record<Channel, string>> = {
  counter: 'Trực tiếp',
  post: 'Bưu chính công ích',
  online: 'Trực tuyến',
};

/** When a fee is paid (cách thu). */
export const FEE_WAYS = ['on-submit', 'on-return', 'transfer'] as const;
export type FeeWay = (typeof FEE_WAYS)[number];
export const FEE_WAY_VI: Readonly<Record<FeeWay, string>> = {
  'on-submit': 'khi nộp hồ sơ',
  'on-return': 'khi nhận kết quả',
  transfer: 'chuyển khoản',
};

/** What a queue is sorted by. `soon` is two working days or less. */
export const URGENCIES = ['overdue', 'today', 'soon', 'later', 'stopped', 'ended'] as const;
export type Urgency = (typeof URGENCIES)[number];
export const URGENCY_VI: Readonly<Record<Urgency, string>> = {
  overdue: 'Quá hạn',
  today: 'Hạn hôm nay',
  soon: 'Sắp đến hạn',
  later: 'Còn thời gian',
  stopped: 'Đang chờ',
  ended: 'Đã xong',
};
export const SOON_WORKING_DAYS = 2;

type Clocked = Pick<Facts, 'state' | 'clock' | 'dueAt' | 'lawfulDueAt' | 'wasLate'>;

/** Overdue is what `isOverdue` says; how urgent the rest is goes by the day that was promised last. */
export function urgencyOf(facts: Clocked, calendar: WorkCalendar, now: Date): Urgency {
  if (facts.clock === 'ended' || facts.state === 'denied') return 'ended';
  if (isOverdue(facts, now)) return 'overdue';
  if (facts.clock !== 'running') return 'stopped';
  if (!facts.dueAt) return 'later';
  const left = workingDaysBetween(calendar, dateInVietnam(now), dateInVietnam(facts.dueAt));
  if (dateInVietnam(now) === dateInVietnam(facts.dueAt)) return 'today';
  return left <= SOON_WORKING_DAYS ? 'soon' : 'later';
}

/** The time that is left, or what is waited for, in words. */
export function remainingVi(facts: Clocked & Pick<Facts, 'waitUntil'>, calendar: WorkCalendar, now: Date): string {
  const { state, clock, dueAt, waitUntil } = facts;
  if (clock === 'stopped' && isOverdue(facts, now))
    return `quá hạn, ${remainingVi({ ...facts, wasLate: false }, calendar, now)}`;
  if (clock !== 'running') {
    if (waitUntil === null) return STATE_FACTS[state].label.toLocaleLowerCase('vi');
    // Short: it stands on a badge in a list on a phone.
    const day = `${waitUntil.slice(8, 10)}/${waitUntil.slice(5, 7)}`;
    const isOver = waitUntil < dateInVietnam(now);
    if (!(state in AWAITED_VI)) return isOver ? `tạm dừng, quá ngày xem lại ${day}` : `tạm dừng, xem lại ${day}`;
    const what = AWAITED_VI[state as keyof typeof AWAITED_VI];
    return isOver ? `quá ngày chờ ${what} ${day}` : `chờ ${what} đến ${day}`;
  }
  if (!dueAt) return 'không có hạn';
  const today = dateInVietnam(now);
  const dueOn = dateInVietnam(dueAt);
  if (today <= dueOn && isOverdue(facts, now)) return `quá hạn, hẹn mới ${dueOn.slice(8, 10)}/${dueOn.slice(5, 7)}`;
  if (today === dueOn) {
    const hour = clockVi(dueAt);
    return now > dueAt ? `quá giờ hẹn ${hour} hôm nay` : `hạn ${hour} hôm nay`;
  }
  if (today > dueOn) return `quá hạn ${workingDaysBetween(calendar, dueOn, today)} ngày làm việc`;
  return `còn ${workingDaysBetween(calendar, today, dueOn)} ngày làm việc`;
}

const AWAITED_VI = {
  'awaiting-completion': 'hoàn thiện',
  'awaiting-supplement': 'bổ sung',
  'awaiting-payment': 'nộp phí, thuế',
} as const;

function clockVi(at: Date): string {
  const minute = minuteOfDay(at);
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Where a line of the backlog stands with its reminder: never asked, asked and waiting, answered. */
export const URGED = ['none', 'waiting', 'answered'] as const;
export type Urged = (typeof URGED)[number];
