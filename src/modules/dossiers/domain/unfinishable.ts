import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { periodsOn } from '#modules/calendar/domain/calendar.ts';
import { addWorkingDays, previousWorkingDay } from '#modules/calendar/domain/days.ts';
import { addWorkingMinutes, workingMinutesBetween } from '#modules/calendar/domain/moments.ts';
import type { WorkflowStep } from '#modules/procedures/domain/workflow.ts';
import { dateInVietnam, minuteOfDay } from '#kernel/vietnam-time.ts';
import { type ClockRules, lastDayToReappoint } from './due.ts';
import type { Facts } from './facts.ts';
import { canFinishAt, waysFrom } from './route.ts';
import { dayVi } from './tracking.ts';

type Steps = { readonly steps: readonly WorkflowStep[] };

/**
 * Whether the last morning has come on which a new day may still lawfully be promised (NĐ 61/2018 Điều 19 khoản 9): it
 * is the working day, or a day off after it, that no working day follows before the lawful end.
 */
export function isLastLawfulMorning(calendar: WorkCalendar, dueAt: Date, law: ClockRules, now: Date): boolean {
  const last = lastDayToReappoint(dueAt, law);
  const today = dateInVietnam(now);
  if (today > last) return false;
  const morning = previousWorkingDay(calendar, last);
  if (today !== morning) return today > morning;
  return minuteOfDay(now) >= (periodsOn(calendar, morning)[0]?.from ?? 0);
}

type AtStep = Pick<Facts, 'stepKey' | 'stepMinutes' | 'stepEnteredAt'> & { readonly tracks?: Facts['tracks'] };

/**
 * Working minutes of the workflow that still lie before a dossier on its shortest way to a result, what its present
 * step has left included; side by side the longest of the parts. Null without a workflow. A step that used up its time counts as nothing: how much longer it
 * takes nobody knows.
 */
export function minutesLeft(
  workflow: Steps | null,
  { stepKey, stepMinutes, stepEnteredAt, tracks }: AtStep,
  calendar: WorkCalendar,
  now: Date,
): number | null {
  if (!workflow) return null;
  const left = (key: string | null, minutes: number | null, since: Date | null): number => {
    const spent = since && since < now ? workingMinutesBetween(calendar, since, now) : 0;
    return Math.max(0, (minutes ?? 0) - spent) + shortestAfter(workflow, key, new Set());
  };
  const others = (tracks?.others ?? []).filter(({ waitsAt }) => waitsAt === null);
  return Math.max(
    left(stepKey, stepMinutes, stepEnteredAt),
    ...others.map((one) => left(one.stepKey, one.stepMinutes, one.enteredAt === null ? null : new Date(one.enteredAt))),
  );
}

function shortestAfter(workflow: Steps, key: string | null, seen: ReadonlySet<string>): number {
  if (key !== null && canFinishAt(workflow, key)) return 0;
  const ways = waysFrom(workflow, key).filter(({ step }) => !seen.has(step.key));
  if (ways.length === 0) return 0;
  return Math.min(
    ...ways.map(({ step }) => (step.minutes ?? 0) + shortestAfter(workflow, step.key, new Set([...seen, step.key]))),
  );
}

/** An agency that was asked and has not answered. */
export interface WaitedFor {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly askedOn: string;
  readonly dueAt: Date | null;
}

/** Why a dossier cannot be ready in time, and the earliest day that can honestly be promised instead. */
export interface Unfinishable {
  readonly cause: 'agency' | 'other-agency';
  readonly causeAgencyId: string | null;
  readonly reason: string;
  readonly newDueOn: string;
}

/**
 * Judges on known facts alone: an answer that is waited for is due after the promised moment, or was due and did not
 * come; or the steps that remain need more working time than is left. Anything else may still be done in time.
 *
 * @returns undefined when nothing known says that it will be late
 */
export function unfinishable(
  facts: Pick<Facts, 'dueAt'> & AtStep,
  waits: readonly WaitedFor[],
  workflow: Steps | null,
  calendar: WorkCalendar,
  now: Date,
): Unfinishable | undefined {
  const { dueAt } = facts;
  if (!dueAt || dueAt <= now) return undefined;
  const needed = minutesLeft(workflow, facts, calendar, now) ?? 0;
  const left = workingMinutesBetween(calendar, now, dueAt);
  const missing = waits.find((one) => one.dueAt !== null && (one.dueAt < now || one.dueAt > dueAt));
  if (!missing && needed <= left) return undefined;
  const ready = addWorkingMinutes(calendar, missing?.dueAt && missing.dueAt > now ? missing.dueAt : now, needed);
  const dueOn = dateInVietnam(dueAt);
  const readyOn = dateInVietnam(ready);
  // A working day in reserve: a date may be promised anew once only.
  const newDueOn = addWorkingDays(calendar, readyOn > dueOn ? readyOn : dueOn, 1);
  if (missing) {
    const { agencyName, agencyId, askedOn } = missing;
    const by = missing.dueAt ? `, hạn trả lời ${dayVi(dateInVietnam(missing.dueAt))}` : '';
    const reason = `Đang chờ ý kiến của ${agencyName}, hỏi ngày ${dayVi(askedOn)}${by}.`;
    return { cause: 'other-agency', causeAgencyId: agencyId, reason, newDueOn };
  }
  const reason = `Các bước còn lại theo quy trình cần ${hours(needed)} giờ làm việc, đến ngày hẹn còn ${hours(left)} giờ.`;
  return { cause: 'agency', causeAgencyId: null, reason, newDueOn };
}

function hours(minutes: number): string {
  return (Math.round(minutes / 30) / 2).toLocaleString('vi-VN');
}
