import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { workingMinutesBetween } from '#modules/calendar/domain/moments.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import { type Facts, isPastDay } from './facts.ts';

/**
 * How a dossier stands to its promise. Days are compared, as the official forms do; whether the hour was kept too is
 * told beside it.
 */
export const PUNCTUALITY = [
  'none',
  'running',
  'running-overdue',
  'stopped',
  'early',
  'on-time',
  'late',
  'late-reappointed',
  'no-due',
  'withdrawn',
  'closed',
] as const;
export type PunctualityStatus = (typeof PUNCTUALITY)[number];

export const PUNCTUALITY_VI: Readonly<Record<PunctualityStatus, string>> = {
  none: 'Chưa tiếp nhận',
  running: 'Đang giải quyết, trong hạn',
  'running-overdue': 'Đang giải quyết, quá hạn',
  stopped: 'Đang tạm dừng tính thời gian',
  early: 'Trước hạn',
  'on-time': 'Đúng hạn',
  late: 'Trễ hạn',
  'late-reappointed': 'Trễ hạn, đã hẹn lại',
  'no-due': 'Không có hạn',
  withdrawn: 'Đã rút',
  closed: 'Đã dừng giải quyết',
};

export interface Punctuality {
  readonly status: PunctualityStatus;
  /** Past the lawful moment, to the minute. */
  readonly lateByMoment: boolean;
  /** Past the lawful day. */
  readonly lateByDate: boolean;
  /** Working minutes past the lawful moment, of the finish or until now. */
  readonly latenessMinutes: number;
  /** A re-appointed dossier that missed its new day too. */
  readonly lateAgain: boolean;
}

/**
 * Judges a dossier by its lawful due moment, which no re-appointment moves and which was missed for good when the
 * clock was stopped after it. Judged is when the result was ready, never when it was collected.
 *
 * @param latenessBefore working minutes by which an earlier run of the clock was late when it was stopped
 */
export function punctualityOf(facts: Facts, calendar: WorkCalendar, now: Date, latenessBefore = 0): Punctuality {
  const { lawfulDueAt, clock, finishedAt } = facts;
  const until = finishedAt ?? (clock === 'running' ? now : null);
  const judged = until !== null && lawfulDueAt !== null;
  const past = judged && until > lawfulDueAt;
  return {
    status: statusOf(facts, (judged && isPastDay(until, lawfulDueAt)) || facts.wasLate),
    lateByMoment: past || facts.wasLate,
    lateByDate: (judged && isPastDay(until, lawfulDueAt)) || facts.wasLate,
    latenessMinutes: Math.max(latenessBefore, past ? workingMinutesBetween(calendar, lawfulDueAt, until) : 0),
    lateAgain: judged && facts.reappointments > 0 && isPastDay(until, facts.dueAt),
  };
}

function statusOf(facts: Facts, late: boolean): PunctualityStatus {
  const { state, clock, finishedAt, lawfulDueAt } = facts;
  if (clock === 'none') return 'none';
  if (state === 'withdrawn' || state === 'closed') return state;
  if (clock === 'stopped') return 'stopped';
  if (clock === 'running') return late ? 'running-overdue' : 'running';
  if (late) return facts.reappointments > 0 ? 'late-reappointed' : 'late';
  if (!lawfulDueAt || !finishedAt) return 'no-due';
  return dateInVietnam(finishedAt) < dateInVietnam(lawfulDueAt) ? 'early' : 'on-time';
}
