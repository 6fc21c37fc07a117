import { dayNumber, fromDayNumber, type LocalDate } from '#kernel/local-date.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { hoursOn, patternAt, runOf, type WorkCalendar } from './calendar.ts';
import { clock } from './clock-time.ts';
import { cutoffClock } from './cutoff.ts';
import { isHoliday, type CalendarDayOptions } from './days.ts';
import type { DuePlan } from './due.ts';
import { fromMinute } from './moments.ts';
import { type ExplanationStep, RULES, type RuleId } from './steps.ts';
import type { LegalPeriod } from './types.ts';

/** Tells how a due moment was found, step by step in the order a person would check it. */
export function explainDue(calendar: WorkCalendar, plan: DuePlan): ExplanationStep[] {
  const { request, start, due } = plan;
  const startDay = Math.floor(start / 1440);
  const dueDay = Math.floor(due / 1440);
  const steps: ExplanationStep[] = [{ type: 'start', at: iso(plan.received) }];
  steps.push(...explainStart(calendar, plan));
  steps.push({ type: 'period', amount: request.amount, unit: request.unit });
  steps.push(...explainHours(calendar, startDay, dueDay));
  switch (request.unit) {
    case 'working-day':
      if (plan.lastDay > startDay) {
        steps.push(rule('first-day-not-counted'), ...explainWorkingDays(calendar, startDay, plan.lastDay));
        steps.push(...explainHourMoved(plan));
      }
      if (plan.minutes > 0) steps.push(rule('half-days-in-hours'), ...explainMinutes(calendar, plan.atHour, due));
      break;
    case 'working-hour':
    case 'working-minute':
      steps.push(rule('hours-from-the-moment'), ...explainMinutes(calendar, plan.atHour, due));
      break;
    case 'calendar-day':
    case 'month':
      steps.push(...explainPlainDays(calendar, request, startDay, plan.plainLastDay, plan.lastDay));
      steps.push(...explainHourMoved(plan));
      break;
    case 'same-day':
      if (plan.dueMovedByCutoff) {
        steps.push(
          ...explainDaysOff(calendar, startDay + 1, dueDay - 1),
          cutoffStep(calendar, plan, plan.received, due),
        );
      }
      break;
  }
  steps.push({ type: 'due', at: iso(due) });
  return steps;
}

/** Tells how the last day of a period counted from a day alone was found. */
export function explainDays(
  calendar: WorkCalendar,
  request: LegalPeriod & CalendarDayOptions & { readonly fromOn: LocalDate },
  plain: LocalDate,
  dueOn: LocalDate,
): ExplanationStep[] {
  const startDay = dayNumber(request.fromOn);
  const steps: ExplanationStep[] = [{ type: 'start', at: request.fromOn }];
  steps.push({ type: 'period', amount: request.amount, unit: request.unit });
  if (request.unit === 'working-day') {
    steps.push(rule('first-day-not-counted'), ...explainWorkingDays(calendar, startDay, dayNumber(dueOn)));
  } else {
    steps.push(...explainPlainDays(calendar, request, startDay, dayNumber(plain), dayNumber(dueOn)));
  }
  steps.push({ type: 'due', at: dueOn });
  return steps;
}

function explainStart(calendar: WorkCalendar, plan: DuePlan): ExplanationStep[] {
  const { received, start } = plan;
  if (plan.startMovedByCutoff) {
    const passed = explainDaysOff(calendar, Math.floor(received / 1440), Math.floor(start / 1440) - 1);
    return [...passed, cutoffStep(calendar, plan, received, start)];
  }
  if (received === start) return [];
  const receivedDay = Math.floor(received / 1440);
  const startDay = Math.floor(start / 1440);
  const run = runOf(calendar, receivedDay);
  const { periods, total } = patternAt(calendar, run, receivedDay - run.firstDay);
  const minuteOfDay = received - receivedDay * 1440;
  const because =
    total === 0
      ? 'day-off'
      : minuteOfDay < (periods[0]?.from ?? 0)
        ? 'before-opening'
        : startDay === receivedDay
          ? 'break'
          : 'after-closing';
  return [
    ...explainDaysOff(calendar, receivedDay, startDay - 1),
    { type: 'moved-to-opening', from: iso(received), to: iso(start), because },
    rule('outside-hours-next-opening'),
  ];
}

function cutoffStep(calendar: WorkCalendar, plan: DuePlan, from: number, to: number): ExplanationStep {
  const { cutoff } = plan.request;
  if (!cutoff) throw new RangeError('no cut-off was given');
  const day = Math.floor(from / 1440);
  const run = runOf(calendar, day);
  const off = patternAt(calendar, run, day - run.firstDay).total === 0;
  // On a day off there is no closing to count back from: the hour of the rule is that of the day it moves to.
  const date = fromDayNumber(off ? Math.floor(to / 1440) : day);
  const time = clock(cutoffClock(calendar, cutoff.time, date));
  return { type: 'cutoff', kind: cutoff.kind, time, source: cutoff.source, from: iso(from), to: iso(to) };
}

/** Office hours in force, and again where they change before the due day. */
function explainHours(calendar: WorkCalendar, startDay: number, dueDay: number): ExplanationStep[] {
  const first = hoursOn(calendar, fromDayNumber(startDay));
  const last = hoursOn(calendar, fromDayNumber(dueDay));
  return (first === last ? [first] : [first, last]).map(({ periods, assumed, source }) => ({
    type: 'hours',
    periods,
    assumed,
    source,
  }));
}

function explainWorkingDays(calendar: WorkCalendar, startDay: number, lastDay: number): ExplanationStep[] {
  const steps: ExplanationStep[] = [];
  const dates: LocalDate[] = [];
  for (let day = startDay + 1; day <= lastDay; day += 1) {
    const step = dayStep(calendar, day);
    if (step) steps.push(step);
    if (step?.type !== 'skipped') dates.push(dateOf(calendar, day));
  }
  return [...steps, { type: 'counted', dates }];
}

function explainMinutes(calendar: WorkCalendar, from: number, to: number): ExplanationStep[] {
  const steps: ExplanationStep[] = [];
  const firstDay = Math.floor(from / 1440);
  for (let day = firstDay; day * 1440 < to; day += 1) {
    const step = dayStep(calendar, day);
    if (step && (day > firstDay || step.type === 'make-up')) steps.push(step);
    const run = runOf(calendar, day);
    for (const period of patternAt(calendar, run, day - run.firstDay).periods) {
      const begin = Math.max(from - day * 1440, period.from);
      const end = Math.min(to - day * 1440, period.to);
      if (begin >= end) continue;
      const date = fromDayNumber(day);
      steps.push({ type: 'worked', date, from: clock(begin), to: clock(end), minutes: end - begin });
    }
  }
  return steps;
}

function explainPlainDays(
  calendar: WorkCalendar,
  request: LegalPeriod & CalendarDayOptions,
  startDay: number,
  plainDay: number,
  lastDay: number,
): ExplanationStep[] {
  const steps = [rule(request.unit === 'month' ? 'corresponding-day-of-month' : 'first-day-not-counted')];
  if (request.unit === 'calendar-day' && request.holidaysInside === 'skipped') {
    for (let day = startDay + 1; day <= plainDay; day += 1) {
      if (isHoliday(calendar, day)) steps.push(...explainDaysOff(calendar, day, day));
    }
  }
  if (lastDay === plainDay) return steps;
  steps.push(...explainDaysOff(calendar, plainDay, lastDay - 1));
  steps.push({ type: 'rolled', from: fromDayNumber(plainDay), to: fromDayNumber(lastDay) });
  steps.push(rule('day-off-rolls-forward'));
  return steps;
}

function explainHourMoved(plan: DuePlan): ExplanationStep[] {
  const wanted = ((plan.start % 1440) + 1440) % 1440;
  const kept = ((plan.atHour % 1440) + 1440) % 1440;
  if (wanted === kept) return [];
  return [{ type: 'hour-moved', date: fromDayNumber(plan.lastDay), from: clock(wanted), to: clock(kept) }];
}

function explainDaysOff(calendar: WorkCalendar, from: number, to: number): ExplanationStep[] {
  const steps: ExplanationStep[] = [];
  for (let day = from; day <= to; day += 1) {
    const step = dayStep(calendar, day);
    if (step?.type === 'skipped') steps.push(step);
  }
  return steps;
}

/** What there is to say about a day: passed over, or a rest day that is worked; nothing about an ordinary one. */
function dayStep(calendar: WorkCalendar, day: number): ExplanationStep | undefined {
  const run = runOf(calendar, day);
  const special = calendar.special.get(day);
  const date = dateOf(calendar, day);
  if (patternAt(calendar, run, day - run.firstDay).total > 0) {
    if (special?.kind !== 'make-up') return undefined;
    const { name, sources, pairedWith } = special;
    return { type: 'make-up', date, name, sources, ...(pairedWith && { insteadOf: pairedWith }) };
  }
  if (special && special.kind !== 'make-up') {
    const { kind, name, sources, pairedWith } = special;
    return { type: 'skipped', date, kind, name, sources, ...(pairedWith && { madeUpOn: pairedWith }) };
  }
  const hours = calendar.hours[run.hoursOf[day - run.firstDay] ?? 0];
  const sources = hours ? [hours.source] : [];
  return { type: 'skipped', date, kind: 'weekly-rest', name: 'Nghỉ hằng tuần', sources };
}

/** The text of a day of a year with data, without making it anew. */
function dateOf(calendar: WorkCalendar, day: number): LocalDate {
  const run = runOf(calendar, day);
  return run.dates[day - run.firstDay] ?? fromDayNumber(day);
}

function rule(id: RuleId): ExplanationStep {
  return { type: 'rule', rule: id, source: RULES[id] };
}

function iso(minute: number): string {
  return toVietnamIso(fromMinute(minute));
}
