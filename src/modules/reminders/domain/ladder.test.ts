import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { buildCalendar, periodsOn } from '#modules/calendar/domain/calendar.ts';
import { DEFAULT_HOURS, type SpecialDay } from '#modules/calendar/domain/types.ts';
import { addDays, weekday } from '#kernel/local-date.ts';
import { dateInVietnam, minuteOfDay, parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import { anyCalendar, length, moment, RUNS, urgency } from '../testing/calendars.ts';
import { planSteps, type Step, type Term } from './ladder.ts';
import { type Audience, DEFAULT_POLICY, PolicySchema } from './policy.ts';

const tet: SpecialDay[] = ['2018-02-14', '2018-02-15', '2018-02-16', '2018-02-19', '2018-02-20'].map((date) => ({
  date,
  kind: 'statutory',
  name: 'Tết Nguyên đán',
  sources: [],
}));
const calendar = buildCalendar({ years: [2018], days: tet, hours: [DEFAULT_HOURS] });

function at(text: string): Date {
  const instant = parseInstant(text);
  assert.ok(instant);
  return instant;
}

function plan(term: { start: string; due: string | null; urgency?: Term['urgency'] }, limit = 12) {
  return planSteps(
    { ...DEFAULT_POLICY },
    calendar,
    { startAt: at(term.start), dueAt: term.due === null ? null : at(term.due), urgency: term.urgency ?? 'normal' },
    { limit },
  );
}

const said = (steps: readonly Step[]) =>
  steps.map(({ key, at: moment }) => `${key} ${toVietnamIso(moment).slice(0, 16)}`);

const CASES: {
  why: string;
  start: string;
  due: string | null;
  urgency?: Term['urgency'];
  limit?: number;
  steps: string[];
}[] = [
  {
    why: 'more than 15 working days',
    start: '2018-02-26T15:00',
    due: '2018-03-30T17:00',
    limit: 7,
    steps: [
      'assigned 2018-02-26T15:00',
      'before-7 2018-03-21T07:00',
      'before-3 2018-03-27T07:00',
      'before-1 2018-03-29T07:00',
      'due-day 2018-03-30T07:00',
      'overdue-1 2018-04-02T07:00',
      'overdue-3 2018-04-04T07:00',
    ],
  },
  {
    why: 'exactly 15 working days belong to the middle band',
    start: '2018-03-05T08:00',
    due: '2018-03-26T17:00',
    limit: 4,
    steps: [
      'assigned 2018-03-05T08:00',
      'before-3 2018-03-21T07:00',
      'before-1 2018-03-23T07:00',
      'due-day 2018-03-26T07:00',
    ],
  },
  {
    why: '16 working days belong to the long band',
    start: '2018-03-05T08:00',
    due: '2018-03-27T17:00',
    limit: 3,
    steps: ['assigned 2018-03-05T08:00', 'before-7 2018-03-16T07:00', 'before-3 2018-03-22T07:00'],
  },
  {
    why: 'exactly 5 working days belong to the middle band',
    start: '2018-03-05T08:00',
    due: '2018-03-12T17:00',
    limit: 4,
    steps: [
      'assigned 2018-03-05T08:00',
      'before-3 2018-03-07T07:00',
      'before-1 2018-03-09T07:00',
      'due-day 2018-03-12T07:00',
    ],
  },
  {
    why: 'under 5 working days: at half of the working time, and on the day',
    start: '2018-03-05T07:00',
    due: '2018-03-08T17:00',
    limit: 4,
    steps: [
      'assigned 2018-03-05T07:00',
      'half 2018-03-07T07:00',
      'due-day 2018-03-08T07:00',
      'overdue-1 2018-03-09T07:00',
    ],
  },
  {
    why: 'half of a term that ends before the working day of its middle opens is not told at noon or at night',
    start: '2018-03-05T10:00',
    due: '2018-03-07T10:00',
    limit: 3,
    steps: ['assigned 2018-03-05T10:00', 'half 2018-03-06T10:00', 'due-day 2018-03-07T07:00'],
  },
  {
    why: 'on the due day one reminder is enough: the half-way one gives way',
    start: '2018-03-05T16:30',
    due: '2018-03-06T17:00',
    limit: 3,
    steps: ['assigned 2018-03-05T16:30', 'due-day 2018-03-06T07:00', 'overdue-1 2018-03-07T07:00'],
  },
  {
    why: 'a term within one day keeps its half-way reminder, after the lunch break',
    start: '2018-03-05T08:00',
    due: '2018-03-05T17:00',
    limit: 2,
    steps: ['assigned 2018-03-05T08:00', 'half 2018-03-05T13:30'],
  },
  {
    why: 'over Tết the three days before are counted in working days',
    start: '2018-01-29T08:00',
    due: '2018-02-22T17:00',
    limit: 5,
    steps: [
      'assigned 2018-01-29T08:00',
      'before-3 2018-02-12T07:00',
      'before-1 2018-02-21T07:00',
      'due-day 2018-02-22T07:00',
      'overdue-1 2018-02-23T07:00',
    ],
  },
  {
    why: 'a due date inside Tết is reminded on the last working day before, and is overdue when work resumes',
    start: '2018-02-05T08:00',
    due: '2018-02-16T23:59',
    limit: 5,
    steps: [
      'assigned 2018-02-05T08:00',
      'before-3 2018-02-08T07:00',
      'before-1 2018-02-12T07:00',
      'due-day 2018-02-13T07:00',
      'overdue-1 2018-02-21T07:00',
    ],
  },
  {
    why: 'due at the opening of a day: the day before is the last one to work on it',
    start: '2018-03-05T08:00',
    due: '2018-03-08T07:00',
    limit: 3,
    steps: ['assigned 2018-03-05T08:00', 'half 2018-03-06T13:30', 'due-day 2018-03-07T07:00'],
  },
  {
    why: 'given on Saturday, told on Monday; what would be said at the same moment is said by it',
    start: '2018-03-03T10:00',
    due: '2018-03-06T17:00',
    limit: 3,
    steps: ['assigned 2018-03-05T07:00', 'due-day 2018-03-06T07:00', 'overdue-1 2018-03-07T07:00'],
  },
  {
    why: 'due over the weekend in which it was given: the head hears of it on Monday with the officer',
    start: '2018-03-02T18:00',
    due: '2018-03-03T12:00',
    limit: 2,
    steps: ['overdue-1 2018-03-05T07:00', 'overdue-3 2018-03-07T07:00'],
  },
  {
    why: 'express matters run through the night and the weekend',
    start: '2018-03-03T20:00',
    due: '2018-03-04T20:00',
    urgency: 'express',
    limit: 5,
    steps: [
      'assigned 2018-03-03T20:00',
      'due-day 2018-03-04T07:00',
      'overdue-1 2018-03-05T07:00',
      'overdue-3 2018-03-07T07:00',
      'week-2018-03-12 2018-03-12T07:00',
    ],
  },
  {
    why: 'an express matter of one night is told at its half, at any hour',
    start: '2018-03-03T20:00',
    due: '2018-03-04T06:00',
    urgency: 'express',
    limit: 2,
    steps: ['assigned 2018-03-03T20:00', 'half 2018-03-04T01:00'],
  },
  {
    why: 'the weekly list skips a Monday off and the week right after the third day',
    start: '2018-02-05T08:00',
    due: '2018-02-08T17:00',
    limit: 7,
    steps: [
      'assigned 2018-02-05T08:00',
      'half 2018-02-07T07:30',
      'due-day 2018-02-08T07:00',
      'overdue-1 2018-02-09T07:00',
      'overdue-3 2018-02-13T07:00',
      'week-2018-02-26 2018-02-26T07:00',
      'week-2018-03-05 2018-03-05T07:00',
    ],
  },
  {
    why: 'without a due date somebody looks at it each month',
    start: '2018-03-05T08:00',
    due: null,
    limit: 3,
    steps: ['assigned 2018-03-05T08:00', 'review-2018-04 2018-04-02T07:00', 'review-2018-05 2018-05-01T07:00'],
  },
];

for (const { why, start, due, urgency, limit, steps } of CASES) {
  test(`${why}`, () => {
    assert.deepEqual(said(plan({ start, due, ...(urgency ? { urgency } : {}) }, limit).steps), steps);
  });
}

test('where the days off of a year are not known the plan ends and names the year', () => {
  const { steps, noFurther } = plan({ start: '2018-12-03T08:00', due: '2018-12-28T17:00' });
  assert.deepEqual(said(steps).slice(-1), ['overdue-1 2018-12-31T07:00']);
  assert.deepEqual(noFurther, { reason: 'year-without-data', year: 2019 });
});

test('a later plan is not announced and begins where it was made', () => {
  const term = { startAt: at('2018-02-26T15:00'), dueAt: at('2018-03-30T17:00'), urgency: 'normal' as const };
  const { steps } = planSteps(
    DEFAULT_POLICY,
    calendar,
    { ...term, plannedAt: at('2018-03-27T07:00'), announce: false },
    { limit: 2 },
  );
  assert.deepEqual(said(steps), ['before-1 2018-03-29T07:00', 'due-day 2018-03-30T07:00']);
});

test('over 200 generated calendars no step lies outside working time or in the quiet hours', () => {
  fc.assert(
    fc.property(anyCalendar, moment, fc.option(length, { freq: 8 }), urgency, (any, startAt, minutes, urgent) => {
      const dueAt = minutes === null ? null : new Date(startAt.getTime() + minutes * 60_000);
      const { steps } = planSteps(DEFAULT_POLICY, any, { startAt, dueAt, urgency: urgent }, { limit: 30 });
      for (const step of steps) {
        const minute = minuteOfDay(step.at);
        const working = periodsOn(any, dateInVietnam(step.at)).some(({ from, to }) => from <= minute && minute < to);
        assert.ok(working, `${step.key} at ${toVietnamIso(step.at)}`);
        assert.ok(minute >= 7 * 60 && minute < 18 * 60, `${step.key} at ${toVietnamIso(step.at)}`);
      }
    }),
    RUNS,
  );
});

test('over 200 generated calendars the steps are in order, each key once, those before the due moment before it and the overdue ones after', () => {
  fc.assert(
    fc.property(anyCalendar, moment, length, fc.boolean(), (any, startAt, minutes, express) => {
      const dueAt = new Date(startAt.getTime() + minutes * 60_000);
      const term: Term = { startAt, dueAt, urgency: express ? 'express' : 'normal' };
      const { steps } = planSteps(DEFAULT_POLICY, any, term, { limit: 30 });
      for (const [index, step] of steps.entries()) {
        const last = steps[index - 1];
        assert.ok(!last || last.at < step.at, `${last?.key} and ${step.key}`);
        assert.ok(step.at >= startAt, step.key);
        if (step.kind === 'due-soon' || step.kind === 'due-today') assert.ok(step.at < dueAt, step.key);
        if (step.kind === 'overdue') assert.ok(step.at > dueAt, step.key);
      }
      assert.equal(new Set(steps.map(({ key }) => key)).size, steps.length);
      assert.ok(steps.length > 0, 'something is always told');
    }),
    RUNS,
  );
});

test('over 200 generated calendars a later due date never brings a step of the same name earlier', () => {
  fc.assert(
    fc.property(anyCalendar, moment, length, length, (any, startAt, minutes, more) => {
      const dueAt = new Date(startAt.getTime() + minutes * 60_000);
      const later = new Date(dueAt.getTime() + more * 60_000);
      const of = (due: Date) =>
        planSteps(DEFAULT_POLICY, any, { startAt, dueAt: due, urgency: 'normal' }, { limit: 8 }).steps;
      const first = new Map(of(dueAt).map((step) => [step.key, step.at]));
      for (const step of of(later)) {
        const before = first.get(step.key);
        if (before && !step.key.startsWith('week-')) assert.ok(step.at >= before, step.key);
      }
    }),
    RUNS,
  );
});

test('over 200 generated calendars asking from any moment on gives the same steps as asking for all', () => {
  fc.assert(
    fc.property(anyCalendar, moment, fc.option(length, { freq: 6 }), fc.nat(20), (any, startAt, minutes, index) => {
      const dueAt = minutes === null ? null : new Date(startAt.getTime() + minutes * 60_000);
      const term: Term = { startAt, dueAt, urgency: 'normal' };
      const all = planSteps(DEFAULT_POLICY, any, term, { limit: 30 }).steps;
      const from = all[index];
      if (!from) return;
      const rest = planSteps(DEFAULT_POLICY, any, term, { after: from.at, limit: 29 - index }).steps;
      assert.deepEqual(said(rest), said(all.slice(index + 1)));
    }),
    RUNS,
  );
});

test('what is told of after it was due is told once, also where nothing follows on the ladder', () => {
  const quiet = PolicySchema.parse({
    ...DEFAULT_POLICY,
    bands: [{ overDays: -1, steps: [] }],
    overdue: [],
    weekly: null,
  });
  const term = { startAt: at('2018-03-30T17:00'), dueAt: at('2018-03-30T17:00'), urgency: 'urgent' } as const;
  const { steps, noFurther } = planSteps(quiet, calendar, { ...term, plannedAt: at('2018-04-03T09:00') });
  assert.deepEqual(said(steps), ['assigned 2018-04-03T09:00']);
  assert.deepEqual(noFurther, { reason: 'no-rule' });
});

test('weekly steps fall on the first working day of their week', () => {
  for (const step of plan({ start: '2018-02-26T15:00', due: '2018-03-30T17:00' }, 40).steps.slice(7)) {
    const monday = step.key.slice('week-'.length);
    assert.equal(weekday(monday), 1);
    assert.ok(dateInVietnam(step.at) >= monday && dateInVietnam(step.at) < addDays(monday, 7));
  }
});

test('a step some working hours before the due moment counts over the night, and on the due day it is said of today', () => {
  const to: Audience[] = ['owner'];
  const policy = PolicySchema.parse({
    ...DEFAULT_POLICY,
    onAssignment: [],
    bands: [
      {
        overDays: -1,
        steps: [
          { key: 'hours-10', at: { hoursBefore: 10 }, to },
          { key: 'hours-2', at: { hoursBefore: 2 }, to, channels: ['in-app', 'sms'], stopsOn: ['asked-more-time'] },
          { key: 'due-day', at: { dueDay: true }, to },
        ],
      },
    ],
  });
  const term = { startAt: at('2018-03-05T08:00'), dueAt: at('2018-03-08T17:00'), urgency: 'normal' } as const;
  const { steps } = planSteps(policy, calendar, term, { limit: 3 });
  assert.deepEqual(
    steps.map((step) => [step.key, toVietnamIso(step.at).slice(0, 16), step.kind, step.channels, step.stopsOn]),
    [
      ['hours-10', '2018-03-07T15:00', 'due-soon', undefined, ['acknowledged']],
      ['due-day', '2018-03-08T07:00', 'due-today', undefined, []],
      ['hours-2', '2018-03-08T15:00', 'due-today', ['in-app', 'sms'], ['asked-more-time']],
    ],
  );
  // Hỏa tốc: the clock runs through the night.
  const express = planSteps(policy, calendar, { ...term, urgency: 'express' }, { limit: 1 }).steps[0];
  assert.equal(express && toVietnamIso(express.at).slice(0, 16), '2018-03-08T07:00');
});

test('a policy stored before steps had channels and stops is read as it was meant', () => {
  const old = JSON.parse(JSON.stringify(DEFAULT_POLICY)) as unknown;
  assert.deepEqual(PolicySchema.parse(old), DEFAULT_POLICY);
  const { steps } = plan({ start: '2018-02-26T15:00', due: '2018-03-30T17:00' }, 7);
  assert.deepEqual(
    steps.map(({ kind, stopsOn }) => `${kind} ${stopsOn.join()}`),
    [
      'assigned ',
      'due-soon acknowledged',
      'due-soon acknowledged',
      'due-soon acknowledged',
      'due-today ',
      'overdue ',
      'overdue ',
    ],
  );
});
