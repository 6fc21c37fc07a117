import { addWorkingDays } from '#modules/calendar/domain/days.ts';
import { previousWorkingMoment } from '#modules/calendar/domain/moments.ts';
import { type LocalDate, weekday } from '#kernel/local-date.ts';
import { dateInVietnam, instantAt } from '#kernel/vietnam-time.ts';
import { lastDayToReappoint } from '../domain/due.ts';
import type { Cause } from '../domain/events.ts';
import { type Habit, habitOf } from './habits.ts';
import type { Tale } from './tale.ts';
import type { DemoStep } from './world.ts';

export function habitAt({ world }: Tale, agencyId: string): Habit {
  return habitOf(world.seed, world.codeOf(agencyId));
}

/** When a step begun now is done. */
export function endOfStep(tale: Tale, { minutes, agencyId }: Pick<DemoStep, 'minutes' | 'agencyId'>): Date {
  const { chances } = tale;
  const habit = habitAt(tale, agencyId);
  // One step in fifty is where a dossier is left lying: what the backlog is made of.
  const left = chances.happens(1 / 50) ? 5 + 25 * chances.share() : 1;
  const takes = (minutes ?? 20) * habit.pace * chances.spread(0.4) * season(tale) * left * hurry(tale);
  return tale.after(Math.round(takes));
}

/** Work goes on until a moment, with the apology written on the last day it is lawful, where the agency does that. */
export function workUntil(tale: Tale, doneAt: Date, agencyId: string): void {
  apologise(tale, doneAt, habitAt(tale, agencyId));
  tale.until(doneAt);
}

function apologise(tale: Tale, doneAt: Date, habit: Habit): void {
  const { chances, world } = tale;
  const { dueAt, reappointments } = tale.facts;
  if (!dueAt || reappointments > 0) return;
  const lastDay = lastDayToReappoint(dueAt, tale.law) as LocalDate;
  const writtenAt = previousWorkingMoment(world.calendar, instantAt(lastDay, 10 * 60));
  const sees = doneAt.getTime() > dueAt.getTime() - 4 * 3_600_000;
  if (writtenAt <= tale.now || writtenAt >= doneAt || !sees || !chances.happens(habit.apologises)) return;
  tale.until(writtenAt);
  const cause = chances.cause();
  const letter = { reason: CAUSE_REASON[cause], cause, data: { apologyId: chances.id() } };
  tale.act('draft-apology', tale.facts.agencyId, letter);
  tale.wait(20 + 60 * chances.share());
  const days = 1 + Math.floor(4 * chances.share());
  const newDueAt = instantAt(addWorkingDays(world.calendar, dateInVietnam(dueAt), days), 16 * 60);
  if (dateInVietnam(tale.now) <= lastDay) tale.act('approve-apology', tale.facts.agencyId, { ...letter, newDueAt });
}

/** What is due the same day is done while the applicant waits, whatever its workflow allows. */
const hurry = ({ desk }: Tale): number => (desk.limit.unit === 'same-day' ? 0.04 : 1);

/** Work waits longer on Mondays and Fridays; made up. */
function season({ now }: Tale): number {
  const day = weekday(dateInVietnam(now));
  return day === 1 || day === 5 ? 1.08 : 1;
}

const CAUSE_REASON: Readonly<Record<Cause, string>> = {
  agency: 'Số lượng hồ sơ tăng, chưa bố trí đủ người thụ lý',
  'other-agency': 'Chờ ý kiến của cơ quan phối hợp',
  applicant: 'Chờ người nộp xác nhận thông tin',
  law: 'Chờ hướng dẫn khi quy định thay đổi',
  transport: 'Gián đoạn kết nối giữa các phần mềm',
};
