import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { buildCalendar } from '#modules/calendar/domain/calendar.ts';
import { isWorkingMoment } from '#modules/calendar/domain/moments.ts';
import { DEFAULT_HOURS, type SpecialDay } from '#modules/calendar/domain/types.ts';
import { addDays, type LocalDate } from '#kernel/local-date.ts';
import { parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import { DEFAULT_POLICY } from './policy.ts';
import {
  DEFAULT_RESTRAINT,
  digestMoment,
  digestState,
  lastDigestMoment,
  type MailedStep,
  nextDigestMoment,
  whenToMail,
} from './restraint.ts';

const off = (date: LocalDate): SpecialDay => ({ date, kind: 'statutory', name: 'Tết Nguyên đán', sources: [] });
const days: SpecialDay[] = [
  ...['2018-02-14', '2018-02-15', '2018-02-16', '2018-02-19', '2018-02-20'].map(off),
  { date: '2018-03-10', kind: 'make-up', name: 'Làm bù', sources: [] },
];
const calendar = buildCalendar({ years: [2018], days, hours: [DEFAULT_HOURS] });
const { at: AT } = DEFAULT_RESTRAINT;

function at(text: string): Date {
  const instant = parseInstant(text);
  assert.ok(instant);
  return instant;
}

const said = (moment: Date | undefined) => moment && toVietnamIso(moment).slice(0, 16);
const step = (kind: MailedStep['kind'], key: string, more: Partial<MailedStep> = {}): MailedStep => ({
  kind,
  key,
  folded: [],
  urgency: 'normal',
  ...more,
});

for (const [why, asked, expected] of [
  ['a new matter waits for the morning', step('assigned', 'assigned'), 'digest'],
  ['what comes near waits for the morning', step('due-soon', 'before-3'), 'digest'],
  ['due today leaves at once', step('due-today', 'due-day'), 'now'],
  ['newly overdue leaves at once', step('overdue', 'overdue-1'), 'now'],
  ['overdue for longer waits for the morning', step('overdue', 'overdue-3'), 'digest'],
  ['the weekly list waits for the morning', step('overdue', 'week-2018-04-09'), 'digest'],
  [
    'newly overdue while nothing ran still leaves at once',
    step('overdue', 'overdue-3', { folded: ['overdue-1'] }),
    'now',
  ],
  ['an urgent matter leaves at once, whatever the step', step('due-soon', 'half', { urgency: 'urgent' }), 'now'],
  ['an express one too', step('assigned', 'assigned', { urgency: 'express' }), 'now'],
  ['the monthly question waits for the morning', step('review', 'review-2018-04'), 'digest'],
] as const)
  test(`${why}`, () => {
    assert.equal(whenToMail(asked, DEFAULT_POLICY), expected);
  });

test('the first overdue step is the earliest, in whatever order a policy lists them', () => {
  const policy = { overdue: [...DEFAULT_POLICY.overdue].reverse() };
  assert.equal(whenToMail(step('overdue', 'overdue-1'), policy), 'now');
  assert.equal(whenToMail(step('overdue', 'overdue-3'), policy), 'digest');
});

for (const [why, from, expected] of [
  ['before it, the same morning', '2018-02-27T07:00', '2018-02-27T07:30'],
  ['at it, the next one', '2018-02-27T07:30', '2018-02-28T07:30'],
  ['on a Friday, that of Monday', '2018-03-02T08:00', '2018-03-05T07:30'],
  ['over Tết, the first morning after it', '2018-02-13T07:31', '2018-02-21T07:30'],
  ['a Saturday that is worked instead has its morning', '2018-03-09T08:00', '2018-03-10T07:30'],
] as const)
  test(`the next morning, ${why}`, () => {
    assert.equal(said(nextDigestMoment(calendar, at(from), AT)), expected);
  });

test('no morning on days off, in Tết, on a Saturday; none is guessed for a year without data', () => {
  for (const date of ['2018-02-15', '2018-02-20', '2018-03-03', '2018-03-04'])
    assert.equal(digestMoment(calendar, date, AT), undefined, date);
  assert.ok(digestMoment(calendar, '2018-03-10', AT), 'the Saturday that is worked');
  assert.equal(digestMoment(calendar, '2019-01-03', AT), undefined);
  assert.equal(nextDigestMoment(calendar, at('2018-12-31T09:00'), AT), undefined);
});

test('where an agency opens later the letter waits for it; a time in the midday break waits for its end', () => {
  const late = buildCalendar({
    years: [2018],
    days: [],
    hours: [
      {
        ...DEFAULT_HOURS,
        periods: [
          { from: 8 * 60, to: 11 * 60 + 30 },
          { from: 13 * 60, to: 17 * 60 },
        ],
      },
    ],
  });
  assert.equal(said(digestMoment(late, '2018-03-06', AT)), '2018-03-06T08:00');
  assert.equal(said(digestMoment(late, '2018-03-06', 12 * 60)), '2018-03-06T13:00');
  assert.equal(digestMoment(late, '2018-03-06', 18 * 60), undefined);
});

test('a program that was down writes later on the day, after the break when it comes up in it, never in the evening', () => {
  const state = (text: string) => digestState(calendar, at(text), AT);
  assert.deepEqual(state('2018-03-06T07:10'), { state: 'later', at: at('2018-03-06T07:30') });
  assert.deepEqual(state('2018-03-06T10:00'), { state: 'due' });
  assert.deepEqual(state('2018-03-06T12:00'), { state: 'later', at: at('2018-03-06T13:30') });
  assert.deepEqual(state('2018-03-06T19:00'), { state: 'none' });
  assert.deepEqual(state('2018-03-04T10:00'), { state: 'none' });
});

test('over 200 generated calendars each morning is in working time, and the last one before it lies behind it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 330 }), { maxLength: 40 }),
      fc.integer({ min: 6 * 60, max: 10 * 60 }),
      fc.integer({ min: 0, max: 300 * 1440 }),
      (offDays, opens, minutes) => {
        const any = buildCalendar({
          years: [2018],
          days: [...new Set(offDays)].map((day) => off(addDays('2018-01-15', day))),
          hours: [
            {
              ...DEFAULT_HOURS,
              periods: [
                { from: opens, to: 12 * 60 },
                { from: 13 * 60, to: 17 * 60 },
              ],
            },
          ],
        });
        const now = new Date(at('2018-01-15T00:00').getTime() + minutes * 60_000);
        const next = nextDigestMoment(any, now, AT);
        if (!next) return;
        assert.ok(next > now && isWorkingMoment(any, next), said(next));
        assert.deepEqual(digestState(any, next, AT), { state: 'due' });
        assert.ok(lastDigestMoment(any, now, AT) <= now);
        assert.deepEqual(lastDigestMoment(any, next, AT), next);
      },
    ),
    { numRuns: 200 },
  );
});
